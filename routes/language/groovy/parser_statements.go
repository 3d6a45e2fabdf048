package groovy

import "strings"

func (p *parser) condition() expr {
	p.expect("(")
	p.inside++
	e := p.expression()
	p.inside--
	p.expect(")")
	return e
}

func (p *parser) ifStatement() stmt {
	s := &ifStmt{position: position(p.next().pos)}
	s.test = p.condition()
	s.yes = p.body()
	if p.peek().isOp(";") && p.ahead(1).is("else") {
		p.next()
	}
	if p.acceptWord("else") {
		s.no = p.body()
	}
	return s
}

func (p *parser) loop(label string) stmt {
	t := p.next()
	at := position(t.pos)
	switch t.text {
	case "while":
		return &whileStmt{position: at, test: p.condition(), body: p.body(), label: label}
	case "do":
		body := p.body()
		if !p.acceptWord("while") {
			p.unexpected("while")
		}
		return &whileStmt{position: at, test: p.condition(), body: body, after: true, label: label}
	}
	p.expect("(")
	p.inside++
	defer func() { p.inside-- }()
	if s, ok := p.forIn(at, label); ok {
		return s
	}
	return p.forLoop(at, label)
}

// forIn reads for (x in list) and for (x : list), where that is what stands here.
func (p *parser) forIn(at position, label string) (stmt, bool) {
	start := p.pos
	if p.peek().kind != word {
		return nil, false
	}
	for p.peek().is("final", "def", "var") && p.ahead(1).kind == word {
		p.next()
	}
	var v parameter
	if !p.ahead(1).is("in") && !p.ahead(1).isOp(":") {
		v.class, _ = p.typeAhead()
	}
	if p.peek().kind != word || !p.ahead(1).is("in") && !p.ahead(1).isOp(":") {
		p.pos = start
		return nil, false
	}
	v.name = p.name()
	p.next()
	s := &forIn{position: at, variable: v, collection: p.expression(), label: label}
	p.expect(")")
	s.body = p.body()
	return s, true
}

func (p *parser) forLoop(at position, label string) stmt {
	s := &forLoop{position: at, label: label}
	if !p.peek().isOp(";") {
		first := p.statement()
		if list, ok := first.(*declarations); ok {
			s.init = list.body
		} else if first != nil {
			s.init = append(s.init, first)
		}
		for p.accept(",") {
			s.init = append(s.init, p.statement())
		}
	}
	p.expect(";")
	if !p.peek().isOp(";") {
		s.test = p.expression()
	}
	p.expect(";")
	for !p.peek().isOp(")") {
		s.steps = append(s.steps, p.expression())
		if !p.accept(",") {
			break
		}
	}
	p.expect(")")
	s.body = p.body()
	return s
}

func (p *parser) switchStatement() *switchStmt {
	s := &switchStmt{position: position(p.next().pos), value: p.condition()}
	p.expect("{")
	inside := p.inside
	p.inside = 0
	for p.skipEnds(); !p.peek().isOp("}"); p.skipEnds() {
		var c switchCase
		if !p.acceptWord("default") {
			if !p.acceptWord("case") {
				p.unexpected("case")
			}
			for {
				c.tests = append(c.tests, p.ternary())
				if !p.accept(",") {
					break
				}
			}
		}
		if p.accept("->") {
			c.arrow = true
			if p.peek().isOp("{") {
				c.body = p.block().body
			} else {
				c.body = []stmt{p.statement()}
			}
		} else {
			p.expect(":")
			c.body = p.statements()
		}
		s.cases = append(s.cases, c)
	}
	p.expect("}")
	p.inside = inside
	return s
}

func (p *parser) try() stmt {
	s := &tryStmt{position: position(p.next().pos)}
	if p.peek().isOp("(") {
		outside(p.peek().pos, "groovy:try-with-resources", "try with resources is not available", "nothing that a script can open needs to be closed")
	}
	s.body = p.block()
	for p.acceptWord("catch") {
		p.expect("(")
		var c catchClause
		p.acceptWord("final")
		if p.ahead(1).isOp(")") {
			c.name = p.name()
		} else {
			for {
				c.classes = append(c.classes, p.typeName())
				if !p.accept("|") {
					break
				}
			}
			c.name = p.name()
		}
		p.expect(")")
		c.body = p.block()
		s.catches = append(s.catches, c)
	}
	if p.acceptWord("finally") {
		s.finally = p.block()
	}
	if s.catches == nil && s.finally == nil {
		p.unexpected("catch or finally")
	}
	return s
}

func (p *parser) assertion() stmt {
	s := &assertStmt{position: position(p.next().pos)}
	start := p.peek().pos
	s.test = p.expression()
	s.source = strings.TrimSpace(p.src[start:p.peek().pos])
	if p.accept(":") || p.accept(",") {
		s.message = p.expression()
	}
	return s
}

// expressionStatement reads an expression, or a call without parentheses such as println x.
func (p *parser) expressionStatement() stmt {
	at := position(p.peek().pos)
	return &exprStmt{at, p.commandExpression()}
}

func (p *parser) commandExpression() expr {
	e := p.expression()
	for p.commandAhead(e) {
		c := commandCall(e)
		for {
			c.args = append(c.args, p.argument())
			if !p.accept(",") {
				break
			}
		}
		if p.peek().isOp("{") && !p.peek().newline {
			c.args = append(c.args, argument{value: p.closure()})
		}
		e = p.postfix(c)
	}
	return e
}

// commandAhead tells whether what follows a name is its argument.
func (p *parser) commandAhead(e expr) bool {
	t := p.peek()
	if t.newline || !t.spaced || t.kind == endOfText {
		return false
	}
	switch e.(type) {
	case *name, *property:
	default:
		return false
	}
	switch t.kind {
	case word:
		return !t.is("in", "as", "instanceof", "else", "while", "catch", "finally")
	case text, template, number:
		return true
	}
	return false
}

// commandCall makes a call of what was read as a name.
func commandCall(e expr) *call {
	switch e := e.(type) {
	case *property:
		return &call{position: e.position, object: e.object, name: e.name, safe: e.safe, spread: e.spread}
	case *name:
		return &call{position: e.position, name: &literal{e.position, e.name}}
	}
	return nil
}
