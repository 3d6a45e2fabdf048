// Package simple is Camel's Simple language: templates such as "Hello ${header.name}" and predicates such as
// "${body[size]} > 3 && ${header.kind} == 'cat'". A text is parsed once and becomes closures.
// See https://camel.apache.org/components/4.18.x/languages/simple-language.html
package simple

import (
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Env is what expressions need from outside.
type Env struct {
	// Property answers ${properties:key}; nil knows none.
	Property func(key string) (string, bool)
	// Language compiles what stands in ${jsonpath(...)} and the like; nil knows none.
	Language func(name, text string) (components.Expression, error)
	// Now is the time; nil is time.Now.
	Now func() time.Time
	// Name is the whole's name, ${camelId}.
	Name string
}

func (e *Env) now() time.Time {
	if e.Now == nil {
		return time.Now()
	}
	return e.Now()
}

// Compile compiles a template. A template that is one function alone keeps the type of its value; otherwise the parts
// are joined as text, null as nothing. A mistake is a [components.SyntaxError].
func Compile(text string, env *Env) (components.Expression, error) {
	p := &parser{text: text, env: env}
	e, err := p.template(0, len(text), true)
	if err != nil {
		return nil, err
	}
	return e, nil
}

// CompilePredicate compiles a predicate. A mistake is a [components.SyntaxError].
func CompilePredicate(text string, env *Env) (components.Predicate, error) {
	p := &parser{text: text, env: env}
	return p.predicate()
}

// constant makes an expression that always answers v.
func constant(v any) components.Expression {
	return func(*components.Exchange) (any, error) { return v, nil }
}

// concat joins parts as text; null is nothing.
func concat(parts []components.Expression) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		var b strings.Builder
		for _, p := range parts {
			v, err := p(ex)
			if err != nil {
				return nil, err
			}
			if v != nil {
				b.WriteString(components.Text(v))
			}
		}
		return b.String(), nil
	}
}
