// Package xpath evaluates XPath 1.0 on the XML documents that routes hold, as the JDK does for Camel.
package xpath

import (
	"context"
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

// Resolver is what an expression may refer to beside the document.
type Resolver struct {
	// Namespaces are what its prefixes stand for.
	Namespaces map[string]string
	// Function finds a function that is not XPath's own; nil where there is none.
	Function func(space, name string, args int) func(ex *components.Exchange, args []any) (any, error)
	// Variable answers $name; nil is the empty text.
	Variable func(ex *components.Exchange, space, name string) any
}

// Expression is a compiled expression. It is safe for concurrent use.
type Expression struct {
	run expr
}

// Compile reads an expression; a mistake is a [*components.SyntaxError].
func Compile(text string, r Resolver) (*Expression, error) {
	p := &parser{lexer: lexer{text: text}, resolver: r}
	run, err := p.all()
	if err != nil {
		return nil, err
	}
	return &Expression{run}, nil
}

// Evaluate answers nodes ([components.XMLNodes], in the order of the document), text, a float64 or a truth value. As in the JDK
// position() is -1 and last() 0 where there is no predicate around.
func (e *Expression) Evaluate(ex *components.Exchange, node *components.XML) (any, error) {
	return e.run(&scope{node: node, at: -1, run: &run{ex: ex}})
}

type nodes = components.XMLNodes

// expr is a compiled part of an expression.
type expr func(s *scope) (any, error)

// scope is where an expression is evaluated: at a node, the at-th of size.
type scope struct {
	node     *components.XML
	at, size int
	run      *run
}

func (s *scope) with(n *components.XML, at, size int) *scope { return &scope{n, at, size, s.run} }

// run is one evaluation.
type run struct {
	ex    *components.Exchange
	steps int
}

// mostSteps bounds the nodes that one evaluation visits.
const mostSteps = 20_000_000

// spend counts nodes, and sees now and then whether the exchange is still wanted.
func (r *run) spend(n int) error {
	before := r.steps
	if r.steps += n; r.steps > mostSteps {
		return components.NewException("javax.xml.xpath.XPathExpressionException", fmt.Sprintf("the expression visits more than %d nodes", mostSteps))
	}
	if before>>12 != r.steps>>12 {
		return context.Cause(r.ex)
	}
	return nil
}
