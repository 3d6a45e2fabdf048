package simple

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/javatext"
)

// cutFunctions cut text apart and put it together.
var cutFunctions = map[string]compiler{
	"substring":        substringFunction,
	"substringBefore":  around(1, func(s string, m []string) (string, bool) { b, _, ok := strings.Cut(s, m[0]); return b, ok }),
	"substringAfter":   around(1, func(s string, m []string) (string, bool) { _, a, ok := strings.Cut(s, m[0]); return a, ok }),
	"substringBetween": around(2, between),
	"split":            split,
	"join":             join,
}

// substringFunction is substring(head), substring(head,tail) and substring(head,tail,text): so many characters are cut off
// at the beginning and at the end. A negative head alone counts from the end.
func substringFunction(p *parser, c call) (components.Expression, error) {
	args, err := p.read(c, reading{least: 1, most: 3, of: last})
	if err != nil {
		return nil, err
	}
	if args[1].text == "" {
		args[1].text = "0"
	}
	var items [3]components.Expression
	for i, a := range args {
		if items[i], err = p.argument(a); err != nil {
			return nil, err
		}
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := items[2](ex)
		if err != nil || v == nil {
			return nil, err
		}
		cut := [2]int{}
		for i := range cut {
			if cut[i], err = numberOf(ex, items[i]); err != nil {
				return nil, err
			}
		}
		head, tail := max(cut[0], -cut[0]), max(cut[1], -cut[1])
		if cut[0] < 0 && tail == 0 {
			head, tail = 0, head
		}
		text := components.Text(v)
		size := units(text)
		if head > size || tail > size-head {
			return "", nil
		}
		return text[byteAt(text, head):byteAt(text, size-tail)], nil
	}, nil
}

func between(s string, marks []string) (string, bool) {
	_, s, found := strings.Cut(s, marks[0])
	if !found {
		return "", false
	}
	s, _, found = strings.Cut(s, marks[1])
	return s, found
}

// around makes a function of so many marks, on the body or on the text before them; null where they are not found.
func around(marks int, cut func(s string, marks []string) (string, bool)) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		items, err := p.arguments(c, reading{least: marks, most: marks + 1, of: first})
		if err != nil {
			return nil, err
		}
		return func(ex *components.Exchange) (any, error) {
			v, err := items[0](ex)
			if err != nil || v == nil {
				return nil, err
			}
			texts := make([]string, marks)
			for i, e := range items[1:] {
				mark, err := e(ex)
				switch {
				case err != nil:
					return nil, err
				case mark == nil:
					return nil, components.NewException(nullPointer, `Cannot invoke "String.coder()" because "str" is null`)
				}
				texts[i] = components.Text(mark)
			}
			if s, ok := cut(components.Text(v), texts); ok {
				return s, nil
			}
			return nil, nil
		}, nil
	}
}

// split is split(), split(separator) and split(text,separator). The separator is a regular expression as it is written.
func split(p *parser, c call) (components.Expression, error) {
	args, err := p.read(c, reading{most: 2})
	if err != nil {
		return nil, err
	}
	separator, of := ",", components.Expression(body)
	if n := len(args); n > 0 {
		separator = unescape(args[n-1].text)
		if strings.Contains(separator, "${") {
			return nil, p.wrong(args[n-1].at, "write ${split(text,separator)}", "a separator cannot hold functions")
		}
		if _, err := javatext.Regexp(separator); err != nil {
			return nil, p.wrong(args[n-1].at, "", "%v", err)
		}
		if n == 2 {
			if of, err = p.argument(args[0]); err != nil {
				return nil, err
			}
		}
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil || v == nil {
			return nil, err
		}
		pieces, err := splitPattern(components.Text(v), separator, 0)
		if err != nil {
			return nil, components.NewException(patternSyntax, err.Error())
		}
		return pieces, nil
	}, nil
}

// join is join(), join(separator), join(separator,prefix) and join(separator,prefix,values). Separator and prefix are text
// as it is written.
func join(p *parser, c call) (components.Expression, error) {
	args, err := p.read(c, reading{most: 3, of: last})
	if err != nil {
		return nil, err
	}
	separator, prefix := unescape(args[0].text), unescape(args[1].text)
	if p.trim(c.inside).empty() {
		separator = ","
	}
	of, err := p.argument(args[2])
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := of(ex)
		if err != nil {
			return nil, err
		}
		if v == nil {
			return nil, components.NewException(components.IllegalArgumentException, "there is nothing to join: the value is null")
		}
		var b strings.Builder
		for i, item := range elements(v) {
			if i > 0 {
				b.WriteString(separator)
			}
			b.WriteString(prefix)
			b.WriteString(components.Text(item))
		}
		return b.String(), nil
	}, nil
}
