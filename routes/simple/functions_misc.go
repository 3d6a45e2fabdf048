package simple

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// miscFunctions are those of the surroundings and of other languages.
var miscFunctions = map[string]compiler{
	"null":               get(func(*components.Exchange) any { return nil }),
	"camelId":            camelName,
	"camelContext":       camelName,
	"env":                environment,
	"sysenv":             environment,
	"sys":                systemProperty,
	"properties":         propertyFunction,
	"propertiesExist":    propertyExists,
	"hostName":           hostName,
	"hostname":           hostName,
	"threadName":         get(func(*components.Exchange) any { return "main" }),
	"threadId":           get(func(*components.Exchange) any { return int64(1) }),
	"uuid":               uuidFunction,
	"date":               dateFunction,
	"date-with-timezone": dateFunction,
	"iif":                iif,
	"not":                notFunction,
	"val":                func(p *parser, c call) (components.Expression, error) { return p.first(c) },
	"kindOfType":         ofAny(kindOfType),
	"jsonpath":           otherLanguage,
	"jq":                 otherLanguage,
	"xpath":              otherLanguage,
	"simpleJsonpath":     simpleJSONPath,
	"pretty":             ofAny(pretty),
	"prettyBody":         ofAny(pretty),
	"toJson":             ofAny(toJSON),
	"toJsonBody":         ofAny(toJSON),
	"toPrettyJson":       ofAny(pretty),
}

func (p *parser) first(c call) (components.Expression, error) {
	if err := p.count(c, 1, 1); err != nil {
		return nil, err
	}
	return p.argument(c.args[0])
}

func camelName(p *parser, c call) (components.Expression, error) {
	return constant(p.env.Name), nil
}

// nameAfter is what stands behind .NAME or :NAME.
func (p *parser) nameAfter(c call) (string, error) {
	rest := p.of(c.rest)
	if len(rest) < 2 || rest[0] != '.' && rest[0] != ':' {
		return "", p.wrong(c.at, "write ${"+c.name+".NAME}", "${%s} needs a name", c.name)
	}
	return rest[1:], nil
}

func environment(p *parser, c call) (components.Expression, error) {
	name, err := p.nameAfter(c)
	if err != nil {
		return nil, err
	}
	return func(*components.Exchange) (any, error) {
		for _, n := range []string{name, strings.ToUpper(name), strings.ToUpper(strings.ReplaceAll(name, "-", "_"))} {
			if v, ok := os.LookupEnv(n); ok {
				return v, nil
			}
		}
		return nil, nil
	}, nil
}

func systemProperty(p *parser, c call) (components.Expression, error) {
	name, err := p.nameAfter(c)
	if err != nil {
		return nil, err
	}
	return func(*components.Exchange) (any, error) {
		if v, ok := p.property(name); ok {
			return v, nil
		}
		return nil, nil
	}, nil
}

func (p *parser) property(key string) (string, bool) {
	if p.env.Property == nil {
		return "", false
	}
	return p.env.Property(key)
}

func propertyFunction(p *parser, c call) (components.Expression, error) {
	rest, err := p.nameAfter(c)
	if err != nil {
		return nil, err
	}
	key, fallback, hasFallback := strings.Cut(rest, ":")
	return func(*components.Exchange) (any, error) {
		if v, ok := p.property(key); ok {
			return v, nil
		}
		if hasFallback {
			return fallback, nil
		}
		return nil, components.NewException(components.IllegalArgumentException, fmt.Sprintf("Property with key [%s] not found in properties from text: {{%s}}", key, rest))
	}, nil
}

func propertyExists(p *parser, c call) (components.Expression, error) {
	key, err := p.nameAfter(c)
	if err != nil {
		return nil, err
	}
	key, negated := strings.CutPrefix(key, "!")
	return func(*components.Exchange) (any, error) {
		_, ok := p.property(key)
		return ok != negated, nil
	}, nil
}

func hostName(*parser, call) (components.Expression, error) {
	return func(*components.Exchange) (any, error) { return os.Hostname() }, nil
}

func uuidFunction(p *parser, c call) (components.Expression, error) {
	kind := "default"
	if len(c.args) > 0 {
		kind = p.plain(c.args[0])
	}
	random := func(n int) string {
		b := make([]byte, n)
		_, _ = rand.Read(b) // never fails
		return hex.EncodeToString(b)
	}
	switch kind {
	case "default":
		return func(*components.Exchange) (any, error) { return components.NewID(), nil }, nil
	case "short":
		return func(*components.Exchange) (any, error) { return random(8), nil }, nil
	case "simple":
		return func(*components.Exchange) (any, error) { return strings.ToUpper(random(16)), nil }, nil
	case "classic", "random":
		return func(*components.Exchange) (any, error) {
			b := make([]byte, 16)
			_, _ = rand.Read(b)
			b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
			return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]), nil
		}, nil
	}
	return nil, p.wrong(c.args[0].start, "known are default, classic, short, simple, random", "unknown kind of uuid %q", kind)
}

