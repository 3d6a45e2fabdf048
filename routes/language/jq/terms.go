package jq

import (
	"errors"
	"fmt"
	"slices"

	"github.com/itchyny/gojq"

	"github.com/dromedary-go/dromedary/components"
)

func (c compiler) term(t *gojq.Term) (filter, error) {
	made, err := c.plain(t)
	for i, s := range t.SuffixList {
		if err != nil {
			return nil, err
		}
		if i+1 < len(t.SuffixList) && t.SuffixList[i+1].Optional { // ? is for this one, not for what is before it
			made = shielded(made)
		}
		switch {
		case s.Optional:
			made = try(made, nil)
		case s.Iter:
			made = pipe(made, iterate)
		default:
			made, err = c.index(made, s.Index)
		}
	}
	return made, err
}

// plain compiles a term without what stands behind it.
func (c compiler) plain(t *gojq.Term) (filter, error) {
	switch t.Type {
	case gojq.TermTypeIdentity:
		return identity, nil
	case gojq.TermTypeRecurse:
		return recurse, nil
	case gojq.TermTypeNull:
		return literal(nil), nil
	case gojq.TermTypeTrue:
		return literal(true), nil
	case gojq.TermTypeFalse:
		return literal(false), nil
	case gojq.TermTypeIndex:
		return c.index(identity, t.Index)
	case gojq.TermTypeFunc:
		return c.call(t.Func.Name, t.Func.Args)
	case gojq.TermTypeObject:
		return c.object(t.Object.KeyVals)
	case gojq.TermTypeArray:
		return c.array(t.Array.Query)
	case gojq.TermTypeNumber:
		n, err := number(t.Number)
		return literal(n), err
	case gojq.TermTypeUnary:
		inner, err := c.term(t.Unary.Term)
		if err != nil || t.Unary.Op == gojq.OpAdd {
			return inner, err
		}
		return values(func(_ *machine, in any, _ []any) (any, error) { return arithmetic(gojq.OpMul, in, -1) })([]filter{}).after(inner), nil
	case gojq.TermTypeFormat:
		return c.format(t)
	case gojq.TermTypeString:
		return c.text(t.Str, "")
	case gojq.TermTypeIf:
		return c.condition(t.If)
	case gojq.TermTypeTry:
		return c.try(t.Try)
	case gojq.TermTypeReduce:
		return c.reduce(t.Reduce)
	case gojq.TermTypeForeach:
		return c.foreach(t.Foreach)
	case gojq.TermTypeLabel:
		return c.label(t.Label)
	case gojq.TermTypeBreak:
		return c.leave(t.Break)
	case gojq.TermTypeQuery:
		return c.query(t.Query)
	}
	return nil, fmt.Errorf("%s cannot be compiled", t)
}

// after pipes what another filter gives into f.
func (f filter) after(first filter) filter { return pipe(first, f) }

func pipe(first, then filter) filter {
	return func(m *machine, e *env, in any, p *path, out sink) error {
		return first(m, e, in, p, func(v any, p *path) error { return then(m, e, v, p, out) })
	}
}

// index compiles .a, ."a", .[x] and .[x:y] behind a term.
func (c compiler) index(of filter, i *gojq.Index) (filter, error) {
	optional := func(q *gojq.Query) (filter, error) {
		if q == nil {
			return literal(nil), nil
		}
		return c.query(q)
	}
	var key filter
	var err error
	switch {
	case i.Name != "":
		return pipe(of, indexed(literal(i.Name))), nil
	case i.Str != nil:
		key, err = c.text(i.Str, "")
	case !i.IsSlice:
		key, err = c.query(i.Start)
	default:
		var from, to filter
		if from, err = optional(i.Start); err != nil {
			return nil, err
		}
		if to, err = optional(i.End); err != nil {
			return nil, err
		}
		key = func(m *machine, e *env, in any, _ *path, out sink) error {
			return to(m, e, in, nil, func(end any, _ *path) error {
				return from(m, e, in, nil, func(start any, _ *path) error {
					return out(components.NewMap("start", start, "end", end), nil)
				})
			})
		}
	}
	if err != nil {
		return nil, err
	}
	return func(m *machine, e *env, in any, p *path, out sink) error { // keys see what the term sees
		return of(m, e, in, p, func(v any, p *path) error {
			return key(m, e, in, nil, func(k any, _ *path) error {
				part, err := index(v, k)
				if err != nil {
					return err
				}
				return out(part, p.to(k))
			})
		})
	}, nil
}

