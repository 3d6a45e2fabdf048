// Package simple is Camel's Simple language: templates such as "Hello ${header.name}" and predicates such as
// "${body.size} > 3 && ${header.kind} == 'cat'". A text is parsed once and becomes closures.
//
// A function such as ${uppercase()} is one entry in the table of its functions_*.go file. What the language does where
// Camel's manual is silent was recorded from Camel 4.22 and stands in the tests.
// See https://camel.apache.org/components/4.18.x/languages/simple-language.html
package simple

import (
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Env is what expressions need from outside. The zero value, and nil, know nothing and have the real clock.
type Env struct {
	// Property answers ${properties:key}; nil knows none.
	Property func(key string) (string, bool)
	// Bean answers ${ref:name} and ${bean:name.method}; nil knows none. It is asked while an expression is compiled.
	Bean func(name string) (any, bool)
	// Language compiles what stands in ${jsonpath(...)} and the like; nil knows none.
	Language func(name, text string) (components.Expression, error)
	// Now is the time; nil is time.Now.
	Now func() time.Time
	// Exception makes the exception of ${throwException(...)}; nil makes one of the class with the message.
	Exception func(ex *components.Exchange, class, message string) error
	// Name is the name of the whole, ${camelId}; "" is camel-1, as Camel names its first context.
	Name string

	mu     sync.Mutex
	custom map[string]components.Expression // functions that init blocks define
}

func (e *Env) now() time.Time {
	if e.Now == nil {
		return time.Now()
	}
	return e.Now()
}

func (e *Env) name() string {
	if e.Name == "" {
		return "camel-1"
	}
	return e.Name
}

func (e *Env) property(key string) (string, bool) {
	if e.Property == nil {
		return "", false
	}
	return e.Property(key)
}

// Compile compiles a template. A template that is one function alone keeps the type of its value; otherwise the parts
// are joined as text, null as nothing. Blanks at the ends count: Camel's trim option is the caller's business.
// A mistake is a [*components.SyntaxError] with the byte in text where it is.
func Compile(text string, env *Env) (components.Expression, error) {
	return compile(newParser(text, env))
}

func compile(p *parser) (components.Expression, error) {
	block, ok, err := p.initBlock()
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return p.template(span{0, len(p.text)})
	}
	e, err := p.argument(block.rest)
	if err != nil {
		return nil, err
	}
	return block.before(e), nil
}

// CompilePredicate compiles a predicate; an empty one is false. A mistake is a [*components.SyntaxError] with the byte
// in text where it is.
func CompilePredicate(text string, env *Env) (components.Predicate, error) {
	return compilePredicate(newParser(text, env))
}

func compilePredicate(p *parser) (components.Predicate, error) {
	block, ok, err := p.initBlock()
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return p.predicate(span{0, len(p.text)})
	case len(block.assignments) == 0:
		return nil, p.wrong(0, "assign a variable in it", "an init block without variables cannot begin a predicate")
	}
	holds, err := p.condition(block.rest)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (bool, error) {
		if err := block.assign(ex); err != nil {
			return false, err
		}
		return holds(ex)
	}, nil
}

func newParser(text string, env *Env) *parser {
	if env == nil {
		env = &Env{}
	}
	return &parser{text: text, env: env}
}

// constant makes an expression that always answers v.
func constant(v any) components.Expression {
	return func(*components.Exchange) (any, error) { return v, nil }
}

// concat joins parts as text; null is nothing.
func concat(parts []piece) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		b := make([]byte, 0, 64)
		for i := range parts {
			p := &parts[i]
			if p.function == nil {
				b = append(b, p.text...)
				continue
			}
			v, err := p.function(ex)
			if err != nil {
				return nil, err
			}
			switch v := v.(type) {
			case nil:
			case []byte, components.StreamCache:
				b = append(b, components.TextOf(ex, v)...)
			default:
				b = components.AppendText(b, v)
			}
		}
		return string(b), nil
	}
}

// withBody evaluates e on another body.
func withBody(ex *components.Exchange, body any, e components.Expression) (any, error) {
	was := ex.Body
	ex.Body = body
	defer func() { ex.Body = was }()
	return e(ex)
}
