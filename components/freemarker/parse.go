package freemarker

import (
	"strings"

	"github.com/dromedary-go/dromedary/components/internal/template"
)

// node writes its part of the outcome.
type node func(s *scope) error

// parser puts tokens together.
type parser struct {
	tokens []token
	at     int
	depth  int
	macros map[string]*macro
	escape []*escaping
	// inMacro tells that a macro is read, which may have names of its own.
	inMacro bool
}

// escaping is <#escape x as expression>: it goes around each interpolation inside.
type escaping struct {
	name string
	as   expression
}

func parse(text string) (template.Template, error) {
	tokens, err := lex(text)
	if err != nil {
		return nil, err
	}
	p := &parser{tokens: tokens, macros: map[string]*macro{}}
	body, end, err := p.block()
	if err == nil && end.name != "" {
		err = parseError("</#%s> without its beginning", end.name)
	}
	if err != nil {
		return nil, err
	}
	return &parsed{body, p.macros}, nil
}

// interpolation is a text with ${...} inside.
func interpolation(text string) (expression, error) {
	tokens, err := lex(text)
	if err != nil {
		return nil, err
	}
	p := &parser{tokens: tokens, macros: map[string]*macro{}}
	body, end, err := p.block()
	if err == nil && end.name != "" {
		err = parseError("</#%s> in a text", end.name)
	}
	return func(s *scope) (any, error) { return s.capture(body) }, err
}

// dividers are tags within a block that end one part of it and begin the next.
var dividers = map[string]bool{"else": true, "elseif": true, "elseIf": true, "case": true, "default": true, "on": true, "recover": true}

// block reads up to a tag that ends it; end is of no name where the template ends.
func (p *parser) block() (body node, end token, err error) {
	if p.depth++; p.depth > maxDepth {
		return nil, end, parseError("tags nest more than %d deep", maxDepth)
	}
	defer func() { p.depth-- }()
	var all []node
	for p.at < len(p.tokens) {
		t := p.tokens[p.at]
		p.at++
		if t.kind == '/' || t.kind == 'm' || t.kind == '<' && dividers[t.name] {
			return in(all), t, nil
		}
		n, err := p.node(t)
		if err != nil {
			return nil, end, err
		}
		if n != nil {
			all = append(all, n)
		}
	}
	return in(all), token{}, nil
}

// in runs nodes one after the other.
func in(all []node) node {
	return func(s *scope) error {
		for _, n := range all {
			if err := n(s); err != nil {
				return err
			}
		}
		return nil
	}
}

// until reads a block that must end with the tag's own end.
func (p *parser) until(name string) (node, error) {
	body, end, err := p.block()
	if err == nil && (end.name != name || end.kind == '<') {
		err = parseError("<#%s> is not closed, or closed by %q", name, end.name)
	}
	return body, err
}

func (p *parser) node(t token) (node, error) {
	switch t.kind {
	case 't':
		return func(s *scope) error { return s.out.Write(t.text) }, nil
	case '$':
		return p.shown(t.text)
	case '@':
		return p.use(t)
	}
	text := strings.TrimSpace(t.text)
	switch t.name {
	case "--", "t", "lt", "rt", "nt", "ftl", "flush", "setting":
		return nil, nil
	case "if":
		return p.ifs(text)
	case "list":
		return p.list(text)
	case "sep":
		return p.sep()
	case "items":
		return p.items(text)
	case "assign", "global", "local":
		return p.assign(t.name, text, t.self)
	case "macro", "function":
		return p.macro(t.name, text)
	case "switch":
		return p.choose(text)
	case "attempt":
		return p.attempt()
	case "compress":
		return p.compress()
	case "escape":
		return p.escaped(text)
	case "noescape", "noEscape":
		escape := p.escape
		p.escape = nil
		body, err := p.until(t.name)
		p.escape = escape
		return body, err
	case "break", "continue", "return", "stop", "nested":
		return p.leave(t.name, text)
	case "include", "import":
		return func(*scope) error {
			return failure("_MiscTemplateException", "<#"+t.name+"> finds nothing: a template is one file")
		}, nil
	}
	return nil, parseError("Unknown directive: #%s", t.name)
}

// shown is ${expression}.
func (p *parser) shown(text string) (node, error) {
	e, err := whole(text)
	if err != nil {
		return nil, err
	}
	for _, x := range p.escape {
		e = x.around(e)
	}
	return func(s *scope) error {
		text, err := textOf(s, e)
		if err != nil {
			return err
		}
		return s.out.Write(text)
	}, nil
}

func (x *escaping) around(e expression) expression {
	return func(s *scope) (any, error) {
		v, err := e(s)
		if err != nil {
			return nil, err
		}
		inner := s.with(x.name, v)
		return x.as(inner)
	}
}

func (p *parser) ifs(text string) (node, error) {
	type branch struct {
		on   expression // nil for <#else>
		body node
	}
	var all []branch
	for {
		on, err := whole(text)
		if err != nil {
			return nil, err
		}
		body, end, err := p.block()
		if err != nil {
			return nil, err
		}
		all = append(all, branch{on, body})
		if end.kind == '<' && end.name == "else" {
			if body, err = p.until("if"); err != nil {
				return nil, err
			}
			all = append(all, branch{nil, body})
		} else if end.kind == '<' && (end.name == "elseif" || end.name == "elseIf") {
			text = end.text
			continue
		} else if end.name != "if" {
			return nil, parseError("<#if> is not closed")
		}
		return func(s *scope) error {
			for _, b := range all {
				if b.on != nil {
					if yes, err := condition(s, b.on); err != nil {
						return err
					} else if !yes {
						continue
					}
				}
				return b.body(s)
			}
			return s.out.Step()
		}, nil
	}
}

func (p *parser) attempt() (node, error) {
	body, end, err := p.block()
	if err != nil {
		return nil, err
	}
	if end.name != "recover" {
		return nil, parseError("<#attempt> without <#recover>")
	}
	recovered, end, err := p.block()
	if err != nil {
		return nil, err
	}
	if end.kind != '/' || end.name != "attempt" && end.name != "recover" {
		return nil, parseError("<#attempt> is not closed")
	}
	return func(s *scope) error {
		text, err := s.capture(body)
		if err == nil {
			return s.out.Write(text)
		}
		if isLeaving(err) {
			return err
		}
		if err := s.out.Step(); err != nil {
			return err
		}
		return recovered(s)
	}, nil
}

func (p *parser) compress() (node, error) {
	body, err := p.until("compress")
	return func(s *scope) error {
		text, err := s.capture(body)
		if err != nil {
			return err
		}
		return s.out.Write(compressed(text))
	}, err
}

// compressed makes one blank or line break of several.
func compressed(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		n := i
		for n < len(text) && strings.IndexByte(" \t\r\n", text[n]) >= 0 {
			n++
		}
		if n == i {
			b.WriteByte(text[i])
			i++
			continue
		}
		switch {
		case i == 0 || n == len(text):
		case strings.Contains(text[i:n], "\n"):
			b.WriteByte('\n')
		default:
			b.WriteByte(' ')
		}
		i = n
	}
	return b.String()
}

func (p *parser) escaped(text string) (node, error) {
	name, as, ok := strings.Cut(text, " as ")
	if !ok {
		return nil, parseError("<#escape> needs: name as expression")
	}
	e, err := whole(as)
	if err != nil {
		return nil, err
	}
	p.escape = append([]*escaping{{strings.TrimSpace(name), e}}, p.escape...)
	body, err := p.until("escape")
	p.escape = p.escape[1:]
	return body, err
}
