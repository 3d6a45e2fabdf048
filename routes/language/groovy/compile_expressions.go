package groovy

import (
	"strings"
)

// expr compiles an expression.
func (c *compiler) expr(e expr) eval {
	switch e := e.(type) {
	case *literal:
		v := e.value
		return func(*frame) any { return v }
	case *interpolated:
		return c.interpolated(e)
	case *name:
		return c.name(e)
	case *grouped:
		return c.expr(e.value)
	case *listLiteral:
		return c.list(e.items)
	case *mapLiteral:
		return c.mapLiteral(e)
	case *rangeLiteral:
		from, to, left, right := c.expr(e.from), c.expr(e.to), e.openLeft, e.openRight
		return func(f *frame) any { return makeRange(f.r, from(f), to(f), left, right) }
	case *property:
		return c.property(e)
	case *index:
		return c.index(e)
	case *call:
		return c.call(e)
	case *callValue:
		callee, args := c.expr(e.callee), c.arguments(e.args)
		return func(f *frame) any { return f.r.callValue(callee(f), args(f)) }
	case *newObject:
		return c.newObject(e)
	case *unary:
		return c.unary(e)
	case *binary:
		return c.binary(e)
	case *conditional:
		return c.conditional(e)
	case *assignment:
		return c.assignment(e)
	case *step:
		return c.step(e)
	case *closureLiteral:
		return c.closure(e)
	case *cast:
		return c.cast(e)
	case *instanceOf:
		class := c.resolveType(e.class)
		value, negate := c.expr(e.value), e.negate
		return func(f *frame) any { return isInstance(value(f), class) != negate }
	case *methodPointer:
		return c.methodPointer(e)
	case *arrayClass:
		v := &Class{c.resolveType(e.class)}
		return func(*frame) any { return v }
	case *switchExpr:
		return c.switchValue(e.switchStmt)
	}
	fail(e.at(), "this is not available", "")
	return nil
}

func (c *compiler) exprs(list []expr) []eval {
	out := make([]eval, len(list))
	for i, e := range list {
		out[i] = c.expr(e)
	}
	return out
}

// condition compiles an expression whose truth counts.
func (c *compiler) condition(e expr) func(*frame) bool {
	v := c.expr(e)
	return func(f *frame) bool {
		x := v(f)
		if b, ok := x.(bool); ok {
			return b
		}
		return truth(x)
	}
}

func (c *compiler) interpolated(e *interpolated) eval {
	parts := c.exprs(e.parts)
	return func(f *frame) any {
		var b strings.Builder
		for _, p := range parts {
			v := p(f)
			if cl, ok := v.(*Closure); ok && len(cl.params()) == 0 {
				v = f.r.invoke(cl)
			}
			b.WriteString(f.r.string(v))
			if b.Len() > maxText {
				break
			}
		}
		return f.r.text(b.String())
	}
}

func (c *compiler) list(items []expr) eval {
	evals := make([]eval, len(items))
	spreads := make([]bool, len(items))
	for i, item := range items {
		if s, ok := item.(*spreadItem); ok {
			item, spreads[i] = s.value, true
		}
		evals[i] = c.expr(item)
	}
	return func(f *frame) any {
		list := make([]any, 0, len(evals))
		for i, e := range evals {
			if spreads[i] {
				list = append(list, f.r.spread(e(f))...)
			} else {
				list = append(list, e(f))
			}
		}
		f.r.allocate(16 * len(list))
		return newList(list...)
	}
}

func (c *compiler) mapLiteral(e *mapLiteral) eval {
	keys, values := make([]eval, len(e.entries)), make([]eval, len(e.entries))
	for i, entry := range e.entries {
		if entry.key != nil {
			keys[i] = c.expr(entry.key)
		}
		values[i] = c.expr(entry.value)
	}
	return func(f *frame) any {
		d := &Dict{keys: make([]any, 0, len(keys)), values: make([]any, 0, len(keys))}
		for i, k := range keys {
			if k != nil {
				d.put(k(f), values[i](f))
				continue
			}
			v := values[i](f)
			if m, ok := f.r.mapping(v); ok {
				putAll(d, m)
			} else if v != nil {
				throw(classCast, "Cannot cast object '"+toText(v)+"' with class '"+className(v)+"' to class 'java.util.Map'")
			}
		}
		f.r.allocate(entryBytes * len(keys))
		return d
	}
}

func putAll(d, from mapping) {
	keys, values := from.all()
	for i, k := range keys {
		d.put(k, values[i])
	}
}

func (c *compiler) unary(e *unary) eval {
	v := c.expr(e.operand)
	switch e.op {
	case "!":
		test := c.condition(e.operand)
		return func(f *frame) any { return !test(f) }
	case "-":
		return func(f *frame) any {
			x := v(f)
			if n, ok := negative(x); ok {
				return n
			}
			return f.r.invokeMethod(x, "negative", nil)
		}
	case "+":
		return func(f *frame) any { return f.r.invokeMethod(v(f), "positive", nil) }
	}
	if l, ok := e.operand.(*literal); ok { // ~/pattern/
		if s, ok := l.value.(string); ok {
			p := c.pattern(e.at(), s)
			return func(*frame) any { return p }
		}
	}
	return func(f *frame) any { return f.r.complement(v(f)) }
}

