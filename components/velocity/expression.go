package velocity

import (
	"strconv"
	"strings"
)

// reference reads $name, $!name, ${name} and what stands behind: properties, methods, indexes. It answers nil where there is none.
func (p *parser) reference() (node, error) {
	at := p.at
	if !p.take("$") {
		return nil, nil
	}
	r := &reference{quiet: p.take("!")}
	braces := p.take("{")
	if r.name = p.name(); r.name == "" {
		p.at = at
		return nil, nil
	}
	for p.at < len(p.text) {
		h, ok, err := p.hop()
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		r.hops = append(r.hops, h)
	}
	if braces {
		if p.take("|") {
			otherwise, err := p.expression()
			if err != nil {
				return nil, err
			}
			r.otherwise = otherwise
			p.blanks()
		}
		if !p.take("}") {
			return nil, p.wrong("${ without }")
		}
	}
	r.source = p.text[at:p.at]
	return r, nil
}

// hop reads .name, .name(arguments) or [index].
func (p *parser) hop() (h hop, ok bool, err error) {
	if p.take("[") {
		index, err := p.expression()
		if err == nil {
			p.blanks()
			if !p.take("]") {
				err = p.wrong("[ without ]")
			}
		}
		return hop{index: index}, true, err
	}
	rest := p.rest()
	if len(rest) < 2 || rest[0] != '.' || !letter(rest[1]) {
		return hop{}, false, nil
	}
	p.at++
	h.name = p.name()
	if p.take("(") {
		h.called = true
		h.args, err = p.arguments(")")
	}
	return h, true, err
}

// arguments reads expressions with commas or blanks between, up to the end.
func (p *parser) arguments(end string) (args []expression, err error) {
	for {
		p.blanks()
		if p.take(end) {
			return args, nil
		}
		if len(args) > 0 && p.take(",") {
			p.blanks()
		}
		e, err := p.expression()
		if err != nil {
			return nil, err
		}
		args = append(args, e)
	}
}

// operators are the binary ones, the weakest first; words and signs mean the same.
var operators = [][]string{
	{"||", "or"}, {"&&", "and"}, {"==", "!=", "eq", "ne"}, {"<=", ">=", "<", ">", "le", "ge", "lt", "gt"}, {"+", "-"}, {"*", "/", "%"},
}

var signs = map[string]string{"or": "||", "and": "&&", "eq": "==", "ne": "!=", "le": "<=", "ge": ">=", "lt": "<", "gt": ">"}

func (p *parser) expression() (expression, error) { return p.binary(0) }

func (p *parser) binary(level int) (expression, error) {
	if level == len(operators) {
		return p.unary()
	}
	if p.depth++; p.depth > maxDepth*len(operators) {
		return nil, p.wrong("expressions nest too deep")
	}
	defer func() { p.depth-- }()
	left, err := p.binary(level + 1)
	for err == nil {
		op := p.operator(operators[level])
		if op == "" {
			return left, nil
		}
		var right expression
		if right, err = p.binary(level + 1); err == nil {
			left = &operation{op, left, right}
		}
	}
	return nil, err
}

func (p *parser) operator(of []string) string {
	p.blanks()
	for _, op := range of {
		rest := p.rest()
		if !strings.HasPrefix(rest, op) {
			continue
		}
		if letter(op[0]) {
			if len(rest) > len(op) && (letter(rest[len(op)]) || rest[len(op)] >= '0' && rest[len(op)] <= '9') {
				continue
			}
			p.at += len(op)
			return signs[op]
		}
		p.at += len(op)
		return op
	}
	return ""
}

func (p *parser) unary() (expression, error) {
	p.blanks()
	if p.take("!") {
		e, err := p.unaryNested()
		return &negation{e}, err
	}
	if strings.HasPrefix(p.rest(), "not ") || strings.HasPrefix(p.rest(), "not(") {
		p.at += len("not")
		e, err := p.unaryNested()
		return &negation{e}, err
	}
	return p.primary()
}

func (p *parser) unaryNested() (expression, error) {
	if p.depth++; p.depth > maxDepth*len(operators) {
		return nil, p.wrong("expressions nest too deep")
	}
	defer func() { p.depth-- }()
	return p.unary()
}

