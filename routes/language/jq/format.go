package jq

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"strings"

	"github.com/itchyny/gojq"

	"github.com/dromedary-go/dromedary/components"
)

// formats write a value as text.
var formats = map[string]func(v any) (string, error){
	"":        func(v any) (string, error) { return insert(v), nil },
	"@text":   func(v any) (string, error) { return text(v), nil },
	"@json":   func(v any) (string, error) { return encoded(v), nil },
	"@html":   func(v any) (string, error) { return html.Replace(text(v)), nil },
	"@uri":    func(v any) (string, error) { return strings.ReplaceAll(url.QueryEscape(text(v)), "+", "%20"), nil },
	"@base64": func(v any) (string, error) { return base64.StdEncoding.EncodeToString([]byte(text(v))), nil },
	"@base64d": func(v any) (string, error) {
		b, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text(v), "="))
		if err != nil {
			return "", failed("%s is not valid base64 data", shown(v))
		}
		return components.Text(b), nil
	},
	"@sh": func(v any) (string, error) { return row("escaped for shell", v, " ", quoteShell) },
	"@csv": func(v any) (string, error) {
		return rowOf("csv", v, ",", func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` })
	},
	"@tsv": func(v any) (string, error) { return rowOf("tsv", v, "\t", tsv.Replace) },
}

// insert is a value within text: a floating-point number keeps its point there.
func insert(v any) string {
	if f, ok := v.(float64); ok {
		return components.Text(f)
	}
	return text(v)
}

var (
	html = strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;", "'", "&#39;", `"`, "&quot;")
	tsv  = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)
)

func quoteShell(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

func rowOf(name string, v any, separator string, quote func(string) string) (string, error) {
	if _, ok := v.([]any); !ok {
		return "", failed("%s cannot be %s-formatted, only an array can be", shown(v), name)
	}
	return row(name+"-formatted", v, separator, quote)
}

// row writes the elements of a list, or one value.
func row(what string, v any, separator string, quote func(string) string) (string, error) {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	cells := make([]string, len(list))
	for i, cell := range list {
		switch c := cell.(type) {
		case string:
			cells[i] = quote(c)
		case []any, *components.Map:
			return "", failed("%s can not be %s", shown(cell), what)
		case nil:
			if separator == " " {
				cells[i] = "null"
			}
		default:
			cells[i] = text(cell)
		}
	}
	return strings.Join(cells, separator), nil
}

// format compiles @name, alone or before text whose inserts it writes.
func (c compiler) format(t *gojq.Term) (filter, error) {
	f := formats[t.Format]
	if f == nil {
		return nil, fmt.Errorf("%s is not a valid format", t.Format)
	}
	if t.Str != nil {
		return c.text(t.Str, t.Format)
	}
	return values(func(_ *machine, in any, _ []any) (any, error) { return f(in) })(nil), nil
}

// text compiles text with inserts, as in "a \(.b)".
func (c compiler) text(s *gojq.String, format string) (filter, error) {
	if len(s.Queries) == 0 {
		return literal(s.Str), nil
	}
	parts := make([]filter, len(s.Queries))
	for i, q := range s.Queries {
		part, err := c.query(q)
		if err != nil {
			return nil, err
		}
		if q.Term == nil || q.Term.Type != gojq.TermTypeString || len(q.Term.SuffixList) > 0 {
			part = pipe(part, values(func(_ *machine, in any, _ []any) (any, error) { return formats[format](in) })(nil))
		}
		parts[i] = part
	}
	return values(func(_ *machine, _ any, given []any) (any, error) {
		var b strings.Builder
		for _, v := range given {
			b.WriteString(v.(string))
		}
		if b.Len() > mostText {
			return nil, failed("the text is longer than %d bytes", mostText)
		}
		return b.String(), nil
	})(parts), nil
}
