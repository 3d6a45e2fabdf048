package simple

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// textFunctions work on text: an argument's, or the body's where there is none.
var textFunctions = map[string]compiler{
	"trim":                ofText(func(s string) any { return strings.TrimSpace(s) }),
	"uppercase":           ofText(func(s string) any { return strings.ToUpper(s) }),
	"lowercase":           ofText(func(s string) any { return strings.ToLower(s) }),
	"capitalize":          ofText(func(s string) any { return capitalize(s) }),
	"normalizeWhitespace": ofText(func(s string) any { return strings.Join(strings.Fields(s), " ") }),
	"quote":               ofText(func(s string) any { return `"` + s + `"` }),
	"unquote":             ofText(func(s string) any { return unquote(s) }),
	"safeQuote":           safeQuote,
	"isAlpha":             ofText(all(unicode.IsLetter)),
	"isNumeric":           ofText(all(unicode.IsDigit)),
	"isAlphaNumeric":      ofText(all(func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })),
	"replace":             replaceFunction,
	"substring":           substringFunction,
	"substringBefore":     cutFunction(func(s, a, _ string) (string, bool) { b, _, ok := strings.Cut(s, a); return b, ok }, 1),
	"substringAfter":      cutFunction(func(s, a, _ string) (string, bool) { _, b, ok := strings.Cut(s, a); return b, ok }, 1),
	"substringBetween":    cutFunction(between, 2),
	"concat":              concatFunction,
	"pad":                 padFunction,
	"hash":                hashFunction,
	"contains":            containsFunction,
	"split":               splitFunction,
	"join":                joinFunction,
}

// ofText makes a function of one text; null stays null.
func ofText(f func(string) any) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		if err := p.count(c, 0, 1); err != nil {
			return nil, err
		}
		of, err := p.subject(c, 0)
		if err != nil {
			return nil, err
		}
		return p.navigate(func(ex *components.Exchange) (any, error) {
			v, err := of(ex)
			if err != nil || v == nil {
				return nil, err
			}
			return f(components.Text(v)), nil
		}, c.rest)
	}
}

func all(is func(rune) bool) func(string) any {
	return func(s string) any {
		for _, r := range s {
			if !is(r) {
				return false
			}
		}
		return s != ""
	}
}

func capitalize(s string) string {
	words := strings.Split(s, " ")
	for i, w := range words {
		if r, n := utf8.DecodeRuneInString(w); n > 0 {
			words[i] = string(unicode.ToUpper(r)) + w[n:]
		}
	}
	return strings.Join(words, " ")
}

func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return s[1 : len(s)-1]
	}
	return s
}

// safeQuote puts quotes around text only: numbers, booleans and null stay bare, as JSON has them.
func safeQuote(p *parser, c call) (components.Expression, error) {
	of, err := p.subject(c, 0)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if s, ok := v.(string); ok && err == nil {
			return `"` + s + `"`, nil
		}
		if b, ok := v.([]byte); ok && err == nil {
			return `"` + string(b) + `"`, nil
		}
		return v, err
	}, nil
}

// entities are the words that stand for what an argument cannot hold.
var entities = strings.NewReplacer("&quot;", `"`, "&apos;", "'", "&empty;", "", "&comma;", ",")

func replaceFunction(p *parser, c call) (components.Expression, error) {
	if err := p.count(c, 2, 3); err != nil {
		return nil, err
	}
	from, err := p.unquoted(c.args[0])
	if err != nil {
		return nil, err
	}
	to, err := p.unquoted(c.args[1])
	if err != nil {
		return nil, err
	}
	of, err := p.subject(c, 2)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil || v == nil {
			return nil, err
		}
		a, err := textOf(from, ex)
		if err != nil {
			return nil, err
		}
		b, err := textOf(to, ex)
		if err != nil {
			return nil, err
		}
		return strings.ReplaceAll(components.Text(v), entities.Replace(a), entities.Replace(b)), nil
	}, nil
}

func textOf(e components.Expression, ex *components.Exchange) (string, error) {
	v, err := e(ex)
	if err != nil || v == nil {
		return "", err
	}
	return components.Text(v), nil
}

// substringFunction cuts characters off: substring(head), substring(head,tail), substring(head,tail,text); negative
// numbers count from the end.
func substringFunction(p *parser, c call) (components.Expression, error) {
	if err := p.count(c, 1, 3); err != nil {
		return nil, err
	}
	head, err := p.unquoted(c.args[0])
	if err != nil {
		return nil, err
	}
	tail := constant("0")
	if len(c.args) > 1 {
		if tail, err = p.unquoted(c.args[1]); err != nil {
			return nil, err
		}
	}
	of, err := p.subject(c, 2)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil || v == nil {
			return nil, err
		}
		h, err := intOf(head, ex)
		if err != nil {
			return nil, err
		}
		t, err := intOf(tail, ex)
		if err != nil {
			return nil, err
		}
		r := []rune(components.Text(v))
		n := int64(len(r))
		if h < 0 && len(c.args) == 1 {
			h, t = 0, -h
		}
		start, end := max(h, 0), n-max(t, -t)
		if h < 0 {
			start = max(n+h, 0)
		}
		if start >= end {
			return "", nil
		}
		return string(r[start:end]), nil
	}, nil
}

func intOf(e components.Expression, ex *components.Exchange) (int64, error) {
	v, err := e(ex)
	if err != nil {
		return 0, err
	}
	return components.Int(v)
}

func between(s, a, b string) (string, bool) {
	_, s, ok := strings.Cut(s, a)
	if !ok {
		return "", false
	}
	s, _, ok = strings.Cut(s, b)
	return s, ok
}

