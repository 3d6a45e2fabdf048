package simple

import (
	"encoding/json"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// jsonFunctions write and read structured text.
var jsonFunctions = map[string]compiler{
	"toJson":           ofWritten(toJSON),
	"toJsonBody":       word(ofBody(toJSON)),
	"toPrettyJson":     ofWritten(toPrettyJSON),
	"toPrettyJsonBody": word(ofBody(toPrettyJSON)),
	"pretty":           ofWritten(Pretty),
	"prettyBody":       word(ofBody(Pretty)),
	"jsonpath":         inLanguage("jsonpath", ""),
	"simpleJsonpath":   inLanguage("jsonpath", "$."),
	"jq":               inLanguage("jq", ""),
	"xpath":            inLanguage("xpath", ""),
}

// ofWritten makes a function of its argument, which is empty text where there is none.
func ofWritten(f func(any) any) compiler {
	of := ofValue(f)
	return func(p *parser, c call) (components.Expression, error) {
		if c.hasArgs && !c.closed {
			return nil, p.wrong(c.inside.start-1, "add )", "%s( has no closing )", c.name)
		}
		if c.hasArgs && p.trim(c.inside).empty() {
			return constant(""), nil
		}
		return of(p, c)
	}
}

func ofBody(f func(any) any) components.Expression {
	return func(ex *components.Exchange) (any, error) {
		v, err := body(ex)
		if err != nil {
			return nil, err
		}
		return f(v), nil
	}
}

func isTree(v any) bool {
	switch v.(type) {
	case *components.Map, []any:
		return true
	}
	return false
}

// toJSON writes maps and lists as JSON, with slashes escaped as Camel's writer does; anything else is its text.
func toJSON(v any) any {
	if v == nil {
		return nil
	}
	if !isTree(v) {
		return components.Text(v)
	}
	b, err := components.EncodeJSON(v)
	if err != nil { // a value that JSON has no form for
		return components.Text(v)
	}
	return strings.ReplaceAll(string(b), "/", `\/`)
}

func toPrettyJSON(v any) any {
	text, ok := toJSON(v).(string)
	if !ok || !isTree(v) {
		return toJSON(v)
	}
	return indentJSON(text)
}

// Pretty lays JSON or XML text out on lines; other text stays. Maps and lists are null, as in Camel, unless
// their text is JSON: write them with toPrettyJson.
func Pretty(v any) any {
	if v == nil {
		return nil
	}
	text := components.Text(v)
	if isTree(v) && !json.Valid([]byte(text)) {
		return nil
	}
	switch trimmed := strings.TrimSpace(text); {
	case strings.HasPrefix(trimmed, "{") || strings.HasPrefix(trimmed, "["):
		if json.Valid([]byte(trimmed)) {
			return indentJSON(trimmed)
		}
	case strings.HasPrefix(trimmed, "<"):
		if laidOut, err := indentXML(trimmed); err == nil {
			return laidOut
		}
	}
	return text
}

// inLanguage makes a function of an expression in another language: jsonpath(expression), or jsonpath(header:name,expression)
// with exchangeProperty: and variable: too.
func inLanguage(name, prefix string) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		text := p.trim(c.inside)
		if text.empty() {
			return nil, p.wrong(c.text.start, "write ${"+c.name+"(expression)}", "${%s} needs an expression", c.name)
		}
		if p.env.Language == nil {
			return nil, p.wrong(c.text.start, "", "function ${%s} is not available here", c.name)
		}
		source, rest := p.source(text)
		e, err := p.env.Language(name, prefix+p.of(rest))
		if err != nil {
			return nil, p.notInBuild(rest.start, needOf(err), hintOf(err), "%s: %v", name, err)
		}
		if source != nil {
			inner := e
			e = func(ex *components.Exchange) (any, error) {
				v, err := source(ex)
				if err != nil {
					return nil, err
				}
				return withBody(ex, v, inner)
			}
		}
		return e, nil
	}
}

func hintOf(err error) string {
	if e, ok := err.(*components.SyntaxError); ok {
		return e.Hint
	}
	return ""
}

func needOf(err error) string {
	if e, ok := err.(*components.SyntaxError); ok {
		return e.Need
	}
	return ""
}

// source reads "header:name," before an expression.
func (p *parser) source(s span) (components.Expression, span) {
	first, _, found := strings.Cut(p.of(s), ",")
	if !found {
		return nil, s
	}
	rest := p.trim(span{s.start + len(first) + 1, s.end})
	for kind, find := range map[string]finder{"header": headerOf, "exchangeProperty": propertyOf, "variable": variableOf} {
		if name, ok := strings.CutPrefix(strings.TrimSpace(first), kind+":"); ok {
			return func(ex *components.Exchange) (any, error) {
				v, _ := find(ex, name)
				return v, nil
			}, rest
		}
	}
	return nil, s
}
