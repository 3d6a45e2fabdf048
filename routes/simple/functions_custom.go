package simple

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// customFunctions call what init blocks define.
var customFunctions = map[string]compiler{"function": customFunction}

// define makes a function known to all expressions that are compiled from now on.
func (e *Env) define(name string, function components.Expression) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.custom == nil {
		e.custom = map[string]components.Expression{}
	}
	e.custom[name] = function
}

func (e *Env) defined(name string) (components.Expression, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	function, ok := e.custom[name]
	return function, ok
}

// customFunction is function(name), on the body, and function(name,value).
func customFunction(p *parser, c call) (components.Expression, error) {
	args, err := p.read(c, reading{least: 1, most: 2, trim: true, quotes: true})
	if err != nil {
		return nil, err
	}
	name := strings.TrimSpace(args[0].withoutQuotes().text)
	value := argument{"${body}", c.text.start}
	if len(args) == 2 {
		value = args[1].withoutOuterQuotes()
	}
	return p.customCall(name, args[0].at, value)
}

func (p *parser) customCall(name string, at int, value argument) (components.Expression, error) {
	function, ok := p.env.defined(name)
	if !ok {
		return nil, p.notInBuild(at, "function:"+name, "define it in an init block: $init{ $"+name+" ~:= ...; }init$", "there is no function %q", name)
	}
	of, err := p.argument(value)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil {
			return nil, err
		}
		return withBody(ex, v, function)
	}, nil
}

// shortCall is name or name(value) of a function that an init block has defined.
func (p *parser) shortCall(c call) (components.Expression, error) {
	args, err := p.read(call{name: c.name, text: c.text, inside: c.inside, hasArgs: true}, reading{most: 1, trim: true, quotes: true})
	if err != nil {
		return nil, err
	}
	if len(args) == 0 {
		args = []argument{{"${body}", c.text.start}}
	}
	return p.customCall(c.name, c.text.start, args[0].withoutOuterQuotes())
}
