package simple

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// opensQuote tells whether the quote at i begins quoted text: it does where an argument or a word begins, so that the
// apostrophe of "it's" is text.
func (p *parser) opensQuote(i, start int) bool {
	if c := p.text[i]; c != '\'' && c != '"' {
		return false
	}
	return i == start || isBlank(p.text[i-1]) || strings.IndexByte("(,", p.text[i-1]) >= 0
}

// closesQuote finds the end of the quoted text that begins at i, i itself where it has none.
func (p *parser) closesQuote(i, end int) int {
	for j := i + 1; j < end; j++ {
		if p.text[j] == p.text[i] {
			return j
		}
		j = p.skip(j, end)
	}
	return i
}

// closingParen finds the ) for the ( at open; quotes and nested functions count.
func (p *parser) closingParen(open, end int) int {
	depth := 0
	for i := open; i < end; i++ {
		switch {
		case p.opensQuote(i, open):
			i = p.closesQuote(i, end)
		case p.text[i] == '(':
			depth++
		case p.text[i] == ')':
			if depth--; depth == 0 {
				return i
			}
		default:
			i = p.skip(i, end)
		}
	}
	return -1
}

// split cuts arguments at the commas that are not inside quotes or nested functions.
func (p *parser) split(s span) []span {
	if p.trim(s).empty() {
		return nil
	}
	var args []span
	from := s.start
	for i := s.start; i < s.end; i++ {
		switch {
		case p.opensQuote(i, from):
			i = p.closesQuote(i, s.end)
		case p.text[i] == ',':
			args = append(args, p.trim(span{from, i}))
			from = i + 1
		default:
			i = p.skip(i, s.end)
		}
	}
	return append(args, p.trim(span{from, s.end}))
}

// inner is an argument without the quotes around it.
func (p *parser) inner(s span) span {
	if s.end-s.start >= 2 {
		if q := p.text[s.start]; (q == '\'' || q == '"') && p.text[s.end-1] == q {
			return span{s.start + 1, s.end - 1}
		}
	}
	return s
}

func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

// argument compiles an argument as a template without the quotes around it.
func (p *parser) argument(s span) (components.Expression, error) { return p.template(p.inner(s)) }

// arguments compiles several.
func (p *parser) arguments(args []span) ([]components.Expression, error) {
	all := make([]components.Expression, len(args))
	for i, a := range args {
		e, err := p.argument(a)
		if err != nil {
			return nil, err
		}
		all[i] = e
	}
	return all, nil
}

// evaluate answers the values of expressions.
func evaluate(ex *components.Exchange, all []components.Expression) ([]any, error) {
	values := make([]any, len(all))
	for i, e := range all {
		v, err := e(ex)
		if err != nil {
			return nil, err
		}
		values[i] = v
	}
	return values, nil
}

// literal answers an argument that is text as it is written: functions in it are not evaluated.
func (p *parser) literal(s span) string { return unescape(p.of(p.inner(s))) }

// whole compiles all that stands between the parentheses as the one argument of a function, the body where it is empty.
func (p *parser) whole(c call) (components.Expression, error) {
	if err := p.parenthesized(c); err != nil {
		return nil, err
	}
	s := p.trim(c.inside)
	if s.empty() {
		return body, p.plainEnd(c)
	}
	if err := p.plainEnd(c); err != nil {
		return nil, err
	}
	return p.argument(s)
}

// subject compiles argument i, which is what a function works on; the body where it is missing.
func (p *parser) subject(c call, i int) (components.Expression, error) {
	if i < 0 || i >= len(c.args) {
		return body, nil
	}
	return p.argument(c.args[i])
}

// textOf evaluates to text; null is nothing.
func textOf(ex *components.Exchange, e components.Expression) (string, error) {
	v, err := e(ex)
	if err != nil || v == nil {
		return "", err
	}
	return components.Text(v), nil
}

// intOf evaluates to a whole number of 32 bits; null is 0.
func intOf(ex *components.Exchange, e components.Expression) (int, error) {
	v, err := e(ex)
	if err != nil || v == nil {
		return 0, err
	}
	n, err := components.Int(v)
	if err != nil || n != int64(int32(n)) {
		return 0, notNumber(v, "java.lang.Integer")
	}
	return int(n), nil
}
