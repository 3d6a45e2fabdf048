package groovy

import "strings"

// code is what a script, a method or a closure is compiled to.
type code struct {
	name     string
	params   []param
	required int // parameters without a default
	implicit bool
	slots    int
	ups      []upvalue
	body     []exec
	own      []*variable // its parameters
}

type param struct {
	name     string
	class    string // "" for any
	fallback eval
	variadic bool
}

// variable is a local variable. Whether a closure shares it is known when all is compiled: it then lives in a cell.
type variable struct {
	name   string
	slot   int
	shared bool
	class  typeName
}

// upvalue is a variable of the function around: a local one, or one that it has from further out.
type upvalue struct {
	local *variable
	outer int
}

// scope knows the names within a function.
type scope struct {
	outer  *scope
	code   *code
	blocks []map[string]*variable
	ups    map[*variable]int
	class  map[int]typeName // of ups
}

// method is a method that the script defines.
type method struct {
	*code
	name string
}

// compiler compiles a script.
type compiler struct {
	src     string
	script  *Script
	program *program
	*scope
	globals map[string]int
}

func (c *compiler) open(code *code) {
	c.scope = &scope{outer: c.scope, code: code, ups: map[*variable]int{}, blocks: []map[string]*variable{{}}}
}

func (c *compiler) close() { c.scope = c.outer }

func (c *compiler) block() func() {
	s := c.scope
	s.blocks = append(s.blocks, map[string]*variable{})
	return func() { s.blocks = s.blocks[:len(s.blocks)-1] }
}

func (c *compiler) declare(pos int, name string, class typeName) *variable {
	c.checkType(class)
	block := c.blocks[len(c.blocks)-1]
	if _, twice := block[name]; twice {
		fail(pos, "the variable "+name+" is declared twice", "")
	}
	v := &variable{name: name, slot: c.code.slots, class: class}
	c.code.slots++
	block[name] = v
	return v
}

// find looks a name up; index is that of an upvalue where local is nil.
func (s *scope) find(name string) (local *variable, index int, ok bool) {
	for i := len(s.blocks) - 1; i >= 0; i-- {
		if v, ok := s.blocks[i][name]; ok {
			return v, 0, true
		}
	}
	if s.outer == nil {
		return nil, 0, false
	}
	v, outer, ok := s.outer.find(name)
	if !ok {
		return nil, 0, false
	}
	if v != nil {
		v.shared = true
		i, there := s.ups[v]
		if !there {
			i = len(s.code.ups)
			s.ups[v] = i
			s.code.ups = append(s.code.ups, upvalue{local: v})
		}
		return nil, i, true
	}
	for i, u := range s.code.ups {
		if u.local == nil && u.outer == outer {
			return nil, i, true
		}
	}
	s.code.ups = append(s.code.ups, upvalue{outer: outer})
	return nil, len(s.code.ups) - 1, true
}

// mutating are the methods that change a map in place.
var mutating = map[string]bool{
	"put": true, "putAll": true, "putAt": true, "putIfAbsent": true, "remove": true, "removeAll": true, "clear": true, "replace": true, "get": true,
	"merge": true, "compute": true, "computeIfAbsent": true, "computeIfPresent": true, "setValue": true, "leftShift": true, "with": true, "tap": true,
}

// typeOf answers the type that a variable was declared with.
func (s *scope) typeOf(name string) typeName {
	for ; s != nil; s = s.outer {
		for i := len(s.blocks) - 1; i >= 0; i-- {
			if v, ok := s.blocks[i][name]; ok {
				return v.class
			}
		}
	}
	return typeName{}
}

func (v *variable) get(f *frame) any {
	if v.shared {
		return f.slots[v.slot].(*cell).v
	}
	return f.slots[v.slot]
}

func (v *variable) set(f *frame, value any) {
	if v.shared {
		f.slots[v.slot].(*cell).v = value
		return
	}
	f.slots[v.slot] = value
}

// make gives the variable a new life, as each round of a loop does.
func (v *variable) make(f *frame, value any) {
	if v.shared {
		f.slots[v.slot] = &cell{value}
		return
	}
	f.slots[v.slot] = value
}

// global answers the number of a variable that the script does not declare: one of Camel's, or one that it assigns.
func (c *compiler) global(name string) int {
	i, ok := c.globals[name]
	if !ok {
		i = len(c.globals)
		c.globals[name] = i
		c.script.globals = append(c.script.globals, name)
		c.script.readsProperties = c.script.readsProperties || strings.HasPrefix(name, "exchangePropert")
	}
	return i
}

// capture collects the cells that a closure made in f shares with it.
func (u upvalue) capture(f *frame) *cell {
	if u.local != nil {
		return f.slots[u.local.slot].(*cell)
	}
	return f.ups[u.outer]
}
