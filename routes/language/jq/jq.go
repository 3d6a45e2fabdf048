// Package jq runs jq programs on the values that routes hold. The grammar is gojq's; the evaluation is ours, since objects
// keep the order of their keys, numbers are Java's and the functions those of Camel's jq library.
package jq

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/itchyny/gojq"

	"github.com/dromedary-go/dromedary/components"
)

// Program is compiled jq. It is safe for concurrent use.
type Program struct {
	run filter
}

// Compile reads a program; a mistake is a [*components.SyntaxError].
func Compile(text string) (*Program, error) {
	if strings.TrimSpace(text) == "" {
		return nil, &components.SyntaxError{Msg: "the expression is empty", Hint: "write . for the input as it is"}
	}
	query, err := gojq.Parse(withoutEmptyCalls(text))
	if err != nil {
		syntax := &components.SyntaxError{Msg: err.Error(), Hint: "see https://jqlang.org/manual/v1.6/"}
		if parse := (*gojq.ParseError)(nil); errors.As(err, &parse) {
			syntax.Offset = max(0, min(parse.Offset, len(text))-max(len(parse.Token), 1))
		}
		return nil, syntax
	}
	run, err := compiler{}.query(query)
	if err != nil {
		return nil, &components.SyntaxError{Msg: err.Error(), Hint: "see https://jqlang.org/manual/v1.6/"}
	}
	return &Program{run}, nil
}

// withoutEmptyCalls makes body of body(), which Camel's jq takes.
func withoutEmptyCalls(text string) string {
	b := []byte(text)
	quoted := b[0] == '"'
	for i := 1; i < len(b)-1; i++ {
		switch {
		case quoted && b[i] == '\\':
			i++
		case b[i] == '"':
			quoted = !quoted
		case !quoted && b[i] == '(' && b[i+1] == ')' && (b[i-1] == '_' || b[i-1]|0x20 >= 'a' && b[i-1]|0x20 <= 'z'):
			b[i], b[i+1] = ' ', ' '
		}
	}
	return string(b)
}

// Run answers all that the program gives for an input, which it does not change. The error is a [*Error], that of the
// exchange's context where it ended, or says that a bound was reached.
func (p *Program) Run(ex *components.Exchange, input any) ([]any, error) {
	var found []any
	m := &machine{ex: ex}
	err := p.run(m, nil, input, nil, func(v any, _ *path) error {
		found = append(found, v)
		return m.room(len(found))
	})
	return found, err
}

// Error is what a program raises and may catch.
type Error struct {
	Value any // what error(...) was given
}

func (e *Error) Error() string {
	if text, ok := e.Value.(string); ok {
		return text
	}
	return encoded(e.Value)
}

func failed(format string, args ...any) error { return &Error{fmt.Sprintf(format, args...)} }

// machine is one run of a program.
type machine struct {
	ex       *components.Exchange
	steps    int
	patterns map[string]*regexp.Regexp
	depth    int
}

// Bounds of one run. A step is a value that is passed on, or some bytes that are copied.
const (
	mostSteps = 5_000_000
	mostDepth = 30_000
	mostText  = 64 << 20 // bytes of one text that is made
	mostParts = 4 << 20  // elements of one list that is made
)

// spend counts steps, and sees now and then whether the exchange is still wanted.
func (m *machine) spend(steps int) error {
	before := m.steps
	m.steps += steps
	if m.steps > mostSteps {
		return components.NewException("java.lang.IllegalStateException", fmt.Sprintf("the jq expression takes more than %d steps", mostSteps))
	}
	if before>>12 != m.steps>>12 {
		return context.Cause(m.ex)
	}
	return nil
}

// room bounds a list that grows.
func (m *machine) room(elements int) error {
	if elements > mostParts {
		return failed("the array has more than %d elements", mostParts)
	}
	return m.spend(1)
}

// enter counts calls within calls.
func (m *machine) enter() error {
	if m.depth++; m.depth > mostDepth {
		return components.NewException("java.lang.StackOverflowError", "the functions of the jq expression call each other too deep")
	}
	return m.spend(1)
}

func (m *machine) leave() { m.depth-- }

// sink takes the values that a filter gives, one by one, each with its path where the filter was asked for paths.
type sink func(v any, p *path) error

// filter is compiled jq: it gives any number of values for one. p is the path of the input, nil where nobody asks, and
// where it has none.
type filter func(m *machine, e *env, in any, p *path, out sink) error

// env holds the variables and the filters that functions were given, the innermost first.
type env struct {
	parent *env
	value  any    // of a variable
	body   filter // that was given, to be run in home
	home   *env
}

func (e *env) up(n int) *env {
	for ; n > 0; n-- {
		e = e.parent
	}
	return e
}
