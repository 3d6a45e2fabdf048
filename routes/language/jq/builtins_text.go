package jq

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// ofText makes a native of what is done to text.
func ofText(name string, f func(s string) (any, error)) native {
	return func(_ *machine, in any, _ []any) (any, error) {
		s, ok := in.(string)
		if !ok {
			return nil, failed("%s is not applicable to %s; expected one of [STRING]", name, strings.ToUpper(kind(in)))
		}
		return f(s)
	}
}

// ofTexts is ofText with an argument; what is no text stays as it is, or is refused.
func ofTexts(lenient bool, message string, f func(s, arg string) any) native {
	return func(_ *machine, in any, args []any) (any, error) {
		s, ok1 := in.(string)
		arg, ok2 := args[0].(string)
		if ok1 && ok2 {
			return f(s, arg), nil
		}
		if lenient {
			return in, nil
		}
		return nil, failed("%s", message)
	}
}

var textNatives = map[string]native{
	"ascii_downcase/0": ofText("explode", func(s string) (any, error) { return mapASCII(s, 'A', 'Z', 'a'-'A'), nil }),
	"ascii_upcase/0":   ofText("explode", func(s string) (any, error) { return mapASCII(s, 'a', 'z', 'A'-'a'), nil }),
	"utf8bytelength/0": ofText("utf8bytelength", func(s string) (any, error) { return len(s), nil }),
	"trim/0":           ofText("trim", func(s string) (any, error) { return strings.TrimSpace(s), nil }),
	"ltrim/0":          ofText("ltrim", func(s string) (any, error) { return strings.TrimLeft(s, " \t\r\n"), nil }),
	"rtrim/0":          ofText("rtrim", func(s string) (any, error) { return strings.TrimRight(s, " \t\r\n"), nil }),
	"explode/0": ofText("explode", func(s string) (any, error) {
		codes := []any{}
		for _, r := range s {
			codes = append(codes, int(r))
		}
		return codes, nil
	}),
	"implode/0": func(_ *machine, in any, _ []any) (any, error) {
		list, ok := in.([]any)
		if !ok {
			return nil, failed("implode input must be an array")
		}
		var b strings.Builder
		for _, v := range list {
			code, ok := whole(v)
			if !ok || code < 0 || code > utf8.MaxRune {
				return nil, failed("input to implode() must be a list of codepoints; %s found", kind(v))
			}
			b.WriteRune(rune(code))
		}
		return b.String(), nil
	},
	"startswith/1": ofTexts(false, "startswith() requires string inputs", func(s, arg string) any { return strings.HasPrefix(s, arg) }),
	"endswith/1":   ofTexts(false, "endswith() requires string inputs", func(s, arg string) any { return strings.HasSuffix(s, arg) }),
	"ltrimstr/1":   ofTexts(true, "", func(s, arg string) any { return strings.TrimPrefix(s, arg) }),
	"rtrimstr/1":   ofTexts(true, "", func(s, arg string) any { return strings.TrimSuffix(s, arg) }),
	"split/1":      ofTexts(false, "split input and separator must be strings", func(s, arg string) any { return split(s, arg) }),
	"join/1":       join,
}

func mapASCII(s string, from, to, by rune) string {
	return strings.Map(func(r rune) rune {
		if r >= from && r <= to {
			return r + by
		}
		return r
	}, s)
}

func join(m *machine, in any, args []any) (any, error) {
	list := []any{}
	if err := iterate(m, nil, in, nil, func(v any, _ *path) error { list = append(list, v); return nil }); err != nil {
		return nil, err
	}
	separator, ok := args[0].(string)
	if !ok && len(list) > 0 {
		return nil, failed("%s and %s cannot be added", shown(""), shown(args[0]))
	}
	parts := make([]string, len(list))
	total := 0
	for i, v := range list {
		switch v.(type) {
		case nil:
		case []any, *components.Map:
			return nil, failed("%s and %s cannot be added", shown(""), shown(v))
		default:
			parts[i] = text(v)
		}
		if total += len(parts[i]) + len(separator); total > mostText {
			return nil, failed("the text is longer than %d bytes", mostText)
		}
	}
	return strings.Join(parts, separator), m.spend(len(list))
}

// contains tells whether a value holds another: text a part, a list each element, an object each entry.
func contains(in, part any) (any, error) {
	ok, err := within(in, part)
	return ok, err
}

// offsets are where text is found within text, counted in characters; they may overlap.
func offsets(s, part string) []any {
	found := []any{}
	if part == "" {
		return found
	}
	at, runes := 0, 0
	for {
		i := strings.Index(s[at:], part)
		if i < 0 {
			return found
		}
		runes += utf8.RuneCountInString(s[at : at+i])
		found = append(found, runes)
		_, n := utf8.DecodeRuneInString(s[at+i:])
		at, runes = at+i+n, runes+1
	}
}

func edge(list []any, last bool) any {
	switch {
	case len(list) == 0:
		return nil
	case last:
		return list[len(list)-1]
	}
	return list[0]
}

// indices are where a value is found in text or in a list.
func indices(in, part any) ([]any, error) {
	switch v := in.(type) {
	case nil:
		return nil, nil
	case string:
		if s, ok := part.(string); ok {
			return offsets(v, s), nil
		}
	case []any:
		if list, ok := part.([]any); ok {
			return positions(v, list), nil
		}
		found := []any{}
		for i := range v {
			if compare(v[i], part) == 0 {
				found = append(found, i)
			}
		}
		return found, nil
	}
	return nil, failed("Cannot determine indices of %s in %s", kind(part), kind(in))
}

func within(in, part any) (bool, error) {
	switch v := in.(type) {
	case string:
		if s, ok := part.(string); ok {
			return strings.Contains(v, s), nil
		}
	case []any:
		if list, ok := part.([]any); ok {
			for _, want := range list {
				if !slices.ContainsFunc(v, func(o any) bool { ok, err := within(o, want); return ok && err == nil }) {
					return false, nil
				}
			}
			return true, nil
		}
	}
	if answer, ok, err := withinObject(in, part); ok {
		return answer, err
	}
	if kind(in) == kind(part) {
		return compare(in, part) == 0, nil
	}
	return false, failed("%s and %s cannot have their containment checked", shown(in), shown(part))
}
