package jq

import (
	"fmt"

	"github.com/itchyny/gojq"

	"github.com/dromedary-go/dromedary/components"
)

// compiler knows the names that may be used at a place of the program, and how many of them are in its env.
type compiler struct {
	scope *scope
	depth int
}

// scope is a name: a variable ($x), a filter that a function was given, or a function.
type scope struct {
	parent   *scope
	name     string
	arity    int
	depth    int // of the env that holds it, or that the function is run in
	function *function
}

type function struct{ body filter }

func (c compiler) find(name string, arity int) *scope {
	for s := c.scope; s != nil; s = s.parent {
		if s.name == name && s.arity == arity {
			return s
		}
	}
	return nil
}

// with adds a name whose value the env gets when the program is run.
func (c compiler) with(name string) compiler {
	return compiler{&scope{parent: c.scope, name: name, depth: c.depth + 1}, c.depth + 1}
}

func (c compiler) query(q *gojq.Query) (filter, error) {
	if len(q.Imports) > 0 || q.Meta != nil {
		return nil, fmt.Errorf("modules cannot be imported")
	}
	for _, def := range q.FuncDefs {
		var err error
		if c, err = c.define(def); err != nil {
			return nil, err
		}
	}
	if q.Term != nil {
		return c.term(q.Term)
	}
	if q.Left == nil {
		return identity, nil
	}
	left, err := c.query(q.Left)
	if err != nil {
		return nil, err
	}
	if len(q.Patterns) > 0 {
		return c.bind(left, q.Patterns, func(inner compiler) (filter, error) { return inner.query(q.Right) })
	}
	right, err := c.query(q.Right)
	if err != nil {
		return nil, err
	}
	return operator(q.Op, left, right)
}

// define compiles a function; it may call itself.
func (c compiler) define(def *gojq.FuncDef) (compiler, error) {
	f := &function{}
	defined := compiler{&scope{c.scope, def.Name, len(def.Args), c.depth, f}, c.depth}
	inner := defined
	var values []string // arguments that are variables, too
	for _, arg := range def.Args {
		if arg[0] == '$' {
			values = append(values, arg)
			arg = arg[1:]
		}
		inner = inner.with(arg)
	}
	body, err := inner.withValues(values, def.Body)
	f.body = body
	return defined, err
}

// withValues makes variables of arguments: each combination of what they give is one run of the body.
func (c compiler) withValues(names []string, body *gojq.Query) (filter, error) {
	if len(names) == 0 {
		return c.query(body)
	}
	argument, err := c.call(names[0][1:], nil)
	if err != nil {
		return nil, err
	}
	rest, err := c.with(names[0]).withValues(names[1:], body)
	if err != nil {
		return nil, err
	}
	return func(m *machine, e *env, in any, p *path, out sink) error {
		return argument(m, e, in, nil, func(v any, _ *path) error {
			return rest(m, &env{parent: e, value: v}, in, p, out)
		})
	}, nil
}

// call compiles the call of a function, of the program or of jq.
func (c compiler) call(name string, args []*gojq.Query) (filter, error) {
	if name[0] == '$' {
		return c.variable(name)
	}
	if name == "constant" && len(args) == 1 {
		return constant(args[0])
	}
	filters := make([]filter, len(args))
	for i, arg := range args {
		var err error
		if filters[i], err = c.query(arg); err != nil {
			return nil, err
		}
	}
	found := c.find(name, len(args))
	if found == nil {
		return builtin(name, filters)
	}
	up := c.depth - found.depth
	if found.function == nil {
		return func(m *machine, e *env, in any, p *path, out sink) error {
			given := e.up(up)
			if err := m.enter(); err != nil {
				return err
			}
			defer m.leave()
			return given.body(m, given.home, in, p, out)
		}, nil
	}
	return found.function.call(filters, func(e *env) *env { return e.up(up) }), nil
}

// call runs a function in the env that it was defined in.
func (f *function) call(args []filter, definedIn func(e *env) *env) filter {
	return func(m *machine, e *env, in any, p *path, out sink) error {
		if err := m.enter(); err != nil {
			return err
		}
		defer m.leave()
		inner := definedIn(e)
		for _, arg := range args {
			inner = &env{parent: inner, body: arg, home: e}
		}
		return f.body(m, inner, in, p, out)
	}
}

