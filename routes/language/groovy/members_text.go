package groovy

import (
	"bytes"
	"io"
	"strings"
	"unicode"

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
	c.r.tick(len(s) / 256)
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

// piece is an argument that is text, a character, or a character's code.
func (c called) piece(i int) string {
	if n, ok := c.arg(i).(int); ok {
		return string(rune(n))
	}
	return c.text(i)
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

func fillTextMembers() {
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