func (p *parser) primary() (expression, error) {
	p.blanks()
	if p.at == len(p.text) {
		return nil, p.wrong("the template ends within an expression")
	}
	switch c := p.text[p.at]; {
	case c == '$':
		n, err := p.reference()
		if ref, ok := n.(*reference); ok && err == nil {
			return ref, nil
		} else if err != nil {
			return nil, err
		}
	case c == '\'' || c == '"':
		return p.quoted(c)
	case c == '(':
		p.at++
		e, err := p.expression()
		if err == nil {
			p.blanks()
			if !p.take(")") {
				err = p.wrong("( without )")
			}
		}
		return e, err
	case c == '[':
		p.at++
		return p.list()
	case c == '{':
		p.at++
		return p.mapping()
	case c >= '0' && c <= '9' || c == '-':
		return p.number()
	case letter(c):
		switch word := p.name(); word {
		case "true", "false":
			return literal{word == "true"}, nil
		}
	}
	return nil, p.wrong("unexpected %.20q in an expression", p.rest())
}

// quoted reads a text; one in double quotes is a template of its own.
func (p *parser) quoted(quote byte) (expression, error) {
	start := p.at + 1
	at := start
	for ; at < len(p.text); at++ {
		if p.text[at] == '\\' && quote == '"' {
			at++
		} else if p.text[at] == quote {
			if at+1 < len(p.text) && p.text[at+1] == quote {
				at++ // a doubled quote is one
				continue
			}
			break
		}
	}
	if at >= len(p.text) {
		return nil, p.wrong("a text without its end")
	}
	inside := strings.ReplaceAll(p.text[start:at], string([]byte{quote, quote}), string(quote))
	p.at = at + 1
	if quote == '\'' || !strings.ContainsAny(inside, "$#") {
		return literal{strings.ReplaceAll(inside, `\"`, `"`)}, nil
	}
	if p.depth >= maxDepth {
		return nil, p.wrong("texts nest too deep")
	}
	inner := &parser{text: strings.ReplaceAll(inside, `\"`, `"`), macros: p.macros, depth: p.depth + 1}
	b, end2, err := inner.block()
	if err == nil && end2 != "" {
		err = p.wrong("#%s without a beginning", end2)
	}
	return interpolation{b}, err
}

func (p *parser) number() (expression, error) {
	start := p.at
	p.take("-")
	dot := false
	for p.at < len(p.text) {
		c := p.text[p.at]
		if c == '.' && !dot && p.at+1 < len(p.text) && p.text[p.at+1] >= '0' && p.text[p.at+1] <= '9' {
			dot = true
		} else if c < '0' || c > '9' {
			break
		}
		p.at++
	}
	word := p.text[start:p.at]
	if dot {
		f, err := strconv.ParseFloat(word, 64)
		return literal{f}, err
	}
	n, err := strconv.ParseInt(word, 10, 64)
	if err != nil {
		return nil, p.wrong("%q is no number", word)
	}
	return literal{integer(n)}, nil
}

func integer(n int64) any {
	if n == int64(int32(n)) {
		return int(n)
	}
	return n
}

// list reads [a, b] or the range [1..9].
func (p *parser) list() (expression, error) {
	p.blanks()
	if p.take("]") {
		return listing(nil), nil
	}
	first, err := p.expression()
	if err != nil {
		return nil, err
	}
	p.blanks()
	if p.take("..") {
		last, err := p.expression()
		if err == nil {
			p.blanks()
			if !p.take("]") {
				err = p.wrong("[ without ]")
			}
		}
		return &span{first, last}, err
	}
	p.take(",")
	more, err := p.arguments("]")
	return listing(append([]expression{first}, more...)), err
}

func (p *parser) mapping() (expression, error) {
	var m mapping
	for {
		p.blanks()
		if p.take("}") {
			return m, nil
		}
		key, err := p.expression()
		if err != nil {
			return nil, err
		}
		p.blanks()
		if !p.take(":") {
			return nil, p.wrong("a map needs : between key and value")
		}
		value, err := p.expression()
		if err != nil {
			return nil, err
		}
		m = append(m, [2]expression{key, value})
		p.blanks()
		p.take(",")
	}
}
