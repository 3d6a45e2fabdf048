package groovy

import "slices"

// order compares items as the closure says: it takes two, or gives what one is compared by.
func (c called) order() func(a, b any) int {
	cl := c.lastClosure()
	if cl == nil {
		if len(c.args) > 0 {
			if cmp, ok := c.args[len(c.args)-1].(*comparator); ok {
				return func(a, b any) int { return cmp.compare(c.r, a, b) }
			}
		}
		return compareAny
	}
	return c.r.orderOf(cl)
}

func (r *run) orderOf(cl *Closure) func(a, b any) int {
	if cl.count() == 2 {
		return func(a, b any) int {
			v := r.invoke(cl, a, b)
			if !isNumber(v) {
				throw(classCast, "Cannot cast object '"+toText(v)+"' with class '"+className(v)+"' to class 'int'")
			}
			return compareNumbers(v, 0)
		}
	}
	return func(a, b any) int { return compareAny(r.invoke(cl, a), r.invoke(cl, b)) }
}

// compareAny is [compare] for sorting: what has no order is put by its hash code.
func compareAny(a, b any) (order int) {
	defer func() {
		if v := recover(); v != nil {
			t, ok := v.(*thrown)
			if !ok || t.fatal || t.Class != illegalArgument {
				panic(v)
			}
			order = sign(hashOf(a) - hashOf(b))
		}
	}()
	return compare(a, b)
}

func sorted(c called) []any {
	items := slices.Clone(c.items())
	order := c.order()
	slices.SortStableFunc(items, func(a, b any) int { c.r.tick(1); return order(a, b) })
	return items
}

// best is min and max.
func best(direction int) member {
	return member{0, 1, func(c called) any {
		items, order := c.items(), c.order()
		var out any
		for i, x := range items {
			if x == nil && c.lastClosure() == nil {
				continue
			}
			if i == 0 || out == nil || order(x, out)*direction > 0 {
				out = x
			}
		}
		return out
	}}
}

// unique leaves out items that are equal to one before, or for which the closure gives the same.
func unique(c called) []any {
	items := c.items()
	cl := c.lastClosure()
	out := []any{}
	if cl == nil || cl.count() != 2 {
		seen := &Dict{}
		for _, x := range items {
			key := x
			if cl != nil {
				key = c.r.invoke(cl, x)
			}
			if isNumber(key) {
				key = toText(decimalOrFloat(key))
			}
			if seen.find(key) < 0 {
				seen.put(key, nil)
				out = append(out, x)
			}
		}
		return out
	}
	for _, x := range items {
		c.r.tick(len(out))
		if !slices.ContainsFunc(out, func(y any) bool { return compare(c.r.invoke(cl, y, x), 0) == 0 }) {
			out = append(out, x)
		}
	}
	return out
}

// decimalOrFloat gives numbers of the same value the same text.
func decimalOrFloat(v any) any {
	if f := floatOf(v); rank(v) >= 5 && (f != f || f > 1e300 || f < -1e300) {
		return v
	}
	return decimalOf(v).Stripped()
}

// changes tells whether sort, unique and reverse change the list itself: they do unless told not to.
func (c called) changes() (*List, bool) {
	l, ok := c.self.(*List)
	if !ok {
		return nil, false
	}
	if len(c.args) > 0 {
		if b, isBool := c.args[0].(bool); isBool {
			return l, b
		}
	}
	return l, true
}

func uniqueMember(c called) any {
	items := unique(c)
	if l, ok := c.changes(); ok {
		l.writable(c.r).items = items
		return l
	}
	return c.like(items)
}

func sortMember(c called) any {
	items := sorted(c)
	if _, java := c.arg(0).(*comparator); java { // Java's own sort, which answers nothing
		c.list().writable(c.r).items = items
		return nil
	}
	if l, ok := c.changes(); ok {
		l.writable(c.r).items = items
		return l
	}
	return newList(items...)
}

// comparator is a java.util.Comparator.
type comparator struct {
	compare func(r *run, a, b any) int
}

func (x *comparator) String() string { return "java.util.Comparator@0" }

func (x *comparator) JavaClass() string { return "java.util.Comparator" }

func (x *comparator) members() members {
	return members{
		"reversed": get(func(called) any {
			return &comparator{func(r *run, a, b any) int { return -x.compare(r, a, b) }}
		}),
		"compare": {2, 2, func(c called) any { return x.compare(c.r, c.args[0], c.args[1]) }},
		"thenComparing": {1, 2, func(c called) any {
			var then func(r *run, a, b any) int
			switch v := c.args[0].(type) {
			case *comparator:
				then = v.compare
			case *Closure:
				then = func(r *run, a, b any) int { return r.orderOf(v)(a, b) }
			default:
				c.missing()
			}
			return &comparator{func(r *run, a, b any) int {
				if n := x.compare(r, a, b); n != 0 {
					return n
				}
				return then(r, a, b)
			}}
		}},
	}
}
