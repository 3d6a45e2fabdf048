package groovy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// declaration reads a declaration of variables or of a method, where one stands here.
func (p *parser) declaration() (stmt, bool) {
	start := p.pos
	at := position(p.peek().pos)
	modified := false
	for p.peek().is("final", "private", "public", "protected", "static") {
		p.next()
		modified = true
	}
	class, typed := typeName{pos: p.peek().pos}, false
	if p.peek().is("def", "var") && (p.ahead(1).kind == word || p.ahead(1).isOp("(") || p.ahead(1).kind == text) {
		p.next()
		modified = true
		if p.peek().isOp("(") {
			return p.several(at), true
		}
	}
	if !p.nameThenEnd() || !modified {
		class, typed = p.typeAhead()
	}
	if !modified && !typed || p.peek().kind != word && p.peek().kind != text || p.peek().newline && typed {
		p.pos = start
		return nil, false
	}
	if p.ahead(1).isOp("(") && !p.ahead(1).newline {
		if modified || p.methodAhead() {
			p.method(at)
			return nil, true
		}
		p.pos = start
		return nil, false
	}
	if p.peek().is("in", "as", "instanceof") {
		p.pos = start
		return nil, false
	}
	return p.variables(at, class), true
}

// nameThenEnd tells whether a name is next that no other name follows: a variable without a type.
func (p *parser) nameThenEnd() bool {
	return p.peek().kind == text || p.peek().kind == word && (p.ahead(1).kind != word || p.ahead(1).newline) && !p.ahead(1).isOp(".", "<", "[")
}

// variables reads names and values: a = 1, b.
func (p *parser) variables(at position, class typeName) stmt {
	list := &block{position: at}
	for {
		d := &declaration{position: position(p.peek().pos), class: class, names: []string{p.name()}}
		if p.accept("=") {
			d.value = p.expression()
		}
		list.body = append(list.body, d)
		if !p.accept(",") {
			break
		}
	}
	if len(list.body) == 1 {
		return list.body[0]
	}
	return &declarations{list.position, list.body}
}

// several reads def (a, b) = list.
func (p *parser) several(at position) stmt {
	d := &declaration{position: at, several: true}
	p.expect("(")
	for {
		class, _ := p.typeAhead()
		if p.peek().kind != word { // it was the name
			class, p.pos = typeName{}, p.pos-1
		}
		d.names, d.classes = append(d.names, p.name()), append(d.classes, class)
		if !p.accept(",") {
			break
		}
	}
	p.expect(")")
	p.expect("=")
	d.value = p.expression()
	return d
}

// methodAhead tells whether the parentheses after the name that is next are those of a method's parameters.
func (p *parser) methodAhead() bool {
	p.pos++
	after := p.matching()
	p.pos--
	return after.isOp("{") || after.is("throws")
}

func (p *parser) method(at position) {
	defer p.nested()()
	f := &function{position: at}
	if p.peek().kind == text {
		f.name, _ = p.next().value.(string)
	} else {
		f.name = p.name()
	}
	p.expect("(")
	f.params = p.parameters(")")
	p.expect(")")
	if p.acceptWord("throws") {
		for p.typeName(); p.accept(","); p.typeName() {
		}
	}
	f.body = p.block().body
	p.out.functions = append(p.out.functions, f)
}

// parameters reads up to an operator that it leaves.
func (p *parser) parameters(end string) []parameter {
	var list []parameter
	for !p.peek().isOp(end) {
		list = append(list, p.parameter())
		if !p.accept(",") {
			break
		}
	}
	return list
}

func (p *parser) parameter() parameter {
	for p.peek().is("final", "def", "var") && p.ahead(1).kind == word {
		p.next()
	}
	var q parameter
	if p.ahead(1).kind == word || p.ahead(1).isOp(".", "<", "[", "...") {
		q.class, _ = p.typeAhead()
		q.variadic = p.accept("...")
	}
	q.name = p.name()
	if p.accept("=") {
		q.fallback = p.expression()
	}
	return q
}

var primitives = map[string]bool{"int": true, "long": true, "double": true, "float": true, "boolean": true, "byte": true, "short": true, "char": true, "void": true}

// typeAhead reads a type where one stands here: a primitive one, or a class with a capital.
func (p *parser) typeAhead() (typeName, bool) {
	start := p.pos
	t := typeName{pos: p.peek().pos}
	if p.peek().kind != word {
		return t, false
	}
	names := []string{p.next().text}
	for p.peek().isOp(".") && p.ahead(1).kind == word {
		p.next()
		names = append(names, p.next().text)
	}
	last := names[len(names)-1]
	if first, _ := utf8.DecodeRuneInString(last); !primitives[last] && !unicode.IsUpper(first) {
		p.pos = start
		return t, false
	}
	if p.peek().isOp("<") && !p.generics() {
		p.pos = start
		return t, false
	}
	for p.peek().isOp("[") && p.ahead(1).isOp("]") {
		p.pos += 2
		t.array = true
	}
	t.name = strings.Join(names, ".")
	return t, true
}

// generics skips type arguments.
func (p *parser) generics() bool {
	depth := 0
	for {
		switch t := p.next(); {
		case t.isOp("<"):
			depth++
		case t.isOp(">"):
			depth--
		case t.isOp(">>"):
			depth -= 2
		case t.isOp(">>>"):
			depth -= 3
		case t.kind != word && !t.isOp(",", ".", "?", "[", "]", "&"):
			return false
		}
		if depth <= 0 {
			return true
		}
	}
}

// typeName reads a type that must be there.
func (p *parser) typeName() typeName {
	t, ok := p.typeAhead()
	if !ok {
		if p.peek().is("def") {
			p.next()
			return typeName{}
		}
		p.unexpected("a type")
	}
	return t
}
