package velocity

import (
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/template"
)

// scope is what a template sees while it is filled in.
type scope struct {
	names  map[string]any
	out    *template.Output
	macros map[string]*macro
	depth  int // of macros and evaluations
}

// node writes its part of the outcome.
type node interface {
	fill(s *scope) error
}

type block []node

func (b block) fill(s *scope) error {
	for _, n := range b {
		if err := n.fill(s); err != nil {
			return err
		}
	}
	return nil
}

// Fill writes the outcome.
func (p *parsed) Fill(data *components.Map, out *template.Output) error {
	s := &scope{names: map[string]any{}, out: out, macros: maps.Clone(p.macros)}
	for name, v := range data.All() {
		s.names[name] = v
	}
	err := p.fill(s)
	if stopped := control(""); errors.As(err, &stopped) {
		return nil
	}
	return err
}

type text string

func (t text) fill(s *scope) error { return s.out.Write(string(t)) }

// control is #break or #stop, on its way out.
type control string

func (c control) Error() string { return "#" + string(c) }

func (c control) fill(*scope) error { return c }

// reference is $name with what stands behind.
type reference struct {
	name      string
	hops      []hop
	quiet     bool
	otherwise expression // behind |, nil where there is none
	source    string
}

type hop struct {
	name   string // "" for an index
	called bool
	args   []expression
	index  expression
}

func (r *reference) value(s *scope) (any, error) {
	v := s.names[r.name]
	for i := range r.hops {
		if v == nil {
			break
		}
		var err error
		if v, err = r.hops[i].of(s, v); err != nil {
			return nil, err
		}
	}
	if r.otherwise != nil && !truthy(v) {
		return r.otherwise.value(s)
	}
	return v, nil
}

func (h *hop) of(s *scope, v any) (any, error) {
	if h.index != nil {
		i, err := h.index.value(s)
		if err != nil {
			return nil, err
		}
		return at(v, i), nil
	}
	if !h.called {
		return property(v, h.name), nil
	}
	args := make([]any, len(h.args))
	for i, e := range h.args {
		var err error
		if args[i], err = e.value(s); err != nil {
			return nil, err
		}
	}
	answer, _, err := invoke(v, h.name, args)
	return answer, err
}

func (r *reference) fill(s *scope) error {
	v, err := r.value(s)
	switch {
	case err != nil:
		return err
	case v != nil:
		return s.out.Write(template.Text(v))
	case r.quiet:
		return s.out.Step()
	}
	return s.out.Write(r.source)
}

// escapedReference is a reference behind backslashes: two of them are one; one that is left over makes text of a reference that
// is defined.
type escapedReference struct {
	*reference
	slashes int
}

func (e *escapedReference) fill(s *scope) error {
	v, err := e.value(s)
	if err != nil {
		return err
	}
	if v == nil && !e.quiet {
		return s.out.Write(strings.Repeat(`\`, e.slashes) + e.source)
	}
	if err := s.out.Write(strings.Repeat(`\`, e.slashes/2)); err != nil {
		return err
	}
	if e.slashes%2 == 1 {
		return s.out.Write(e.source)
	}
	return e.reference.fill(s)
}

// setting is #set.
type setting struct {
	target *reference
	to     expression
}

func (n *setting) fill(s *scope) error {
	v, err := n.to.value(s)
	if err != nil {
		return err
	}
	if len(n.target.hops) == 0 {
		s.names[n.target.name] = v
		return s.out.Step()
	}
	owner := *n.target
	last := owner.hops[len(owner.hops)-1]
	owner.hops = owner.hops[:len(owner.hops)-1]
	of, err := owner.value(s)
	if err != nil {
		return err
	}
	if last.index != nil {
		i, err := last.index.value(s)
		if err != nil {
			return err
		}
		_, _, err = invoke(of, "set", []any{i, v})
		return err
	}
	assign(of, last.name, v)
	return s.out.Step()
}

type branch struct {
	condition expression // nil for #else
	block
}

// branches are #if with its #elseif and #else.
type branches []branch

func (n branches) fill(s *scope) error {
	for _, b := range n {
		if b.condition != nil {
			v, err := b.condition.value(s)
			if err != nil {
				return err
			}
			if !truthy(v) {
				continue
			}
		}
		return b.block.fill(s)
	}
	return s.out.Step()
}

// loop is #foreach.
type loop struct {
	name            string
	list            expression
	body, otherwise block
}

func (n *loop) fill(s *scope) error {
	v, err := n.list.value(s)
	if err != nil {
		return err
	}
	elements := elementsOf(v)
	if len(elements) == 0 {
		return n.otherwise.fill(s)
	}
	old, outer := s.names[n.name], s.names["foreach"]
	defer func() { s.names[n.name], s.names["foreach"] = old, outer }()
	for i, element := range elements {
		about := &components.Map{}
		about.Set("index", i)
		about.Set("count", i+1)
		about.Set("hasNext", i+1 < len(elements))
		about.Set("first", i == 0)
		about.Set("last", i+1 == len(elements))
		about.Set("parent", outer)
		s.names[n.name], s.names["foreach"] = element, about
		err := n.body.fill(s)
		if stopped := control(""); errors.As(err, &stopped) && stopped == "break" {
			return s.out.Step()
		}
		if err != nil {
			return err
		}
		if err := s.out.Step(); err != nil {
			return err
		}
	}
	return nil
}

// definition is #macro, which writes nothing.
type definition struct{}

func (definition) fill(*scope) error { return nil }

// call is the use of a macro; one that there is not is text.
type call struct {
	name   string
	args   []expression
	source string
}

func (n *call) fill(s *scope) error {
	m := s.macros[n.name]
	if m == nil {
		return s.out.Write(n.source)
	}
	if s.depth >= maxDepth {
		return components.NewException("org.apache.velocity.exception.MacroOverflowException", fmt.Sprintf("macros call each other more than %d deep", maxDepth))
	}
	inner := *s
	inner.depth++
	inner.names = maps.Clone(s.names)
	for i, param := range m.params {
		inner.names[param] = nil
		if i < len(n.args) {
			v, err := n.args[i].value(s)
			if err != nil {
				return err
			}
			inner.names[param] = v
		}
	}
	return m.body.fill(&inner)
}

// evaluation is #evaluate: a text that is a template.
type evaluation struct{ of expression }

func (n *evaluation) fill(s *scope) error {
	v, err := n.of.value(s)
	if err != nil || v == nil {
		return err
	}
	if s.depth >= maxDepth {
		return components.NewException(parseErrorException, fmt.Sprintf("templates evaluate each other more than %d deep", maxDepth))
	}
	t, err := parseText(template.Text(v))
	if err != nil {
		return err
	}
	s.depth++
	defer func() { s.depth-- }()
	maps.Copy(s.macros, t.macros)
	return t.fill(s)
}

// inclusion is #parse and #include: there are no other templates to be had.
type inclusion struct{ of expression }

func (n *inclusion) fill(s *scope) error {
	v, err := n.of.value(s)
	if err != nil {
		return err
	}
	return components.NewException("org.apache.velocity.exception.ResourceNotFoundException", fmt.Sprintf("Unable to find resource '%s'", template.Text(v)))
}
