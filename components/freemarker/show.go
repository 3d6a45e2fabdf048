package freemarker

import (
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/template"
)

// sum adds numbers, lists and maps; anything else is joined as text.
func (s *scope) sum(a, b any) (any, error) {
	x, ok := number(a)
	y, too := number(b)
	if ok && too {
		return x + y, nil
	}
	switch a := a.(type) {
	case []any:
		if b, ok := listOf(b); ok {
			return append(a[:len(a):len(a)], b...), s.out.Step()
		}
	case *components.Map:
		if b, ok := b.(*components.Map); ok {
			m := &components.Map{}
			for _, part := range []*components.Map{a, b} {
				for k, v := range part.All() {
					m.Set(k, v)
				}
			}
			return m, s.out.Step()
		}
	}
	first, err := s.text(a)
	if err != nil {
		return nil, err
	}
	second, err := s.text(b)
	if err != nil {
		return nil, err
	}
	if len(first)+len(second) > 64<<20 {
		return nil, failure("_MiscTemplateException", "a text is longer than 64 MiB")
	}
	return first + second, s.out.Step()
}

func listOf(v any) ([]any, bool) {
	switch v := v.(type) {
	case []any:
		return v, true
	case *span:
		return v.list(), true
	case nothing:
		return nil, true
	}
	return nil, false
}

// text is how a value is shown.
func (s *scope) text(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", missing("a value that is shown")
	case string:
		return v, nil
	case nothing:
		return "", nil
	case bool:
		return "", failure("_MiscTemplateException", "Can't convert boolean to string automatically: use ?c or ?string('yes', 'no')")
	case []any, *components.Map, *span, template.Headers, *macro:
		return "", failure("NonStringOrTemplateOutputException", "a list or a map cannot be shown")
	}
	if n, ok := number(v); ok {
		return shown(n), nil
	}
	return template.Text(v), nil
}

// shown writes a number as FreeMarker does in English: 1,234.568.
func shown(f float64) string { return pattern(f, "#,##0.###") }

// pattern writes a number by a pattern of Java's DecimalFormat.
func pattern(f float64, p string) string {
	p, _, _ = strings.Cut(p, ";")
	first, last := strings.IndexAny(p, "#0"), strings.LastIndexAny(p, "#0")
	if first < 0 {
		return p
	}
	prefix, digits, suffix := p[:first], p[first:last+1], p[last+1:]
	if strings.Contains(prefix+suffix, "%") {
		f *= 100
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	text := strconv.FormatFloat(f, 'f', len(fraction), 64)
	for n := strings.Count(fraction, "0"); len(fraction) > n && strings.HasSuffix(text, "0"); n++ {
		text = text[:len(text)-1]
	}
	text = strings.TrimSuffix(text, ".")
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	integer, rest, dot := strings.Cut(text, ".")
	for len(integer) < strings.Count(whole, "0") {
		integer = "0" + integer
	}
	if strings.Count(whole, "0") == 0 && integer == "0" && dot {
		integer = ""
	}
	if i := strings.LastIndexByte(whole, ','); i >= 0 {
		integer = separated(integer, len(whole)-i-1)
	}
	if dot {
		integer += "." + rest
	}
	return sign + prefix + integer + suffix
}

func separated(digits string, group int) string {
	if group <= 0 {
		return digits
	}
	var parts []string
	for len(digits) > group {
		parts = append([]string{digits[len(digits)-group:]}, parts...)
		digits = digits[:len(digits)-group]
	}
	return strings.Join(append([]string{digits}, parts...), ",")
}
