package groovy

import (
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// called is one call of a method: on what, with what.
type called struct {
	r    *run
	self any
	name string
	args []any
}

// member is a method of Java or Groovy: how many arguments it takes, and what it does.
type member struct {
	least, most int
	do          func(c called) any
}

type members map[string]member

const any0 = 1 << 10 // any number of arguments

// tables answers the methods of a value, those of its own class first.
func tables(v any) [3]members {
	switch v.(type) {
	case string:
		return [3]members{textMembers, textCollectionMembers}
	case Char:
		return [3]members{charMembers, textMembers}
	case int, int64, float64, float32:
		return [3]members{numberMembers}
	case interface{ Sign() int }: // BigDecimal, BigInteger
		return [3]members{bigMembers, numberMembers}
	case bool:
		return [3]members{boolMembers}
	case *List:
		return [3]members{listMembers, sequenceMembers, iterableMembers}
	case *Range:
		return [3]members{rangeMembers, sequenceMembers, iterableMembers}
	case *Set:
		return [3]members{setMembers, iterableMembers}
	case *Dict, *components.Map, *headerMap, *variableMap, *propertyMap:
		return [3]members{mapMembers}
	case []byte:
		return [3]members{bytesMembers}
	case *Entry:
		return [3]members{entryMembers}
	case *Closure:
		return [3]members{closureMembers}
	case *Builder:
		return [3]members{builderMembers, textMembers}
	case *Pattern:
		return [3]members{patternMembers}
	case *Matcher:
		return [3]members{matcherMembers}
	case *Class:
		return [3]members{classMembers}
	case *components.Exception:
		return [3]members{exceptionMembers}
	case time.Time:
		return [3]members{dateMembers}
	case *Iterator:
		return [3]members{iteratorMembers, iterableMembers}
	}
	if o, ok := v.(object); ok {
		return [3]members{o.members()}
	}
	return [3]members{}
}

// object is a value with methods of its own.
type object interface{ members() members }

// find answers the method of a value by its name and the number of arguments.
func find(v any, name string, n int) (member, bool) {
	for _, t := range tables(v) {
		if m, ok := t[name]; ok && n >= m.least && n <= m.most {
			return m, true
		}
	}
	if m, ok := objectMembers[name]; ok && n >= m.least && n <= m.most {
		return m, true
	}
	return member{}, false
}

// invokeMethod calls a method of a value.
func (r *run) invokeMethod(v any, name string, args []any) any {
	r.enter()
	defer r.leave()
	if class, ok := v.(*Class); ok {
		return r.callStatic(class.name, name, args)
	}
	if m, ok := find(v, name, len(args)); ok && v != nil {
		return m.do(called{r, v, name, args})
	}
	if v == nil {
		return r.callNull(name, args)
	}
	if d, ok := v.(dynamic); ok {
		return d.call(r, name, args)
	}
	if m, ok := r.mapping(v); ok { // a closure in a map is called like a method
		if cl, ok := m.get(name); ok {
			if cl, ok := cl.(*Closure); ok {
				return r.invoke(cl, args...)
			}
		}
	}
	r.missing(className(v), name, args)
	return nil
}

// callNull calls the few methods that null has.
func (r *run) callNull(name string, args []any) any {
	switch {
	case name == "toString" && len(args) == 0:
		return "null"
	case name == "equals" && len(args) == 1, name == "is" && len(args) == 1:
		return args[0] == nil
	case name == "asBoolean" && len(args) == 0:
		return false
	case name == "plus" && len(args) == 1:
		return r.plus(nil, args[0])
	case name == "iterator" && len(args) == 0:
		return newIterator(nil)
	}
	switch name {
	case "each", "eachWithIndex", "collect", "find", "findAll", "any", "every", "with", "iterator": // null has no items
		if len(args) == 1 {
			return nullItems(name)
		}
	}
	throw(nullPointer, "Cannot invoke method "+name+"() on null object")
	return nil
}

// nullItems is what the methods of all objects answer for null, which has no items.
func nullItems(name string) any {
	switch name {
	case "collect", "findAll":
		return newList()
	case "any":
		return false
	case "every":
		return true
	}
	return nil
}

// spreadCall calls a method of every item.
func (r *run) spreadCall(v any, name string, args []any) any {
	out := newList()
	r.each(v, func(x any) bool {
		if x == nil {
			out.items = append(out.items, nil)
		} else {
			out.items = append(out.items, r.invokeMethod(x, name, args))
		}
		return true
	})
	r.allocate(16 * len(out.items))
	return out
}

func (r *run) spreadProperty(v any, name string) any {
	if v == nil {
		return nil
	}
	out := newList()
	r.each(v, func(x any) bool {
		if x == nil {
			out.items = append(out.items, nil)
		} else {
			out.items = append(out.items, r.property(x, name))
		}
		return true
	})
	r.allocate(16 * len(out.items))
	return out
}

// getters are the methods that a property's name may stand for.
func getters(name string) [2]string {
	first, n := utf8.DecodeRuneInString(name)
	capital := string(unicode.ToUpper(first)) + name[n:]
	return [2]string{"get" + capital, "is" + capital}
}

// property reads a property.
func (r *run) property(v any, name string) any {
	r.tick(1)
	if v == nil {
		throw(nullPointer, "Cannot get property '"+name+"' on null object")
	}
	if m, ok := r.mapping(v); ok {
		x, ok := m.get(name)
		if d, isDict := v.(*Dict); !ok && isDict && d.fallback != nil {
			return r.withDefault(d, name)
		}
		return x
	}
	switch v := v.(type) {
	case *Class:
		return r.staticProperty(v, name)
	case *components.Exception:
		if x, ok := v.Fields.Get(name); ok {
			return r.imported(x, place{})
		}
	case scriptObject:
		return v.property(name)
	case properties:
		if x, ok := v.property(r, name); ok {
			return x
		}
	}
	for _, g := range getters(name) {
		if m, ok := find(v, g, 0); ok {
			return m.do(called{r, v, g, nil})
		}
	}
	if l, ok := v.(*List); ok && name == "length" && l.array {
		return len(l.items)
	}
	if _, ok := itemsOf(v); ok {
		return r.spreadProperty(v, name)
	}
	noProperty(name, className(v))
	return nil
}

// properties is a value with properties that are no getters.
type properties interface {
	property(r *run, name string) (any, bool)
}

// settable is a value whose properties can be set.
type settable interface {
	setProperty(r *run, name string, v any) bool
}

// setProperty writes a property.
func (r *run) setProperty(o any, name string, v any) {
	r.tick(1)
	if o == nil {
		throw(nullPointer, "Cannot set property '"+name+"' on null object")
	}
	if m, ok := r.mapping(o); ok {
		r.allocate(entryBytes)
		m.put(name, v)
		return
	}
	if s, ok := o.(settable); ok && s.setProperty(r, name, v) {
		return
	}
	if l, ok := o.(*List); ok && !l.array { // of every item
		for _, x := range l.items {
			r.setProperty(x, name, v)
		}
		return
	}
	for _, g := range getters(name) {
		if _, ok := find(o, g, 0); ok {
			throw(readOnlyProperty, "Cannot set readonly property: "+name+" for class: "+className(o))
		}
	}
	noProperty(name, className(o))
}

// What a method reads of its arguments. An argument of the wrong kind is no argument of the method.

func (c called) missing() { c.r.missing(className(c.self), c.name, c.args) }

func (c called) arg(i int) any {
	if i < len(c.args) {
		return c.args[i]
	}
	return nil
}

func (c called) text(i int) string {
	s, ok := textOf(c.arg(i))
	if !ok {
		c.missing()
	}
	return s
}

func (c called) int(i int) int {
	v := c.arg(i)
	if ch, ok := v.(Char); ok {
		return int(ch)
	}
	n, ok := wholeOf(v)
	if !ok {
		if isNumber(v) {
			return int(floatOf(v))
		}
		c.missing()
	}
	return int(max(min(n, 1<<31-1), -1<<31))
}

func (c called) closure(i int) *Closure {
	cl, ok := c.arg(i).(*Closure)
	if !ok {
		c.missing()
	}
	return cl
}

// last answers the closure that comes last, nil where there is none.
func (c called) lastClosure() *Closure {
	if len(c.args) == 0 {
		return nil
	}
	cl, _ := c.args[len(c.args)-1].(*Closure)
	return cl
}

func (c called) list() *List { return c.self.(*List) }

// get makes a method without arguments.
func get(f func(c called) any) member { return member{0, 0, f} }

// one makes a method with one argument.
func one(f func(c called) any) member { return member{1, 1, f} }