// cutFunction answers null where there is no match.
func cutFunction(cut func(s, a, b string) (string, bool), marks int) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		if err := p.count(c, marks, marks+1); err != nil {
			return nil, err
		}
		first, last := c.args[0], c.args[marks-1]
		subject := len(c.args)
		if len(c.args) > marks { // the text stands first
			first, last, subject = c.args[1], c.args[marks], 0
		}
		a, err := p.unquoted(first)
		if err != nil {
			return nil, err
		}
		b, err := p.unquoted(last)
		if err != nil {
			return nil, err
		}
		of, err := p.subject(c, subject)
		if err != nil {
			return nil, err
		}
		return func(ex *components.Exchange) (any, error) {
			v, err := of(ex)
			if err != nil || v == nil {
				return nil, err
			}
			x, err := textOf(a, ex)
			if err != nil {
				return nil, err
			}
			y, err := textOf(b, ex)
			if err != nil {
				return nil, err
			}
			if s, ok := cut(components.Text(v), x, y); ok {
				return s, nil
			}
			return nil, nil
		}, nil
	}
}

func concatFunction(p *parser, c call) (components.Expression, error) {
	if err := p.count(c, 1, 3); err != nil {
		return nil, err
	}
	parts := []components.Expression{body}
	if len(c.args) > 1 {
		parts = nil
	}
	for _, a := range c.args[:min(len(c.args), 2)] {
		e, err := p.unquoted(a)
		if err != nil {
			return nil, err
		}
		if len(parts) == 1 && len(c.args) == 3 {
			between, err := p.unquoted(c.args[2])
			if err != nil {
				return nil, err
			}
			parts = append(parts, between)
		}
		parts = append(parts, e)
	}
	return concat(parts), nil
}

// padFunction pads to a width, on the left where it is negative.
func padFunction(p *parser, c call) (components.Expression, error) {
	if err := p.count(c, 2, 3); err != nil {
		return nil, err
	}
	of, err := p.unquoted(c.args[0])
	if err != nil {
		return nil, err
	}
	width, err := p.unquoted(c.args[1])
	if err != nil {
		return nil, err
	}
	with := " "
	if len(c.args) > 2 {
		with = p.plain(c.args[2])
	}
	return func(ex *components.Exchange) (any, error) {
		s, err := textOf(of, ex)
		if err != nil {
			return nil, err
		}
		w, err := intOf(width, ex)
		if err != nil {
			return nil, err
		}
		missing := max(w, -w) - int64(utf8.RuneCountInString(s))
		if missing <= 0 || missing > 1<<20 || with == "" {
			return s, nil
		}
		padding := strings.Repeat(with, int(missing))
		if w < 0 {
			return padding + s, nil
		}
		return s + padding, nil
	}, nil
}

func hashFunction(p *parser, c call) (components.Expression, error) {
	if err := p.count(c, 0, 2); err != nil {
		return nil, err
	}
	algorithm := "SHA-256"
	if len(c.args) > 1 {
		algorithm = p.plain(c.args[1])
	}
	of := components.Expression(body)
	if len(c.args) > 0 {
		var err error
		if of, err = p.argument(c.args[0]); err != nil { // quotes stay, as in Camel
			return nil, err
		}
	}
	make := map[string]func() hash.Hash{"SHA-256": sha256.New, "SHA-512": sha512.New, "SHA-384": sha512.New384, "SHA-1": sha1.New, "SHA1": sha1.New, "MD5": md5.New}[strings.ToUpper(algorithm)]
	if make == nil {
		return nil, p.wrong(c.at, "known are SHA-256, SHA-384, SHA-512, SHA-1, MD5", "unknown hash %q", algorithm)
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil || v == nil {
			return nil, err
		}
		h := make()
		h.Write([]byte(components.Text(v)))
		return hex.EncodeToString(h.Sum(nil)), nil
	}, nil
}

func containsFunction(p *parser, c call) (components.Expression, error) {
	if err := p.count(c, 1, 2); err != nil {
		return nil, err
	}
	what, err := p.unquoted(c.args[len(c.args)-1])
	if err != nil {
		return nil, err
	}
	of := components.Expression(body)
	if len(c.args) > 1 {
		if of, err = p.unquoted(c.args[0]); err != nil {
			return nil, err
		}
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil {
			return nil, err
		}
		w, err := what(ex)
		return contains(v, w), err
	}, nil
}

// splitFunction is split(separator) and split(text,separator).
func splitFunction(p *parser, c call) (components.Expression, error) {
	if err := p.count(c, 0, 2); err != nil {
		return nil, err
	}
	separator, of := ",", components.Expression(body)
	if len(c.args) > 0 {
		if separator = entities.Replace(p.plain(c.args[len(c.args)-1])); separator == `\n` {
			separator = "\n"
		}
	}
	if len(c.args) > 1 {
		var err error
		if of, err = p.unquoted(c.args[0]); err != nil {
			return nil, err
		}
	}
	return p.navigate(func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil || v == nil {
			return nil, err
		}
		if l, ok := v.([]any); ok {
			return l, nil
		}
		return listOf(strings.Split(components.Text(v), separator)), nil
	}, c.rest)
}

// joinFunction is join(separator,prefix,list).
func joinFunction(p *parser, c call) (components.Expression, error) {
	if err := p.count(c, 0, 3); err != nil {
		return nil, err
	}
	separator, prefix := ",", ""
	if len(c.args) > 0 {
		if separator = entities.Replace(p.plain(c.args[0])); separator == `\n` {
			separator = "\n"
		}
	}
	if len(c.args) > 1 {
		prefix = p.plain(c.args[1])
	}
	of, err := p.subject(c, 2)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil || v == nil {
			return nil, err
		}
		var parts []string
		for _, item := range elements(v) {
			parts = append(parts, prefix+components.Text(item))
		}
		return strings.Join(parts, separator), nil
	}, nil
}
