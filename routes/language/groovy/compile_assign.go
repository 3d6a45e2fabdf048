package groovy

// assignment compiles = and the likes of +=. Its value is what was assigned.
func (c *compiler) assignment(e *assignment) eval {
	c.changes(e.target)
	if list, ok := e.target.(*listLiteral); ok {
		return c.assignSeveral(list, e.value)
	}
	value := c.expr(e.value)
	update := c.update(e.op, value)
	switch t := e.target.(type) {
	case *name:
		return c.assignName(t, value, update)
	case *property:
		object, member := c.expr(t.object), c.expr(t.name)
		safe := t.safe
		return func(f *frame) any {
			o, n := object(f), toText(member(f))
			if o == nil && safe {
				return nil
			}
			var v any
			if update == nil {
				v = value(f)
			} else {
				v = update(f, f.r.property(o, n))
			}
			f.r.setProperty(o, n, v)
			return v
		}
	case *index:
		return c.assignIndex(t, value, update)
	}
	fail(e.at(), "this cannot be assigned to", "")
	return nil
}

// changes notes that the script may change a map: a property or what an index names.
func (c *compiler) changes(target expr) {
	switch target.(type) {
	case *property, *index:
		c.script.mutates = true
	}
}

// update compiles what makes the new value of the old one; nil for =.
func (c *compiler) update(op string, value eval) func(f *frame, old any) any {
	switch op {
	case "=":
		return nil
	case "?=":
		return func(f *frame, old any) any {
			if truth(old) {
				return old
			}
			return value(f)
		}
	}
	op = op[:len(op)-1]
	return func(f *frame, old any) any { return f.r.operate(op, old, value(f)) }
}

func (c *compiler) assignName(t *name, value eval, update func(*frame, any) any) eval {
	set := c.setter(t)
	if update == nil {
		return func(f *frame) any { return set(f, value(f)) }
	}
	get := c.name(t)
	return func(f *frame) any { return set(f, update(f, get(f))) }
}

// setter compiles the assignment to a variable; it answers the value as the variable's type has it.
func (c *compiler) setter(t *name) func(f *frame, v any) any {
	if t.name == "this" || t.name == "super" {
		fail(t.at(), t.name+" cannot be assigned to", "")
	}
	local, i, ok := c.find(t.name)
	if !ok {
		set := c.setGlobal(t.name)
		return func(f *frame, v any) any { set(f, v); return v }
	}
	convert := c.conversion(c.typeOf(t.name))
	return func(f *frame, v any) any {
		if convert != nil {
			v = convert(f.r, v)
		}
		if local != nil {
			local.set(f, v)
		} else {
			f.ups[i].v = v
		}
		return v
	}
}

func (c *compiler) assignIndex(t *index, value eval, update func(*frame, any) any) eval {
	if len(t.args) != 1 {
		fail(t.at(), "an index of several cannot be assigned to", "assign one after the other")
	}
	object, key := c.expr(t.object), c.expr(t.args[0])
	return func(f *frame) any {
		o, k := object(f), key(f)
		var v any
		if update == nil {
			v = value(f)
		} else {
			v = update(f, f.r.index(o, k))
		}
		f.r.setIndex(o, k, v)
		return v
	}
}

// assignSeveral compiles (a, b) = list.
func (c *compiler) assignSeveral(list *listLiteral, value expr) eval {
	v := c.expr(value)
	sets := make([]func(f *frame, v any) any, len(list.items))
	for i, item := range list.items {
		n, ok := item.(*name)
		if g, grouped := item.(*grouped); grouped {
			n, ok = g.value.(*name)
		}
		if !ok {
			fail(item.at(), "only variables can stand here", "")
		}
		sets[i] = c.setter(n)
	}
	return func(f *frame) any {
		x := v(f)
		items := f.r.parts(x, len(sets))
		for i, set := range sets {
			set(f, items[i])
		}
		return x
	}
}

// parts answers what several variables get of a value: its first items, null where there are none.
func (r *run) parts(v any, n int) []any {
	out := make([]any, n)
	if m, ok := r.mapping(v); ok {
		for i := range out {
			out[i], _ = m.get(i)
		}
		return out
	}
	copy(out, r.spread(v))
	return out
}

// step compiles ++ and --.
func (c *compiler) step(e *step) eval {
	c.changes(e.target)
	method := "next"
	if e.op == "--" {
		method = "previous"
	}
	prefix := e.prefix
	pick := func(before, after any) any {
		if prefix {
			return after
		}
		return before
	}
	switch t := e.target.(type) {
	case *name:
		get, set := c.name(t), c.setter(t)
		return func(f *frame) any {
			before := get(f)
			return pick(before, set(f, f.r.invokeMethod(before, method, nil)))
		}
	case *property:
		object, member := c.expr(t.object), c.expr(t.name)
		return func(f *frame) any {
			o, n := object(f), toText(member(f))
			before := f.r.property(o, n)
			after := f.r.invokeMethod(before, method, nil)
			f.r.setProperty(o, n, after)
			return pick(before, after)
		}
	case *index:
		if len(t.args) == 1 {
			object, key := c.expr(t.object), c.expr(t.args[0])
			return func(f *frame) any {
				o, k := object(f), key(f)
				before := f.r.index(o, k)
				after := f.r.invokeMethod(before, method, nil)
				f.r.setIndex(o, k, after)
				return pick(before, after)
			}
		}
	}
	fail(e.at(), "this cannot be counted up or down", "")
	return nil
}
