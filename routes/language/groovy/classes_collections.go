package groovy

import (
	"math/rand/v2"
	"slices"
	"strings"
)

var collectionClasses map[string]class

func newCollection(c called) *List {
	if len(c.args) == 1 && !isNumber(c.args[0]) {
		return newList(slices.Clone(c.r.spread(c.args[0]))...)
	}
	return newList()
}

func shuffle(r *run, items []any, with any) {
	r.tick(len(items))
	if x, ok := with.(*Random); ok {
		for i := len(items); i > 1; i-- {
			n := x.below(int32(i))
			items[i-1], items[n] = items[n], items[i-1]
		}
		return
	}
	rand.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
}

func fillCollectionClasses() {
	list := class{
		construct: member{0, 1, func(c called) any { return newCollection(c) }},
		statics: members{
			"of":     {0, any0, func(c called) any { return &List{items: slices.Clone(c.args), fixed: true} }},
			"copyOf": one(func(c called) any { return &List{items: slices.Clone(c.r.spread(c.args[0])), fixed: true} }),
		},
	}
	// room is how many buckets Java makes for a copy.
	room := func(n int) int { return max(16, n*4/3+1) }
	set := func(kind Dict) class {
		return class{
			construct: member{0, 1, func(c called) any {
				items := newCollection(c).items
				s := &Set{kind}
				if kind.buckets > 0 {
					s = &Set{hashed(room(len(items)))}
				}
				for _, x := range items {
					s.add(x)
				}
				return s
			}},
			statics: members{"of": {0, any0, func(c called) any { return newSet(c.args...) }}, "copyOf": one(func(c called) any { return newSet(c.r.spread(c.args[0])...) })},
		}
	}
	dict := func(kind Dict) class {
		return class{
			construct: member{0, 2, func(c called) any {
				d := kind
				if m, ok := c.r.mapping(c.arg(0)); ok {
					if kind.buckets > 0 {
						d = hashed(room(m.size()))
					}
					putAll(&d, m)
				}
				return &d
			}},
			statics: members{
				"of":    {0, 20, func(c called) any { return newDict(c.args...) }},
				"entry": {2, 2, func(c called) any { return &Entry{key: c.args[0], value: c.args[1]} }},
				"ofEntries": {0, any0, func(c called) any {
					d := &Dict{}
					for _, e := range c.args {
						c.r.putEntry(d, e)
					}
					return d
				}},
				"copyOf": one(func(c called) any {
					d := &Dict{}
					if m, ok := c.r.mapping(c.args[0]); ok {
						putAll(d, m)
					}
					return d
				}),
			},
		}
	}
	entry := class{construct: member{2, 2, func(c called) any { return &Entry{key: c.args[0], value: c.args[1]} }}}
	// viaList calls a method of a list: Collections.max(list) is list.max().
	viaList := func(name string) member {
		return member{1, 2, func(c called) any { return c.r.invokeMethod(c.args[0], name, c.args[1:]) }}
	}
	changed := func(f func(c called, items []any)) member {
		return member{1, 3, func(c called) any {
			l, ok := c.args[0].(*List)
			if !ok {
				c.missing()
			}
			f(c, l.writable(c.r).items)
			return nil
		}}
	}
	same0 := one(func(c called) any { return c.args[0] })
	unmodifiable := one(func(c called) any { return &List{items: c.r.spread(c.args[0]), fixed: true} })
	collectionClasses = map[string]class{
		"java.util.ArrayList": list, "java.util.LinkedList": list, "java.util.List": list, "java.util.Vector": list, "java.util.Stack": list, "java.util.ArrayDeque": list,
		"java.util.concurrent.CopyOnWriteArrayList": list, "java.util.concurrent.ConcurrentLinkedQueue": list,
		"java.util.HashSet": set(hashed(16)), "java.util.LinkedHashSet": set(Dict{}), "java.util.TreeSet": set(Dict{sorted: true}), "java.util.Set": set(Dict{}),
		"java.util.HashMap": dict(hashed(16)), "java.util.LinkedHashMap": dict(Dict{}), "java.util.TreeMap": dict(Dict{sorted: true}), "java.util.Map": dict(Dict{}), "java.util.Hashtable": dict(Dict{}),
		"java.util.concurrent.ConcurrentHashMap": dict(Dict{}), "java.util.Properties": dict(Dict{}),
		"java.util.AbstractMap.SimpleEntry": entry, "groovy.lang.Tuple2": list, "groovy.util.MapEntry": entry, "java.util.AbstractMap": {}, "groovy.util.Expando": dict(Dict{}),
		"java.util.Collections": {statics: members{
			"emptyList": get(func(called) any { return &List{fixed: true} }), "emptyMap": get(func(called) any { return &Dict{} }), "emptySet": get(func(called) any { return &Set{} }),
			"singletonList": one(func(c called) any { return &List{items: []any{c.args[0]}, fixed: true} }), "singleton": one(func(c called) any { return newSet(c.args[0]) }),
			"singletonMap": {2, 2, func(c called) any { return newDict(c.args...) }},
			"max":          viaList("max"), "min": viaList("min"), "unmodifiableList": unmodifiable, "unmodifiableMap": same0, "unmodifiableSet": same0, "unmodifiableCollection": unmodifiable,
			"synchronizedList": same0, "synchronizedMap": same0,
			"sort":    changed(func(c called, items []any) { copy(items, sorted(called{c.r, newList(items...), "sort", c.args[1:]})) }),
			"reverse": changed(func(_ called, items []any) { slices.Reverse(items) }),
			"shuffle": changed(func(c called, items []any) { shuffle(c.r, items, c.arg(1)) }),
			"swap": changed(func(c called, items []any) {
				checkList(c.int(1), len(items))
				checkList(c.int(2), len(items))
				items[c.int(1)], items[c.int(2)] = items[c.int(2)], items[c.int(1)]
			}),
			"addAll": {1, any0, func(c called) any {
				for _, x := range c.args[1:] {
					c.r.invokeMethod(c.args[0], "add", []any{x})
				}
				return len(c.args) > 1
			}},
			"frequency": {2, 2, func(c called) any { return c.r.invokeMethod(c.args[0], "count", c.args[1:]) }},
			"disjoint":  {2, 2, func(c called) any { return c.r.invokeMethod(c.args[0], "disjoint", c.args[1:]) }},
			"nCopies": {2, 2, func(c called) any {
				return c.r.invokeMethod(newList(c.args[1]), "multiply", c.args[:1])
			}},
			"reverseOrder": get(func(called) any { return &comparator{func(_ *run, a, b any) int { return compare(b, a) }} }),
		}},
		"java.util.Arrays": {statics: members{
			"asList": {0, any0, func(c called) any {
				if len(c.args) == 1 {
					return newList(slices.Clone(c.r.itemsOrOne(c.args[0]))...)
				}
				return newList(slices.Clone(c.args)...)
			}},
			"toString": one(func(c called) any { return toText(newList(c.r.spread(c.args[0])...)) }), "deepToString": one(func(c called) any { return toText(c.args[0]) }),
			"stream": one(func(c called) any { return newStream(c.r.spread(c.args[0])) }),
			"equals": {2, 2, func(c called) any { return equal(newList(c.r.spread(c.args[0])...), newList(c.r.spread(c.args[1])...)) }},
			"sort":   changed(func(c called, items []any) { copy(items, sorted(called{c.r, newList(items...), "sort", c.args[1:]})) }),
			"fill": changed(func(c called, items []any) {
				for i := range items {
					items[i] = c.arg(1)
				}
			}),
			"copyOf": {2, 2, func(c called) any {
				items := c.r.spread(c.args[0])
				out := make([]any, min(max(0, c.int(1)), maxItems))
				c.r.allocate(16 * len(out))
				copy(out, items)
				return &List{items: out, array: true}
			}},
			"copyOfRange": {3, 3, func(c called) any {
				items := c.r.spread(c.args[0])
				from, to := c.int(1), c.int(2)
				if from < 0 || from > len(items) || to < from || to-from > maxItems {
					throw("java.lang.ArrayIndexOutOfBoundsException", "")
				}
				out := make([]any, to-from)
				c.r.allocate(16 * len(out))
				copy(out, items[from:])
				return &List{items: out, array: true}
			}},
		}},
		"java.util.Comparator": {statics: members{
			"naturalOrder": get(func(called) any { return &comparator{func(_ *run, a, b any) int { return compare(a, b) }} }),
			"reverseOrder": get(func(called) any { return &comparator{func(_ *run, a, b any) int { return compare(b, a) }} }),
			"comparing": one(func(c called) any {
				cl := c.closure(0)
				return &comparator{func(r *run, a, b any) int { return compare(r.invoke(cl, a), r.invoke(cl, b)) }}
			}),
		}},
		"java.util.StringJoiner": {construct: member{1, 3, func(c called) any {
			j := &joiner{with: c.text(0)}
			if len(c.args) == 3 {
				j.prefix, j.suffix = c.text(1), c.text(2)
			}
			return j
		}}},
	}
}

// joiner is java.util.StringJoiner.
type joiner struct {
	with, prefix, suffix string
	parts                []string
}

func (j *joiner) String() string    { return j.prefix + strings.Join(j.parts, j.with) + j.suffix }
func (j *joiner) JavaClass() string { return "java.util.StringJoiner" }
func (j *joiner) export() any       { return j.String() }
func (j *joiner) members() members {
	return members{
		"add":    one(func(c called) any { j.parts = append(j.parts, c.r.text(c.r.string(c.args[0]))); return j }),
		"length": get(func(called) any { return lengthOf(j.String()) }),
	}
}
