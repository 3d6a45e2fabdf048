package freemarker

import (
	"strings"

	"github.com/dromedary-go/dromedary/components/internal/template"
)

// list is <#list values as name>, or <#list values> around <#items as name>.
func (p *parser) list(text string) (node, error) {
	of, names := text, []string(nil)
	if i := strings.LastIndex(text, " as "); i >= 0 {
		of = text[:i]
		for name := range strings.SplitSeq(text[i+4:], ",") {
			names = append(names, strings.TrimSpace(name))
		}
	}
	e, err := whole(of)
	if err != nil {
		return nil, err
	}
	body, end, err := p.block()
	if err != nil {
		return nil, err
	}
	otherwise := in(nil)
	if end.kind == '<' && end.name == "else" {
		if otherwise, err = p.until("list"); err != nil {
			return nil, err
		}
	} else if end.kind != '/' || end.name != "list" {
		return nil, parseError("<#list> is not closed")
	}
	return func(s *scope) error {
		v, err := e(s)
		if err != nil {
			return err
		}
		l, err := newLoop(v, names)
		if err != nil {
			return err
		}
		if len(l.elements) == 0 {
			return otherwise(s)
		}
		s.loops = append(s.loops, l)
		defer func() { s.loops = s.loops[:len(s.loops)-1] }()
		if names == nil { // <#items> does the rest
			return body(s)
		}
		return l.run(s, body)
	}, nil
}

func newLoop(v any, names []string) (*loop, error) {
	l := &loop{names: names}
	if v == nil {
		return nil, missing("what <#list> goes through")
	}
	if elements, ok := listOf(v); ok {
		l.elements = elements
		return l, nil
	}
	m := hashOf(v)
	if m == nil {
		return nil, failure("NonSequenceOrCollectionException", "<#list> needs a list or a map")
	}
	for k, value := range m.All() {
		l.keys, l.elements = append(l.keys, k), append(l.elements, value)
	}
	return l, nil
}

func (l *loop) run(s *scope, body node) error {
	for l.at = range l.elements {
		switch {
		case l.keys == nil:
			l.values = []any{l.elements[l.at], nil}
		default:
			l.values = []any{l.keys[l.at], l.elements[l.at]}
		}
		err := body(s)
		if _, ok := left(err, "continue"); ok {
			err = nil
		}
		if _, ok := left(err, "break"); ok {
			return s.out.Step()
		}
		if err == nil {
			err = s.out.Step()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *parser) items(text string) (node, error) {
	var names []string
	for name := range strings.SplitSeq(strings.TrimPrefix(text, "as "), ",") {
		names = append(names, strings.TrimSpace(name))
	}
	body, err := p.until("items")
	return func(s *scope) error {
		if len(s.loops) == 0 {
			return failure("_MiscTemplateException", "<#items> outside of <#list>")
		}
		l := s.loops[len(s.loops)-1]
		l.names = names
		return l.run(s, body)
	}, err
}

// sep writes what stands between elements. It ends with </#sep>, or with the list.
func (p *parser) sep() (node, error) {
	at := p.at
	body, end, err := p.block()
	if err != nil {
		return nil, err
	}
	if end.name != "sep" {
		p.at-- // what ends it belongs to the list
		if at > p.at {
			return nil, parseError("<#sep> outside of <#list>")
		}
	}
	return func(s *scope) error {
		if len(s.loops) == 0 {
			return failure("_MiscTemplateException", "<#sep> outside of <#list>")
		}
		if l := s.loops[len(s.loops)-1]; l.at+1 >= len(l.elements) {
			return s.out.Step()
		}
		return body(s)
	}, nil
}

// assign is <#assign name = value ...>, or <#assign name> around what the value is.
func (p *parser) assign(kind, text string, self bool) (node, error) {
	if kind == "local" && !p.inMacro {
		return nil, parseError("<#local> outside of a macro")
	}
	set := func(s *scope, name string, v any) {
		if kind == "local" && s.local != nil {
			s.local[name] = v
			return
		}
		s.names[name] = v
	}
	r := &reader{text: text}
	r.blanks()
	name := r.name()
	if name == "" && r.at < len(text) && (text[r.at] == '"' || text[r.at] == '\'') {
		name = strings.Trim(text, `"'`)
		r.at = len(text)
	}
	if r.blanks(); r.at == len(r.text) && !self {
		body, err := p.until(kind)
		return func(s *scope) error {
			text, err := s.capture(body)
			set(s, name, text)
			return err
		}, err
	}
	var all []node
	for name != "" {
		op := r.operator([]string{"++", "--", "+=", "-=", "*=", "/=", "="})
		if op == "" {
			return nil, parseError("<#%s %s> needs =", kind, name)
		}
		e := constant(1.0)
		if op != "++" && op != "--" {
			var err error
			if e, err = r.expression(); err != nil {
				return nil, err
			}
		}
		variable := name
		if op != "=" {
			e = operation(op[:1], func(s *scope) (any, error) { return s.find(variable), nil }, e)
		}
		all = append(all, func(s *scope) error {
			v, err := e(s)
			if err == nil && v == nil {
				err = missing("what " + variable + " is to be")
			}
			set(s, variable, v)
			return err
		})
		r.take(",")
		r.blanks()
		name = r.name()
	}
	if r.at < len(r.text) {
		return nil, parseError("unexpected %.20q in <#%s>", r.text[r.at:], kind)
	}
	return in(all), nil
}

// choose is <#switch>.
func (p *parser) choose(text string) (node, error) {
	on, err := whole(text)
	if err != nil {
		return nil, err
	}
	type part struct {
		values []expression // nil for <#default>
		falls  bool         // into the next, as <#case> does
		body   node
	}
	var all []part
	_, end, err := p.block()
	for err == nil && end.kind == '<' {
		next := part{falls: end.name != "on"}
		if end.name != "default" {
			r := &reader{text: end.text + ")"}
			if next.values, err = r.list(")"); err != nil {
				return nil, err
			}
		}
		if next.body, end, err = p.block(); err == nil {
			all = append(all, next)
		}
	}
	if err == nil && end.name != "switch" {
		err = parseError("<#switch> is not closed")
	}
	return func(s *scope) error {
		v, err := on(s)
		if err != nil {
			return err
		}
		start := -1
		for i, c := range all {
			if c.values == nil && start < 0 {
				start = i
			}
			for _, e := range c.values {
				w, err := e(s)
				if err != nil {
					return err
				}
				if same, err := equal(v, w); same && err == nil {
					start = i
					goto found
				}
			}
		}
	found:
		for i := start; i >= 0 && i < len(all); i++ {
			err := all[i].body(s)
			if _, ok := left(err, "break"); ok || !all[i].falls {
				if ok {
					err = nil
				}
				return err
			}
			if err != nil {
				return err
			}
		}
		return s.out.Step()
	}, err
}

// leave is <#break>, <#continue>, <#return>, <#stop> and <#nested>.
func (p *parser) leave(name, text string) (node, error) {
	var e expression
	if text != "" && name != "nested" {
		var err error
		if e, err = whole(text); err != nil {
			return nil, err
		}
	}
	return func(s *scope) error {
		var v any
		if e != nil {
			var err error
			if v, err = e(s); err != nil {
				return err
			}
		}
		switch name {
		case "nested":
			if s.nested == nil {
				return s.out.Step()
			}
			inner := *s.caller
			inner.out, inner.depth = s.out, s.depth
			return s.nested(&inner)
		case "stop":
			return failure("StopException", template.Text(v))
		}
		return &leaving{name, v}
	}, nil
}
