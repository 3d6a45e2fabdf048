package groovy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type kind uint8

const (
	endOfText kind = iota
	word           // a name or a keyword
	number         // value holds it
	text           // plain text, in value
	template       // text with ${...} in it, in parts
	operator
)

// token is a piece of the script's text.
type token struct {
	kind    kind
	pos     int  // byte offset
	newline bool // stands on a line after the token before
	spaced  bool // blanks stand before it
	text    string
	value   any
	parts   []part
}

// part is what a template consists of: text, or the tokens of an expression.
type part struct {
	text   string
	tokens []token
}

// lexer cuts a script into tokens.
type lexer struct {
	src    string
	pos    int
	depth  int // of templates in templates
	tokens []token
}

// maxNesting bounds how deep a script is nested, chains of operators included.
const maxNesting = 400

// operators, the longest first.
var operators = []string{
	">>>=", "<=>", "**=", "===", "!==", "==~", "<<=", ">>=", ">>>", "...", "..<", "<..<", "?.@", "*.@",
	"<..", "?.", "*.", ".&", "::", "..", "->", "++", "--", "**", "==", "!=", "=~", "<=", ">=", "&&", "||", "<<", ">>", "+=", "-=", "*=", "/=", "%=", "&=",
	"|=", "^=", "?:", "?=", "?[", ".@",
	"+", "-", "*", "/", "%", "=", "<", ">", "!", "~", "?", ":", ".", ",", ";", "(", ")", "[", "]", "{", "}", "&", "|", "^", "@",
}

// lex cuts src into tokens. It panics with a [*components.SyntaxError].
func lex(src string) []token {
	l := &lexer{src: src}
	l.run(false)
	return l.tokens
}

// run reads tokens up to the end, or inside a template to the brace that closes it.
func (l *lexer) run(inTemplate bool) {
	braces := 0
	for {
		newline, spaced := l.blanks()
		start := l.pos
		if start >= len(l.src) {
			if inTemplate {
				fail(start, "${ has no end", "add }")
			}
			l.tokens = append(l.tokens, token{kind: endOfText, pos: start, newline: true})
			return
		}
		t := l.token()
		t.pos, t.newline, t.spaced = start, newline, spaced
		if t.kind == operator && inTemplate {
			if t.text == "{" {
				braces++
			}
			if t.text == "}" {
				if braces--; braces < 0 {
					l.tokens = append(l.tokens, token{kind: endOfText, pos: start, newline: true})
					return
				}
			}
		}
		l.tokens = append(l.tokens, t)
	}
}

// blanks skips blanks and comments.
func (l *lexer) blanks() (newline, spaced bool) {
	for l.pos < len(l.src) {
		rest := l.src[l.pos:]
		switch c := rest[0]; {
		case c == '\n':
			newline = true
			l.pos++
		case c == ' ' || c == '\t' || c == '\r' || c == '\f':
			l.pos++
		case c == '\\' && (strings.HasPrefix(rest, "\\\n") || strings.HasPrefix(rest, "\\\r\n")):
			l.pos += strings.IndexByte(rest, '\n') + 1
		case strings.HasPrefix(rest, "//") || l.pos == 0 && strings.HasPrefix(rest, "#!"):
			if i := strings.IndexByte(rest, '\n'); i >= 0 {
				l.pos += i
			} else {
				l.pos = len(l.src)
			}
		case strings.HasPrefix(rest, "/*"):
			i := strings.Index(rest[2:], "*/")
			if i < 0 {
				fail(l.pos, "the comment has no end", "add */")
			}
			newline = newline || strings.Contains(rest[:i+4], "\n")
			l.pos += i + 4
		case strings.HasPrefix(rest, "\ufeff") || strings.HasPrefix(rest, "\u00a0"):
			_, n := utf8.DecodeRuneInString(rest)
			l.pos += n
		default:
			return newline, spaced
		}
		spaced = true
	}
	return true, spaced
}

func (l *lexer) token() token {
	rest := l.src[l.pos:]
	r, n := utf8.DecodeRuneInString(rest)
	switch {
	case r >= '0' && r <= '9' || r == '.' && len(rest) > 1 && isDigit(rest[1]) && !l.afterOperand():
		return l.number()
	case strings.HasPrefix(rest, "$/") && !l.afterOperand():
		return l.slashy("$/", "/$")
	case isNameStart(r):
		end := n
		for end < len(rest) {
			r, n := utf8.DecodeRuneInString(rest[end:])
			if !isNameStart(r) && !unicode.IsDigit(r) {
				break
			}
			end += n
		}
		l.pos += end
		return token{kind: word, text: rest[:end]}
	case strings.HasPrefix(rest, "'''"):
		return l.quoted("'''", false)
	case strings.HasPrefix(rest, `"""`):
		return l.quoted(`"""`, true)
	case r == '\'':
		return l.quoted("'", false)
	case r == '"':
		return l.quoted(`"`, true)
	case r == '/' && !l.afterOperand():
		return l.slashy("/", "/")
	}
	for _, op := range operators {
		if strings.HasPrefix(rest, op) {
			l.pos += len(op)
			return token{kind: operator, text: op}
		}
	}
	fail(l.pos, "unexpected "+quote(string(r)), "")
	return token{}
}

// notOperand are words that a value does not end with: a / behind them begins text.
var notOperand = map[string]bool{"return": true, "case": true, "in": true, "as": true, "instanceof": true, "throw": true, "else": true, "assert": true, "do": true}

// afterOperand tells whether a value ends before here, so that / divides.
func (l *lexer) afterOperand() bool {
	if len(l.tokens) == 0 {
		return false
	}
	switch t := l.tokens[len(l.tokens)-1]; t.kind {
	case word:
		return !notOperand[t.text]
	case operator:
		return t.text == ")" || t.text == "]" || t.text == "}" || t.text == "++" || t.text == "--"
	}
	return true
}

func isDigit(c byte) bool     { return c >= '0' && c <= '9' }
func isNameStart(r rune) bool { return r == '_' || r == '$' || unicode.IsLetter(r) }
