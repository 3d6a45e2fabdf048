package groovy

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

var textMembers members

func isLetter(r rune) bool  { return unicode.IsLetter(r) }
func isDecimal(r rune) bool { return unicode.IsDigit(r) }
func isUpper(r rune) bool   { return unicode.IsUpper(r) }
func isLower(r rune) bool   { return unicode.IsLower(r) }

// isBlank is Java's Character.isWhitespace.
func isBlank(r rune) bool {
	return r <= ' ' && (r >= 9 && r <= 13 || r >= 28 && r <= 32) || r > 0x7f && r != 0xa0 && r != 0x2007 && r != 0x202f && unicode.IsSpace(r)
}

// own is the text that the method is called on.
func (c called) own() string {
	s, ok := textOf(c.self)
	if !ok {
		c.missing()
	}
	return s
}

// made counts a text that a method made.
func (c called) made(s string) any { return c.r.text(s) }

// on makes a method without arguments of a function on text.
func on1(f func(s string) any) member { return get(func(c called) any { return f(c.own()) }) }

// asText makes a method whose result is text of the like length.
func asText(f func(s string) string) member {
	return get(func(c called) any { return c.made(f(c.own())) })
}

func checkIndex(n, length int) {
	if n < 0 || n >= length {
		throw(textOutOfBounds, fmt.Sprintf("Index %d out of bounds for length %d", n, length))
	}
}

func substring(c called) any {
	s := c.own()
	length := lengthOf(s)
	from, to := c.int(0), length
	if len(c.args) == 2 {
		to = c.int(1)
	}
	if from < 0 || to > length || from > to {
		throw(textOutOfBounds, fmt.Sprintf("begin %d, end %d, length %d", from, to, length))
	}
	return c.made(cutText(s, from, to))
}

func indexOf(c called) any {
	s, what := c.own(), c.piece(0)
	from := 0
	if len(c.args) == 2 {
		from = byteIndex(s, max(c.int(1), 0))
	}
	at := strings.Index(s[from:], what)
	if at < 0 {
		return -1
	}
	return unitIndex(s, from+at)
}

func lastIndexOf(c called) any {
	s, what := c.own(), c.piece(0)
	end := len(s)
	if len(c.args) == 2 {
		if c.int(1) < 0 {
			return -1
		}
		end = min(len(s), byteIndex(s, c.int(1))+len(what))
	}
	return unitIndex(s, strings.LastIndex(s[:end], what))
}

// piece is an argument that is text, a character, or a character's code.
func (c called) piece(i int) string {
	if n, ok := c.arg(i).(int); ok {
		return string(rune(n))
	}
	return c.text(i)
}

func pad(c called, left, right bool) any {
	s, with := c.own(), " "
	if len(c.args) == 2 {
		with = c.r.string(c.args[1])
	}
	missing := c.int(0) - lengthOf(s)
	if missing <= 0 || with == "" {
		return s
	}
	if missing > maxText {
		fatal(outOfMemory, "a text of more than 64 MiB")
	}
	fill := func(n int) string {
		times := n/lengthOf(with) + 1
		return cutText(strings.Repeat(with, times), 0, n)
	}
	switch {
	case left && right:
		return c.made(fill(missing/2) + s + fill(missing-missing/2))
	case left:
		return c.made(fill(missing) + s)
	}
	return c.made(s + fill(missing))
}

func repeat(c called) any {
	s, n := c.own(), c.int(0)
	if n < 0 {
		throw(illegalArgument, fmt.Sprintf("multiply() should be called with a number of 0 or greater not: %d", n))
	}
	if len(s)*n > maxText {
		fatal(outOfMemory, "a text of more than 64 MiB")
	}
	return c.made(strings.Repeat(s, n))
}

func firstLetter(s string, f func(rune) rune) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(f(r)) + s[n:]
}

func javaTrim(s string) string { return strings.TrimFunc(s, func(r rune) bool { return r <= ' ' }) }

