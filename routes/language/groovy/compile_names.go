package groovy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// name compiles a variable: a local one, one of a function around, one of Camel's or the script's own, or a class.
func (c *compiler) name(e *name) eval {
	if e.name == "this" {
		return func(f *frame) any { return scriptObject{f.r} }
	}
	if local, i, ok := c.find(e.name); ok {
		if local != nil {
			return local.get
		}
		return func(f *frame) any { return f.ups[i].v }
	}
	if w, ok := wrappers[e.name]; ok {
		v := &Class{w}
		return func(*frame) any { return v }
	}
	if class, ok := c.classNamed(e.at(), e.name); ok {
		v := &Class{class}
		return func(*frame) any { return v }
	}
	return c.globalName(e.name)
}

// globalName compiles a variable that the script does not declare.
func (c *compiler) globalName(n string) eval {
	i := c.global(n)
	builtin := bindings[n]
	return func(f *frame) any {
		if f.delegate != nil {
			if v, ok := f.r.ofDelegate(f.delegate, n); ok {
				return v
			}
		}
		if f.r.globals != nil {
			if v := f.r.globals[i]; v != (unset{}) {
				return v
			}
		}
		if builtin != nil {
			if v := builtin(f.r); v != (unset{}) {
				return v
			}
		}
		noProperty(n, f.r.script.name)
		return nil
	}
}

// setGlobal compiles the assignment to a variable that the script does not declare.
func (c *compiler) setGlobal(n string) func(f *frame, v any) {
	i := c.global(n)
	c.script.assigns = true
	return func(f *frame, v any) {
		if f.delegate != nil && f.r.setOfDelegate(f.delegate, n, v) {
			return
		}
		f.r.globals[i] = v
	}
}

// classNamed answers the class that a name stands for. A capital says that it is one, unless the script assigns it.
func (c *compiler) classNamed(pos int, n string) (string, bool) {
	first, _ := utf8.DecodeRuneInString(n)
	if !unicode.IsUpper(first) || c.assigned(n) {
		return "", false
	}
	return c.resolveClass(pos, n), true
}

// assigned tells whether the script assigns a variable of that name.
func (c *compiler) assigned(n string) bool { return c.program.assigned[n] }

// packagesOfGroovy are those that need no import.
var packagesOfGroovy = []string{"java.lang", "java.util", "java.io", "java.net", "groovy.lang", "groovy.util"}

// resolveClass answers the full name of a class; one that is not here is reported.
func (c *compiler) resolveClass(pos int, n string) string {
	if full, ok := c.program.imports[n]; ok {
		return full
	}
	if strings.Contains(n, ".") {
		outer, inner, _ := strings.Cut(n, ".")
		if full, ok := c.program.imports[outer]; ok {
			n = full + "." + inner
		}
		if knownClass(n) {
			return n
		}
		for _, p := range packagesOfGroovy {
			if knownClass(p + "." + n) {
				return p + "." + n
			}
		}
		refuseClass(pos, n)
	}
	for _, p := range append(c.program.packages[:len(c.program.packages):len(c.program.packages)], packagesOfGroovy...) {
		if knownClass(p + "." + n) {
			return p + "." + n
		}
	}
	if n == "BigDecimal" || n == "BigInteger" {
		return "java.math." + n
	}
	for _, p := range append(c.program.packages[:len(c.program.packages):len(c.program.packages)], packagesOfGroovy...) {
		if _, ok := refused[p+"."+n]; ok {
			refuseClass(pos, p+"."+n)
		}
	}
	refuseClass(pos, n)
	return ""
}

// dotted answers the class that a chain of names stands for, such as java.util.UUID.
func (c *compiler) dotted(e expr) (string, bool) {
	var names []string
	pos := e.at()
	for {
		switch x := e.(type) {
		case *property:
			l, ok := x.name.(*literal)
			if !ok || x.safe || x.spread {
				return "", false
			}
			s, ok := l.value.(string)
			if !ok {
				return "", false
			}
			names = append([]string{s}, names...)
			e = x.object
			continue
		case *name:
			if _, _, local := c.find(x.name); local || bindings[x.name] != nil || c.assigned(x.name) {
				return "", false
			}
			names = append([]string{x.name}, names...)
			pos = x.at()
		default:
			return "", false
		}
		break
	}
	last, _ := utf8.DecodeRuneInString(names[len(names)-1])
	if len(names) < 2 || !unicode.IsUpper(last) {
		return "", false
	}
	full := strings.Join(names, ".")
	first, _ := utf8.DecodeRuneInString(names[0])
	if unicode.IsUpper(first) { // Map.Entry, but also Calendar.YEAR
		outer := c.resolveClass(pos, names[0])
		if len(names) == 2 && knownClass(outer+"."+names[1]) {
			return outer + "." + names[1], true
		}
		return "", false
	}
	if before, _ := utf8.DecodeRuneInString(names[len(names)-2]); unicode.IsUpper(before) {
		return "", false // a constant of a class
	}
	if !knownClass(full) {
		refuseClass(pos, full)
	}
	return full, true
}

