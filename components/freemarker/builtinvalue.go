package freemarker

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/template"
)

// valueBuiltIns take any value.
var valueBuiltIns map[string]func(s *scope, v any, args []any) (any, error)

func init() { // they refer to what refers to them
	valueBuiltIns = map[string]func(s *scope, v any, args []any) (any, error){
		"string": asString, "c": asComputer, "cn": asComputer,
		"size": size, "first": ofList(func(l []any) any { return at(l, 0) }), "last": ofList(func(l []any) any { return at(l, len(l)-1) }),
		"reverse": ofList(func(l []any) any { r := slices.Clone(l); slices.Reverse(r); return r }),
		"sort":    sorted, "sort_by": sorted, "join": joined, "keys": keys, "values": keyValues, "chunk": chunked,
		"seq_contains": func(s *scope, v any, args []any) (any, error) {
			i, err := indexOf(s, v, args)
			return i != -1, err
		}, "seq_index_of": indexOf,
		"round": rounded(func(f float64) float64 { return math.Floor(f + 0.5) }), "floor": rounded(math.Floor), "ceiling": rounded(math.Ceil), "abs": rounded(math.Abs), "int": rounded(math.Trunc), "long": rounded(math.Trunc),
		"is_string": is("string"), "is_number": is("number"), "is_boolean": is("boolean"), "is_sequence": is("sequence"), "is_hash": is("hash"),
		"is_enumerable": is("sequence"), "is_collection": is("sequence"), "is_macro": is("macro"),
	}
}

func at(l []any, i int) any {
	if i < 0 || i >= len(l) {
		return nil
	}
	return l[i]
}

func ofList(change func([]any) any) func(*scope, any, []any) (any, error) {
	return func(_ *scope, v any, _ []any) (any, error) {
		l, ok := listOf(v)
		if !ok {
			return nil, failure("NonSequenceException", "a list is expected")
		}
		return change(l), nil
	}
}

func rounded(change func(float64) float64) func(*scope, any, []any) (any, error) {
	return func(_ *scope, v any, _ []any) (any, error) {
		f, ok := number(v)
		if !ok {
			return nil, failure("NonNumericalException", "a number is expected")
		}
		return change(f), nil
	}
}

func is(kind string) func(*scope, any, []any) (any, error) {
	return func(_ *scope, v any, _ []any) (any, error) {
		got := "hash"
		switch v.(type) {
		case string:
			got = "string"
		case bool:
			got = "boolean"
		case []any, *span:
			got = "sequence"
		case *macro:
			got = "macro"
		default:
			if _, ok := number(v); ok {
				got = "number"
			}
		}
		return got == kind, nil
	}
}

func asString(s *scope, v any, args []any) (any, error) {
	if b, ok := v.(bool); ok {
		if len(args) == 2 {
			if b {
				return args[0], nil
			}
			return args[1], nil
		}
		return strconv.FormatBool(b), nil
	}
	if f, ok := number(v); ok && len(args) == 1 {
		switch p := template.Text(args[0]); p {
		case "computer", "c":
			return computer(f), nil
		case "number":
			return shown(f), nil
		case "percent":
			return pattern(f, "#,##0%"), nil
		default:
			return pattern(f, p), nil
		}
	}
	return s.text(v)
}

func computer(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func asComputer(_ *scope, v any, _ []any) (any, error) {
	if f, ok := number(v); ok {
		return computer(f), nil
	}
	switch v := v.(type) {
	case bool:
		return strconv.FormatBool(v), nil
	case string:
		b, err := json.Marshal(v)
		return string(b), err
	}
	return nil, failure("UnexpectedTypeException", "?c needs a number, a boolean or a text")
}

func size(_ *scope, v any, _ []any) (any, error) {
	if l, ok := listOf(v); ok {
		return len(l), nil
	}
	if m := hashOf(v); m != nil {
		return m.Len(), nil
	}
	return nil, failure("UnexpectedTypeException", "?size needs a list or a map")
}

func hashOf(v any) *components.Map {
	switch v := v.(type) {
	case *components.Map:
		return v
	case template.Headers:
		return v.Map()
	case *template.Object:
		return v.Map
	}
	return nil
}

func keys(_ *scope, v any, _ []any) (any, error) {
	m := hashOf(v)
	if m == nil {
		return nil, failure("NonExtendedHashException", "?keys needs a map")
	}
	all := []any{}
	for k := range m.All() {
		all = append(all, k)
	}
	return all, nil
}

func keyValues(_ *scope, v any, _ []any) (any, error) {
	m := hashOf(v)
	if m == nil {
		return nil, failure("NonExtendedHashException", "?values needs a map")
	}
	all := []any{}
	for _, value := range m.All() {
		all = append(all, value)
	}
	return all, nil
}

func joined(s *scope, v any, args []any) (any, error) {
	l, ok := listOf(v)
	if !ok || len(args) == 0 {
		return nil, failure("NonSequenceException", "?join needs a list and what stands between")
	}
	if len(l) == 0 && len(args) > 1 {
		return args[1], nil
	}
	words := make([]string, len(l))
	for i, e := range l {
		var err error
		if words[i], err = s.text(e); err != nil {
			return nil, err
		}
	}
	text := strings.Join(words, template.Text(args[0]))
	if len(args) > 2 && len(l) > 0 {
		text += template.Text(args[2])
	}
	return text, nil
}

func indexOf(_ *scope, v any, args []any) (any, error) {
	l, ok := listOf(v)
	if !ok || len(args) == 0 {
		return nil, failure("NonSequenceException", "?seq_contains needs a list and a value")
	}
	return slices.IndexFunc(l, func(e any) bool {
		same, err := equal(e, args[0])
		return same && err == nil
	}), nil
}

func sorted(_ *scope, v any, args []any) (any, error) {
	l, ok := listOf(v)
	if !ok {
		return nil, failure("NonSequenceException", "?sort needs a list")
	}
	key := func(e any) any {
		for _, name := range args {
			e, _ = template.Field(e, template.Text(name))
		}
		return e
	}
	l = slices.Clone(l)
	slices.SortStableFunc(l, func(a, b any) int {
		x, ok := number(key(a))
		y, too := number(key(b))
		if ok && too {
			switch {
			case x < y:
				return -1
			case x > y:
				return 1
			}
			return 0
		}
		one, other := template.Text(key(a)), template.Text(key(b))
		if n := strings.Compare(strings.ToLower(one), strings.ToLower(other)); n != 0 {
			return n
		}
		return strings.Compare(one, other)
	})
	return l, nil
}

func chunked(_ *scope, v any, args []any) (any, error) {
	l, ok := listOf(v)
	n := 0.0
	if len(args) > 0 {
		n, _ = number(args[0])
	}
	if !ok || n < 1 {
		return nil, wrongArguments("chunk")
	}
	rows := []any{}
	for part := range slices.Chunk(l, int(n)) {
		rows = append(rows, part)
	}
	return rows, nil
}