func linesOf(s string) []any {
	list := []any{}
	if s == "" {
		return list
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	for _, l := range strings.Split(strings.TrimSuffix(s, "\n"), "\n") {
		list = append(list, l)
	}
	return list
}

// stripMargin cuts off what stands before the margin's sign in each line.
func stripMargin(s, sign string) string {
	lines := strings.SplitAfter(s, "\n")
	for i, l := range lines {
		if t := strings.TrimLeftFunc(l, isBlank); strings.HasPrefix(t, sign) {
			lines[i] = t[len(sign):]
		}
	}
	return strings.Join(lines, "")
}

// stripIndent cuts off the blanks that all lines begin with, and those that a line ends with; the last line counts even where it
// is blank.
func stripIndent(s string) string {
	lines := strings.Split(s, "\n")
	least := -1
	for i, l := range lines {
		if strings.TrimSpace(l) != "" || i == len(lines)-1 {
			if n := len(l) - len(strings.TrimLeft(l, " \t")); least < 0 || n < least {
				least = n
			}
		}
	}
	for i, l := range lines {
		lines[i] = strings.TrimRight(l[min(least, len(l)):], " \t")
	}
	return strings.Join(lines, "\n")
}

// translate replaces letters by those at the same place in another text; a-c is a range.
func translate(s, from, to string) string {
	a, b := letterRange(from), letterRange(to)
	return strings.Map(func(r rune) rune {
		for i, c := range a {
			if c == r && len(b) > 0 {
				return b[min(i, len(b)-1)]
			}
		}
		return r
	}, s)
}

func letterRange(s string) []rune {
	var out []rune
	for r := []rune(s); len(r) > 0; {
		if len(r) > 2 && r[1] == '-' && r[2] >= r[0] && r[2]-r[0] < 1000 {
			for c := r[0]; c <= r[2]; c++ {
				out = append(out, c)
			}
			r = r[3:]
			continue
		}
		out, r = append(out, r[0]), r[1:]
	}
	return out
}

func tokenize(c called) any {
	s := c.own()
	separators := " \t\n\r\f"
	if len(c.args) == 1 {
		separators = c.text(0)
	}
	out := newList()
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		out.items = append(out.items, w)
	}
	c.r.allocate(32*len(out.items) + len(s))
	return out
}

// between is what stands between two texts.
func between(c called) any {
	s, from := c.own(), c.text(0)
	to := from
	if len(c.args) == 2 {
		to = c.text(1)
	}
	_, after, ok := strings.Cut(s, from)
	if !ok {
		return ""
	}
	in, _, ok := strings.Cut(after, to)
	if !ok {
		return ""
	}
	return in
}

func charsOf(s string) *List {
	out := &List{array: true}
	for _, u := range units(s) {
		out.items = append(out.items, Char(u))
	}
	return out
}

// numeric tells whether text reads as a number of a class.
func numericText(s, class string) (ok bool) {
	defer func() {
		if v := recover(); v != nil {
			if _, isThrown := v.(*thrown); !isThrown {
				panic(v)
			}
			ok = false
		}
	}()
	parseNumber(strings.TrimSpace(s), class)
	return true
}

func toNumberMember(class string) member {
	return on1(func(s string) any { return parseNumber(strings.TrimSpace(s), class) })
}

func isNumberMember(class string) member {
	return on1(func(s string) any { return numericText(s, class) })
}

func nextText(s string, by int) any {
	u := units(s)
	if len(u) == 0 {
		return "\x00"
	}
	u[len(u)-1] = uint16(int(u[len(u)-1]) + by)
	return u.String()
}

