package jq

import (
	"fmt"
	"strings"

	"github.com/itchyny/gojq"

	"github.com/dromedary-go/dromedary/components"
)

func operator(op gojq.Operator, left, right filter) (filter, error) {
	switch op {
	case gojq.OpPipe:
		return pipe(left, right), nil
	case gojq.OpComma:
		return func(m *machine, e *env, in any, p *path, out sink) error {
			if err := left(m, e, in, p, out); err != nil {
				return err
			}
			return right(m, e, in, p, out)
		}, nil
	case gojq.OpAnd:
		return logical(left, right, false), nil
	case gojq.OpOr:
		return logical(left, right, true), nil
	case gojq.OpAlt:
		return alternative(left, right), nil
	case gojq.OpAssign:
		return assign(left, right), nil
	case gojq.OpModify:
		return modify(left, right), nil
	case gojq.OpUpdateAlt:
		return updateMissing(left, right), nil
	case gojq.OpUpdateAdd, gojq.OpUpdateSub, gojq.OpUpdateMul, gojq.OpUpdateDiv, gojq.OpUpdateMod:
		plain := map[gojq.Operator]gojq.Operator{
			gojq.OpUpdateAdd: gojq.OpAdd, gojq.OpUpdateSub: gojq.OpSub, gojq.OpUpdateMul: gojq.OpMul,
			gojq.OpUpdateDiv: gojq.OpDiv, gojq.OpUpdateMod: gojq.OpMod,
		}[op]
		return update(left, right, plain), nil
	}
	test := comparisons[op]
	if test == nil && !isArithmetic(op) {
		return nil, fmt.Errorf("operator %s is not known", op)
	}
	return func(m *machine, e *env, in any, _ *path, out sink) error { // the right side is the outer loop, as in jq
		return right(m, e, in, nil, func(r any, _ *path) error {
			return left(m, e, in, nil, func(l any, _ *path) error {
				if test != nil {
					return out(test(compare(l, r)), nil)
				}
				v, err := arithmetic(op, l, r)
				if err != nil {
					return err
				}
				if err := m.spend(1 + size(v)/64); err != nil {
					return err
				}
				return out(v, nil)
			})
		})
	}, nil
}

var comparisons = map[gojq.Operator]func(int) any{
	gojq.OpEq: func(c int) any { return c == 0 }, gojq.OpNe: func(c int) any { return c != 0 },
	gojq.OpLt: func(c int) any { return c < 0 }, gojq.OpLe: func(c int) any { return c <= 0 },
	gojq.OpGt: func(c int) any { return c > 0 }, gojq.OpGe: func(c int) any { return c >= 0 },
}

func isArithmetic(op gojq.Operator) bool {
	return op == gojq.OpAdd || op == gojq.OpSub || op == gojq.OpMul || op == gojq.OpDiv || op == gojq.OpMod
}

// size is how much of a value was copied to make it.
func size(v any) int {
	switch v := v.(type) {
	case string:
		return len(v)
	case []any:
		return len(v)
	case *components.Map:
		return v.Len()
	}
	return 0
}

// logical is and, or: the left side decides alone where it is what decides.
func logical(left, right filter, decisive bool) filter {
	return func(m *machine, e *env, in any, _ *path, out sink) error {
		return left(m, e, in, nil, func(l any, _ *path) error {
			if truth(l) == decisive {
				return out(decisive, nil)
			}
			return right(m, e, in, nil, func(r any, _ *path) error { return out(truth(r), nil) })
		})
	}
}

// alternative is what is true of the left side, else the right side.
func alternative(left, right filter) filter {
	return func(m *machine, e *env, in any, p *path, out sink) error {
		found := false
		err := try(left, nil)(m, e, in, p, func(v any, p *path) error {
			if !truth(v) {
				return nil
			}
			found = true
			return out(v, p)
		})
		if err != nil || found {
			return err
		}
		return right(m, e, in, p, out)
	}
}

// assign sets all places that the left side finds to each value of the right side in turn.
func assign(left, right filter) filter {
	return func(m *machine, e *env, in any, _ *path, out sink) error {
		return right(m, e, in, nil, func(value any, _ *path) error {
			changed := in
			err := pathsOf(m, e, in, left, func(keys []any) (err error) {
				changed, err = set(m, changed, keys, value)
				return err
			})
			if err != nil {
				return err
			}
			return out(changed, nil)
		})
	}
}

