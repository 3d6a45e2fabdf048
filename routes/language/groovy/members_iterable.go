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

func fillIterableMembers() {
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
