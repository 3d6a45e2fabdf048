package groovy

// primary reads a value: a literal, a name, what stands in brackets.
func (p *parser) primary() expr {
	t := p.peek()
	at := position(t.pos)
	switch t.kind {
	case number, text:
		p.next()
		return &literal{at, t.value}
	case template:
		p.next()
		return p.template(t)
	case word:
		return p.wordValue(t, at)
	case operator:
		switch t.text {
		case "(":
			if p.lambdaAhead() {
				return p.lambda(at)
			}
			return p.parenthesized(at)
		case "[":
			return p.listOrMap(at)
		case "{":
			return p.closure()
		}
	}
	p.unexpected("a value")
	return nil
}

func (p *parser) wordValue(t *token, at position) expr {
	if p.ahead(1).isOp("->") {
		return p.lambda(at)
	}
	switch t.text {
	case "true", "false":
		p.next()
		return &literal{at, t.text == "true"}
	case "null":
		p.next()
		return &literal{at, nil}
	case "new":
		return p.newValue()
	case "switch":
		return &switchExpr{p.switchStatement()}
	case "super":
		outside(t.pos, "groovy:super", "super is not available", "")
	case "if", "for", "while", "return", "throw", "try", "case", "else", "catch", "finally", "def", "import", "do", "instanceof":
		p.unexpected("a value")
	}
	if p.ahead(1).isOp("[") && p.ahead(2).isOp("]") {
		if class, ok := p.typeAhead(); ok {
			return &arrayClass{at, class}
		}
	}
	p.next()
	return &name{at, t.text}
}

// template makes the tree of a text with expressions in it.
func (p *parser) template(t *token) expr {
	e := &interpolated{position: position(t.pos)}
	for _, piece := range t.parts {
		if piece.tokens == nil {
			if piece.text != "" {
				e.parts = append(e.parts, &literal{position(t.pos), piece.text})
			}
			continue
		}
		inner := &parser{src: p.src, tokens: piece.tokens, depth: p.depth, out: p.out}
		if inner.peek().kind == endOfText {
			e.parts = append(e.parts, &literal{position(t.pos), nil})
			continue
		}
		inner.accept("->") // ${-> x} is evaluated later in Groovy; here at once
		e.parts = append(e.parts, inner.commandExpression())
		if inner.peek().kind != endOfText {
			inner.unexpected(`"}"`)
		}
	}
	return e
}

// parenthesized reads an expression in parentheses, or several names that a list is assigned to.
func (p *parser) parenthesized(at position) expr {
	p.expect("(")
	p.inside++
	e := p.commandExpression()
	if p.peek().isOp(",") {
		list := &listLiteral{position: at, items: []expr{e}, parens: true}
		for p.accept(",") {
			list.items = append(list.items, p.target(p.postfix(p.primary())))
		}
		e = list
	}
	p.inside--
	p.expect(")")
	if list, ok := e.(*listLiteral); ok && list.parens && !p.peek().isOp("=") {
		p.unexpected(`"="`)
	}
	if n, ok := e.(*name); ok {
		return &grouped{n.position, n} // (x)(y) and (x).y are not calls of a method x
	}
	return e
}

func (p *parser) listOrMap(at position) expr {
	p.expect("[")
	p.inside++
	defer func() { p.inside-- }()
	if p.accept(":") {
		p.expect("]")
		return &mapLiteral{position: at}
	}
	list, entries := &listLiteral{position: at}, &mapLiteral{position: at}
	for !p.peek().isOp("]") {
		if p.peek().isOp("*") && p.ahead(1).isOp(":") {
			p.pos += 2
			entries.entries = append(entries.entries, entryLiteral{nil, p.expression()})
		} else if p.accept("*") {
			list.items = append(list.items, &spreadItem{position(p.peek().pos), p.expression()})
		} else if key, ok := p.entryKey(); ok {
			entries.entries = append(entries.entries, entryLiteral{key, p.expression()})
		} else {
			list.items = append(list.items, p.expression())
			if p.peek().isOp(":") {
				key := list.items[len(list.items)-1]
				list.items = list.items[:len(list.items)-1]
				p.next()
				entries.entries = append(entries.entries, entryLiteral{key, p.expression()})
			}
		}
		if !p.accept(",") {
			break
		}
	}
	p.expect("]")
	switch {
	case entries.entries == nil:
		return list
	case len(list.items) > 0:
		fail(at.at(), "a literal is a list or a map, not both", "write key: value for each, or for none")
	}
	return entries
}

// entryKey reads name: or "name":.
func (p *parser) entryKey() (expr, bool) {
	if t := p.peek(); (t.kind == word || t.kind == text || t.kind == template) && p.ahead(1).isOp(":") {
		key := p.memberName()
		p.next()
		return key, true
	}
	return nil, false
}

