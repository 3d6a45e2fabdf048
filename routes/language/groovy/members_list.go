package groovy

import (
	"fmt"
	"slices"
)

// sequenceMembers are the methods of what has an order, listMembers those that change a list.
var sequenceMembers, listMembers, rangeMembers, setMembers members

func checkList(n, size int) {
	if n < 0 || n >= size {
		throw(outOfBounds, fmt.Sprintf("Index %d out of bounds for length %d", n, size))
	}
}

// collate cuts a list into lists of a size.
func collate(c called) any {
	items, size := c.items(), c.int(0)
	step, keep := size, true
	for _, a := range c.args[1:] {
		switch v := a.(type) {
		case bool:
			keep = v
		case int:
			step = v
		}
	}
	if size <= 0 || step <= 0 {
		throw(illegalArgument, "step cannot be zero")
	}
	out := newList()
	for i := 0; i < len(items); i += step {
		if i+size > len(items) && !keep {
			break
		}
		out.items = append(out.items, newList(slices.Clone(items[i:min(i+size, len(items))])...))
		c.r.allocate(48 + 16*size)
	}
	return out
}

func transpose(c called) any {
	rows := c.items()
	out := newList()
	for i := 0; ; i++ {
		row := newList()
		for _, x := range rows {
			cells := c.r.spread(c.r.imported(x, place{}))
			if i >= len(cells) {
				return out
			}
			row.items = append(row.items, cells[i])
		}
		if len(rows) == 0 {
			return out
		}
		c.r.allocate(48 + 16*len(rows))
		out.items = append(out.items, row)
	}
}

// combinations of one item of each list.
func combinations(c called) any {
	out := []any{newList()}
	for _, x := range c.items() {
		var next []any
		for _, y := range c.r.itemsOrOne(c.r.imported(x, place{})) {
			for _, begun := range out {
				next = append(next, newList(append(slices.Clone(begun.(*List).items), y)...))
				c.r.allocate(64 + 16*len(begun.(*List).items))
			}
		}
		out = next
	}
	if cl := c.lastClosure(); cl != nil {
		for i, x := range out {
			out[i] = c.r.invoke(cl, x)
		}
	}
	return newList(out...)
}

func permutations(r *run, items []any) []any {
	switch {
	case len(items) == 0:
		return []any{newList()}
	case len(items) > 9:
		fatal(outOfMemory, "permutations of more than nine items")
	}
	var out []any
	for i, x := range items {
		for _, rest := range permutations(r, slices.Concat(items[:i], items[i+1:])) {
			out = append(out, newList(append([]any{x}, rest.(*List).items...)...))
			r.allocate(64 + 16*len(items))
		}
	}
	return out
}

