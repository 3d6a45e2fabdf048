package jq

import (
	"errors"
	"fmt"

	"github.com/itchyny/gojq"
)

func (c compiler) condition(q *gojq.If) (filter, error) {
	test, err := c.query(q.Cond)
	if err != nil {
		return nil, err
	}
	then, err := c.query(q.Then)
	if err != nil {
		return nil, err
	}
	otherwise := filter(identity)
	switch {
	case len(q.Elif) > 0:
		otherwise, err = c.condition(&gojq.If{Cond: q.Elif[0].Cond, Then: q.Elif[0].Then, Elif: q.Elif[1:], Else: q.Else})
	case q.Else != nil:
		otherwise, err = c.query(q.Else)
	}
	if err != nil {
		return nil, err
	}
	return func(m *machine, e *env, in any, p *path, out sink) error {
		return test(m, e, in, nil, func(v any, _ *path) error {
			if truth(v) {
				return then(m, e, in, p, out)
			}
			return otherwise(m, e, in, p, out)
		})
	}, nil
}

func (c compiler) try(q *gojq.Try) (filter, error) {
	body, err := c.term(&gojq.Term{Type: gojq.TermTypeQuery, Query: q.Body})
	if err != nil || q.Catch == nil {
		return try(body, nil), err
	}
	handler, err := c.query(q.Catch)
	return try(body, handler), err
}

// passed marks an error of what comes behind a try: it is not caught there.
type passed struct{ error }

func (p passed) Unwrap() error { return p.error }

func try(body, handler filter) filter {
	return func(m *machine, e *env, in any, p *path, out sink) error {
		err := body(m, e, in, p, func(v any, p *path) error {
			if err := out(v, p); err != nil {
				return passed{err}
			}
			return nil
		})
		if behind, ok := err.(passed); ok {
			return behind.error
		}
		raised, ok := err.(*Error)
		if !ok {
			return err
		}
		if handler == nil {
			return nil
		}
		return handler(m, e, raised.Value, nil, out)
	}
}

// shielded has the failures of a filter pass the try around it; those of what is behind are caught.
func shielded(f filter) filter {
	return func(m *machine, e *env, in any, p *path, out sink) error {
		var behind error
		err := f(m, e, in, p, func(v any, p *path) error {
			behind = out(v, p)
			return behind
		})
		if err == nil || err == behind {
			return err
		}
		return passed{err}
	}
}

// left is how a break reaches its label.
type left struct{ label *env }

func (left) Error() string { return "break" }

func (c compiler) label(q *gojq.Label) (filter, error) {
	body, err := c.with("*" + q.Ident).query(q.Body)
	if err != nil {
		return nil, err
	}
	return func(m *machine, e *env, in any, p *path, out sink) error {
		inner := &env{parent: e}
		return until(body(m, inner, in, p, out), inner)
	}, nil
}

// until takes a break of this label for the end; it may come from within what was passed on.
func until(err error, label *env) error {
	if err == nil {
		return nil
	}
	if broken := (left{}); errors.As(err, &broken) && broken.label == label {
		return nil
	}
	return err
}

func (c compiler) leave(name string) (filter, error) {
	found := c.find("*"+name, 0)
	if found == nil {
		return nil, fmt.Errorf("$*label-%s is not defined", name[1:])
	}
	up := c.depth - found.depth
	return func(_ *machine, e *env, _ any, _ *path, _ sink) error { return left{e.up(up)} }, nil
}

// first stops behind the first n values.
func first(n int, f filter) filter {
	return func(m *machine, e *env, in any, p *path, out sink) error {
		if n <= 0 {
			return nil
		}
		label, count := &env{}, 0
		return until(f(m, e, in, p, func(v any, p *path) error {
			count++
			if err := out(v, p); err != nil || count < n {
				return err
			}
			return left{label}
		}), label)
	}
}

func (c compiler) reduce(q *gojq.Reduce) (filter, error) {
	return c.fold(q.Query, q.Patterns, q.Start, q.Update, nil)
}

func (c compiler) foreach(q *gojq.Foreach) (filter, error) {
	extract := q.Extract
	if extract == nil {
		extract = &gojq.Query{Term: &gojq.Term{Type: gojq.TermTypeIdentity}}
	}
	return c.fold(q.Query, q.Patterns, q.Start, q.Update, extract)
}

// fold compiles foreach, and reduce where there is nothing to extract on the way.
func (c compiler) fold(source *gojq.Query, patterns []*gojq.Pattern, start, update, extract *gojq.Query) (filter, error) {
	each, err := c.query(source)
	if err != nil {
		return nil, err
	}
	begin, err := c.query(start)
	if err != nil {
		return nil, err
	}
	if len(patterns) != 1 {
		return nil, errors.New("?// is not known to Camel's jq")
	}
	inner, match, err := c.pattern(patterns[0])
	if err != nil {
		return nil, err
	}
	step, err := inner.query(update)
	if err != nil {
		return nil, err
	}
	var give filter
	if extract != nil {
		if give, err = inner.query(extract); err != nil {
			return nil, err
		}
	}
	return func(m *machine, e *env, in any, p *path, out sink) error {
		return begin(m, e, in, p, func(state any, at *path) error {
			err := each(m, e, in, nil, func(v any, _ *path) error {
				if err := m.spend(1); err != nil {
					return err
				}
				return match(m, e, in, v, func(e *env) error {
					before, from := state, at
					state, at = nil, nil
					return step(m, e, before, from, func(v any, p *path) error {
						state, at = v, p
						if give == nil {
							return nil
						}
						return give(m, e, v, p, out)
					})
				})
			})
			if err != nil || give != nil {
				return err
			}
			return out(state, at)
		})
	}, nil
}
