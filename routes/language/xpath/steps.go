package xpath

import (
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// step goes along an axis from each node, to those that pass a test.
type step struct {
	axis  axis
	test  func(n *components.XML) bool
	tests []expr
}

// location reads a path; start is what it begins at, nil for the document or the node at hand.
func (p *parser) location(start expr) (expr, error) {
	var steps []step
	absolute := false
	switch {
	case p.is("//"):
		absolute = start == nil
		steps = append(steps, anywhere)
		if err := p.advance(); err != nil {
			return nil, err
		}
	case p.is("/"):
		absolute = start == nil
		if err := p.advance(); err != nil {
			return nil, err
		}
		if absolute && !p.beginsStep() {
			return func(s *scope) (any, error) { return nodes{s.node.Document()}, nil }, nil
		}
	}
	for {
		st, err := p.step()
		if err != nil {
			return nil, err
		}
		steps = append(steps, st)
		if ok, err := p.take("//"); err != nil {
			return nil, err
		} else if ok {
			steps = append(steps, anywhere)
			continue
		}
		if ok, err := p.take("/"); err != nil || !ok {
			return walk(start, absolute, steps), err
		}
	}
}

var anywhere = step{axis: descendantOrSelf, test: func(*components.XML) bool { return true }}

func (p *parser) beginsStep() bool {
	return p.tok.kind == name || p.is("*") || p.is(".") || p.is("..") || p.is("@")
}

func (p *parser) step() (step, error) {
	if !p.beginsStep() {
		found := p.tok.text
		if p.tok.kind == end {
			found = "the end"
		}
		return step{}, wrong(p.tok.at, "A location path was expected, but found "+found)
	}
	for text, a := range map[string]axis{".": self, "..": parent} {
		if ok, err := p.take(text); ok || err != nil {
			return step{axis: a, test: func(*components.XML) bool { return true }}, err
		}
	}
	st := step{axis: child}
	principal := components.XMLElement
	if ok, err := p.take("@"); err != nil {
		return st, err
	} else if ok {
		st.axis, principal = attribute, components.XMLAttribute
	} else if next, err := p.peek(); err != nil {
		return st, err
	} else if next.kind == symbol && next.text == "::" {
		a := axes[p.tok.text]
		if a == nil {
			return st, wrong(p.tok.at, "there is no axis "+p.tok.text)
		}
		st.axis = a
		if p.tok.text == "attribute" {
			principal = components.XMLAttribute
		}
		if err := p.advance(); err != nil {
			return st, err
		}
		if err := p.advance(); err != nil {
			return st, err
		}
	}
	var err error
	if st.test, err = p.nodeTest(principal); err != nil {
		return st, err
	}
	for p.is("[") {
		test, err := p.predicate()
		if err != nil {
			return st, err
		}
		st.tests = append(st.tests, test)
	}
	return st, nil
}

func (p *parser) nodeTest(principal components.XMLKind) (func(n *components.XML) bool, error) {
	t := p.tok
	if p.is("*") {
		return func(n *components.XML) bool { return n.Kind == principal }, p.advance()
	}
	if t.kind != name {
		return nil, wrong(t.at, "A node test that matches either NCName:* or QName was expected.")
	}
	if err := p.advance(); err != nil {
		return nil, err
	}
	if isNodeType(t.text) && p.is("(") {
		return p.nodeType(t.text)
	}
	space, local, err := p.qname(t)
	if err != nil {
		return nil, err
	}
	if local == "*" {
		return func(n *components.XML) bool { return n.Kind == principal && n.Space == space }, nil
	}
	return func(n *components.XML) bool { return n.Kind == principal && n.Local == local && n.Space == space }, nil
}

func (p *parser) nodeType(text string) (func(n *components.XML) bool, error) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	target := ""
	if text == "processing-instruction" && p.tok.kind == literal {
		target = p.tok.text
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	err := p.need(")")
	switch text {
	case "text":
		return func(n *components.XML) bool { return n.Kind == components.XMLText || n.Kind == components.XMLCData }, err
	case "comment":
		return func(*components.XML) bool { return false }, err // documents are read without them
	case "processing-instruction":
		return func(n *components.XML) bool {
			return n.Kind == components.XMLInstruction && (target == "" || n.Name == target)
		}, err
	}
	return func(*components.XML) bool { return true }, err
}

// walk takes the steps one after the other.
func walk(start expr, absolute bool, steps []step) expr {
	return func(s *scope) (any, error) {
		at := nodes{s.node}
		if absolute {
			at[0] = s.node.Document()
		} else if start != nil {
			v, err := start(s)
			if err != nil {
				return nil, err
			}
			var ok bool
			if at, ok = v.(nodes); !ok {
				return nil, components.NewException("javax.xml.transform.TransformerException", "Can not convert "+typeName(v)+" to a NodeList!")
			}
		}
		for i := range steps {
			var err error
			if at, err = steps[i].take(s, at); err != nil {
				return nil, err
			}
		}
		return at, nil
	}
}

func (st *step) take(s *scope, from nodes) (nodes, error) {
	found := nodes{}
	for _, n := range from {
		var here nodes
		visited := 0
		st.axis(n, func(o *components.XML) {
			visited++
			if st.test(o) {
				here = append(here, o)
			}
		})
		if err := s.run.spend(1 + visited); err != nil {
			return nil, err
		}
		for _, test := range st.tests {
			var err error
			if here, err = matching(s, here, test); err != nil {
				return nil, err
			}
		}
		found = append(found, here...)
	}
	return ordered(found), nil
}

// matching keeps the nodes that pass a predicate: a number is a position.
func matching(s *scope, from nodes, test expr) (nodes, error) {
	var kept nodes
	for i, n := range from {
		if err := s.run.spend(1); err != nil {
			return nil, err
		}
		v, err := test(s.with(n, i+1, len(from)))
		if err != nil {
			return nil, err
		}
		if at, ok := v.(float64); ok && at == float64(i+1) || !ok && toBool(v) {
			kept = append(kept, n)
		}
	}
	return kept, nil
}

// filtered is (...)[...]: the nodes count in the order of the document.
func filtered(e expr, tests []expr) expr {
	return func(s *scope) (any, error) {
		v, err := e(s)
		if err != nil {
			return nil, err
		}
		list, ok := v.(nodes)
		if !ok {
			return nil, components.NewException("javax.xml.transform.TransformerException", "Can not convert "+typeName(v)+" to a NodeList!")
		}
		for _, test := range tests {
			if list, err = matching(s, list, test); err != nil {
				return nil, err
			}
		}
		return list, nil
	}
}

// ordered sorts as the document does, each node once.
func ordered(list nodes) nodes {
	before := func(a, b *components.XML) int { return a.Order - b.Order }
	if !slices.IsSortedFunc(list, before) {
		slices.SortStableFunc(list, before)
	}
	return slices.Compact(list)
}

func unionOf(left, right expr) expr {
	return func(s *scope) (any, error) {
		l, err := left(s)
		if err != nil {
			return nil, err
		}
		r, err := right(s)
		if err != nil {
			return nil, err
		}
		a, ok1 := l.(nodes)
		b, ok2 := r.(nodes)
		if !ok1 || !ok2 {
			return nil, components.NewException("javax.xml.transform.TransformerException", "only nodes can be united with |")
		}
		return ordered(slices.Concat(a, b)), nil
	}
}

func typeName(v any) string {
	switch v.(type) {
	case float64:
		return "#NUMBER"
	case bool:
		return "#BOOLEAN"
	case nodes:
		return "#NODESET"
	}
	return "#STRING"
}

func localName(n *components.XML) string { return n.Name[strings.IndexByte(n.Name, ':')+1:] }