// constant is Camel's function for text without quotes; with quotes it is no different here.
func constant(q *gojq.Query) (filter, error) {
	switch t := q.Term; {
	case t != nil && t.Type == gojq.TermTypeFunc && len(t.Func.Args) == 0:
		return literal(t.Func.Name), nil
	case t != nil && t.Type == gojq.TermTypeString && len(t.Str.Queries) == 0:
		return literal(t.Str.Str), nil
	}
	return nil, fmt.Errorf("constant(%s) is no word", q)
}

func (c compiler) variable(name string) (filter, error) {
	found := c.find(name, 0)
	if found == nil {
		return nil, fmt.Errorf("%s is not defined", name)
	}
	up := c.depth - found.depth
	return func(m *machine, e *env, in any, _ *path, out sink) error { return out(e.up(up).value, nil) }, nil
}

func identity(_ *machine, _ *env, in any, p *path, out sink) error { return out(in, p) }

func literal(v any) filter {
	return func(_ *machine, _ *env, _ any, _ *path, out sink) error { return out(v, nil) }
}

// bind runs a body with the variables of a pattern for each value of a source.
func (c compiler) bind(source filter, patterns []*gojq.Pattern, body func(compiler) (filter, error)) (filter, error) {
	if len(patterns) > 1 {
		return nil, fmt.Errorf("?// is not known to Camel's jq")
	}
	inner, match, err := c.pattern(patterns[0])
	if err != nil {
		return nil, err
	}
	run, err := body(inner)
	if err != nil {
		return nil, err
	}
	return func(m *machine, e *env, in any, p *path, out sink) error {
		return source(m, e, in, nil, func(v any, _ *path) error {
			return match(m, e, in, v, func(e *env) error { return run(m, e, in, p, out) })
		})
	}, nil
}

// matcher puts the variables of a pattern into the env: v is what is taken apart, in what the keys of a pattern see.
type matcher func(m *machine, e *env, in, v any, next func(*env) error) error

func (c compiler) pattern(pattern *gojq.Pattern) (compiler, matcher, error) {
	if pattern.Name != "" {
		return c.with(pattern.Name), func(_ *machine, e *env, _, v any, next func(*env) error) error {
			return next(&env{parent: e, value: v})
		}, nil
	}
	all := func(_ *machine, e *env, _, _ any, next func(*env) error) error { return next(e) }
	for i, element := range pattern.Array {
		inner, match, err := c.pattern(element)
		if err != nil {
			return c, nil, err
		}
		c, all = inner, both(all, func(m *machine, e *env, in, v any, next func(*env) error) error {
			part, err := index(v, i)
			if err != nil {
				return err
			}
			return match(m, e, in, part, next)
		})
	}
	for _, entry := range pattern.Object {
		key, name, err := c.patternKey(entry)
		if err != nil {
			return c, nil, err
		}
		if name != "" {
			c = c.with(name)
		}
		match := matcher(func(_ *machine, e *env, _, _ any, next func(*env) error) error { return next(e) })
		if entry.Val != nil {
			if c, match, err = c.pattern(entry.Val); err != nil {
				return c, nil, err
			}
		}
		all = both(all, func(m *machine, e *env, in, v any, next func(*env) error) error {
			return key(m, e, in, nil, func(k any, _ *path) error {
				part, err := index(v, k)
				if err != nil {
					return err
				}
				if name != "" {
					e := &env{parent: e, value: part}
					return match(m, e, in, part, next)
				}
				return match(m, e, in, part, next)
			})
		})
	}
	return c, all, nil
}

// patternKey answers the key of an entry, and the variable that its value gets ({$a} and {$a: ...}).
func (c compiler) patternKey(entry *gojq.PatternObject) (key filter, variable string, err error) {
	switch {
	case entry.KeyQuery != nil:
		key, err = c.query(entry.KeyQuery)
	case entry.KeyString != nil:
		key, err = c.text(entry.KeyString, "")
	case entry.Key[0] == '$':
		return literal(entry.Key[1:]), entry.Key, nil
	default:
		key = literal(entry.Key)
	}
	return key, "", err
}

func both(first, second matcher) matcher {
	return func(m *machine, e *env, in, v any, next func(*env) error) error {
		return first(m, e, in, v, func(e *env) error { return second(m, e, in, v, next) })
	}
}

// truth: only false and null are false.
func truth(v any) bool { return v != nil && v != false }

func number(text string) (any, error) { return components.DecodeJSONText(text) }
