package groovy

import "strings"

func compileProgram(s *Script, source string) {
	p := parse(source)
	c := &compiler{src: source, script: s, program: p, globals: map[string]int{}}
	for _, f := range p.functions { // names first: methods may call each other
		s.methods[f.name] = append(s.methods[f.name], &method{code: &code{name: f.name}, name: f.name})
	}
	made := map[string]int{}
	for _, f := range p.functions {
		m := s.methods[f.name][made[f.name]]
		made[f.name]++
		c.function(m.code, f.params, f.body)
	}
	s.main = &code{name: "run"}
	c.function(s.main, nil, p.body)
}

// function compiles parameters and statements into code. Its value is that of the last statement.
func (c *compiler) function(code *code, params []parameter, body []stmt) {
	c.open(code)
	defer c.close()
	for _, p := range params {
		q := param{name: p.name, variadic: p.variadic}
		if p.class.name != "" {
			q.class = c.resolveType(p.class)
		}
		if p.fallback != nil {
			q.fallback = c.expr(p.fallback)
		} else {
			code.required++
		}
		if p.variadic {
			code.required--
		}
		code.own = append(code.own, c.declare(code.slots, p.name, p.class))
		code.params = append(code.params, q)
	}
	if code.implicit {
		code.own = append(code.own, c.declare(0, "it", typeName{}))
	}
	code.body = c.statements(body, true)
}

func (code *code) run(f *frame) {
	for _, s := range code.body {
		if s(f) != on {
			return
		}
	}
}

// closure compiles a closure; what it shares with the function around is caught when it is made.
func (c *compiler) closure(l *closureLiteral) eval {
	code := &code{name: "closure", implicit: l.implicit}
	c.function(code, l.params, l.body)
	return func(f *frame) any {
		cl := &Closure{code: code, inherited: f.delegate}
		if len(code.ups) > 0 {
			cl.ups = make([]*cell, len(code.ups))
			for i, u := range code.ups {
				cl.ups[i] = u.capture(f)
			}
		}
		return cl
	}
}

// statements compiles a list of statements; where the value of the last one counts, value is set.
func (c *compiler) statements(list []stmt, value bool) []exec {
	out := make([]exec, 0, len(list))
	for i, s := range list {
		out = append(out, c.statement(s, value && i == len(list)-1))
	}
	return out
}

// sequence makes one statement of several, in a block of their own.
func (c *compiler) sequence(list []stmt, value bool) exec {
	defer c.block()()
	return inOrder(c.statements(list, value))
}

func inOrder(list []exec) exec {
	switch len(list) {
	case 0:
		return func(*frame) control { return on }
	case 1:
		return list[0]
	case 2:
		a, b := list[0], list[1]
		return func(f *frame) control {
			if e := a(f); e != on {
				return e
			}
			return b(f)
		}
	}
	return func(f *frame) control {
		for _, s := range list {
			if e := s(f); e != on {
				return e
			}
		}
		return on
	}
}

// statement compiles a statement; value says that its value is that of the function.
func (c *compiler) statement(s stmt, value bool) exec {
	switch s := s.(type) {
	case *exprStmt:
		e := c.expr(s.value)
		if value {
			return func(f *frame) control { f.ret = e(f); return returns }
		}
		return func(f *frame) control { e(f); return on }
	case *declaration:
		return c.declaration(s, value)
	case *declarations:
		return inOrder(c.statements(s.body, false))
	case *block:
		return c.sequence(s.body, value)
	case *ifStmt:
		return c.ifStatement(s, value)
	case *whileStmt:
		return c.while(s)
	case *forIn:
		return c.forIn(s)
	case *forLoop:
		return c.forLoop(s)
	case *switchStmt:
		return c.switchStatement(s, value)
	case *jump:
		return c.jump(s)
	case *throwStmt:
		return c.throwStatement(s)
	case *tryStmt:
		return c.try(s, value)
	case *assertStmt:
		return c.assertion(s)
	}
	fail(s.at(), "this statement is not available", "")
	return nil
}

func (c *compiler) declaration(d *declaration, value bool) exec {
	if d.several {
		return c.several(d)
	}
	var e eval
	if d.value != nil {
		e = c.expr(d.value)
	}
	v := c.declare(d.at(), d.names[0], d.class)
	convert := c.conversion(d.class)
	initial := zeroOf(d.class)
	return func(f *frame) control {
		x := initial
		if e != nil {
			x = e(f)
			if convert != nil {
				x = convert(f.r, x)
			}
		}
		v.make(f, x)
		if value {
			f.ret = x
			return returns
		}
		return on
	}
}

// several compiles def (a, b) = list: what the list lacks is null.
func (c *compiler) several(d *declaration) exec {
	e := c.expr(d.value)
	vars := make([]*variable, len(d.names))
	converts := make([]func(*run, any) any, len(d.names))
	for i, n := range d.names {
		vars[i] = c.declare(d.at(), n, d.classes[i])
		converts[i] = c.conversion(d.classes[i])
	}
	return func(f *frame) control {
		items := f.r.parts(e(f), len(vars))
		for i, v := range vars {
			x := items[i]
			if converts[i] != nil {
				x = converts[i](f.r, x)
			}
			v.make(f, x)
		}
		return on
	}
}

func (c *compiler) ifStatement(s *ifStmt, value bool) exec {
	test := c.condition(s.test)
	yes := c.inBlock(s.yes, value)
	if s.no == nil {
		return func(f *frame) control {
			if test(f) {
				return yes(f)
			}
			return on
		}
	}
	no := c.inBlock(s.no, value)
	return func(f *frame) control {
		if test(f) {
			return yes(f)
		}
		return no(f)
	}
}

// inBlock compiles a statement in a block of its own.
func (c *compiler) inBlock(s stmt, value bool) exec {
	defer c.block()()
	return c.statement(s, value)
}

func (c *compiler) jump(s *jump) exec {
	switch s.kind {
	case "break", "continue":
		kind := breaks
		if s.kind == "continue" {
			kind = continues
		}
		label := s.label
		return func(f *frame) control { f.label = label; return kind }
	}
	if s.value == nil {
		return func(f *frame) control { f.ret = nil; return returns }
	}
	e := c.expr(s.value)
	return func(f *frame) control { f.ret = e(f); return returns }
}

func (c *compiler) assertion(s *assertStmt) exec {
	test := c.condition(s.test)
	var message eval
	if s.message != nil {
		message = c.expr(s.message)
	}
	source := "assert " + strings.Join(strings.Fields(s.source), " ")
	return func(f *frame) control {
		if test(f) {
			return on
		}
		if message != nil {
			throw("java.lang.AssertionError", toText(message(f))+". Expression: "+source[len("assert "):])
		}
		throw("org.codehaus.groovy.runtime.powerassert.PowerAssertionError", source)
		return on
	}
}
