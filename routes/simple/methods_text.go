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
	"toUpperCase":         oneOfSeveral(func(s string) any { return toUpper(s) }),
	"toLowerCase":         oneOfSeveral(func(s string) any { return strings.ToLower(s) }),
	"trim":                getter(func(s string) any { return trimJava(s) }),
	"strip":               getter(func(s string) any { return strings.TrimSpace(s) }),
	"stripLeading":        getter(func(s string) any { return strings.TrimLeft(s, whiteSpace) }),
	"stripTrailing":       getter(func(s string) any { return strings.TrimRight(s, whiteSpace) }),
	"intern":              getter(func(s string) any { return s }),
	"getBytes":            oneOfSeveral(func(s string) any { return []byte(s) }),
	"contains":            textual1(func(s, a string) any { return strings.Contains(s, a) }),
	"startsWith":          {least: 1, most: 2, call: startsAt},
	"contentEquals":       textual1(func(s, a string) any { return s == a }),
	"codePointAt":         {least: 1, most: 1, call: codePointAt},
	"toCharArray":         getter(func(s string) any { return characters(s) }),
	"valueOf":             taking(1, func(_ string, a []any) any { return components.Text(a[0]) }),
	"stripIndent":         getter(func(s string) any { return stripIndent(s) }),
	"indent":              {least: 1, most: 1, call: indent},
	"endsWith":            textual1(func(s, a string) any { return strings.HasSuffix(s, a) }),
	"equalsIgnoreCase":    textual1(func(s, a string) any { return strings.EqualFold(s, a) }),
	"concat":              textual1(func(s, a string) any { return s + a }),
	"compareTo":           textual1(func(s, a string) any { return distance(s, a) }),
	"compareToIgnoreCase": textual1(func(s, a string) any { return distance(strings.ToLower(s), strings.ToLower(a)) }),
	"indexOf":             {least: 1, most: 2, call: indexOf},
	"lastIndexOf":         {least: 1, most: 2, call: lastIndexOf},
	"charAt":              {least: 1, most: 1, call: charAt},
	"substring":           {least: 1, most: 2, call: substring},
	"repeat":              {least: 1, most: 1, call: repeat},
	"matches":             {least: 1, most: 1, call: matchesText},
	"split":               {least: 1, most: 2, call: splitText},
	"replace": taking(2, func(s string, a []any) any {
		return strings.ReplaceAll(s, components.Text(a[0]), components.Text(a[1]))
	}),
	"replaceAll":   {least: 2, most: 2, call: func(s string, a []any) (any, *components.Exception) { return replaceMatches(s, a, -1) }},
	"replaceFirst": {least: 2, most: 2, call: func(s string, a []any) (any, *components.Exception) { return replaceMatches(s, a, 1) }},
}

var bytesMethods = map[string]method[[]byte]{
	"length": getter(func(b []byte) any { return len(b) }),
}

const whiteSpace = " \t\n\v\f\r"

// trimJava cuts control characters and blanks off, as Java's trim does.
func trimJava(s string) string { return strings.TrimFunc(s, func(r rune) bool { return r <= ' ' }) }

func textual1(f func(s, a string) any) method[string] {
	return method[string]{least: 1, most: 1, call: func(s string, args []any) (any, *components.Exception) {
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

func startsAt(s string, args []any) (any, *components.Exception) {
	if len(args) == 2 {
		from, failure := intArg(args[1])
		if failure != nil {
			return nil, failure
		}
		if from < 0 || from > units(s) {
			return false, nil
		}
		s = s[byteAt(s, from):]
	}
	return strings.HasPrefix(s, components.Text(args[0])), nil
}

func codePointAt(s string, args []any) (any, *components.Exception) {
	i, failure := intArg(args[0])
	if failure != nil {
		return nil, failure
	}
	if size := units(s); i < 0 || i >= size {
		return nil, components.NewException(textOutOfBounds, fmt.Sprintf("Index %d out of bounds for length %d", i, size))
	}
	return int([]rune(s[byteAt(s, i):])[0]), nil
}

func characters(s string) []any {
	list := make([]any, 0, len(s))
	for _, r := range s {
		list = append(list, string(r))
	}
	return list
}

// indent puts so many blanks before every line, or takes them away; the last line ends too.
func indent(s string, args []any) (any, *components.Exception) {
	n, failure := intArg(args[0])
	if failure != nil || s == "" {
		return s, failure
	}
	if n > mostText/len(s) {
		return nil, components.NewException(components.IllegalArgumentException, "the indentation is too large")
	}
	var b strings.Builder
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, "\r\n")
		if n < 0 {
			blanks := len(line) - len(strings.TrimLeft(line, whiteSpace))
			line = line[min(-n, blanks):]
		}
		b.WriteString(strings.Repeat(" ", max(n, 0)) + line + "\n")
	}
	return b.String(), nil
}

// stripIndent takes away what all lines are indented by, and blanks at their ends.
func stripIndent(s string) string {
	lines := strings.Split(s, "\n")
	least := -1
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, whiteSpace)
		if blanks := len(lines[i]) - len(strings.TrimLeft(lines[i], whiteSpace)); lines[i] != "" && (least < 0 || blanks < least) {
			least = blanks
		}
	}
	for i, line := range lines {
		lines[i] = line[min(max(least, 0), len(line)):]
	}
	return strings.Join(lines, "\n")
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

// lastIndexOf finds text backwards, from an index on.
func lastIndexOf(s string, args []any) (any, *components.Exception) {
	what, end := components.Text(args[0]), len(s)
	if len(args) == 2 {
		i, failure := intArg(args[1])
		switch {
		case failure != nil:
			return nil, failure
		case i < 0:
			return -1, nil
		}
		end = min(byteAt(s, min(i, units(s)))+len(what), len(s))
	}
	return unitsBefore(s, strings.LastIndex(s[:end], what)), nil
}

// distance is how far the first units that differ are apart, or the lengths, as in Java.
func distance(a, b string) int {
	x, y := utf16.Encode([]rune(a)), utf16.Encode([]rune(b))
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return int(x[i]) - int(y[i])
		}
	}
	return len(x) - len(y)
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
