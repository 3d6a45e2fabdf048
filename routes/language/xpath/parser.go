package xpath

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

type parser struct {
	lexer
	resolver Resolver
	tok      token
	ahead    *token
	depth    int
}

const mostDepth = 500 // of parentheses and predicates within each other

func (p *parser) all() (expr, error) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.tok.kind == end {
		return nil, wrong(0, "the expression is empty")
	}
	e, err := p.binary(0)
	if err == nil && p.tok.kind != end {
		err = wrong(p.tok.at, "unexpected "+p.tok.text)
	}
	return e, err
}

func (p *parser) advance() (err error) {
	if p.ahead != nil {
		p.tok, p.ahead = *p.ahead, nil
		return nil
	}
	p.tok, err = p.next()
	return err
}

// peek answers the token behind the current one.
func (p *parser) peek() (token, error) {
	if p.ahead == nil {
		t, err := p.next()
		if err != nil {
			return t, err
		}
		p.ahead = &t
	}
	return *p.ahead, nil
}

func (p *parser) is(text string) bool {
	return (p.tok.kind == symbol || p.tok.kind == operator) && p.tok.text == text
}

// take goes on behind a symbol; ok is false where another stands.
func (p *parser) take(text string) (ok bool, err error) {
	if !p.is(text) {
		return false, nil
	}
	return true, p.advance()
}

func (p *parser) need(text string) error {
	ok, err := p.take(text)
	if err == nil && !ok {
		found := p.tok.text
		if p.tok.kind == end {
			found = "the end"
		}
		err = wrong(p.tok.at, "expected "+text+", but found "+found)
	}
	return err
}

// levels are the operators, those that bind least first.
var levels = [][]string{{"or"}, {"and"}, {"=", "!="}, {"<", "<=", ">", ">="}, {"+", "-"}, {"*", "div", "mod"}}

func (p *parser) binary(level int) (expr, error) {
	if level == len(levels) {
		return p.unary()
	}
	left, err := p.binary(level + 1)
	for err == nil && (p.tok.kind == symbol || p.tok.kind == operator) && slices.Contains(levels[level], p.tok.text) {
		if p.tok.text == "*" && p.tok.kind != operator {
			break
		}
		op := p.tok.text
		var right expr
		if err = p.advance(); err != nil {
			break
		}
		if right, err = p.binary(level + 1); err == nil {
			left = operation(op, left, right)
		}
	}
	return left, err
}

func (p *parser) unary() (expr, error) {
	negative, signed := false, false
	for {
		ok, err := p.take("-")
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		negative, signed = !negative, true
	}
	e, err := p.union()
	if err != nil || !signed {
		return e, err
	}
	return func(s *scope) (any, error) {
		v, err := e(s)
		if err != nil {
			return nil, err
		}
		if n := toNumber(v); !negative {
			return n, nil
		} else {
			return -n, nil
		}
	}, nil
}

func (p *parser) union() (expr, error) {
	left, err := p.path()
	for err == nil && p.is("|") {
		if err = p.advance(); err != nil {
			break
		}
		var right expr
		if right, err = p.path(); err == nil {
			left = unionOf(left, right)
		}
	}
	return left, err
}

// path reads a location path, or a primary expression with what stands behind it.
func (p *parser) path() (expr, error) {
	if p.depth++; p.depth > mostDepth {
		return nil, wrong(p.tok.at, "the expression is nested too deep")
	}
	defer func() { p.depth-- }()
	primary, err := p.isPrimary()
	if err != nil {
		return nil, err
	}
	if !primary {
		return p.location(nil)
	}
	start, err := p.primary()
	if err != nil {
		return nil, err
	}
	var tests []expr
	for p.is("[") {
		test, err := p.predicate()
		if err != nil {
			return nil, err
		}
		tests = append(tests, test)
	}
	if len(tests) > 0 {
		start = filtered(start, tests)
	}
	if p.is("/") || p.is("//") {
		return p.location(start)
	}
	return start, nil
}

func (p *parser) isPrimary() (bool, error) {
	switch p.tok.kind {
	case literal, number, variable:
		return true, nil
	case symbol:
		return p.tok.text == "(", nil
	case name:
		next, err := p.peek()
		return err == nil && next.kind == symbol && next.text == "(" && !isNodeType(p.tok.text), err
	}
	return false, nil
}

func isNodeType(s string) bool {
	return s == "node" || s == "text" || s == "comment" || s == "processing-instruction"
}

func (p *parser) primary() (expr, error) {
	t := p.tok
	if t.kind == name {
		return p.call()
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	switch t.kind {
	case literal:
		return fixed(t.text), nil
	case number:
		n, err := strconv.ParseFloat(t.text, 64)
		if err != nil {
			return nil, wrong(t.at, t.text+" is no number")
		}
		return fixed(n), nil
	case variable:
		space, local, err := p.qname(t)
		if err != nil {
			return nil, err
		}
		find := p.resolver.Variable
		return func(s *scope) (any, error) {
			if find == nil {
				return "", nil
			}
			return fromJava(find(s.run.ex, space, local)), nil
		}, nil
	}
	e, err := p.binary(0)
	if err != nil {
		return nil, err
	}
	return e, p.need(")")
}

// qname resolves a name's prefix; names without one are in no namespace.
func (p *parser) qname(t token) (space, local string, err error) {
	prefix, local, found := strings.Cut(t.text, ":")
	if !found {
		return "", t.text, nil
	}
	space, ok := p.resolver.Namespaces[prefix]
	if prefix == "xml" {
		space, ok = "http://www.w3.org/XML/1998/namespace", true
	}
	if !ok {
		return "", "", &components.SyntaxError{Offset: t.at, Msg: "Prefix must resolve to a namespace: " + prefix,
			Hint: "add namespace: [{key: " + prefix + ", value: \"URI\"}] beside the expression"}
	}
	return space, local, nil
}

func (p *parser) call() (expr, error) {
	t := p.tok
	space, local, err := p.qname(t)
	if err == nil {
		err = p.advance()
	}
	if err == nil {
		err = p.need("(")
	}
	if err != nil {
		return nil, err
	}
	var args []expr
	for !p.is(")") {
		if len(args) > 0 {
			if err := p.need(","); err != nil {
				return nil, err
			}
		}
		arg, err := p.binary(0)
		if err != nil {
			return nil, err
		}
		args = append(args, arg)
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if f, ok := functions[t.text]; ok {
		if len(args) < f.least || len(args) > f.most {
			return nil, wrong(t.at, "wrong number of arguments of "+t.text+"()")
		}
		return called(f.call, args), nil
	}
	if p.resolver.Function != nil && space != "" {
		if f := p.resolver.Function(space, local, len(args)); f != nil {
			return called(func(s *scope, given []any) (any, error) {
				v, err := f(s.run.ex, given)
				return fromJava(v), err
			}, args), nil
		}
	}
	return nil, &components.SyntaxError{Offset: t.at, Msg: "Could not find function: " + t.text, Hint: "XPath 1.0 has string, count, contains and so on, Camel adds in:header, in:body, function:properties, function:simple"}
}

// predicate reads [...].
func (p *parser) predicate() (expr, error) {
	if err := p.need("["); err != nil {
		return nil, err
	}
	e, err := p.binary(0)
	if err != nil {
		return nil, err
	}
	return e, p.need("]")
}

func fixed(v any) expr { return func(*scope) (any, error) { return v, nil } }