func fillMembersText() {
	has := func(f func(s, part string) bool) member {
		return one(func(c called) any { return f(c.own(), c.r.string(c.args[0])) })
	}
	hasFolded := func(f func(s, part string) bool) member {
		return one(func(c called) any { return f(strings.ToLower(c.own()), strings.ToLower(toText(c.args[0]))) })
	}
	textMembers = members{
		"length": on1(func(s string) any { return lengthOf(s) }), "size": on1(func(s string) any { return lengthOf(s) }),
		"isEmpty":         on1(func(s string) any { return s == "" }),
		"isBlank":         on1(func(s string) any { return strings.TrimFunc(s, isBlank) == "" }),
		"isAllWhitespace": on1(func(s string) any { return strings.TrimFunc(s, isBlank) == "" }),
		"toUpperCase":     {0, 1, func(c called) any { return c.made(strings.ToUpper(c.own())) }}, "toLowerCase": {0, 1, func(c called) any { return c.made(strings.ToLower(c.own())) }},
		"capitalize":    asText(func(s string) string { return firstLetter(s, unicode.ToUpper) }),
		"uncapitalize":  asText(func(s string) string { return firstLetter(s, unicode.ToLower) }),
		"trim":          asText(javaTrim),
		"strip":         asText(func(s string) string { return strings.TrimFunc(s, isBlank) }),
		"stripLeading":  asText(func(s string) string { return strings.TrimLeftFunc(s, isBlank) }),
		"stripTrailing": asText(func(s string) string { return strings.TrimRightFunc(s, isBlank) }),
		"reverse":       asText(func(s string) string { return units(s).reversed().String() }),
		"stripIndent":   asText(stripIndent),
		"stripMargin": {0, 1, func(c called) any {
			sign := "|"
			if len(c.args) == 1 {
				sign = c.text(0)
			}
			return c.made(stripMargin(c.own(), sign))
		}},
		"denormalize": asText(func(s string) string { return s }), "normalize": asText(func(s string) string {
			return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
		}),
		"substring": {1, 2, substring}, "subSequence": {2, 2, substring},
		"indexOf": {1, 2, indexOf}, "lastIndexOf": {1, 2, lastIndexOf},
		"contains": has(strings.Contains), "startsWith": {1, 2, func(c called) any {
			s := c.own()
			if len(c.args) == 2 {
				s = s[byteIndex(s, max(0, c.int(1))):]
			}
			return strings.HasPrefix(s, c.r.string(c.args[0]))
		}}, "endsWith": has(strings.HasSuffix),
		"containsIgnoreCase": hasFolded(strings.Contains), "startsWithIgnoreCase": hasFolded(strings.HasPrefix), "endsWithIgnoreCase": hasFolded(strings.HasSuffix),
		"equalsIgnoreCase": one(func(c called) any {
			s, ok := textOf(c.args[0])
			return ok && strings.EqualFold(c.own(), s)
		}),
		"contentEquals":       one(func(c called) any { return c.own() == toText(c.args[0]) }),
		"compareToIgnoreCase": one(func(c called) any { return compareTexts(strings.ToLower(c.own()), strings.ToLower(c.text(0))) }),
		"charAt": one(func(c called) any {
			u := units(c.own())
			checkIndex(c.int(0), len(u))
			return Char(u[c.int(0)])
		}),
		"codePointAt": one(func(c called) any {
			u := units(c.own())
			checkIndex(c.int(0), len(u))
			return int([]rune(u[c.int(0):].String())[0])
		}),
		"concat":   one(func(c called) any { return c.made(c.own() + c.text(0)) }),
		"multiply": one(repeat), "repeat": one(repeat),
		"padLeft":  {1, 2, func(c called) any { return pad(c, true, false) }},
		"padRight": {1, 2, func(c called) any { return pad(c, false, true) }},
		"center":   {1, 2, func(c called) any { return pad(c, true, true) }},
		"tokenize": {0, 1, tokenize}, "tr": {2, 2, func(c called) any { return c.made(translate(c.own(), c.text(0), c.text(1))) }},
		"readLines": get(func(c called) any { l := linesOf(c.own()); c.r.allocate(32 * len(l)); return newList(l...) }), "lines": get(func(c called) any { return newStream(linesOf(c.own())) }),
		"eachLine": {1, 2, func(c called) any {
			var v any
			for i, l := range linesOf(c.own()) {
				if cl := c.lastClosure(); cl != nil && cl.count() == 2 {
					v = c.r.invoke(cl, l, i+1)
				} else {
					v = c.r.invoke(c.closure(len(c.args)-1), l)
				}
			}
			return v
		}},
		"getBytes":    {0, 1, func(c called) any { return c.encoded(0) }},
		"toCharArray": on1(func(s string) any { return charsOf(s) }), "getChars": on1(func(s string) any { return charsOf(s) }),
		"chars":     on1(func(s string) any { return charsOf(s) }),
		"toList":    get(func(c called) any { return newList(c.r.spread(c.own())...) }),
		"toSet":     get(func(c called) any { return hashSet(c.r.spread(c.own()), 16) }),
		"toInteger": toNumberMember("java.lang.Integer"), "toLong": toNumberMember("java.lang.Long"), "toShort": toNumberMember("java.lang.Short"),
		"toDouble": toNumberMember("java.lang.Double"), "toFloat": toNumberMember("java.lang.Float"),
		"toBigDecimal": toNumberMember("java.math.BigDecimal"), "toBigInteger": toNumberMember("java.math.BigInteger"),
		"toBoolean": on1(func(s string) any {
			s = strings.ToLower(strings.TrimSpace(s))
			return s == "true" || s == "y" || s == "1"
		}),
		"isInteger": isNumberMember("java.lang.Integer"), "isLong": isNumberMember("java.lang.Long"), "isDouble": isNumberMember("java.lang.Double"),
		"isFloat": isNumberMember("java.lang.Float"), "isNumber": isNumberMember("java.math.BigDecimal"), "isBigDecimal": isNumberMember("java.math.BigDecimal"), "isBigInteger": isNumberMember("java.math.BigInteger"),
		"take":        one(func(c called) any { s := c.own(); return s[:byteIndex(s, max(0, c.int(0)))] }),
		"drop":        one(func(c called) any { s := c.own(); return s[byteIndex(s, max(0, c.int(0))):] }),
		"takeRight":   one(func(c called) any { s := c.own(); return s[byteIndex(s, max(0, lengthOf(s)-max(0, c.int(0)))):] }),
		"dropRight":   one(func(c called) any { s := c.own(); return s[:byteIndex(s, max(0, lengthOf(s)-max(0, c.int(0))))] }),
		"takeBefore":  one(func(c called) any { s, _, ok := strings.Cut(c.own(), c.text(0)); return found(s, ok) }),
		"takeAfter":   one(func(c called) any { _, s, ok := strings.Cut(c.own(), c.text(0)); return found(s, ok) }),
		"takeBetween": {1, 2, between},
		"next":        on1(func(s string) any { return nextText(s, 1) }), "previous": on1(func(s string) any { return nextText(s, -1) }),
		"format": {0, any0, func(c called) any { return c.r.format(c.own(), c.args) }}, "formatted": {0, any0, func(c called) any { return c.r.format(c.own(), c.args) }},
		"intern": on1(func(s string) any { return s }),
		"plus":   one(func(c called) any { return c.r.plus(c.own(), c.args[0]) }), "minus": one(func(c called) any { return c.r.minus(c.own(), c.args[0]) }),
		"leftShift": one(func(c called) any { return newBuilder(c.own() + c.r.string(c.args[0])) }),
		"count": one(func(c called) any {
			if n := c.text(0); n != "" {
				return strings.Count(c.own(), n)
			}
			return 0
		}),
		"expand":       on1(func(s string) any { return strings.ReplaceAll(s, "\t", "        ") }),
		"encodeBase64": get(func(c called) any { return encodeBase64([]byte(c.own())) }), "decodeBase64": get(func(c called) any { return decodeBase64(c.own()) }),
		"md5": on1(func(s string) any { return digest([]byte(s), "MD5") }), "sha256": on1(func(s string) any { return digest([]byte(s), "SHA-256") }),
		"digest":    one(func(c called) any { return digest([]byte(c.own()), c.text(0)) }),
		"decodeHex": on1(func(s string) any { return decodeHex(s) }),
		"translateEscapes": asText(func(s string) string {
			return strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\\`, `\`, `\"`, `"`, `\'`, "'").Replace(s)
		}),
	}
}

func found(s string, ok bool) any {
	if !ok {
		return ""
	}
	return s
}

// encoded is text as bytes in the charset that an argument names.
func (c called) encoded(i int) any {
	if len(c.args) <= i {
		return []byte(c.own())
	}
	charset, err := components.FindCharset(strings.ReplaceAll(toText(c.args[i]), "_", "-"))
	if err != nil {
		throw("java.io.UnsupportedEncodingException", toText(c.args[i]))
	}
	var b bytes.Buffer
	w := charset.Writer(&b)
	if _, err := io.WriteString(w, c.own()); err != nil {
		rethrow(err)
	}
	if err := w.Close(); err != nil {
		rethrow(err)
	}
	return b.Bytes()
}