func indexed(key filter) filter {
	return func(m *machine, e *env, in any, p *path, out sink) error {
		return key(m, e, in, nil, func(k any, _ *path) error {
			part, err := index(in, k)
			if err != nil {
				return err
			}
			return out(part, p.to(k))
		})
	}
}

func (c compiler) array(q *gojq.Query) (filter, error) {
	if q == nil {
		return literal([]any{}), nil
	}
	elements, err := c.query(q)
	if err != nil {
		return nil, err
	}
	return func(m *machine, e *env, in any, _ *path, out sink) error {
		list, err := collect(m, e, in, elements)
		if err != nil {
			return err
		}
		return out(list, nil)
	}, nil
}

// collect lists what a filter gives.
func collect(m *machine, e *env, in any, f filter) ([]any, error) {
	list := []any{}
	err := f(m, e, in, nil, func(v any, _ *path) error {
		list = append(list, v)
		return m.room(len(list))
	})
	return list, err
}

func (c compiler) object(entries []*gojq.ObjectKeyVal) (filter, error) {
	made := literal(&components.Map{})
	for _, entry := range entries {
		key, value, err := c.entry(entry)
		if err != nil {
			return nil, err
		}
		before := made
		made = func(m *machine, e *env, in any, _ *path, out sink) error {
			return before(m, e, in, nil, func(object any, _ *path) error {
				return key(m, e, in, nil, func(k any, _ *path) error {
					name, ok := k.(string)
					if !ok {
						return failed("Object keys must be strings")
					}
					return value(m, e, in, nil, func(v any, _ *path) error {
						next := copied(object.(*components.Map))
						next.Set(name, v)
						if err := m.spend(1); err != nil {
							return err
						}
						return out(next, nil)
					})
				})
			})
		}
	}
	return made, nil
}

func (c compiler) entry(entry *gojq.ObjectKeyVal) (key, value filter, err error) {
	switch {
	case entry.KeyQuery != nil:
		key, err = c.query(entry.KeyQuery)
	case entry.KeyString != nil:
		key, err = c.text(entry.KeyString, "")
	case entry.Key[0] == '$':
		value, err = c.variable(entry.Key)
		return literal(entry.Key[1:]), value, err
	case entry.Key[0] == '@':
		key, err = literal(nil), errors.New("a format is no key")
	default:
		key = literal(entry.Key)
	}
	if err != nil {
		return nil, nil, err
	}
	if entry.Val == nil {
		return key, indexed(key), nil
	}
	value, err = c.query(entry.Val)
	return key, value, err
}

func copied(m *components.Map) *components.Map {
	c := &components.Map{}
	for k, v := range m.All() {
		c.Set(k, v)
	}
	return c
}

// iterate gives each value of a list or an object.
func iterate(m *machine, _ *env, in any, p *path, out sink) error {
	switch v := in.(type) {
	case []any:
		for i := range v {
			if err := m.spend(1); err != nil {
				return err
			}
			if err := out(v[i], p.to(i)); err != nil {
				return err
			}
		}
		return nil
	case *components.Map:
		for k, value := range v.All() {
			if err := m.spend(1); err != nil {
				return err
			}
			if err := out(value, p.to(k)); err != nil {
				return err
			}
		}
		return nil
	}
	return failed("Cannot iterate over %s", shown(in))
}

// recurse gives a value and all within it.
func recurse(m *machine, e *env, in any, p *path, out sink) error {
	if err := out(in, p); err != nil {
		return err
	}
	switch in.(type) {
	case []any, *components.Map:
		if err := m.enter(); err != nil {
			return err
		}
		defer m.leave()
		return iterate(m, e, in, p, func(v any, p *path) error { return recurse(m, e, v, p, out) })
	}
	return nil
}

func reversed[T any](list []T) []T {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}