// modify replaces what is at each place by what a filter makes of it; what it makes nothing of goes.
func modify(left, right filter) filter {
	return func(m *machine, e *env, in any, _ *path, out sink) error {
		changed, gone := in, []any{}
		err := pathsOf(m, e, in, left, func(keys []any) error {
			before, err := get(changed, keys)
			if err != nil {
				return err
			}
			found := false
			err = first(1, right)(m, e, before, nil, func(v any, _ *path) (err error) {
				found = true
				changed, err = set(m, changed, keys, v)
				return err
			})
			if !found {
				gone = append(gone, keys)
			}
			return err
		})
		if err == nil {
			changed, err = removeAll(m, changed, gone)
		}
		if err != nil {
			return err
		}
		return out(changed, nil)
	}
}

// update is +=, -= and so on: the right side sees the whole input.
func update(left, right filter, op gojq.Operator) filter {
	return func(m *machine, e *env, in any, _ *path, out sink) error {
		return right(m, e, in, nil, func(r any, _ *path) error {
			change := func(_ *machine, _ *env, l any, _ *path, out sink) error {
				v, err := arithmetic(op, l, r)
				if err != nil {
					return err
				}
				return out(v, nil)
			}
			return modify(left, change)(m, e, in, nil, out)
		})
	}
}

// updateMissing is //=: what is null or false is replaced.
func updateMissing(left, right filter) filter {
	return func(m *machine, e *env, in any, _ *path, out sink) error {
		return right(m, e, in, nil, func(r any, _ *path) error {
			return modify(left, alternative(identity, literal(r)))(m, e, in, nil, out)
		})
	}
}

func arithmetic(op gojq.Operator, l, r any) (any, error) {
	if isNumber(l) && isNumber(r) {
		return calculate(op, l, r)
	}
	switch op {
	case gojq.OpAdd:
		return add(l, r)
	case gojq.OpSub:
		if a, ok := l.([]any); ok {
			if b, ok := r.([]any); ok {
				return without(a, b), nil
			}
		}
		return nil, failed("%s and %s cannot be subtracted", shown(l), shown(r))
	case gojq.OpMul:
		return times(l, r)
	case gojq.OpDiv:
		if a, ok := l.(string); ok {
			if b, ok := r.(string); ok {
				return split(a, b), nil
			}
		}
		return nil, failed("%s and %s cannot be divided", shown(l), shown(r))
	}
	return nil, failed("%s and %s cannot be divided", shown(l), shown(r))
}

func add(l, r any) (any, error) {
	if l == nil {
		return r, nil
	}
	if r == nil {
		return l, nil
	}
	switch a := l.(type) {
	case string:
		if b, ok := r.(string); ok {
			if len(a)+len(b) > mostText {
				return nil, failed("the text is longer than %d bytes", mostText)
			}
			return a + b, nil
		}
	case []any:
		if b, ok := r.([]any); ok {
			if len(a)+len(b) > mostParts {
				return nil, failed("the array has more than %d elements", mostParts)
			}
			return append(append(make([]any, 0, len(a)+len(b)), a...), b...), nil
		}
	case *components.Map:
		if b, ok := r.(*components.Map); ok {
			sum := copied(a)
			for k, v := range b.All() {
				sum.Set(k, v)
			}
			return sum, nil
		}
	}
	return nil, failed("%s and %s cannot be added", shown(l), shown(r))
}

func without(list, gone []any) []any {
	rest := []any{}
	for _, v := range list {
		if !holds(gone, v) {
			rest = append(rest, v)
		}
	}
	return rest
}

func times(l, r any) (any, error) {
	if a, ok := l.(*components.Map); ok {
		if b, ok := r.(*components.Map); ok {
			return merged(a, b), nil
		}
	}
	text, n := l, r
	if isNumber(l) {
		text, n = r, l
	}
	if s, ok := text.(string); ok && isNumber(n) {
		count := float(n)
		switch {
		case count != count || count <= 0:
			return nil, nil
		case count*float64(len(s)) > mostText:
			return nil, failed("the text is longer than %d bytes", mostText)
		}
		return strings.Repeat(s, max(1, int(count))), nil
	}
	return nil, failed("%s and %s cannot be multiplied", shown(l), shown(r))
}

func merged(a, b *components.Map) *components.Map {
	sum := copied(a)
	for k, v := range b.All() {
		old, isMap := sum.Value(k).(*components.Map)
		if new, ok := v.(*components.Map); ok && isMap {
			v = merged(old, new)
		}
		sum.Set(k, v)
	}
	return sum
}

func split(text, separator string) []any {
	parts := []any{}
	if text == "" {
		return parts
	}
	for part := range strings.SplitSeq(text, separator) {
		parts = append(parts, part)
	}
	return parts
}
