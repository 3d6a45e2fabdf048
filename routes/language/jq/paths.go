package jq

import (
	"slices"

	"github.com/dromedary-go/dromedary/components"
)

// path is where a value was found, from the last key to the first; the root has none.
type path struct {
	parent *path
	key    any
}

// to is the path of what a key leads to; nobody asks where it is nil.
func (p *path) to(key any) *path {
	if p == nil {
		return nil
	}
	return &path{p, key}
}

func (p *path) keys() []any {
	keys := []any{}
	for ; p.parent != nil; p = p.parent {
		keys = append(keys, p.key)
	}
	slices.Reverse(keys)
	return keys
}

// pathsOf gives the path of each value that a filter finds.
func pathsOf(m *machine, e *env, in any, f filter, each func(keys []any) error) error {
	return f(m, e, in, &path{}, func(v any, p *path) error {
		if p == nil {
			return failed("Invalid path expression with result %s", encoded(v))
		}
		if err := m.spend(1); err != nil {
			return err
		}
		return each(p.keys())
	})
}

// index answers what a key leads to; nothing is null.
func index(v, key any) (any, error) {
	if v == nil {
		switch key.(type) {
		case string, int, int64, float64, *components.Map, nil:
			return nil, nil
		}
	}
	switch of := v.(type) {
	case *components.Map:
		if name, ok := key.(string); ok {
			return of.Value(name), nil
		}
	case []any:
		switch k := key.(type) {
		case int, int64, float64:
			i, ok := position(k, len(of))
			if !ok {
				return nil, nil
			}
			return of[i], nil
		case *components.Map:
			from, to, err := bounds(k, len(of))
			return append([]any{}, of[from:to]...), err
		case []any:
			return positions(of, k), nil
		}
	case string:
		if k, ok := key.(*components.Map); ok {
			runes := []rune(of)
			from, to, err := bounds(k, len(runes))
			return string(runes[from:to]), err
		}
	}
	if name, ok := key.(string); ok {
		return nil, failed("Cannot index %s with string \"%s\"", kind(v), name)
	}
	return nil, failed("Cannot index %s with %s", kind(v), kind(key))
}

// position is the place in a list that a number names, from the end where it is negative.
func position(key any, size int) (i int, ok bool) {
	f := float(key)
	if f != f || f >= float64(size) || f < -float64(size) {
		return 0, false
	}
	if i = int(floor(f)); i < 0 {
		i += size
	}
	return i, i >= 0
}

// bounds reads {start, end}.
func bounds(slice *components.Map, size int) (from, to int, err error) {
	bound := func(v any, missing int, up bool) int {
		if v == nil {
			return missing
		}
		f := float(v)
		if f < 0 {
			f += float64(size)
		}
		if up {
			f = -floor(-f)
		}
		return int(max(0, min(floor(f), float64(size))))
	}
	start, end := slice.Value("start"), slice.Value("end")
	if start != nil && !isNumber(start) || end != nil && !isNumber(end) {
		return 0, 0, failed("Start and end indices of an array slice must be numbers")
	}
	from, to = bound(start, 0, false), bound(end, size, true)
	return from, max(from, to), nil
}

// positions are where a list is found within another.
func positions(list, part []any) []any {
	found := []any{}
	for i := 0; len(part) > 0 && i+len(part) <= len(list); i++ {
		if slices.EqualFunc(list[i:i+len(part)], part, func(a, b any) bool { return compare(a, b) == 0 }) {
			found = append(found, i)
		}
	}
	return found
}

func get(v any, keys []any) (any, error) {
	for _, key := range keys {
		if v == nil {
			return nil, nil
		}
		var err error
		if v, err = index(v, key); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// set answers v with another value at a place; v stays as it is.
func set(m *machine, v any, keys []any, value any) (any, error) {
	if len(keys) == 0 {
		return value, nil
	}
	part, err := index(v, keys[0])
	if err != nil {
		return nil, err
	}
	if part, err = set(m, part, keys[1:], value); err != nil {
		return nil, err
	}
	switch key := keys[0].(type) {
	case string:
		object, _ := v.(*components.Map)
		changed := copied(object)
		changed.Set(key, part)
		return changed, m.spend(object.Len() / 8)
	case *components.Map:
		list, _ := v.([]any)
		middle, ok := part.([]any)
		if !ok {
			return nil, failed("A slice of an array can only be assigned another array")
		}
		from, to, err := bounds(key, len(list))
		if err != nil {
			return nil, err
		}
		return slices.Concat(list[:from], middle, list[to:]), m.spend(len(list) / 8)
	case int, int64, float64:
		list, _ := v.([]any)
		f := floor(float(key))
		if f < 0 {
			f += float64(len(list))
		}
		switch {
		case f < 0:
			return nil, failed("Out of bounds negative array index")
		case f >= mostParts:
			return nil, failed("Array index too large")
		}
		i := int(f)
		changed := make([]any, max(len(list), i+1))
		copy(changed, list)
		changed[i] = part
		return changed, m.spend(len(changed) / 8)
	}
	return nil, failed("Invalid path component: %s", kind(keys[0]))
}

// remove answers v without what is at a place.
func remove(m *machine, v any, keys []any) (any, error) {
	if len(keys) == 0 || v == nil {
		return nil, nil
	}
	if len(keys) > 1 {
		part, err := index(v, keys[0])
		if err != nil || part == nil {
			return v, err
		}
		if part, err = remove(m, part, keys[1:]); err != nil {
			return nil, err
		}
		return set(m, v, keys[:1], part)
	}
	if _, err := index(v, keys[0]); err != nil {
		return nil, err
	}
	switch of := v.(type) {
	case *components.Map:
		changed := copied(of)
		changed.Remove(keys[0].(string))
		return changed, m.spend(of.Len() / 8)
	case []any:
		if slice, ok := keys[0].(*components.Map); ok {
			from, to, err := bounds(slice, len(of))
			return slices.Concat(of[:from], of[to:]), err
		}
		i, ok := position(keys[0], len(of))
		if !ok {
			return of, nil
		}
		return slices.Concat(of[:i], of[i+1:]), m.spend(len(of) / 8)
	}
	return v, nil
}

// removeAll takes several places out, the last ones first, so that indexes stay true.
func removeAll(m *machine, v any, places []any) (any, error) {
	sorted := slices.Clone(places)
	slices.SortFunc(sorted, func(a, b any) int { return compare(b, a) })
	for _, place := range sorted {
		keys, ok := place.([]any)
		if !ok {
			return nil, failed("Path must be specified as an array")
		}
		var err error
		if v, err = remove(m, v, keys); err != nil {
			return nil, err
		}
	}
	return v, nil
}