func fillListMembers() {
	indexWhere := func(c called, test func(x any) bool, last bool) any {
		items, from := c.items(), 0
		if len(c.args) == 2 {
			from = c.int(0)
		}
		at := -1
		for i := max(0, from); i < len(items); i++ {
			if test(items[i]) {
				if at = i; !last {
					break
				}
			}
		}
		return at
	}
	byClosure := func(c called) func(x any) bool {
		cl := c.closure(len(c.args) - 1)
		return func(x any) bool { return truth(c.r.invoke(cl, x)) }
	}
	byValue := func(c called) func(x any) bool { return func(x any) bool { return javaEqual(x, c.args[0]) } }
	sequenceMembers = members{
		"get": one(func(c called) any {
			items := c.r.spread(c.self)
			checkList(c.int(0), len(items))
			return items[c.int(0)]
		}),
		"getAt":   one(func(c called) any { return c.r.index(c.self, c.args[0]) }),
		"indexOf": one(func(c called) any { return indexWhere(c, byValue(c), false) }), "lastIndexOf": one(func(c called) any { return indexWhere(c, byValue(c), true) }),
		"findIndexOf": {1, 2, func(c called) any { return indexWhere(c, byClosure(c), false) }}, "findLastIndexOf": {1, 2, func(c called) any { return indexWhere(c, byClosure(c), true) }},
		"findIndexValues": one(func(c called) any {
			test, out := byClosure(c), newList()
			for i, x := range c.items() {
				if test(x) {
					out.items = append(out.items, int64(i))
				}
			}
			return out
		}),
		"reverse": {0, 1, func(c called) any {
			items := slices.Clone(c.items())
			slices.Reverse(items)
			if len(c.args) == 1 && truth(c.args[0]) {
				c.list().writable(c.r).items = items
				return c.self
			}
			return c.like(items)
		}},
		"reversed": get(func(c called) any { items := slices.Clone(c.items()); slices.Reverse(items); return c.like(items) }),
		"reverseEach": one(func(c called) any {
			items, cl := c.items(), c.closure(0)
			for i := len(items) - 1; i >= 0; i-- {
				c.r.invoke(cl, items[i])
			}
			return c.self
		}),
		"tail": get(func(c called) any { edge(c, "tail", 0); return c.like(slices.Clone(c.items()[1:])) }),
		"init": get(func(c called) any { edge(c, "init", 0); return c.like(slices.Clone(c.items()[:len(c.items())-1])) }),
		"takeRight": one(func(c called) any {
			items := c.items()
			return c.like(slices.Clone(items[max(0, len(items)-max(0, c.int(0))):]))
		}),
		"dropRight": one(func(c called) any {
			items := c.items()
			return c.like(slices.Clone(items[:max(0, len(items)-max(0, c.int(0)))]))
		}),
		"subList": {2, 2, func(c called) any {
			items := c.items()
			from, to := c.int(0), c.int(1)
			switch {
			case from < 0:
				throw(outOfBounds, fmt.Sprintf("fromIndex = %d", from))
			case to > len(items):
				throw(outOfBounds, fmt.Sprintf("toIndex = %d", to))
			case from > to:
				throw(illegalArgument, fmt.Sprintf("fromIndex(%d) > toIndex(%d)", from, to))
			}
			return c.like(slices.Clone(items[from:to]))
		}},
		"collate": {1, 3, collate}, "transpose": get(transpose), "combinations": {0, 1, combinations},
		"permutations": get(func(c called) any { return newSet(permutations(c.r, c.items())...) }),
		"chop": {1, any0, func(c called) any {
			items, out := c.items(), newList()
			for _, n := range c.args {
				size, _ := wholeOf(n)
				if size < 0 {
					size = int64(len(items))
				}
				at := min(int(size), len(items))
				out.items = append(out.items, newList(slices.Clone(items[:at])...))
				items = items[at:]
			}
			return out
		}},
		"getIndices": get(func(c called) any { return makeRange(c.r, 0, len(c.r.spread(c.self)), false, true) }),
		"getFirst":   get(func(c called) any { return edge(c, "first", 0) }), "getLast": get(func(c called) any { return edge(c, "last", -1) }),
		"listIterator": get(func(c called) any { return newIterator(slices.Clone(c.items())) }),
		"swap": {2, 2, func(c called) any {
			l := c.list().writable(c.r)
			checkList(c.int(0), len(l.items))
			checkList(c.int(1), len(l.items))
			l.items[c.int(0)], l.items[c.int(1)] = l.items[c.int(1)], l.items[c.int(0)]
			return l
		}},
		"shuffle": {0, 1, func(c called) any { shuffle(c.r, c.list().writable(c.r).items, c.arg(0)); return nil }},
		"shuffled": {0, 1, func(c called) any {
			items := slices.Clone(c.items())
			shuffle(c.r, items, c.arg(0))
			return newList(items...)
		}},
	}
	remove := func(c called, at int) any {
		l := c.list()
		checkList(at, len(l.items))
		old := c.r.item(l, at)
		l.growable(c.r)
		l.items = slices.Delete(l.items, at, at+1)
		c.r.tick(len(l.items) / 16)
		return old
	}
	removeItem := func(c called) any {
		at := slices.IndexFunc(c.items(), byValue(c))
		if at < 0 {
			return false
		}
		remove(c, at)
		return true
	}
	keep := func(c called, want bool) any {
		test := c.test()
		if _, ok := c.args[0].(*Closure); !ok {
			others := c.r.spread(c.args[0])
			test = func(x any) bool { return slices.ContainsFunc(others, func(y any) bool { return javaEqual(x, y) }) }
		}
		out := []any{}
		for _, x := range c.items() {
			if test(x) == want {
				out = append(out, x)
			}
		}
		l := c.list()
		changed := len(out) != len(l.items)
		l.growable(c.r)
		l.items = out
		return changed
	}
	add := func(c called) any {
		l := c.list()
		if len(c.args) == 2 {
			at := c.int(0)
			if at < 0 || at > len(l.items) {
				throw(outOfBounds, fmt.Sprintf("Index: %d, Size: %d", at, len(l.items)))
			}
			l.growable(c.r)
			c.r.allocate(16)
			l.items = slices.Insert(l.items, at, c.args[1])
			return nil
		}
		l.add(c.r, c.args[0])
		return true
	}
	addAll := func(c called) any {
		items := slices.Clone(c.r.spread(c.args[len(c.args)-1]))
		if len(c.args) == 2 {
			l := c.list().growable(c.r)
			if at := c.int(0); at < 0 || at > len(l.items) {
				throw(outOfBounds, fmt.Sprintf("Index: %d, Size: %d", at, len(l.items)))
			}
			l.items = slices.Insert(l.items, c.int(0), items...)
			return len(items) > 0
		}
		c.list().add(c.r, items...)
		return len(items) > 0
	}
	listMembers = members{
		"add": {1, 2, add}, "addAll": {1, 2, addAll},
		"leftShift": one(func(c called) any { c.list().add(c.r, c.args[0]); return c.self }),
		"push":      one(func(c called) any { return add(called{c.r, c.self, c.name, []any{0, c.args[0]}}) }), "addFirst": one(func(c called) any { return add(called{c.r, c.self, c.name, []any{0, c.args[0]}}) }),
		"addLast": one(func(c called) any { c.list().add(c.r, c.args[0]); return nil }), "offer": one(add),
		"pop": get(func(c called) any { edge(c, "pop", 0); return remove(c, 0) }), "poll": get(func(c called) any {
			if len(c.list().items) == 0 {
				return nil
			}
			return remove(c, 0)
		}),
		"peek": get(func(c called) any {
			if len(c.list().items) == 0 {
				return nil
			}
			return c.r.item(c.list(), 0)
		}),
		"removeFirst": get(func(c called) any { edge(c, "removeFirst", 0); return remove(c, 0) }),
		"removeLast":  get(func(c called) any { edge(c, "removeLast", 0); return remove(c, len(c.list().items)-1) }),
		"remove": one(func(c called) any {
			if n, ok := c.args[0].(int); ok {
				return remove(c, n)
			}
			return removeItem(c)
		}),
		"removeAt": one(func(c called) any { return remove(c, c.int(0)) }), "removeElement": one(removeItem),
		"removeAll": one(func(c called) any { return keep(c, false) }), "removeIf": one(func(c called) any { return keep(c, false) }), "retainAll": one(func(c called) any { return keep(c, true) }),
		"set": {2, 2, func(c called) any {
			l := c.list()
			checkList(c.int(0), len(l.items))
			old := c.r.item(l, c.int(0))
			c.r.setItem(l, c.int(0), c.args[1])
			return old
		}},
		"putAt": {2, 2, func(c called) any { c.r.setIndex(c.self, c.args[0], c.args[1]); return nil }},
		"clear": get(func(c called) any { l := c.list().growable(c.r); l.items = nil; return nil }),
		"clone": get(func(c called) any { return newList(slices.Clone(c.items())...) }),
		"replaceAll": one(func(c called) any {
			l, cl := c.list().writable(c.r), c.closure(0)
			for i, x := range l.items {
				l.items[i] = c.r.invoke(cl, x)
			}
			return nil
		}),
		"getLength": get(func(c called) any { return len(c.list().items) }),
	}
	rangeMembers = members{
		"getFrom": get(func(c called) any { g := c.self.(*Range); return min(g.from, g.to) }), "getTo": get(func(c called) any { g := c.self.(*Range); return max(g.from, g.to) }),
		"contains": one(func(c called) any { return c.self.(*Range).contains(c.args[0]) }), "containsWithinBounds": one(func(c called) any { return c.self.(*Range).contains(c.args[0]) }),
		"size": get(func(c called) any { return c.self.(*Range).size() }), "isReverse": get(func(c called) any { g := c.self.(*Range); return g.to < g.from }),
		"step": {1, 2, func(c called) any {
			g, out, by := c.self.(*Range), newList(), c.int(0)
			if by == 0 {
				throw("groovy.lang.GroovyRuntimeException", "Infinite loop detected due to step size of 0")
			}
			if by < 0 {
				g, by = &Range{g.to, g.from, ""}, -by
			}
			for i := 0; i < g.size(); i += by {
				out.items = append(out.items, g.item(i))
			}
			c.r.allocate(16 * len(out.items))
			if cl := c.lastClosure(); cl != nil {
				for _, x := range out.items {
					c.r.invoke(cl, x)
				}
				return nil
			}
			return out
		}},
		"toString": get(func(c called) any { return c.self.(*Range).String() }),
	}
	set := func(c called) *Set { return c.self.(*Set) }
	keepSet := func(c called, want bool) any {
		test := c.test()
		if _, ok := c.args[0].(*Closure); !ok {
			others := newSet(c.r.spread(c.args[0])...)
			test = func(x any) bool { return others.find(x) >= 0 }
		}
		changed := false
		for _, x := range slices.Clone(set(c).list()) {
			if test(x) != want {
				c.r.tick(set(c).size() / 8)
				set(c).Dict.remove(x)
				changed = true
			}
		}
		return changed
	}
	setMembers = members{
		"add": one(func(c called) any { c.r.allocate(entryBytes); return set(c).add(c.args[0]) }), "leftShift": one(func(c called) any { c.r.allocate(entryBytes); set(c).add(c.args[0]); return c.self }),
		"addAll": one(func(c called) any {
			changed := false
			for _, x := range c.r.spread(c.args[0]) {
				changed = set(c).add(x) || changed
			}
			c.r.allocate(entryBytes * set(c).size())
			return changed
		}),
		"remove":    one(func(c called) any { c.r.tick(set(c).size() / 8); _, ok := set(c).Dict.remove(c.args[0]); return ok }),
		"contains":  one(func(c called) any { return set(c).find(c.args[0]) >= 0 }),
		"clear":     get(func(c called) any { set(c).Dict.clear(); return nil }),
		"removeAll": one(func(c called) any { return keepSet(c, false) }), "removeIf": one(func(c called) any { return keepSet(c, false) }), "retainAll": one(func(c called) any { return keepSet(c, true) }),
		"clone": get(func(c called) any { return c.like(set(c).list()) }),
	}
}