// property compiles a property, or a class with its package.
func (c *compiler) property(e *property) eval {
	if class, ok := c.dotted(e); ok {
		v := &Class{class}
		return func(*frame) any { return v }
	}
	c.checkConstant(e)
	object := c.expr(e.object)
	if e.spread {
		member := c.expr(e.name)
		return func(f *frame) any { return f.r.spreadProperty(object(f), toText(member(f))) }
	}
	l, constant := e.name.(*literal)
	if !constant {
		member := c.expr(e.name)
		safe := e.safe
		return func(f *frame) any {
			v := object(f)
			if v == nil && safe {
				return nil
			}
			return f.r.property(v, toText(member(f)))
		}
	}
	n := toText(l.value)
	if e.safe {
		return func(f *frame) any {
			v := object(f)
			if v == nil {
				return nil
			}
			return f.r.property(v, n)
		}
	}
	return func(f *frame) any { return f.r.property(object(f), n) }
}

func (c *compiler) index(e *index) eval {
	object, safe := c.expr(e.object), e.safe
	if len(e.args) == 0 {
		fail(e.at(), "the index is missing", "write, for example, [0]")
	}
	if len(e.args) == 1 {
		if _, spread := e.args[0].(*spreadItem); !spread {
			arg := c.expr(e.args[0])
			return func(f *frame) any {
				v := object(f)
				if v == nil && safe {
					return nil
				}
				return f.r.index(v, arg(f))
			}
		}
	}
	args := c.list(e.args)
	return func(f *frame) any {
		v := object(f)
		if v == nil && safe {
			return nil
		}
		return f.r.index(v, args(f))
	}
}

// arguments compiles what a call is given. Named arguments are one map, the first.
func (c *compiler) arguments(list []argument) func(f *frame) []any {
	if len(list) == 0 {
		return func(*frame) []any { return nil }
	}
	var names, values []eval
	var items []expr
	for _, a := range list {
		switch {
		case a.name != nil:
			names, values = append(names, c.expr(a.name)), append(values, c.expr(a.value))
		case a.spread:
			items = append(items, &spreadItem{position(a.value.at()), a.value})
		default:
			items = append(items, a.value)
		}
	}
	plain := len(items) == len(list)
	for _, a := range list {
		plain = plain && !a.spread
	}
	if plain {
		evals := c.exprs(items)
		return func(f *frame) []any {
			args := make([]any, len(evals))
			for i, e := range evals {
				args[i] = e(f)
			}
			return args
		}
	}
	rest := c.list(items)
	return func(f *frame) []any {
		var args []any
		if names != nil {
			d := &Dict{}
			for i, n := range names {
				d.put(n(f), values[i](f))
			}
			args = append(args, d)
		}
		return append(args, rest(f).(*List).items...)
	}
}

// call compiles the call of a method, or of a function or closure by its name.
func (c *compiler) call(e *call) eval {
	args := c.arguments(e.args)
	if e.object == nil {
		return c.callName(e, args)
	}
	var object eval
	if class, ok := c.dotted(e.object); ok {
		c.checkStatic(e, class)
		v := &Class{class}
		object = func(*frame) any { return v }
	} else {
		object = c.expr(e.object)
	}
	member := c.expr(e.name)
	safe, spread := e.safe, e.spread
	if l, ok := e.name.(*literal); ok && !spread {
		n := toText(l.value)
		c.checkPattern(e, n)
		c.script.mutates = c.script.mutates || mutating[n] && (n != "get" || len(e.args) == 2)
		c.checkMember(e, n)
		return func(f *frame) any {
			v := object(f)
			if v == nil && safe {
				return nil
			}
			return f.r.invokeMethod(v, n, args(f))
		}
	}
	c.script.mutates = true // the name is not known
	return func(f *frame) any {
		v, n := object(f), toText(member(f))
		switch {
		case v == nil && (safe || spread):
			return nil
		case spread:
			return f.r.spreadCall(v, n, args(f))
		}
		return f.r.invokeMethod(v, n, args(f))
	}
}

func (c *compiler) callName(e *call, args func(*frame) []any) eval {
	n := e.name.(*literal).value.(string)
	if local, i, ok := c.find(n); ok {
		return func(f *frame) any {
			if local != nil {
				return f.r.callValue(local.get(f), args(f))
			}
			return f.r.callValue(f.ups[i].v, args(f))
		}
	}
	if methods, ok := c.script.methods[n]; ok {
		return func(f *frame) any { return f.r.callScript(n, methods, args(f)) }
	}
	if n == "evaluate" && !c.assigned(n) {
		outside(e.at(), "groovy:evaluate", "the method evaluate is not available", "a script cannot run text as a script")
	}
	for _, s := range c.program.statics {
		if member := s.member; s.name == n || s.name == "" && hasStatic(s.class, n, len(e.args)) {
			if s.name == "" {
				member = n
			}
			class := s.class
			return func(f *frame) any { return f.r.callStatic(class, member, args(f)) }
		}
	}
	i := c.global(n)
	return func(f *frame) any {
		a := args(f)
		if f.delegate != nil {
			if v, ok := f.r.callDelegate(f.delegate, n, a); ok {
				return v
			}
		}
		if f.r.globals != nil {
			if v := f.r.globals[i]; v != (unset{}) {
				return f.r.callValue(v, a)
			}
		}
		return f.r.callFunction(n, a)
	}
}