// closureAhead tells whether { begins a closure rather than a block: it has parameters, or is called at once.
func (p *parser) closureAhead() bool {
	start := p.pos
	if end := p.matching(); end.isOp("(", ".") && !end.newline {
		return true
	}
	defer func() { p.pos = start }()
	p.next()
	_, ok := p.closureParameters()
	return ok
}

func (p *parser) closure() expr {
	defer p.nested()()
	c := &closureLiteral{position: position(p.expect("{").pos)}
	inside := p.inside
	p.inside = 0
	params, ok := p.closureParameters()
	c.params, c.implicit = params, !ok
	c.body = p.statements()
	p.inside = inside
	p.expect("}")
	return c
}

// closureParameters reads parameters and the arrow behind them, where they are there.
func (p *parser) closureParameters() (params []parameter, ok bool) {
	start := p.pos
	if p.accept("->") {
		return nil, true
	}
	for depth, i := 0, p.pos; ; i++ {
		t := &p.tokens[min(i, len(p.tokens)-1)]
		if t.isOp("(", "[") {
			depth++
		} else if t.isOp(")", "]") {
			depth--
		} else if t.isOp("->") && depth == 0 {
			break
		}
		if t.kind == endOfText || depth < 0 || t.isOp("{", "}", ";") {
			return nil, false
		}
	}
	if p.peek().isOp("(") { // ((a, b) -> ...)
		return nil, false
	}
	if p.peek().kind != word || !p.ahead(1).isOp("->", ",", "=", "<", "[", ".", "...") && p.ahead(1).kind != word {
		return nil, false
	}
	params = p.parametersAhead()
	if params == nil || !p.accept("->") {
		p.pos = start
		return nil, false
	}
	return params, true
}

// parametersAhead is [parser.parameters] for a place where others may stand: nil then.
func (p *parser) parametersAhead() []parameter {
	for i, last := p.pos, word; !p.tokens[i].isOp("->"); i++ { // (a b) and calls are no parameters
		t := &p.tokens[i]
		if t.isOp(".") || t.isOp("=") {
			break
		}
		if t.kind != word && !t.isOp(",", "[", "]", "<", ">", "...", "?") || t.kind == operator && last == operator && t.isOp(",") {
			return nil
		}
		last = t.kind
	}
	return p.parameters("->")
}

// lambdaAhead tells whether the parentheses here are the parameters of a lambda.
func (p *parser) lambdaAhead() bool { return p.matching().isOp("->") }

// matching answers the token behind the bracket that closes the one here.
func (p *parser) matching() *token {
	depth := 0
	for i := p.pos; i < len(p.tokens); i++ {
		switch t := &p.tokens[i]; {
		case t.isOp("(", "[", "{"):
			depth++
		case t.isOp(")", "]", "}"):
			if depth--; depth == 0 {
				return &p.tokens[min(i+1, len(p.tokens)-1)]
			}
		}
	}
	return &p.tokens[len(p.tokens)-1]
}

// lambda reads x -> value and (a, b) -> { ... }.
func (p *parser) lambda(at position) expr {
	c := &closureLiteral{position: at}
	if p.accept("(") {
		c.params = p.parameters(")")
		p.expect(")")
	} else {
		c.params = []parameter{{name: p.name()}}
	}
	p.expect("->")
	if p.peek().isOp("{") {
		c.body = p.block().body
		return c
	}
	e := p.expression()
	c.body = []stmt{&exprStmt{position(e.at()), e}}
	return c
}

func (p *parser) newValue() expr {
	n := &newObject{position: position(p.next().pos)}
	start := p.peek().pos
	n.class = p.name()
	for p.accept(".") {
		n.class += "." + p.name()
	}
	if p.peek().isOp("<") && !p.generics() {
		p.unexpected("the class's arguments")
	}
	if p.accept("[") {
		if p.accept("]") { // new int[] {1, 2}
			p.expect("{")
			return &cast{position: n.position, value: &listLiteral{position: n.position, items: p.values("}")}, class: typeName{start, n.class, true}}
		}
		n.size = p.expression()
		p.expect("]")
		return n
	}
	if !p.peek().isOp("(") {
		p.unexpected(`"("`)
	}
	p.next()
	n.args = p.arguments(")")
	if p.peek().isOp("{") && !p.peek().newline {
		outside(p.peek().pos, "groovy:class", "a script cannot define a class here", "use a closure or a map")
	}
	return n
}

func (p *parser) values(end string) []expr {
	var list []expr
	for _, a := range p.arguments(end) {
		list = append(list, a.value)
	}
	return list
}
