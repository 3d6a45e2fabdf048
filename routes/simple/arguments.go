package simple

import (
	"errors"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// argument is the text of an argument and where it begins in the whole.
type argument struct {
	text string
	at   int
}

// reading is how a function of Camel reads its arguments.
type reading struct {
	trim   bool // blanks around them do not count
	quotes bool // quotes around them stay
	most   int  // how many there may be; 0 means that there is no bound
	least  int
	of     subject
}

// subject is which argument is what the function works on: where one argument less than the most is there, the body.
type subject int

const (
	nothing subject = iota
	first
	last
)

// cut cuts what stands between the parentheses at its commas, as Camel does: those in quotes do not count, those in nested
// functions do, and between two commas there is nothing.
func (p *parser) cutArguments(s span, how reading) []argument {
	text := p.of(s)
	if strings.TrimSpace(text) == "" {
		return nil
	}
	if !strings.Contains(text, ",") {
		one := argument{text, s.start}
		if in := unquote(text); in != text && !how.quotes {
			return []argument{{in, s.start + 1}}
		}
		if how.trim {
			one = one.trimmed()
		}
		return []argument{one}
	}
	var args []argument
	var b strings.Builder
	begin, quote := 0, byte(0)
	flush := func(trim bool) {
		if b.Len() == 0 {
			return
		}
		one := argument{b.String(), s.start + begin}
		if trim {
			one = one.trimmed()
		}
		args = append(args, one)
		b.Reset()
	}
	for i := range len(text) {
		c := text[i]
		isQuote := (c == '\'' || c == '"') && (quote == 0 || quote == c)
		if c == ',' && quote == 0 {
			flush(how.trim)
			continue
		}
		if b.Len() == 0 {
			if c == ' ' && quote == 0 && how.trim {
				continue
			}
			begin = i
		}
		if isQuote {
			if quote == 0 {
				quote = c
			} else {
				quote = 0
				if text[i-1] == c && b.Len() == 0 {
					args = append(args, argument{"", s.start + i})
				}
			}
		}
		if !isQuote || how.quotes {
			b.WriteByte(c)
		}
	}
	flush(how.trim && text[len(text)-1] != '\'' && text[len(text)-1] != '"')
	return args
}

func (a argument) trimmed() argument {
	a.at += len(a.text) - len(strings.TrimLeft(a.text, " \t\r\n"))
	a.text = strings.TrimSpace(a.text)
	return a
}

// withoutQuotes is an argument without any quotes, wherever they are.
func (a argument) withoutQuotes() argument {
	if a.text != "" && (a.text[0] == '\'' || a.text[0] == '"') {
		a.at++
	}
	a.text = quotes.Replace(a.text)
	return a
}

// withoutOuterQuotes is an argument without the quotes around it.
func (a argument) withoutOuterQuotes() argument {
	if in := unquote(a.text); in != a.text {
		return argument{in, a.at + 1}
	}
	return a
}

var quotes = strings.NewReplacer("'", "", `"`, "")

func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

// inside runs compile on the text of an argument; mistakes are shown in the whole.
func inside[T any](p *parser, a argument, compile func(*parser, span) (T, error)) (T, error) {
	in := &parser{text: a.text, env: p.env, depth: p.depth, nodes: p.nodes}
	made, err := compile(in, span{0, len(a.text)})
	if syntax := (*components.SyntaxError)(nil); errors.As(err, &syntax) {
		syntax.Offset = min(syntax.Offset+a.at, len(p.text))
	}
	return made, err
}

func (p *parser) argument(a argument) (components.Expression, error) {
	return inside(p, a, (*parser).template)
}

func (p *parser) condition(a argument) (components.Predicate, error) {
	return inside(p, a, (*parser).predicate)
}

// read cuts the arguments of a function and refuses too few and too many. The one that it works on is there in any case.
func (p *parser) read(c call, how reading) ([]argument, error) {
	if err := p.parenthesized(c); err != nil {
		return nil, err
	}
	args := p.cutArguments(c.inside, how)
	if len(args) == 0 && how.most > 0 && !p.trim(c.inside).empty() { // nothing but commas
		return nil, p.wrongCount(c, how, 0)
	}
	if len(args) < how.least || how.most > 0 && len(args) > how.most {
		return nil, p.wrongCount(c, how, len(args))
	}
	if how.of != nothing && len(args) < how.most {
		bodyItself := argument{"${body}", c.text.start}
		if how.of == first {
			return append([]argument{bodyItself}, args...), nil
		}
		for len(args) < how.most-1 {
			args = append(args, argument{"", c.text.start})
		}
		return append(args, bodyItself), nil
	}
	return args, nil
}

// arguments reads and compiles the arguments of a function.
func (p *parser) arguments(c call, how reading) ([]components.Expression, error) {
	args, err := p.read(c, how)
	if err != nil {
		return nil, err
	}
	all := make([]components.Expression, len(args))
	for i, a := range args {
		if all[i], err = p.argument(a); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// whole compiles all that stands between the parentheses as the one argument of a function, the body where it is empty.
// Quotes do not count, blanks do.
func (p *parser) whole(c call) (components.Expression, error) {
	if err := p.parenthesized(c); err != nil {
		return nil, err
	}
	if p.trim(c.inside).empty() {
		return body, nil
	}
	return p.argument(argument{p.of(c.inside), c.inside.start}.withoutQuotes())
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

// textOf evaluates to text; null is nothing.
func textOf(ex *components.Exchange, e components.Expression) (string, error) {
	v, err := e(ex)
	if err != nil || v == nil {
		return "", err
	}
	return components.Text(v), nil
}

// numberOf evaluates to a whole number of 32 bits that must be there.
func numberOf(ex *components.Exchange, e components.Expression) (int, error) {
	v, err := e(ex)
	if err != nil {
		return 0, err
	}
	if v == nil {
		return 0, components.NewException(nullPointer, "the number is null")
	}
	return intOf(ex, constant(v))
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
