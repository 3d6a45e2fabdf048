package freemarker

import (
	"errors"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/template"
)

// scope is what a template sees while it is filled in.
type scope struct {
	data   *components.Map
	names  map[string]any // that the template made
	local  map[string]any // of the macro that runs; nil outside of any
	loops  []*loop        // that run, the innermost last
	nested node           // what stands inside of the macro's use; nil where nothing does
	caller *scope         // where that is filled in
	out    *template.Output
	depth  int // of macros
}

// loop is a <#list> at one of its elements.
type loop struct {
	names    []string // of the element, or of key and value
	values   []any
	elements []any
	keys     []any // where a map is gone through
	at       int
}

// parsed is a whole template.
type parsed struct {
	body   node
	macros map[string]*macro
}

// Fill writes the outcome.
func (p *parsed) Fill(data *components.Map, out *template.Output) error {
	s := &scope{data: data, names: map[string]any{}, out: out}
	for name, m := range p.macros {
		s.names[name] = m
	}
	err := p.body(s)
	if isLeaving(err) {
		return nil
	}
	return err
}

// find answers what a name stands for; nil where there is none.
func (s *scope) find(name string) any {
	for i := len(s.loops) - 1; i >= 0; i-- {
		if v, ok := s.loops[i].find(name); ok {
			return v
		}
	}
	if v, ok := s.local[name]; ok {
		return v
	}
	if v, ok := s.names[name]; ok {
		return v
	}
	return s.data.Value(name)
}

func (l *loop) find(name string) (any, bool) {
	for i, n := range l.names {
		switch {
		case n == name:
			return l.values[i], true
		case n+"_index" == name:
			return l.at, true
		case n+"_has_next" == name:
			return l.at+1 < len(l.elements), true
		}
	}
	return nil, false
}

// with is the scope with one name more.
func (s *scope) with(name string, v any) *scope {
	inner := *s
	inner.loops = append(s.loops[:len(s.loops):len(s.loops)], &loop{names: []string{name}, values: []any{v}})
	return &inner
}

// capture answers what a part of the template writes.
func (s *scope) capture(body node) (string, error) {
	out := s.out
	s.out = &template.Output{}
	err := body(s)
	text := s.out.String()
	s.out = out
	if err == nil {
		err = out.Step()
	}
	return text, err
}

// leaving is <#break>, <#continue>, <#return> or <#stop> on its way out.
type leaving struct {
	by    string
	value any
}

func (l *leaving) Error() string { return "<#" + l.by + "> stands where there is nothing to leave" }

func isLeaving(err error) bool {
	var l *leaving
	return errors.As(err, &l) && l.by == "return"
}

// left tells whether a part was left by one of the words.
func left(err error, words ...string) (*leaving, bool) {
	var l *leaving
	if errors.As(err, &l) {
		for _, w := range words {
			if l.by == w {
				return l, true
			}
		}
	}
	return nil, false
}

// ofLoop makes ?index and the like of a loop's variable; nil where the built-in is another.
func ofLoop(name, variable string) expression {
	of := map[string]func(l *loop) any{
		"index":        func(l *loop) any { return l.at },
		"counter":      func(l *loop) any { return l.at + 1 },
		"has_next":     func(l *loop) any { return l.at+1 < len(l.elements) },
		"is_first":     func(l *loop) any { return l.at == 0 },
		"is_last":      func(l *loop) any { return l.at+1 == len(l.elements) },
		"is_even_item": func(l *loop) any { return l.at%2 == 1 },
		"is_odd_item":  func(l *loop) any { return l.at%2 == 0 },
		"item_parity":  func(l *loop) any { return []string{"odd", "even"}[l.at%2] },
	}[name]
	if of == nil || variable == "" {
		return nil
	}
	return func(s *scope) (any, error) {
		for i := len(s.loops) - 1; i >= 0; i-- {
			if _, ok := s.loops[i].find(variable); ok {
				return of(s.loops[i]), nil
			}
		}
		return nil, failure("_MiscTemplateException", variable+" is no loop variable")
	}
}
