package groovy

import (
	"slices"
)

var mapMembers members

// own is the map that the method is called on.
func (c called) mapping() mapping {
	m, _ := c.r.mapping(c.self)
	return m
}

// entries are those of the map. It counts them as steps.
func (c called) entries() []*Entry {
	m := c.mapping()
	keys, values := m.all()
	c.r.allocate(entryBytes * len(keys))
	out := make([]*Entry, len(keys))
	for i, k := range keys {
		out[i] = &Entry{k, values[i], m}
	}
	return out
}

// onEntry calls a closure with an entry, or with key and value where it takes two.
func (c called) onEntry(cl *Closure) func(e *Entry) any {
	if cl.count() == 2 {
		return func(e *Entry) any { return c.r.invoke(cl, e.key, e.value) }
	}
	return func(e *Entry) any { return c.r.invoke(cl, e) }
}

func filteredMap(c called, want bool) any {
	test, out := c.onEntry(c.closure(0)), &Dict{}
	for _, e := range c.entries() {
		if truth(test(e)) == want {
			out.put(e.key, e.value)
		}
	}
	return out
}

func sortedMap(c called) any {
	entries := c.entries()
	order := func(a, b *Entry) int { return compare(a.key, b.key) }
	if cl := c.lastClosure(); cl != nil {
		by := c.r.orderOf(cl)
		order = func(a, b *Entry) int { return by(a, b) }
	} else if len(c.args) == 1 {
		if by, ok := c.args[0].(*comparator); ok {
			order = func(a, b *Entry) int { return by.compare(c.r, a.key, b.key) }
		}
	}
	slices.SortStableFunc(entries, func(a, b *Entry) int { c.r.tick(1); return order(a, b) })
	out := &Dict{}
	for _, e := range entries {
		out.put(e.key, e.value)
	}
	return out
}

func (r *run) withDefault(d *Dict, key any) any {
	v := r.invoke(d.fallback, key)
	r.allocate(entryBytes)
	d.put(key, v)
	return v
}

func entryList(entries []*Entry) []any {
	out := make([]any, len(entries))
	for i, e := range entries {
		out[i] = e
	}
	return out
}

// asEntries runs a method of lists on the entries.
func asEntries(name string) func(c called) any {
	return func(c called) any {
		args := slices.Clone(c.args)
		for i, a := range args {
			if cl, ok := a.(*Closure); ok && cl.count() == 2 && name != "sort" && name != "max" && name != "min" {
				args[i] = &Closure{native: func(r *run, args []any) any {
					if e, ok := only(args).(*Entry); ok {
						return r.invoke(cl, e.key, e.value)
					}
					return r.invoke(cl, args...)
				}}
			}
		}
		return c.r.invokeMethod(newList(entryList(c.entries())...), name, args)
	}
}

