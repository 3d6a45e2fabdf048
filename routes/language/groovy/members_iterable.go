package groovy

import (
	"slices"
	"strings"
)

// iterableMembers are the methods of lists, sets and ranges alike; textCollectionMembers those that text has too, letter by
// letter.
var iterableMembers, textCollectionMembers members

// items are those that the method works on. It counts them as steps.
func (c called) items() []any {
	items := c.r.spread(c.self)
	c.r.tick(len(items))
	return items
}

// like makes a collection of the kind that the method is called on.
func (c called) like(items []any) any {
	c.r.allocate(16 * len(items))
	if s, ok := c.self.(*Set); ok {
		return s.empty(items...)
	}
	return &List{items: items, mixed: true}
}

// test answers whether an item passes: by the closure, or by its own truth where there is none.
func (c called) test() func(x any) bool {
	if len(c.args) == 0 {
		return truth
	}
	if cl, ok := c.args[0].(*Closure); ok {
		return func(x any) bool { return truth(c.r.invoke(cl, x)) }
	}
	return func(x any) bool { return c.r.isCase(c.args[0], x) }
}

// transform is what a closure makes of an item; itself where there is none.
func (c called) transform() func(x any) any {
	if cl := c.lastClosure(); cl != nil {
		return func(x any) any { return c.r.invoke(cl, x) }
	}
	return func(x any) any { return x }
}

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

func collect(c called) any {
	cl := c.lastClosure()
	if cl == nil {
		if len(c.args) > 0 {
			c.missing()
		}
		return newList(c.items()...)
	}
	out := newList()
	c.r.each(c.self, func(x any) bool {
		out.items = append(out.items, c.r.invoke(cl, x))
		return true
	})
	c.r.allocate(16 * len(out.items))
	if len(c.args) == 2 {
		c.r.invokeMethod(c.args[0], "addAll", []any{out})
		return c.args[0]
	}
	return out
}

func joinItems(c called) any {
	with := ""
	if len(c.args) == 1 {
		with = c.r.string(c.args[0])
	}
	var b strings.Builder
	for i, x := range c.items() {
		if i > 0 {
			b.WriteString(with)
		}
		b.WriteString(c.r.string(x))
		if b.Len() > maxText {
			break
		}
	}
	return c.r.text(b.String())
}

