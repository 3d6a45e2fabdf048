package groovy

import (
	"math/big"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// number reads a literal: Integer, Long, BigInteger by its size, BigDecimal where it has a point; a letter behind it says another.
func (l *lexer) number() token {
	start := l.pos
	rest := l.src[start:]
	if len(rest) > 1 && rest[0] == '0' && strings.IndexByte("xXbB", rest[1]) >= 0 {
		end := 2
		for end < len(rest) && (rest[end] == '_' || isDigit(rest[end]) || rest[1]|0x20 == 'x' && isHex(rest[end])) {
			end++
		}
		l.pos += end
		return token{kind: number, text: rest[:end], value: l.whole(start, rest[:end])}
	}
	end := 0
	digits := func() {
		for end < len(rest) && (isDigit(rest[end]) || rest[end] == '_') {
			end++
		}
	}
	digits()
	point := false
	if end+1 < len(rest) && rest[end] == '.' && isDigit(rest[end+1]) {
		point = true
		end++
		digits()
	}
	if end < len(rest) && rest[end]|0x20 == 'e' {
		n := end + 1
		if n < len(rest) && (rest[n] == '+' || rest[n] == '-') {
			n++
		}
		if n < len(rest) && isDigit(rest[n]) {
			point, end = true, n
			digits()
		}
	}
	l.pos += end
	literal := strings.ReplaceAll(rest[:end], "_", "")
	if end < len(rest) && strings.IndexByte("fFdD", rest[end]) >= 0 {
		l.pos++
		f, _ := strconv.ParseFloat(literal, 64)
		if rest[end]|0x20 == 'f' {
			return token{kind: number, text: rest[:end+1], value: float32(f)}
		}
		return token{kind: number, text: rest[:end+1], value: f}
	}
	if !point {
		return token{kind: number, text: rest[:end], value: l.whole(start, literal)}
	}
	if end < len(rest) && rest[end]|0x20 == 'g' {
		l.pos++
	}
	d, ok := components.ParseDecimal(literal)
	if !ok {
		fail(start, "the number "+literal+" is too large", "")
	}
	return token{kind: number, text: rest[:end], value: d}
}

// whole reads a whole number, and the letter behind it.
func (l *lexer) whole(start int, literal string) any {
	literal = strings.ReplaceAll(literal, "_", "")
	n, ok := new(big.Int).SetString(literal, 0)
	if !ok || len(literal) > 10_000 {
		fail(start, literal+" is no number", "")
	}
	suffix := byte(0)
	if l.pos < len(l.src) {
		suffix = l.src[l.pos] | 0x20
	}
	switch {
	case suffix == 'l' && n.IsInt64():
		l.pos++
		return n.Int64()
	case suffix == 'i' && n.IsInt64():
		l.pos++
		return int(int32(n.Int64()))
	case suffix == 'g':
		l.pos++
		return n
	case n.IsInt64():
		return components.Integer(n.Int64())
	}
	return n
}

func isHex(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

// quoted reads text in quotes; one with $ in it is a template where these have a meaning.
func (l *lexer) quoted(quote string, dollars bool) token {
	start := l.pos
	l.pos += len(quote)
	var b strings.Builder
	var parts []part
	for {
		rest := l.src[l.pos:]
		switch {
		case rest == "" || len(quote) == 1 && rest[0] == '\n':
			fail(start, "the text has no end", "add "+quote)
		case strings.HasPrefix(rest, quote):
			l.pos += len(quote)
			return textToken(parts, b.String())
		case rest[0] == '\\':
			l.escape(&b)
		case rest[0] == '$' && dollars:
			if p, ok := l.dollar(); ok {
				parts = append(parts, part{text: b.String()}, p)
				b.Reset()
			} else {
				fail(l.pos, "$ in text with double quotes begins an expression", `write \$ for the character`)
			}
		case rest[0] == '\r' && strings.HasPrefix(rest, "\r\n"):
			l.pos++
		default:
			b.WriteByte(rest[0])
			l.pos++
		}
	}
}

// slashy reads text between slashes, where a backslash is itself.
func (l *lexer) slashy(open, end string) token {
	start := l.pos
	l.pos += len(open)
	var b strings.Builder
	var parts []part
	for {
		rest := l.src[l.pos:]
		switch {
		case rest == "":
			fail(start, "the text has no end", "add "+end)
		case end == "/" && strings.HasPrefix(rest, `\/`), end == "/$" && (strings.HasPrefix(rest, "$$") || strings.HasPrefix(rest, "$/")):
			b.WriteByte(rest[1])
			l.pos += 2
		case strings.HasPrefix(rest, end):
			l.pos += len(end)
			return textToken(parts, b.String())
		case rest[0] == '$':
			if p, ok := l.dollar(); ok {
				parts = append(parts, part{text: b.String()}, p)
				b.Reset()
				continue
			}
			fallthrough
		default:
			b.WriteByte(rest[0])
			l.pos++
		}
	}
}

func textToken(parts []part, rest string) token {
	if parts == nil {
		return token{kind: text, value: rest}
	}
	if rest != "" {
		parts = append(parts, part{text: rest})
	}
	return token{kind: template, parts: parts}
}

// dollar reads ${expression} or $name.name.
func (l *lexer) dollar() (part, bool) {
	rest := l.src[l.pos:]
	if strings.HasPrefix(rest, "${") {
		if l.depth == maxNesting {
			fail(l.pos, "templates are nested too deep", "")
		}
		inner := &lexer{src: l.src, pos: l.pos + 2, depth: l.depth + 1}
		inner.run(true)
		l.pos = inner.pos
		return part{tokens: inner.tokens}, true
	}
	end := nameLength(rest[1:])
	if end == 0 {
		return part{}, false
	}
	start := l.pos + 1
	tokens := []token{{kind: word, pos: start, text: rest[1 : 1+end]}}
	l.pos = start + end
	for {
		rest := l.src[l.pos:]
		if !strings.HasPrefix(rest, ".") {
			break
		}
		n := nameLength(rest[1:])
		if n == 0 {
			break
		}
		tokens = append(tokens, token{kind: operator, pos: l.pos, text: "."}, token{kind: word, pos: l.pos + 1, text: rest[1 : 1+n]})
		l.pos += 1 + n
	}
	return part{tokens: append(tokens, token{kind: endOfText, pos: l.pos, newline: true})}, true
}

// nameLength is the length of the name that s begins with; $ does not count as a letter.
func nameLength(s string) int {
	for i, r := range s {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return i
		}
	}
	return len(s)
}

var escapes = map[byte]string{'n': "\n", 't': "\t", 'r': "\r", 'b': "\b", 'f': "\f", 's': " ", '\\': "\\", '\'': "'", '"': `"`, '$': "$", '\n': ""}

func (l *lexer) escape(b *strings.Builder) {
	rest := l.src[l.pos:]
	if len(rest) < 2 {
		fail(l.pos, "the text has no end", "")
	}
	if s, ok := escapes[rest[1]]; ok {
		b.WriteString(s)
		l.pos += 2
		return
	}
	if rest[1] == 'u' {
		digits := strings.TrimLeft(rest[1:], "u")
		if len(digits) >= 4 {
			if n, err := strconv.ParseUint(digits[:4], 16, 32); err == nil {
				b.WriteRune(rune(n))
				l.pos += len(rest) - len(digits) + 4
				return
			}
		}
	}
	if rest[1] >= '0' && rest[1] <= '7' {
		end := 2
		for end < len(rest) && end < 4 && rest[end] >= '0' && rest[end] <= '7' {
			end++
		}
		n, _ := strconv.ParseUint(rest[1:end], 8, 32)
		b.WriteRune(rune(n))
		l.pos += end
		return
	}
	_, n := utf8.DecodeRuneInString(rest[1:])
	fail(l.pos, "unknown escape "+quote(rest[:1+n]), `write \\ for a backslash`)
}

func quote(s string) string { return strconv.Quote(s) }

func fail(pos int, msg, hint string) {
	panic(&components.SyntaxError{Offset: pos, Msg: msg, Hint: hint})
}

// outside reports what is right Groovy and cannot run here.
func outside(pos int, need, msg, hint string) {
	panic(&components.SyntaxError{Offset: pos, Msg: msg, Hint: hint, Need: need})
}