func fillMapMembers() {
	compute := func(c called, there, absent bool) any {
		m, cl := c.mapping(), c.closure(1)
		old, ok := m.get(c.args[0])
		ok = ok && old != nil
		if ok && !there || !ok && !absent {
			return old
		}
		args := []any{c.args[0], old}
		if !there {
			args = args[:1]
		}
		v := c.r.invoke(cl, args...)
		if v == nil {
			m.remove(c.args[0])
		} else {
			m.put(c.args[0], v)
		}
		return v
	}
	put := func(c called) any {
		c.r.allocate(entryBytes)
		old, _ := c.mapping().get(c.args[0])
		c.mapping().put(c.args[0], c.args[1])
		return old
	}
	mapMembers = members{
		"get": {1, 2, func(c called) any {
			v, ok := c.mapping().get(c.args[0])
			switch d, isDict := c.self.(*Dict); {
			case ok:
				return v
			case isDict && d.fallback != nil:
				return c.r.withDefault(d, c.args[0])
			case len(c.args) == 2:
				c.mapping().put(c.args[0], c.args[1])
				return c.args[1]
			}
			return nil
		}},
		"getAt": one(func(c called) any { return c.r.index(c.self, c.args[0]) }),
		"getOrDefault": {2, 2, func(c called) any {
			if v, ok := c.mapping().get(c.args[0]); ok {
				return v
			}
			return c.args[1]
		}},
		"put": {2, 2, put}, "putAt": {2, 2, put}, "replace": {2, 2, put},
		"putIfAbsent": {2, 2, func(c called) any {
			if v, ok := c.mapping().get(c.args[0]); ok && v != nil {
				return v
			}
			put(c)
			return nil
		}},
		"putAll": one(func(c called) any {
			if m, ok := c.r.mapping(c.args[0]); ok {
				c.r.allocate(entryBytes * m.size())
				putAll(c.mapping(), m)
				return nil
			}
			for _, x := range c.r.spread(c.args[0]) {
				d := &Dict{}
				c.r.putEntry(d, x)
				putAll(c.mapping(), d)
			}
			return nil
		}),
		"leftShift": one(func(c called) any {
			d := &Dict{}
			c.r.putEntry(d, c.args[0])
			putAll(c.mapping(), d)
			return c.self
		}),
		"remove": one(func(c called) any { c.r.tick(c.mapping().size() / 8); v, _ := c.mapping().remove(c.args[0]); return v }),
		"clear": get(func(c called) any {
			if d, ok := c.self.(*Dict); ok {
				d.clear()
				return nil
			}
			keys, _ := c.mapping().all()
			c.r.tick(len(keys) * len(keys) / 8)
			for _, k := range keys {
				c.mapping().remove(k)
			}
			return nil
		}),
		"size": get(func(c called) any { return c.mapping().size() }), "isEmpty": get(func(c called) any { return c.mapping().size() == 0 }),
		"containsKey": one(func(c called) any { _, ok := c.mapping().get(c.args[0]); return ok }),
		"containsValue": one(func(c called) any {
			_, values := c.mapping().all()
			return slices.ContainsFunc(values, func(x any) bool { return javaEqual(x, c.args[0]) })
		}),
		"keySet": get(func(c called) any {
			keys, _ := c.mapping().all()
			c.r.allocate(entryBytes * len(keys))
			return newSet(keys...)
		}),
		"values": get(func(c called) any {
			_, values := c.mapping().all()
			c.r.allocate(16 * len(values))
			return newList(values...)
		}),
		"entrySet": get(func(c called) any { return newList(entryList(c.entries())...) }),
		"iterator": get(func(c called) any { return newIterator(entryList(c.entries())) }),
		"each": one(func(c called) any {
			f := c.onEntry(c.closure(0))
			for _, e := range c.entries() {
				f(e)
			}
			return c.self
		}),
		"forEach": one(func(c called) any {
			f := c.onEntry(c.closure(0))
			for _, e := range c.entries() {
				f(e)
			}
			return nil
		}),
		"eachWithIndex": one(func(c called) any {
			cl := c.closure(0)
			for i, e := range c.entries() {
				if cl.count() == 3 {
					c.r.invoke(cl, e.key, e.value, i)
				} else {
					c.r.invoke(cl, e, i)
				}
			}
			return c.self
		}),
		"findAll": one(func(c called) any { return filteredMap(c, true) }),
		"collectEntries": {0, 1, func(c called) any {
			out, cl := &Dict{}, c.lastClosure()
			for _, e := range c.entries() {
				var x any = e
				if cl != nil {
					x = c.onEntry(cl)(e)
				}
				c.r.putEntry(out, x)
			}
			return out
		}},
		"groupBy": {1, 1, func(c called) any {
			out, f := &Dict{}, c.onEntry(c.closure(0))
			for _, e := range c.entries() {
				k := f(e)
				d, ok := out.get(k)
				if !ok {
					d = &Dict{}
					out.put(k, d)
				}
				d.(*Dict).put(e.key, e.value)
			}
			return out
		}},
		"sort": {0, 1, sortedMap}, "toSorted": {0, 1, sortedMap},
		"plus": one(func(c called) any { return c.r.plus(c.self, c.args[0]) }), "minus": one(func(c called) any { return c.r.minus(c.self, c.args[0]) }),
		"subMap": {1, 2, func(c called) any {
			out := &Dict{}
			for _, k := range c.r.spread(c.args[0]) {
				if v, ok := c.mapping().get(k); ok || len(c.args) == 2 {
					if !ok {
						v = c.args[1]
					}
					out.put(k, v)
				}
			}
			return out
		}},
		"intersect": one(func(c called) any {
			other, ok := c.r.mapping(c.args[0])
			if !ok {
				c.missing()
			}
			out := &Dict{}
			for _, e := range c.entries() {
				if v, ok := other.get(e.key); ok && equal(v, e.value) {
					out.put(e.key, e.value)
				}
			}
			return out
		}),
		"withDefault": one(func(c called) any {
			d := &Dict{fallback: c.closure(0)}
			putAll(d, c.mapping())
			return d
		}),
		"clone": get(func(c called) any { d := &Dict{}; putAll(d, c.mapping()); return d }), "asImmutable": get(func(c called) any { return c.self }), "asUnmodifiable": get(func(c called) any { return c.self }),
		"inject": {1, 2, func(c called) any {
			cl := c.closure(len(c.args) - 1)
			if cl.count() == 3 && len(c.args) == 2 {
				v := c.args[0]
				for _, e := range c.entries() {
					v = c.r.invoke(cl, v, e.key, e.value)
				}
				return v
			}
			return asEntries("inject")(c)
		}},
		"toMapString":     get(func(c called) any { return toText(c.self) }),
		"computeIfAbsent": {2, 2, func(c called) any { return compute(c, false, true) }}, "computeIfPresent": {2, 2, func(c called) any { return compute(c, true, false) }}, "compute": {2, 2, func(c called) any { return compute(c, true, true) }},
		"merge": {3, 3, func(c called) any {
			m, v := c.mapping(), c.args[1]
			if old, ok := m.get(c.args[0]); ok && old != nil {
				v = c.r.invoke(c.closure(2), old, v)
			}
			c.r.allocate(entryBytes)
			m.put(c.args[0], v)
			return v
		}},
		"toString": get(func(c called) any { return c.r.text(toText(c.self)) }),
		"reverseEach": one(func(c called) any {
			f, entries := c.onEntry(c.closure(0)), c.entries()
			for i := len(entries) - 1; i >= 0; i-- {
				f(entries[i])
			}
			return c.self
		}),
		"removeAll": one(func(c called) any {
			test, changed := c.onEntry(c.closure(0)), false
			for _, e := range c.entries() {
				if truth(test(e)) {
					c.mapping().remove(e.key)
					changed = true
				}
			}
			return changed
		}),
		"take": one(func(c called) any { return firstEntries(c, 0, max(0, c.int(0))) }), "drop": one(func(c called) any { return firstEntries(c, max(0, c.int(0)), maxItems) }),
	}
	for _, name := range []string{"collect", "find", "any", "every", "count", "max", "min", "collectMany", "findResult", "findResults", "countBy"} {
		mapMembers[name] = member{0, 2, asEntries(name)}
	}
}

func firstEntries(c called, from, to int) any {
	out := &Dict{}
	for i, e := range c.entries() {
		if i >= from && i < to {
			out.put(e.key, e.value)
		}
	}
	return out
}
