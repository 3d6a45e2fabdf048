package simple

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/dromedary-go/dromedary/components"
)

// textFunctions work on text: an argument's, or the body's where there is none.
var textFunctions = map[string]compiler{
	"trim":                ofText(func(s string) any { return trimJava(s) }),
	"uppercase":           ofText(func(s string) any { return toUpper(s) }),
	"lowercase":           ofText(func(s string) any { return strings.ToLower(s) }),
	"capitalize":          capitalizeFunction,
	"normalizeWhitespace": ofText(func(s string) any { return normalizeWhitespace(s) }),
	"quote":               ofText(quote),
	"unquote":             ofText(func(s string) any { return unquote(s) }),
	"safeQuote":           safeQuoteFunction,
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

// toUpper writes sharp s as Java does.
func toUpper(s string) string { return strings.ToUpper(strings.ReplaceAll(s, "ß", "SS")) }

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

// quote puts text in double quotes instead of those that are around it.
func quote(s string) any {
	return `"` + unquote(s) + `"`
}

// capitalize makes the first letter of every word a capital; words have blanks between. As in Camel, one
// blank at the beginning is no such blank.
func capitalize(s string) string {
	var b strings.Builder
	for i, r := range s {
		if i == 0 || i > 1 && s[i-1] == ' ' {
			r = unicode.ToUpper(r)
		}
		b.WriteRune(r)
	}
	return b.String()
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

// capitalizeFunction fails on empty text, as in Camel.
func capitalizeFunction(p *parser, c call) (components.Expression, error) {
	of, err := p.whole(c)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil || v == nil {
			return nil, err
		}
		if s := components.Text(v); s != "" {
			return capitalize(s), nil
		}
		return nil, components.NewException("java.lang.ArrayIndexOutOfBoundsException", "Index 0 out of bounds for length 0")
	}, nil
}

// safeQuoteFunction makes the text "null" of a body that is null; anything else that is null stays so.
func safeQuoteFunction(p *parser, c call) (components.Expression, error) {
	of, err := p.whole(c)
	if err != nil {
		return nil, err
	}
	ofBody := p.trim(c.inside).empty()
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil || v == nil && !ofBody {
			return nil, err
		}
		return safeQuote(v), nil
	}, nil
}

// safeQuote puts quotes around what is no number and no boolean, as JSON has them.
func safeQuote(v any) any {
	if isTruth(v) || isNumber(v) {
		return v
	}
	return `"` + unquote(components.Text(v)) + `"`
}

// concatFunction is concat(text), which adds to the body, concat(text,text) and concat(text,text,separator).
func concatFunction(p *parser, c call) (components.Expression, error) {
	args, err := p.read(c, reading{least: 1, most: 3, trim: true, quotes: true})
	if err != nil {
		return nil, err
	}
	if len(args) == 1 {
		if strings.Contains(p.of(c.inside), ",") { // in quotes it counts, too
			return nil, p.wrongCount(c, reading{least: 1, most: 3}, 1)
		}
		args = append([]argument{{"${body}", c.text.start}}, args...)
	}
	parts := make([]components.Expression, 2)
	for i := range parts {
		if parts[i], err = p.argument(args[i].withoutQuotes()); err != nil {
			return nil, err
		}
	}
	separator := ""
	if len(args) == 3 {
		separator = unescape(args[2].withoutQuotes().text)
	}
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
	args, err := p.read(c, reading{least: 2, most: 3, trim: true, quotes: true})
	if err != nil {
		return nil, err
	}
	of, err := p.argument(args[0].withoutQuotes())
	if err != nil {
		return nil, err
	}
	size, err := p.argument(args[1].withoutQuotes())
	if err != nil {
		return nil, err
	}
	filler := ""
	if len(args) == 3 {
		filler = unescape(args[2].withoutQuotes().text)
	}
	filler = cmp.Or(filler, " ")
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil || v == nil {
			return nil, err
		}
		width, err := intOf(ex, size)
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
	args, err := p.read(c, reading{least: 2, most: 3, of: last})
	if err != nil {
		return nil, err
	}
	from, to := entities.Replace(unescape(args[0].text)), entities.Replace(unescape(args[1].text))
	of, err := p.argument(args[2])
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
	items, err := p.arguments(c, reading{least: 1, most: 2, of: first})
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := evaluate(ex, items)
		if err != nil {
			return nil, err
		}
		if _, ok := v[0].([]any); ok { // its text counts, so that a part of an element is found too
			v[0] = components.Text(v[0])
		}
		return containsFold(v[0], v[1])
	}, nil
}
