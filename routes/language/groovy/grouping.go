package groovy

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
	r.allocate(entryBytes*out.size() + 16*len(items))
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
	c.r.allocate(entryBytes * out.size())
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
