package freemarker

import "strings"

// macro is a macro or a function of the template.
type macro struct {
	name     string
	params   []string
	defaults map[string]expression
	body     node
}

func (p *parser) macro(kind, text string) (node, error) {
	r := &reader{text: strings.NewReplacer("(", " ", ")", " ").Replace(text)}
	if strings.ContainsAny(text, "=") {
		r.text = text
	}
	r.blanks()
	m := &macro{name: r.name(), defaults: map[string]expression{}}
	for r.blanks(); r.at < len(r.text); r.blanks() {
		if r.take(",") || r.take("(") || r.take(")") {
			continue
		}
		param := r.name()
		if param == "" {
			return nil, parseError("<#%s %s> has a parameter without a name", kind, m.name)
		}
		m.params = append(m.params, param)
		if r.take("=") {
			e, err := r.expression()
			if err != nil {
				return nil, err
			}
			m.defaults[param] = e
		}
	}
	outer := p.inMacro
	p.inMacro = true
	body, err := p.until(kind)
	p.inMacro = outer
	m.body = body
	p.macros[m.name] = m
	return nil, err
}

// call runs a macro with its arguments by name.
func (m *macro) call(s *scope, args map[string]any, nested node) error {
	if s.depth >= maxDepth {
		return failure("_MiscTemplateException", "macros call each other more than 100 deep")
	}
	inner := *s
	inner.depth++
	inner.local, inner.loops, inner.nested, inner.caller = map[string]any{}, nil, nested, s
	for _, param := range m.params {
		v, given := args[param]
		if d := m.defaults[param]; !given && d != nil {
			var err error
			if v, err = d(&inner); err != nil {
				return err
			}
		} else if !given {
			return missing("the parameter " + param + " of " + m.name)
		}
		inner.local[param] = v
	}
	return m.body(&inner)
}

// called is name(arguments): a function of the template.
func called(e expression, args []expression) expression {
	return func(s *scope) (any, error) {
		v, err := e(s)
		if err != nil {
			return nil, err
		}
		m, ok := v.(*macro)
		if !ok {
			return nil, failure("NonMethodException", "what is called is no function: Java's methods are not known here")
		}
		given := map[string]any{}
		for i, a := range args {
			if i < len(m.params) {
				if given[m.params[i]], err = a(s); err != nil {
					return nil, err
				}
			}
		}
		err = m.call(s, given, nil)
		if l, ok := left(err, "return"); ok {
			return l.value, nil
		}
		return nil, err
	}
}

// use is <@name argument=value .../> or <@name value .../>, with or without something inside.
func (p *parser) use(t token) (node, error) {
	r := &reader{text: t.text}
	var names []string
	var args []expression
	for r.blanks(); r.at < len(r.text); r.blanks() {
		if r.take(",") {
			continue
		}
		start := r.at
		name := r.name()
		if r.blanks(); name == "" || !r.has("=") || r.has("==") {
			r.at, name = start, ""
		} else {
			r.at++
		}
		e, err := r.expression()
		if err != nil {
			return nil, err
		}
		names, args = append(names, name), append(args, e)
	}
	var nested node
	if !t.self {
		body, end, err := p.block()
		if err != nil {
			return nil, err
		}
		if end.kind != 'm' || end.name != "" && end.name != t.name {
			return nil, parseError("<@%s> is not closed", t.name)
		}
		nested = body
	}
	return func(s *scope) error {
		m, ok := s.find(t.name).(*macro)
		if !ok {
			return failure(invalidReference, "there is no macro "+t.name)
		}
		given := map[string]any{}
		for i, a := range args {
			name := names[i]
			if name == "" && i < len(m.params) {
				name = m.params[i]
			}
			v, err := a(s)
			if err != nil {
				return err
			}
			given[name] = v
		}
		err := m.call(s, given, nested)
		if _, ok := left(err, "return"); ok {
			err = nil
		}
		return err
	}, nil
}