func sum(c called) any {
	items, transform := c.items(), c.transform()
	var total any
	begun := false
	if len(c.args) > 0 {
		if _, isClosure := c.args[0].(*Closure); !isClosure {
			total, begun = c.args[0], true
		}
	}
	for _, x := range items {
		if x = transform(x); !begun {
			total, begun = x, true
		} else {
			total = c.r.plus(total, x)
		}
	}
	return total
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

func inject(c called) any {
	items, cl := c.items(), c.closure(len(c.args)-1)
	var v any
	if len(c.args) == 2 {
		v = c.args[0]
	} else {
		if len(items) == 0 {
			throw(noSuchElement, "Cannot call inject() on an empty collection without passing an initial value.")
		}
		v, items = items[0], items[1:]
	}
	for _, x := range items {
		v = c.r.invoke(cl, v, x)
	}
	return v
}

// grouped puts items under the key that a closure gives, level by level.
func (r *run) grouped(items []any, keys []any) *Dict {
	out := &Dict{}
	cl, ok := keys[0].(*Closure)
	if !ok {
		throw(missingMethod, "groupBy needs a closure")
	}
	for _, x := range items {
		k := r.invoke(cl, x)
		if l, ok := out.get(k); ok {
			l.(*List).items = append(l.(*List).items, x)
		} else {
			out.put(k, newList(x))
		}
	}
	r.allocate(48*out.size() + 16*len(items))
	if len(keys) > 1 {
		for i, v := range out.values {
			out.values[i] = r.grouped(v.(*List).items, keys[1:])
		}
	}
	return out
}

func countBy(c called) any {
	out, cl := &Dict{}, c.closure(0)
	for _, x := range c.items() {
		k := c.r.invoke(cl, x)
		n, _ := out.get(k)
		if n == nil {
			n = 0
		}
		out.put(k, n.(int)+1)
	}
	return out
}

func collectEntries(c called) any {
	out, cl := &Dict{}, c.lastClosure()
	for _, x := range c.items() {
		if cl != nil {
			x = c.r.invoke(cl, x)
		}
		c.r.putEntry(out, x)
	}
	c.r.allocate(48 * out.size())
	return out
}

// putEntry puts what stands for an entry into a map: a map, a list of two, an entry.
func (r *run) putEntry(d *Dict, v any) {
	switch e := v.(type) {
	case *Entry:
		d.put(e.key, e.value)
		return
	case *List:
		if len(e.items) > 0 {
			var value any
			if len(e.items) > 1 {
				value = r.item(e, 1)
			}
			d.put(e.items[0], value)
		}
		return
	}
	m, ok := r.mapping(v)
	if !ok {
		throw(classCast, "Cannot cast object '"+toText(v)+"' with class '"+className(v)+"' to class 'java.util.Map'")
	}
	putAll(d, m)
}

func (r *run) partition(items []any, cl *Closure) any {
	yes, no := newList(), newList()
	for _, x := range items {
		if truth(r.invoke(cl, x)) {
			yes.items = append(yes.items, x)
		} else {
			no.items = append(no.items, x)
		}
	}
	r.allocate(16 * len(items))
	return newList(yes, no)
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

// flatten takes lists in lists apart.
func (r *run) flatten(items, out []any, depth int) []any {
	if depth > maxNesting {
		throw(stackOverflow, "")
	}
	for _, x := range items {
		switch v := x.(type) {
		case *List, *Set, *Range, []any:
			out = r.flatten(r.spread(r.imported(v, place{})), out, depth+1)
		default:
			out = append(out, x)
		}
	}
	r.allocate(16 * len(items))
	return out
}

func filtered(c called, want bool) any {
	test := c.test()
	out := []any{}
	for _, x := range c.items() {
		if test(x) == want {
			out = append(out, x)
		}
	}
	return c.like(out)
}

func fillMembersIterable() {
	iterableMembers = members{
		"collect": {0, 2, collect}, "join": {0, 1, joinItems}, "sum": {0, 2, sum}, "max": best(1), "min": best(-1), "inject": {1, 2, inject}, "fold": {1, 2, inject},
		"collectMany": one(func(c called) any {
			cl, out := c.closure(0), []any{}
			for _, x := range c.items() {
				out = append(out, c.r.itemsOrOne(c.r.invoke(cl, x))...)
			}
			c.r.allocate(16 * len(out))
			return newList(out...)
		}),
		"collectEntries": {0, 2, collectEntries}, "groupBy": {1, any0, func(c called) any { return c.r.grouped(c.items(), c.args) }}, "countBy": one(countBy),
		"collectNested": one(func(c called) any { return c.r.nested(c.self, c.closure(0), 0) }),
		"toMap":         {0, 1, collectEntries},
		"each": one(func(c called) any {
			cl := c.closure(0)
			c.r.each(c.self, func(x any) bool { c.r.invoke(cl, x); return true })
			return c.self
		}),
		"forEach": one(func(c called) any {
			cl := c.closure(0)
			c.r.each(c.self, func(x any) bool { c.r.invoke(cl, x); return true })
			return nil
		}),
		"eachWithIndex": one(func(c called) any {
			cl, i := c.closure(0), 0
			c.r.each(c.self, func(x any) bool { c.r.invoke(cl, x, i); i++; return true })
			return c.self
		}),
		"find": {0, 1, func(c called) any {
			test := c.test()
			for _, x := range c.items() {
				if test(x) {
					return x
				}
			}
			return nil
		}},
		"findResult": {1, 2, func(c called) any {
			cl := c.closure(len(c.args) - 1)
			for _, x := range c.items() {
				if v := c.r.invoke(cl, x); v != nil {
					return v
				}
			}
			if len(c.args) == 2 {
				return c.args[0]
			}
			return nil
		}},
		"findResults": one(func(c called) any {
			cl, out := c.closure(0), newList()
			for _, x := range c.items() {
				if v := c.r.invoke(cl, x); v != nil {
					out.items = append(out.items, v)
				}
			}
			return out
		}),
		"findAll": {0, 1, func(c called) any { return filtered(c, true) }},
		"grep":    {0, 1, func(c called) any { l, _ := itemsOf(filtered(c, true)); return newList(l...) }},
		"any":     {0, 1, func(c called) any { return slices.ContainsFunc(c.items(), c.test()) }},
		"every": {0, 1, func(c called) any {
			test := c.test()
			return !slices.ContainsFunc(c.items(), func(x any) bool { return !test(x) })
		}},
		"count": {0, 1, func(c called) any {
			items := c.items()
			if len(c.args) == 0 {
				return len(items)
			}
			test, n := c.test(), 0
			if _, ok := c.args[0].(*Closure); !ok {
				test = func(x any) bool { return equal(x, c.args[0]) }
			}
			for _, x := range items {
				if test(x) {
					n++
				}
			}
			return n
		}},
		"split": one(func(c called) any { return c.r.partition(c.items(), c.closure(0)) }),
		"size":  get(func(c called) any { return len(c.r.spread(c.self)) }), "isEmpty": get(func(c called) any { return len(c.r.spread(c.self)) == 0 }),
		"contains": one(func(c called) any {
			return slices.ContainsFunc(c.items(), func(x any) bool { return javaEqual(x, c.args[0]) })
		}),
		"containsAll": one(func(c called) any {
			items := c.items()
			for _, y := range c.r.spread(c.args[0]) {
				if !slices.ContainsFunc(items, func(x any) bool { return javaEqual(x, y) }) {
					return false
				}
			}
			return true
		}),
		"disjoint": one(func(c called) any {
			items := c.r.spread(c.args[0])
			return !slices.ContainsFunc(c.items(), func(x any) bool {
				return slices.ContainsFunc(items, func(y any) bool { return equal(x, y) })
			})
		}),
		"intersect": one(func(c called) any {
			other, out := newSet(c.r.spread(c.args[0])...), []any{}
			for _, x := range c.items() {
				if other.find(x) >= 0 {
					out = append(out, x)
				}
			}
			return c.like(out)
		}),
		"plus": {1, 2, func(c called) any { return c.r.plus(c.self, c.args[0]) }}, "minus": one(func(c called) any { return c.r.minus(c.self, c.args[0]) }),
		"multiply": one(func(c called) any {
			items := c.r.spread(c.self)
			n := max(0, c.int(0))
			c.r.allocate(16 * len(items) * min(n, maxItems))
			if len(items)*n > maxItems {
				fatal(outOfMemory, "a list of more than 10,000,000 items")
			}
			return c.like(slices.Repeat(items, n))
		}),
		"unique": {0, 2, func(c called) any { return uniqueMember(c) }}, "toUnique": {0, 1, func(c called) any { return c.like(unique(c)) }},
		"sort": {0, 2, sortMember}, "toSorted": {0, 1, func(c called) any { return newList(sorted(c)...) }},
		"flatten":      get(func(c called) any { return c.like(c.r.flatten(c.items(), []any{}, 0)) }),
		"toListString": get(func(c called) any { return c.r.text(toText(c.self)) }),
		"toList":       get(func(c called) any { return newList(c.items()...) }), "asList": get(func(c called) any { return newList(c.items()...) }),
		"toSet": get(func(c called) any { items := c.items(); return hashSet(items, len(items)) }), "toArray": {0, 1, func(c called) any { return &List{items: slices.Clone(c.items()), array: true} }},
		"iterator":    get(func(c called) any { return newIterator(slices.Clone(c.items())) }),
		"stream":      get(func(c called) any { return newStream(c.items()) }),
		"asImmutable": get(func(c called) any { return &List{items: c.items(), fixed: true} }), "asUnmodifiable": get(func(c called) any { return &List{items: c.items(), fixed: true} }),
		"first": get(func(c called) any { return edge(c, "first", 0) }), "last": get(func(c called) any { return edge(c, "last", -1) }), "head": get(func(c called) any { return edge(c, "head", 0) }),
		"take": one(func(c called) any {
			items := c.items()
			return c.like(slices.Clone(items[:min(len(items), max(0, c.int(0)))]))
		}),
		"drop": one(func(c called) any {
			items := c.items()
			return c.like(slices.Clone(items[min(len(items), max(0, c.int(0))):]))
		}),
		"takeWhile": one(func(c called) any { items := c.items(); return c.like(slices.Clone(items[:c.while(items)])) }),
		"dropWhile": one(func(c called) any { items := c.items(); return c.like(slices.Clone(items[c.while(items):])) }),
		"indexed": {0, 1, func(c called) any {
			out, offset := &Dict{}, 0
			if len(c.args) == 1 {
				offset = c.int(0)
			}
			for i, x := range c.items() {
				out.put(i+offset, x)
			}
			return out
		}},
		"withIndex": {0, 1, func(c called) any {
			out, offset := newList(), 0
			if len(c.args) == 1 {
				offset = c.int(0)
			}
			for i, x := range c.items() {
				out.items = append(out.items, newList(x, i+offset))
			}
			c.r.allocate(64 * len(out.items))
			return out
		}},
		"average": {0, 1, func(c called) any {
			items := c.items()
			if len(items) == 0 {
				return nil
			}
			return calculate('/', c.r.invokeMethod(newList(items...), "sum", c.args), len(items))
		}},
	}
	for _, name := range []string{"collate", "chop", "transpose", "subsequences", "combinations", "permutations", "eachPermutation"} {
		if m, ok := sequenceMembers[name]; ok {
			iterableMembers[name] = m
		}
	}
	textCollectionMembers = members{}
	for _, name := range []string{"each", "collect", "eachWithIndex", "any", "every", "inject", "collectMany", "collectEntries", "groupBy", "countBy", "iterator", "sum", "max", "min", "count"} {
		if name != "count" {
			textCollectionMembers[name] = iterableMembers[name]
		}
	}
	for _, name := range []string{"find", "findAll", "sort", "unique", "join", "first", "last", "withIndex", "indexed", "toSorted", "stream"} {
		textCollectionMembers[name] = iterableMembers[name]
	}
}

func (c called) while(items []any) int {
	test := c.test()
	for i, x := range items {
		if !test(x) {
			return i
		}
	}
	return len(items)
}

func edge(c called, name string, at int) any {
	items := c.r.spread(c.self)
	if len(items) == 0 {
		throw(noSuchElement, "Cannot access "+name+"() element from an empty List")
	}
	if at < 0 {
		at = len(items) - 1
	}
	return items[at]
}

func (r *run) nested(v any, cl *Closure, depth int) any {
	if depth > maxNesting {
		throw(stackOverflow, "")
	}
	out := newList()
	for _, x := range r.spread(v) {
		if l, ok := x.(*List); ok {
			out.items = append(out.items, r.nested(l, cl, depth+1))
		} else {
			out.items = append(out.items, r.invoke(cl, x))
		}
	}
	return out
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

func (x *comparator) String() string    { return "java.util.Comparator@0" }
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
