package simple

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// textFunctions work on text: an argument's, or the body's where there is none.
var textFunctions = map[string]compiler{
	"trim":                ofText(func(s string) any { return trimJava(s) }),
	"uppercase":           ofText(func(s string) any { return strings.ToUpper(s) }),
	"lowercase":           ofText(func(s string) any { return strings.ToLower(s) }),
	"capitalize":          ofText(func(s string) any { return capitalize(s) }),
	"normalizeWhitespace": ofText(func(s string) any { return normalizeWhitespace(s) }),
	"quote":               ofText(func(s string) any { return `"` + s + `"` }),
	"unquote":             ofText(func(s string) any { return unquote(s) }),
	"safeQuote":           ofValue(safeQuote),
	"isAlpha":             ofValue(all(unicode.IsLetter)),
	"isNumeric":           ofValue(all(unicode.IsDigit)),
	"isAlphaNumeric":      ofValue(all(func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })),
	"concat":              concatFunction,
	"pad":                 pad,
	"replace":             replace,
	"contains":            containsFunction,
	"hash":                hashFunction,
}

// ofText makes a function of one text; null stays null.
func ofText(f func(string) any) compiler {
	return ofValue(func(v any) any {
		if v == nil {
			return nil
		}
		return f(components.Text(v))
	})
}

// all tells whether a value's text has characters and all of them are what is asked for.
func all(is func(rune) bool) func(any) any {
	return func(v any) any {
		if v == nil {
			return false
		}
		s := components.Text(v)
		return s != "" && strings.IndexFunc(s, func(r rune) bool { return !is(r) }) < 0
	}
}

// capitalize makes the first letter of every word a capital; words have blanks between.
func capitalize(s string) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		if r, n := utf8.DecodeRuneInString(w); n > 0 {
			words[i] = string(unicode.ToUpper(r)) + w[n:]
		}
	}
	return strings.Join(words, " ")
}

// normalizeWhitespace makes one of several blanks and cuts those at the ends off; tabs and line breaks stay.
func normalizeWhitespace(s string) string {
	var b strings.Builder
	s = trimJava(s)
	for i := range len(s) {
		if s[i] != ' ' || s[i-1] != ' ' {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// safeQuote puts quotes around what is no number and no boolean, as JSON has them.
func safeQuote(v any) any {
	if _, ok := v.(bool); ok || v == nil || isNumber(v) {
		return v
	}
	return `"` + components.Text(v) + `"`
}

// concatFunction is concat(text), which adds to the body, concat(text,text) and concat(text,text,separator).
func concatFunction(p *parser, c call) (components.Expression, error) {
	if err := p.takes(c, 1, 3); err != nil {
		return nil, err
	}
	first, second, separator := components.Expression(body), c.args[0], ""
	if len(c.args) > 1 {
		var err error
		if first, err = p.argument(c.args[0]); err != nil {
			return nil, err
		}
		second = c.args[1]
	}
	last, err := p.argument(second)
	if err != nil {
		return nil, err
	}
	if len(c.args) == 3 {
		separator = p.literal(c.args[2])
	}
	parts := []components.Expression{first, last}
	return func(ex *components.Exchange) (any, error) {
		v, err := evaluate(ex, parts)
		switch {
		case err != nil:
			return nil, err
		case v[0] == nil && v[1] == nil:
			return nil, nil
		case v[0] == nil:
			return components.Text(v[1]), nil
		case v[1] == nil:
			return components.Text(v[0]), nil
		}
		return components.Text(v[0]) + separator + components.Text(v[1]), nil
	}, nil
}

// pad is pad(text,width) and pad(text,width,filler): on the right, on the left where the width is negative.
func pad(p *parser, c call) (components.Expression, error) {
	if err := p.takes(c, 2, 3); err != nil {
		return nil, err
	}
	args, err := p.arguments(c.args[:2])
	if err != nil {
		return nil, err
	}
	filler := " "
	if len(c.args) == 3 {
		filler = p.literal(c.args[2])
	}
	if filler == "" {
		return nil, p.wrong(c.args[2].start, "", "the filler is empty")
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := args[0](ex)
		if err != nil || v == nil {
			return nil, err
		}
		width, err := intOf(ex, args[1])
		if err != nil {
			return nil, err
		}
		if width > mostText || -width > mostText {
			return nil, components.NewException(components.IllegalArgumentException, "the width is too large")
		}
		text := components.Text(v)
		missing := max(width, -width) - units(text)
		if missing <= 0 {
			return text, nil
		}
		fill := strings.Repeat(filler, (missing+units(filler)-1)/units(filler))
		if width < 0 {
			return fill + text, nil
		}
		return text + fill, nil
	}, nil
}

// entities are words for what an argument cannot hold.
var entities = strings.NewReplacer("&quot;", `"`, "&apos;", "'", "&empty;", "")

// replace is replace(from,to) on the body and replace(from,to,text). From and to are text as it is written.
func replace(p *parser, c call) (components.Expression, error) {
	if err := p.takes(c, 2, 3); err != nil {
		return nil, err
	}
	from, to := entities.Replace(p.literal(c.args[0])), entities.Replace(p.literal(c.args[1]))
	of, err := p.subject(c, 2)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil || v == nil {
			return nil, err
		}
		return strings.ReplaceAll(components.Text(v), from, to), nil
	}, nil
}

// containsFunction is contains(text) on the body and contains(value,text), without regard to case.
func containsFunction(p *parser, c call) (components.Expression, error) {
	if err := p.takes(c, 1, 2); err != nil {
		return nil, err
	}
	of, err := p.subject(c, len(c.args)-2)
	if err != nil {
		return nil, err
	}
	part, err := p.argument(c.args[len(c.args)-1])
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := evaluate(ex, []components.Expression{of, part})
		if err != nil {
			return nil, err
		}
		if _, ok := v[0].([]any); ok { // its text counts, so that a part of an element is found too
			v[0] = components.Text(v[0])
		}
		return containsFold(v[0], v[1]), nil
	}, nil
}
