package velocity

import "strings"

// directive reads what begins with #. word is that of one that ends a block; piece is nil where it is mere text.
func (p *parser) directive() (piece node, word string, err error) {
	at := p.at
	switch rest := p.rest(); {
	case strings.HasPrefix(rest, "##"):
		if i := strings.IndexByte(rest, '\n'); i >= 0 {
			p.at += i + 1
		} else {
			p.at = len(p.text)
		}
		return text(""), "", nil
	case strings.HasPrefix(rest, "#*"):
		i := strings.Index(rest, "*#")
		if i < 0 {
			p.at = len(p.text)
		} else {
			p.at += i + 2
		}
		return text(""), "", nil
	case strings.HasPrefix(rest, "#[["):
		i := strings.Index(rest, "]]#")
		if i < 0 {
			return nil, "", p.wrong("#[[ without ]]#")
		}
		p.at += i + 3
		return text(rest[3:i]), "", nil
	}
	p.at++
	braces := p.take("{")
	name := p.name()
	if name == "" || braces && !p.take("}") {
		p.at = at
		return nil, "", nil
	}
	switch name {
	case "end", "else", "elseif":
		return nil, name, nil
	case "set", "if", "foreach", "macro", "evaluate", "parse", "include":
		piece, err = p.known(name)
		return piece, "", err
	case "break", "stop":
		return control(name), "", nil
	}
	if !strings.HasPrefix(p.rest(), "(") {
		p.at = at
		return nil, "", nil
	}
	p.at++
	args, err := p.arguments(")")
	if err != nil {
		return nil, "", err
	}
	return &call{name, args, p.text[at:p.at]}, "", nil
}

// open reads the bracket behind a directive's name.
func (p *parser) open(name string) error {
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\t') {
		p.at++
	}
	if !p.take("(") {
		return p.wrong("#%s needs (", name)
	}
	p.blanks()
	return nil
}

func (p *parser) close(name string) error {
	p.blanks()
	if !p.take(")") {
		return p.wrong("#%s needs )", name)
	}
	return nil
}

func (p *parser) known(name string) (node, error) {
	if err := p.open(name); err != nil {
		return nil, err
	}
	switch name {
	case "set":
		return p.set()
	case "if":
		return p.ifs()
	case "foreach":
		return p.foreach()
	case "macro":
		return p.macro()
	}
	args, err := p.arguments(")")
	if err != nil {
		return nil, err
	}
	if len(args) == 0 {
		return nil, p.wrong("#%s needs an argument", name)
	}
	if name == "evaluate" {
		return &evaluation{args[0]}, nil
	}
	return &inclusion{args[0]}, nil
}

func (p *parser) set() (node, error) {
	target, err := p.reference()
	ref, ok := target.(*reference)
	if err != nil || !ok {
		return nil, p.wrong("#set needs a reference")
	}
	p.blanks()
	if !p.take("=") {
		return nil, p.wrong("#set needs =")
	}
	value, err := p.expression()
	if err != nil {
		return nil, err
	}
	return &setting{ref, value}, p.close("set")
}

func (p *parser) ifs() (node, error) {
	var n branches
	for {
		condition, err := p.expression()
		if err == nil {
			err = p.close("if")
		}
		if err != nil {
			return nil, err
		}
		b, end, err := p.begun()
		if err != nil {
			return nil, err
		}
		n = append(n, branch{condition, b})
		if end == "else" {
			if b, end, err = p.begun(); err != nil {
				return nil, err
			}
			if n = append(n, branch{nil, b}); end != "end" {
				return nil, p.wrong("#else without #end")
			}
		}
		switch end {
		case "end":
			return n, nil
		case "elseif":
		default:
			return nil, p.wrong("#if without #end")
		}
		if err := p.open("elseif"); err != nil {
			return nil, err
		}
	}
}

// begun reads the block behind a directive. The rest of the line is no part of it where nothing but blanks are left.
func (p *parser) begun() (block, string, error) {
	p.lineEnd()
	return p.block()
}

func (p *parser) foreach() (node, error) {
	target, err := p.reference()
	ref, ok := target.(*reference)
	if err != nil || !ok || len(ref.hops) > 0 {
		return nil, p.wrong("#foreach needs a reference")
	}
	p.blanks()
	if !p.take("in") {
		return nil, p.wrong("#foreach needs in")
	}
	list, err := p.expression()
	if err == nil {
		err = p.close("foreach")
	}
	if err != nil {
		return nil, err
	}
	n := &loop{name: ref.name, list: list}
	body, end, err := p.begun()
	if err != nil {
		return nil, err
	}
	if end == "else" {
		if n.otherwise, end, err = p.begun(); err != nil {
			return nil, err
		}
	}
	n.body = body
	if end != "end" {
		return nil, p.wrong("#foreach without #end")
	}
	return n, nil
}

func (p *parser) macro() (node, error) {
	name := p.name()
	m := &macro{}
	for {
		p.blanks()
		p.take(",")
		p.blanks()
		if p.take(")") {
			break
		}
		param, err := p.reference()
		ref, ok := param.(*reference)
		if err != nil || !ok {
			return nil, p.wrong("#macro needs parameters that begin with $")
		}
		m.params = append(m.params, ref.name)
	}
	body, end, err := p.begun()
	if err != nil {
		return nil, err
	}
	if name == "" || end != "end" {
		return nil, p.wrong("#macro needs a name and #end")
	}
	m.body = body
	p.macros[name] = m
	return definition{}, nil
}
