package groovy

import "strings"

// precedence of the binary operators; a higher one binds closer.
var precedence = map[string]int{
	"||": 1, "&&": 2, "|": 3, "^": 4, "&": 5,
	"==": 6, "!=": 6, "===": 6, "!==": 6, "<=>": 6, "=~": 6, "==~": 6,
	"<": 7, "<=": 7, ">": 7, ">=": 7, "in": 7, "!in": 7, "instanceof": 7, "!instanceof": 7, "as": 7,
	"<<": 8, ">>": 8, ">>>": 8, "..": 8, "..<": 8, "<..": 8, "<..<": 8,
	"+": 9, "-": 9, "*": 10, "/": 10, "%": 10,
}

var assignments = []string{"=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "?="}

func (p *parser) expression() expr {
	defer p.nested()()
	left := p.ternary()
	t := p.peek()
	if !t.isOp(assignments...) || t.newline && p.inside == 0 {
		return left
	}
	p.next()
	switch target := left.(type) {
	case *name:
		p.out.assigned[target.name] = true
	case *property, *index:
	case *listLiteral: // (a, b) = list
		if t.text != "=" || !target.parens {
			fail(t.pos, "what stands before = cannot be assigned to", "")
		}
	default:
		fail(t.pos, "what stands before "+t.text+" cannot be assigned to", "")
	}
	return &assignment{position(t.pos), t.text, left, p.expression()}
}

func (p *parser) ternary() expr {
	test := p.binary(1)
	t := p.peek()
	switch {
	case t.isOp("?:"):
		p.next()
		return &conditional{position(t.pos), test, nil, p.expression()}
	case t.isOp("?["): // a ? [1] : ...
		t.text = "["
	case t.isOp("?"):
		p.next()
	default:
		return test
	}
	yes := p.expression()
	p.expect(":")
	return &conditional{position(t.pos), test, yes, p.expression()}
}

// binaryAhead answers the operator that goes on with an expression, "" where there is none.
func (p *parser) binaryAhead() string {
	t := p.peek()
	if t.kind == endOfText || t.newline && p.inside == 0 && (t.isOp("+", "-", "/") || t.kind == word) {
		return ""
	}
	switch {
	case t.is("in", "as", "instanceof"):
		return t.text
	case t.isOp("!") && p.ahead(1).is("in", "instanceof") && !p.ahead(1).spaced:
		return "!" + p.ahead(1).text
	case t.kind == operator && precedence[t.text] > 0:
		return t.text
	}
	return ""
}

func (p *parser) binary(least int) expr {
	left := p.unary()
	for {
		op := p.binaryAhead()
		level := precedence[op]
		if op == "" || level < least {
			return left
		}
		defer p.nested()() // the tree gets deeper with each
		t := p.next()
		at := position(t.pos)
		if strings.HasPrefix(op, "!i") {
			p.next()
		}
		switch op {
		case "as":
			left = &cast{position: at, value: left, class: p.typeName()}
		case "instanceof", "!instanceof":
			left = &instanceOf{at, left, p.typeName(), op[0] == '!'}
		case "..", "..<", "<..", "<..<":
			left = &rangeLiteral{at, left, p.binary(level + 1), op[0] == '<', op[len(op)-1] == '<'}
		default:
			left = &binary{at, op, left, p.binary(level + 1)}
		}
	}
}

func (p *parser) unary() expr {
	defer p.nested()()
	t := p.peek()
	at := position(t.pos)
	if t.kind == operator {
		switch t.text {
		case "!", "~":
			p.next()
			return &unary{at, t.text, p.unary()}
		case "-", "+":
			p.next()
			operand := p.unary()
			if l, ok := operand.(*literal); ok && t.text == "-" {
				if v, ok := negative(l.value); ok {
					return &literal{at, v}
				}
			}
			return &unary{at, t.text, operand}
		case "++", "--":
			p.next()
			return &step{at, t.text, true, p.target(p.unary())}
		case "(":
			if class, ok := p.castAhead(); ok {
				return &cast{at, p.unary(), class, true}
			}
		}
	}
	left := p.postfix(p.primary())
	for p.peek().isOp("**") { // from left to right
		defer p.nested()()
		t := p.next()
		left = &binary{position(t.pos), "**", left, p.exponent()}
	}
	return left
}

func (p *parser) exponent() expr {
	defer p.nested()()
	if t := p.peek(); t.isOp("-", "+", "~", "!") {
		p.next()
		return &unary{position(t.pos), t.text, p.exponent()}
	}
	return p.postfix(p.primary())
}

func (p *parser) target(e expr) expr {
	switch e.(type) {
	case *name, *property, *index:
		return e
	}
	fail(e.at(), "only a variable can be counted up or down", "")
	return nil
}

// castAhead reads (Type) where a value follows it.
func (p *parser) castAhead() (typeName, bool) {
	start := p.pos
	p.next()
	class, ok := p.typeAhead()
	if ok && p.accept(")") {
		t := p.peek()
		if t.kind == number || t.kind == text || t.kind == template || t.kind == word && !t.is("in", "as", "instanceof") && !t.newline ||
			t.isOp("(", "[", "{") && !t.newline || primitives[class.name] && t.isOp("-", "+", "!", "~") {
			return class, true
		}
	}
	p.pos = start
	return class, false
}

// postfix reads what follows a value: properties, calls, indexes.
func (p *parser) postfix(e expr) expr {
	for {
		t := p.peek()
		at := position(t.pos)
		if t.kind != operator {
			return e
		}
		defer p.nested()() // the tree gets deeper with each
		switch {
		case t.isOp(".", "?.", "*.", ".@", "?.@", "*.@"):
			p.next()
			e = p.member(e, position(p.peek().pos), t.text)
		case t.isOp(".&", "::"):
			p.next()
			e = &methodPointer{at, e, p.memberName()}
		case t.newline && p.inside == 0:
			return e
		case t.isOp("["), t.isOp("?[") && !t.spaced:
			p.next()
			i := &index{position: at, object: e, safe: t.text == "?["}
			for _, a := range p.arguments("]") {
				i.args = append(i.args, a.value)
			}
			e = i
		case t.isOp("("):
			if _, ok := e.(*literal); ok {
				return e
			}
			p.next()
			e = p.called(e, p.arguments(")"))
		case t.isOp("{") && p.takesClosure(e):
			e = p.called(e, nil)
		case t.isOp("++", "--"):
			p.next()
			return &step{at, t.text, false, p.target(e)}
		default:
			return e
		}
	}
}

// takesClosure tells whether { behind a value begins a closure that it is called with.
func (p *parser) takesClosure(e expr) bool {
	switch e := e.(type) {
	case *name:
		return e.name != "this"
	case *property:
		return true
	}
	return false
}

// called makes a call of what was read as a name or a value; closures behind the parentheses are arguments too.
func (p *parser) called(e expr, args []argument) expr {
	for p.peek().isOp("{") && !p.peek().newline {
		args = append(args, argument{value: p.closure()})
	}
	switch e.(type) {
	case *name, *property:
		c := commandCall(e)
		c.args = args
		return c
	}
	return &callValue{position(e.at()), e, args}
}

func (p *parser) member(object expr, at position, op string) expr {
	return &property{at, object, p.memberName(), strings.HasPrefix(op, "?"), strings.HasPrefix(op, "*")}
}

func (p *parser) memberName() expr {
	t := p.peek()
	at := position(t.pos)
	switch {
	case t.kind == word:
		p.next()
		return &literal{at, t.text}
	case t.kind == text:
		p.next()
		return &literal{at, t.value}
	case t.kind == template:
		p.next()
		return p.template(t)
	case t.isOp("("):
		p.next()
		p.inside++
		e := p.expression()
		p.inside--
		p.expect(")")
		return e
	}
	p.unexpected("a name")
	return nil
}

// arguments reads up to the closing bracket, and that.
func (p *parser) arguments(end string) []argument {
	p.inside++
	defer func() { p.inside-- }()
	var list []argument
	for !p.peek().isOp(end) {
		list = append(list, p.argument())
		if !p.accept(",") {
			break
		}
	}
	p.expect(end)
	return list
}

func (p *parser) argument() argument {
	t := p.peek()
	if t.isOp("*") {
		p.next()
		return argument{value: p.expression(), spread: true}
	}
	if (t.kind == word || t.kind == text) && p.ahead(1).isOp(":") && !p.ahead(1).newline {
		key := p.memberName()
		p.next()
		return argument{name: key, value: p.expression()}
	}
	return argument{value: p.expression()}
}