// iif is iif(predicate,yes,no).
func iif(p *parser, c call) (components.Expression, error) {
	if err := p.count(c, 3, 3); err != nil {
		return nil, err
	}
	condition, err := p.predicateIn(c.args[0])
	if err != nil {
		return nil, err
	}
	yes, err := p.argument(c.args[1])
	if err != nil {
		return nil, err
	}
	no, err := p.argument(c.args[2])
	if err != nil {
		return nil, err
	}
	return p.navigate(func(ex *components.Exchange) (any, error) {
		ok, err := condition(ex)
		if err != nil {
			return nil, err
		}
		if ok {
			return yes(ex)
		}
		return no(ex)
	}, c.rest)
}

func notFunction(p *parser, c call) (components.Expression, error) {
	if err := p.count(c, 0, 1); err != nil {
		return nil, err
	}
	condition := truth(body)
	if len(c.args) == 1 {
		var err error
		if condition, err = p.predicateIn(c.args[0]); err != nil {
			return nil, err
		}
	}
	return func(ex *components.Exchange) (any, error) {
		ok, err := condition(ex)
		return !ok, err
	}, nil
}

func kindOfType(v any) any {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case []any:
		return "array"
	case *components.Map:
		return "object"
	case string, []byte:
		return "string"
	}
	if isNumber(v) {
		return "number"
	}
	return "object"
}

// otherLanguage compiles ${jsonpath(...)} and the like: what stands in the parentheses is that language's.
func otherLanguage(p *parser, c call) (components.Expression, error) {
	if !c.hasArgs || len(c.args) == 0 {
		return nil, p.wrong(c.at, "write ${"+c.name+"(...)}", "${%s} needs an expression", c.name)
	}
	source := span{c.args[0].start, c.args[len(c.args)-1].end}
	return p.inLanguage(c.name, c, p.plain(source), source.start)
}

func simpleJSONPath(p *parser, c call) (components.Expression, error) {
	if len(c.args) == 0 {
		return nil, p.wrong(c.at, "", "${simpleJsonpath} needs an expression")
	}
	return p.inLanguage("jsonpath", c, "$."+p.plain(c.args[0]), c.args[0].start)
}

func (p *parser) inLanguage(name string, c call, text string, at int) (components.Expression, error) {
	if p.env.Language == nil {
		return nil, p.wrong(c.at, "", "language %s is not available here", name)
	}
	e, err := p.env.Language(name, text)
	if err != nil {
		return nil, p.wrong(at, "", "%s: %v", name, err)
	}
	return p.navigate(e, c.rest)
}

func toJSON(v any) any {
	b, err := components.EncodeJSON(v)
	if err != nil {
		return components.Text(v)
	}
	return string(b)
}

// pretty lays JSON out with tabs, as Camel does; other text stays.
func pretty(v any) any {
	switch text := v.(type) {
	case nil:
		return nil
	case string, []byte:
		parsed, err := components.DecodeJSON([]byte(components.Text(text)))
		if err != nil {
			return components.Text(text)
		}
		v = parsed
	}
	return string(indent(nil, v, "")) + "\n"
}

func indent(b []byte, v any, margin string) []byte {
	inner := margin + "\t"
	switch v := v.(type) {
	case *components.Map:
		if v.Len() == 0 {
			return append(b, "{}"...)
		}
		b = append(b, '{')
		separator := "\n"
		for k, value := range v.All() {
			key, _ := components.EncodeJSON(k)
			b = append(append(append(append(b, separator...), inner...), key...), ": "...)
			b = indent(b, value, inner)
			separator = ",\n"
		}
		return append(append(append(b, '\n'), margin...), '}')
	case []any:
		if len(v) == 0 {
			return append(b, "[]"...)
		}
		b = append(b, '[')
		separator := "\n"
		for _, value := range v {
			b = append(append(b, separator...), inner...)
			b = indent(b, value, inner)
			separator = ",\n"
		}
		return append(append(append(b, '\n'), margin...), ']')
	}
	text, err := components.EncodeJSON(v)
	if err != nil {
		text, _ = components.EncodeJSON(components.Text(v))
	}
	return append(b, text...)
}