// pattern compiles a regular expression that stands in the script.
func (c *compiler) pattern(pos int, s string) *Pattern {
	p, err := newPattern(s, 0)
	if err != nil {
		outside(pos, "groovy:regular expression", err.Error(), "")
	}
	return p
}

// checkPattern reports a regular expression that stands in a call and is none here.
func (c *compiler) checkPattern(e *call, n string) {
	switch n {
	case "replaceAll", "replaceFirst", "matches", "split", "compile":
	default:
		return
	}
	if len(e.args) == 0 {
		return
	}
	if l, ok := e.args[0].value.(*literal); ok {
		if s, ok := l.value.(string); ok {
			c.pattern(l.at(), s)
		}
	}
}

func (c *compiler) conditional(e *conditional) eval {
	no := c.expr(e.no)
	if e.yes == nil {
		v := c.expr(e.test)
		return func(f *frame) any {
			if x := v(f); truth(x) {
				return x
			}
			return no(f)
		}
	}
	test, yes := c.condition(e.test), c.expr(e.yes)
	return func(f *frame) any {
		if test(f) {
			return yes(f)
		}
		return no(f)
	}
}

func (c *compiler) binary(e *binary) eval {
	switch e.op {
	case "&&":
		l, r := c.condition(e.left), c.condition(e.right)
		return func(f *frame) any { return l(f) && r(f) }
	case "||":
		l, r := c.condition(e.left), c.condition(e.right)
		return func(f *frame) any { return l(f) || r(f) }
	case "=~", "==~":
		return c.match(e)
	}
	l, r := c.expr(e.left), c.expr(e.right)
	switch e.op {
	case "==":
		return func(f *frame) any { return equal(l(f), r(f)) }
	case "!=":
		return func(f *frame) any { return !equal(l(f), r(f)) }
	case "===":
		return func(f *frame) any { return same(l(f), r(f)) }
	case "!==":
		return func(f *frame) any { return !same(l(f), r(f)) }
	case "<=>":
		return func(f *frame) any { return sign(compare(l(f), r(f))) }
	case "<":
		return func(f *frame) any { return compare(l(f), r(f)) < 0 }
	case "<=":
		return func(f *frame) any { return compare(l(f), r(f)) <= 0 }
	case ">":
		return func(f *frame) any { return compare(l(f), r(f)) > 0 }
	case ">=":
		return func(f *frame) any { return compare(l(f), r(f)) >= 0 }
	case "in", "!in":
		negate := e.op == "!in"
		return func(f *frame) any { x := l(f); return f.r.isIn(x, r(f)) != negate }
	}
	op := e.op
	c.script.mutates = c.script.mutates || op == "<<"
	return func(f *frame) any { x := l(f); return f.r.operate(op, x, r(f)) }
}

func sign(n int) int { return min(max(n, -1), 1) }

func (c *compiler) match(e *binary) eval {
	l := c.expr(e.left)
	whole := e.op == "==~"
	if s, ok := e.right.(*literal); ok {
		if text, ok := s.value.(string); ok {
			p := c.pattern(s.at(), text)
			return func(f *frame) any { return f.r.match(l(f), p, whole) }
		}
	}
	r := c.expr(e.right)
	return func(f *frame) any { x := l(f); return f.r.match(x, f.r.pattern(r(f)), whole) }
}

func (c *compiler) cast(e *cast) eval {
	v := c.expr(e.value)
	class := c.resolveType(e.class)
	if e.strict {
		return func(f *frame) any { return f.r.castTo(v(f), class) }
	}
	return func(f *frame) any { return f.r.asType(v(f), class) }
}

func (c *compiler) methodPointer(e *methodPointer) eval {
	object, member := c.expr(e.object), c.expr(e.name)
	return func(f *frame) any {
		self, name := object(f), toText(member(f))
		if name == "new" {
			return &Closure{native: func(r *run, args []any) any { return r.construct(className(self), args) }}
		}
		return &Closure{native: func(r *run, args []any) any {
			if class, ok := self.(*Class); ok && len(args) > 0 && !hasStatic(class.name, name, len(args)) {
				return r.invokeMethod(args[0], name, args[1:])
			}
			return r.invokeMethod(self, name, args)
		}}
	}
}

func (c *compiler) newObject(e *newObject) eval {
	if e.size != nil {
		size, zero := c.expr(e.size), zeroOf(typeName{name: e.class})
		return func(f *frame) any {
			n, _ := wholeOf(size(f))
			if n < 0 {
				throw("java.lang.NegativeArraySizeException", toText(n))
			}
			f.r.allocate(16 * int(min(n, maxItems+1)))
			items := make([]any, n)
			for i := range items {
				items[i] = zero
			}
			return &List{items: items, array: true}
		}
	}
	class := c.resolveClass(e.at(), e.class)
	if !constructible(class) {
		refuseClass(e.at(), class)
	}
	args := c.arguments(e.args)
	return func(f *frame) any { return f.r.construct(class, args(f)) }
}
