package simple

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/dromedary-go/dromedary/components"
)

// textMethods are those of java.lang.String. Indexes count UTF-16 units, as in Java.
var textMethods = map[string]method[string]{
	"length":              getter(func(s string) any { return units(s) }),
	"isEmpty":             getter(func(s string) any { return s == "" }),
	"isBlank":             getter(func(s string) any { return strings.TrimSpace(s) == "" }),
	"toUpperCase":         getter(func(s string) any { return strings.ToUpper(s) }),
	"toLowerCase":         getter(func(s string) any { return strings.ToLower(s) }),
	"trim":                getter(func(s string) any { return trimJava(s) }),
	"strip":               getter(func(s string) any { return strings.TrimSpace(s) }),
	"stripLeading":        getter(func(s string) any { return strings.TrimLeft(s, whiteSpace) }),
	"stripTrailing":       getter(func(s string) any { return strings.TrimRight(s, whiteSpace) }),
	"intern":              getter(func(s string) any { return s }),
	"getBytes":            getter(func(s string) any { return []byte(s) }),
	"contains":            textual1(func(s, a string) any { return strings.Contains(s, a) }),
	"startsWith":          textual1(func(s, a string) any { return strings.HasPrefix(s, a) }),
	"endsWith":            textual1(func(s, a string) any { return strings.HasSuffix(s, a) }),
	"equalsIgnoreCase":    textual1(func(s, a string) any { return strings.EqualFold(s, a) }),
	"concat":              textual1(func(s, a string) any { return s + a }),
	"compareTo":           textual1(func(s, a string) any { return strings.Compare(s, a) }),
	"compareToIgnoreCase": textual1(func(s, a string) any { return strings.Compare(strings.ToLower(s), strings.ToLower(a)) }),
	"indexOf":             {1, 2, indexOf},
	"lastIndexOf":         textual1(func(s, a string) any { return unitsBefore(s, strings.LastIndex(s, a)) }),
	"charAt":              {1, 1, charAt},
	"substring":           {1, 2, substring},
	"repeat":              {1, 1, repeat},
	"matches":             {1, 1, matchesText},
	"split":               {1, 2, splitText},
	"replace": taking(2, func(s string, a []any) any {
		return strings.ReplaceAll(s, components.Text(a[0]), components.Text(a[1]))
	}),
	"replaceAll":   {2, 2, func(s string, a []any) (any, *components.Exception) { return replaceMatches(s, a, -1) }},
	"replaceFirst": {2, 2, func(s string, a []any) (any, *components.Exception) { return replaceMatches(s, a, 1) }},
}

var bytesMethods = map[string]method[[]byte]{
	"length": getter(func(b []byte) any { return len(b) }),
}

const whiteSpace = " \t\n\v\f\r"

// trimJava cuts control characters and blanks off, as Java's trim does.
func trimJava(s string) string { return strings.TrimFunc(s, func(r rune) bool { return r <= ' ' }) }

func textual1(f func(s, a string) any) method[string] {
	return method[string]{1, 1, func(s string, args []any) (any, *components.Exception) {
		if args[0] == nil {
			return nil, components.NewException("java.lang.NullPointerException", "the argument is null")
		}
		return f(s, components.Text(args[0])), nil
	}}
}

// units is the length in UTF-16 units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(utf16.RuneLen(r), 1)
	}
	return n
}

// unitsBefore turns the offset of a byte into one in UTF-16 units; -1 stays.
func unitsBefore(s string, i int) int {
	if i < 0 {
		return -1
	}
	return units(s[:i])
}

// byteAt turns an index in UTF-16 units, which is in range, into the offset of a byte.
func byteAt(s string, unit int) int {
	for i, r := range s {
		if unit <= 0 {
			return i
		}
		unit -= max(utf16.RuneLen(r), 1)
	}
	return len(s)
}

func intArg(v any) (int, *components.Exception) {
	n, err := components.Int(v)
	if v == nil || err != nil || n != int64(int32(n)) {
		return 0, components.NewException(components.NoTypeConversion, fmt.Sprintf(
			"No type converter available to convert from type: %s to the required type: int", components.JavaType(v)))
	}
	return int(n), nil
}

func substring(s string, args []any) (any, *components.Exception) {
	size := units(s)
	from, failure := intArg(args[0])
	if failure != nil {
		return nil, failure
	}
	to := size
	if len(args) == 2 {
		if to, failure = intArg(args[1]); failure != nil {
			return nil, failure
		}
	}
	if from < 0 || to > size || from > to {
		return nil, components.NewException(textOutOfBounds, fmt.Sprintf("Range [%d, %d) out of bounds for length %d", from, to, size))
	}
	return s[byteAt(s, from):byteAt(s, to)], nil
}

func charAt(s string, args []any) (any, *components.Exception) {
	i, failure := intArg(args[0])
	if failure != nil {
		return nil, failure
	}
	if size := units(s); i < 0 || i >= size {
		return nil, components.NewException(textOutOfBounds, fmt.Sprintf("Index %d out of bounds for length %d", i, size))
	}
	return string([]rune(s[byteAt(s, i):])[0]), nil
}

// indexOf finds text or, where the argument is a number, a character, from an index on.
func indexOf(s string, args []any) (any, *components.Exception) {
	what := components.Text(args[0])
	if code, ok := args[0].(int); ok {
		what = string(rune(code))
	}
	from := 0
	if len(args) == 2 {
		i, failure := intArg(args[1])
		if failure != nil {
			return nil, failure
		}
		from = byteAt(s, min(max(i, 0), units(s)))
	}
	if i := strings.Index(s[from:], what); i >= 0 {
		return unitsBefore(s, from+i), nil
	}
	return -1, nil
}

// mostText bounds text that a function makes longer, in bytes.
const mostText = 16 << 20

func repeat(s string, args []any) (any, *components.Exception) {
	n, failure := intArg(args[0])
	if failure != nil {
		return nil, failure
	}
	if n < 0 || n*len(s) > mostText {
		return nil, components.NewException(components.IllegalArgumentException, fmt.Sprintf("count is negative or too large: %d", n))
	}
	return strings.Repeat(s, n), nil
}
