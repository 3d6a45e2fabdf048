package components

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// string reads text in quotes; that of a value, not of a key, has a bound.
func (r *jsonReader) string(value bool) (s string, ok bool) {
	r.at++
	start := r.at
	for i := start; i < len(r.text); i++ {
		switch c := r.text[i]; {
		case c == '"':
			if s, r.at = r.text[start:i], i+1; !r.whole {
				s = strings.Clone(s)
			}
			return s, !value || r.bounded(s)
		case c == '\\':
			s, ok = r.escaped(start, i)
			return s, ok && (!value || r.bounded(s))
		case c < ' ':
			r.at = i
			return "", r.fail(JSONParseException, "a control character stands in text: write \\u%04x", c)
		}
	}
	r.at = len(r.text)
	return "", r.fail(jsonEOF, "the text ends within a text in quotes")
}

func (r *jsonReader) bounded(s string) bool {
	most := r.rules.MaxText
	if most <= 0 {
		most = maxJSONText
	}
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return true
	}
	return r.fail(jsonConstraints, "a text is longer than %d characters", most)
}

// escaped reads on where the first escape stands, at i.
func (r *jsonReader) escaped(start, i int) (s string, ok bool) {
	b := []byte(r.text[start:i])
	for ; i < len(r.text); i++ {
		c := r.text[i]
		if c == '"' {
			r.at = i + 1
			return string(b), true
		}
		r.at = i
		if c < ' ' {
			return "", r.fail(JSONParseException, "a control character stands in text: write \\u%04x", c)
		}
		if c != '\\' {
			b = append(b, c)
			continue
		}
		if i++; i == len(r.text) {
			break
		}
		if r.text[i] == 'u' {
			var point rune
			if point, i, ok = r.codePoint(i + 1); !ok {
				return "", false
			}
			b = utf8.AppendRune(b, point)
			continue
		}
		which := strings.IndexByte(`"\/bfnrt`, r.text[i])
		if which < 0 {
			return "", r.fail(JSONParseException, "unknown escape \\%c in JSON", r.text[i])
		}
		b = append(b, "\"\\/\b\f\n\r\t"[which])
	}
	r.at = len(r.text)
	return "", r.fail(jsonEOF, "the text ends within a text in quotes")
}

// codePoint reads the digits of an escape, at i, and those of the second half of a pair; end is where the last one stands.
func (r *jsonReader) codePoint(i int) (point rune, end int, ok bool) {
	unit, ok := r.hex(i)
	if !ok {
		return 0, 0, false
	}
	if utf16.IsSurrogate(unit) && strings.HasPrefix(r.text[i+4:], `\u`) {
		if low, ok := r.hex(i + 6); ok {
			if pair := utf16.DecodeRune(unit, low); pair != utf8.RuneError {
				return pair, i + 9, true
			}
		}
		r.err = nil
	}
	return unit, i + 3, true // half of a pair becomes U+FFFD
}

func (r *jsonReader) hex(i int) (rune, bool) {
	if i+4 > len(r.text) {
		return 0, r.fail(jsonEOF, "the text ends within an escape")
	}
	n, err := strconv.ParseUint(r.text[i:i+4], 16, 16)
	if err != nil {
		return 0, r.fail(JSONParseException, "the escape \\u%s is no code point: write four hexadecimal digits", r.text[i:i+4])
	}
	return rune(n), true
}
