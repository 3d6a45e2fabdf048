package xpath

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

type kind int

const (
	end      kind = iota
	symbol        // ( ) [ ] . .. @ , :: / // | + - = != < <= > >= *
	operator      // and or div mod, and * where it multiplies
	name          // a QName, or prefix:*
	literal
	number
	variable
)

type token struct {
	kind kind
	text string
	at   int
}

type lexer struct {
	text string
	pos  int
	last token
}

func wrong(at int, msg string) error {
	return &components.SyntaxError{Offset: at, Msg: msg, Hint: "see https://www.w3.org/TR/xpath-10/"}
}

// operand tells whether what comes next begins an operand: then * is a name test, and div is a name.
func (l *lexer) operand() bool {
	switch l.last.kind {
	case end, operator:
		return true
	case symbol:
		return l.last.text != ")" && l.last.text != "]" && l.last.text != "." && l.last.text != ".." && l.last.text != "*"
	}
	return false
}

func (l *lexer) next() (token, error) {
	for l.pos < len(l.text) && strings.IndexByte(" \t\r\n", l.text[l.pos]) >= 0 {
		l.pos++
	}
	t, err := l.scan()
	l.last = t
	return t, err
}

func (l *lexer) scan() (token, error) {
	rest, at := l.text[l.pos:], l.pos
	if rest == "" {
		return token{end, "", at}, nil
	}
	make := func(k kind, n int) (token, error) {
		l.pos += n
		return token{k, rest[:n], at}, nil
	}
	switch c := rest[0]; {
	case c == '"' || c == '\'':
		i := strings.IndexByte(rest[1:], c)
		if i < 0 {
			return token{}, wrong(at, "the quoted text has no end")
		}
		l.pos += i + 2
		return token{literal, rest[1 : i+1], at}, nil
	case c >= '0' && c <= '9', c == '.' && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9':
		n := strings.IndexFunc(rest, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
		if n < 0 {
			n = len(rest)
		}
		return make(number, n)
	case c == '$':
		n := nameLength(rest[1:])
		if n == 0 {
			return token{}, wrong(at, "a variable needs a name")
		}
		l.pos += n + 1
		return token{variable, rest[1 : n+1], at}, nil
	case c == '*':
		if l.operand() {
			return make(symbol, 1)
		}
		return make(operator, 1)
	}
	for _, s := range []string{"!=", "<=", ">=", "::", "//", ".."} {
		if strings.HasPrefix(rest, s) {
			return make(symbol, len(s))
		}
	}
	if strings.IndexByte("()[].@,/|+-=<>", rest[0]) >= 0 {
		return make(symbol, 1)
	}
	n := nameLength(rest)
	if n == 0 {
		return token{}, wrong(at, "unexpected "+string([]rune(rest)[:1]))
	}
	if !l.operand() {
		switch word := rest[:n]; word {
		case "and", "or", "div", "mod":
			return make(operator, n)
		}
	}
	return make(name, n)
}

// nameLength is how long the QName, or prefix:*, is that a text begins with.
func nameLength(s string) int {
	n := ncName(s)
	if n == 0 || n+1 >= len(s) || s[n] != ':' || s[n+1] == ':' {
		return n
	}
	if s[n+1] == '*' {
		return n + 2
	}
	if m := ncName(s[n+1:]); m > 0 {
		return n + 1 + m
	}
	return n
}

func ncName(s string) int {
	for i, r := range s {
		if !(r == '_' || unicode.IsLetter(r) || i > 0 && (r == '-' || r == '.' || unicode.IsDigit(r) || unicode.Is(unicode.M, r))) || r == utf8.RuneError {
			return i
		}
	}
	return len(s)
}
