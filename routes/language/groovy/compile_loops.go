package groovy

import "github.com/dromedary-go/dromedary/components"

// loopEnd tells what the end of a round means for a loop: whether it ends, and with what.
func loopEnd(f *frame, e control, label string) (ends bool, with control) {
	switch e {
	case returns:
		return true, returns
	case breaks:
		if f.label == "" || f.label == label {
			f.label = ""
			return true, on
		}
		return true, breaks
	case continues:
		if f.label == "" || f.label == label {
			f.label = ""
			return false, on
		}
		return true, continues
	}
	return false, on
}

func (c *compiler) while(s *whileStmt) exec {
	test := c.condition(s.test)
	body := c.inBlock(s.body, false)
	return func(f *frame) control {
		for first := s.after; first || test(f); first = false {
			f.r.tick(1)
			if ends, with := loopEnd(f, body(f), s.label); ends {
				return with
			}
		}
		return on
	}
}

func (c *compiler) forIn(s *forIn) exec {
	collection := c.expr(s.collection)
	defer c.block()()
	v := c.declare(s.at(), s.variable.name, s.variable.class)
	convert := c.conversion(s.variable.class)
	body := c.inBlock(s.body, false)
	return func(f *frame) control {
		end := on
		f.r.each(collection(f), func(x any) bool {
			f.r.tick(1)
			if convert != nil {
				x = convert(f.r, x)
			}
			v.make(f, x)
			ends, with := loopEnd(f, body(f), s.label)
			end = with
			return !ends
		})
		return end
	}
}

func (c *compiler) forLoop(s *forLoop) exec {
	defer c.block()()
	init := inOrder(c.statements(s.init, false))
	var test func(*frame) bool
	if s.test != nil {
		test = c.condition(s.test)
	}
	steps := make([]eval, len(s.steps))
	for i, e := range s.steps {
		steps[i] = c.expr(e)
	}
	body := c.inBlock(s.body, false)
	return func(f *frame) control {
		if e := init(f); e != on {
			return e
		}
		for test == nil || test(f) {
			f.r.tick(1)
			if ends, with := loopEnd(f, body(f), s.label); ends {
				return with
			}
			for _, s := range steps {
				s(f)
			}
		}
		return on
	}
}

// compiledCase is a case of a switch.
type compiledCase struct {
	tests []eval
	body  exec
	arrow bool
}

func (c *compiler) cases(s *switchStmt, value bool) []compiledCase {
	cases := make([]compiledCase, len(s.cases))
	for i, k := range s.cases {
		for _, t := range k.tests {
			cases[i].tests = append(cases[i].tests, c.expr(t))
		}
		body := k.body
		last := i == len(s.cases)-1
		if n := len(body); value && n > 1 && !k.arrow { // a break at the end is what ends the value
			if j, ok := body[n-1].(*jump); ok && j.kind == "break" && j.label == "" {
				body, last = body[:n-1], true
			}
		}
		cases[i].arrow = k.arrow
		cases[i].body = c.sequence(body, value && (last || k.arrow))
	}
	return cases
}

func (c *compiler) switchStatement(s *switchStmt, value bool) exec {
	subject := c.expr(s.value)
	cases := c.cases(s, value)
	return func(f *frame) control {
		v := subject(f)
		for i := chosen(f, v, cases); i < len(cases); i++ {
			e := cases[i].body(f)
			if e == breaks && f.label == "" {
				return on
			}
			if e != on {
				return e
			}
			if cases[i].arrow {
				return on
			}
		}
		return on
	}
}

// chosen answers the case that fits, the default, or the number of cases.
func chosen(f *frame, v any, cases []compiledCase) int {
	otherwise := len(cases)
	for i, k := range cases {
		if k.tests == nil {
			otherwise = i
		}
		for _, t := range k.tests {
			if f.r.isCase(t(f), v) {
				return i
			}
		}
	}
	return otherwise
}

// switchValue compiles a switch whose value is used.
func (c *compiler) switchValue(s *switchStmt) eval {
	subject := c.expr(s.value)
	cases := c.cases(s, true)
	return func(f *frame) any {
		v := subject(f)
		saved := f.ret
		f.ret = nil
		for i := chosen(f, v, cases); i < len(cases); i++ {
			if e := cases[i].body(f); e != on || cases[i].arrow {
				break
			}
		}
		v, f.ret = f.ret, saved
		return v
	}
}

func (c *compiler) throwStatement(s *throwStmt) exec {
	e := c.expr(s.value)
	return func(f *frame) control {
		v := e(f)
		x, ok := v.(*components.Exception)
		switch {
		case ok:
			panic(&thrown{x, false})
		case v == nil:
			throw(nullPointer, "Cannot throw exception because value is null")
		}
		throw(classCast, "Cannot cast object '"+toText(v)+"' with class '"+className(v)+"' to class 'java.lang.Throwable'")
		return on
	}
}

type compiledCatch struct {
	classes []string // nil: every Exception
	v       *variable
	body    exec
}

func (k *compiledCatch) takes(x *components.Exception) bool {
	for _, class := range k.classes {
		if components.ExceptionDistance(x.Class, class) >= 0 {
			return true
		}
	}
	return false
}

func (c *compiler) try(s *tryStmt, value bool) exec {
	body := c.inBlock(s.body, value)
	catches := make([]*compiledCatch, len(s.catches))
	for i, k := range s.catches {
		catches[i] = c.catch(k, value)
	}
	guarded := body
	if len(catches) > 0 {
		guarded = func(f *frame) control { return catching(f, body, catches) }
	}
	if s.finally == nil {
		return guarded
	}
	finally := c.inBlock(s.finally, false)
	return func(f *frame) (end control) {
		calls := f.r.calls
		defer func() {
			failure := recover()
			if t, ok := failure.(*thrown); failure != nil && (!ok || t.fatal) {
				panic(failure)
			}
			f.r.calls = calls
			ret, label := f.ret, f.label
			if e := finally(f); e != on {
				end = e
				return
			}
			if failure != nil {
				panic(failure)
			}
			f.ret, f.label = ret, label
		}()
		return guarded(f)
	}
}

func (c *compiler) catch(k catchClause, value bool) *compiledCatch {
	defer c.block()()
	out := &compiledCatch{}
	for _, t := range k.classes {
		if t.name == "" {
			continue
		}
		out.classes = append(out.classes, c.exceptionClass(t))
	}
	if out.classes == nil {
		out.classes = []string{"java.lang.Exception"}
	}
	out.v = c.declare(0, k.name, typeName{})
	out.body = c.inBlock(k.body, value)
	return out
}

// catching runs body, and the first clause that takes what it throws.
func catching(f *frame, body exec, catches []*compiledCatch) control {
	end, x := attempt(f, body)
	if x == nil {
		return end
	}
	for _, k := range catches {
		if k.takes(x.Exception) {
			k.v.make(f, x.Exception)
			return k.body(f)
		}
	}
	panic(x)
}

func attempt(f *frame, body exec) (end control, x *thrown) {
	calls := f.r.calls
	defer func() {
		if v := recover(); v != nil {
			t, ok := v.(*thrown)
			if !ok || t.fatal {
				panic(v)
			}
			f.r.calls, x = calls, t
		}
	}()
	return body(f), nil
}
