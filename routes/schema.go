package routes

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/dataformat"
)

// Schema answers the JSON schema (draft 7) of route files for editors, made from the structs that decode them and from
// the options of the components.
func Schema(all []components.Component) *components.Map {
	g := &schema{definitions: &components.Map{}}
	stepNames := slices.Sorted(maps.Keys(known))
	stepKeys := &components.Map{}
	for _, name := range stepNames {
		g.define("step."+name, g.of(reflect.TypeOf(known[name]()).Elem()))
		stepKeys.Set(name, reference("step."+name))
	}
	g.define("steps", components.NewMap("type", "array", "items", object(stepKeys, "minProperties", 1, "maxProperties", 1)))
	g.define("expression", g.expression())
	g.define("options", endpointOptions(all))
	top := components.NewMap(
		"route", g.of(reflect.TypeFor[routeDefinition]()),
		"from", g.of(reflect.TypeFor[fromDefinition]()),
		"beans", g.of(reflect.TypeFor[[]beanDefinition]()),
		"errorHandler", g.of(reflect.TypeFor[errorHandlerDefinition]()),
		"intercept", g.of(reflect.TypeFor[intercept]()),
		"interceptFrom", g.of(reflect.TypeFor[interceptFrom]()),
		"interceptSendToEndpoint", g.of(reflect.TypeFor[interceptSendToEndpoint]()),
		"onCompletion", g.of(reflect.TypeFor[onCompletion]()),
		"onException", g.of(reflect.TypeFor[onExceptionDefinition]()),
		"rest", g.of(reflect.TypeFor[rest]()),
		"restConfiguration", g.of(reflect.TypeFor[restConfiguration]()),
		"routeTemplate", g.of(reflect.TypeFor[routeTemplate]()),
		"templatedRoute", g.of(reflect.TypeFor[templatedRoute]()),
		"transformers", g.of(reflect.TypeFor[transformers]()),
		"validators", g.of(reflect.TypeFor[validators]()),
		"routeConfiguration", g.of(reflect.TypeFor[routeConfiguration]()),
	)
	return components.NewMap(
		"$schema", "http://json-schema.org/draft-07/schema#",
		"title", "Dromedary routes: Apache Camel's YAML DSL",
		"type", "array",
		"items", object(top, "minProperties", 1, "maxProperties", 1),
		"definitions", g.definitions,
	)
}

type schema struct{ definitions *components.Map }

func (g *schema) define(name string, s *components.Map) { g.definitions.Set(name, s) }

func reference(name string) *components.Map {
	return components.NewMap("$ref", "#/definitions/"+name)
}

// object is the schema of a map with these keys and no others.
func object(properties *components.Map, more ...any) *components.Map {
	m := components.NewMap("type", "object", "properties", properties, "additionalProperties", false)
	for i := 0; i+1 < len(more); i += 2 {
		m.Set(more[i].(string), more[i+1])
	}
	return m
}

// scalars take a text too, because it may be a placeholder.
func scalar(kind string) *components.Map { return components.NewMap("type", []any{kind, "string"}) }

func (g *schema) of(t reflect.Type) *components.Map {
	switch t {
	case reflect.TypeFor[text](), reflect.TypeFor[precondition]():
		return components.NewMap("type", []any{"string", "number", "boolean"})
	case reflect.TypeFor[time.Duration]():
		return scalar("integer")
	case reflect.TypeFor[steps]():
		return reference("steps")
	case reflect.TypeFor[expression]():
		return reference("expression")
	case reflect.TypeFor[rawNode]():
		return &components.Map{}
	case reflect.TypeFor[parameters](), reflect.TypeFor[beanTree]():
		return components.NewMap("type", "object")
	}
	switch t.Kind() {
	case reflect.Pointer:
		return g.of(t.Elem())
	case reflect.Slice:
		return components.NewMap("type", "array", "items", g.of(t.Elem()))
	case reflect.Bool:
		return scalar("boolean")
	case reflect.Int:
		return scalar("integer")
	case reflect.Float64:
		return scalar("number")
	case reflect.String:
		return components.NewMap("type", "string")
	}
	return g.structure(t)
}

func (g *schema) structure(t reflect.Type) *components.Map {
	properties, required, short := &components.Map{}, []any{}, false
	for _, f := range fields(t, nil) {
		field := t.FieldByIndex(f.index)
		properties.Set(f.name, g.of(field.Type))
		if len(f.enum) > 0 {
			properties.Set(f.name, components.NewMap("type", "string", "anyOf", oneOf(f.enum)))
		}
		if f.required {
			required = append(required, f.name)
		}
		short = short || f.shorthand
	}
	for i := range t.NumField() {
		switch {
		case strings.HasPrefix(t.Field(i).Tag.Get("yaml"), ",inline"):
			addLanguages(properties)
		case t.Field(i).Type == reflect.TypeFor[format]():
			for _, name := range slices.Sorted(maps.Keys(dataformat.Formats)) {
				properties.Set(name, g.of(reflect.TypeOf(dataformat.Formats[name]()).Elem()))
			}
		}
	}
	s := object(properties)
	if len(required) > 0 {
		s.Set("required", required)
	}
	if _, ok := properties.Get("parameters"); ok {
		s.Set("allOf", []any{reference("options")})
	}
	if short {
		return components.NewMap("anyOf", []any{components.NewMap("type", []any{"string", "number", "boolean"}), s})
	}
	return s
}

func addLanguages(properties *components.Map) {
	properties.Set("expression", reference("expression"))
	for _, name := range languageNames() {
		switch name {
		case "expression":
		case "method":
			properties.Set(name, reference("expression.method"))
		default:
			properties.Set(name, reference("expression.text"))
		}
	}
}

// expression is a map with a language as its key; expression.text is what stands behind the language.
func (g *schema) expression() *components.Map {
	g.define("expression.method", g.structure(reflect.TypeFor[methodCall]()))
	g.define("expression.text", g.structure(reflect.TypeFor[expressionOptions]()))
	keys := &components.Map{}
	addLanguages(keys)
	return object(keys, "minProperties", 1, "maxProperties", 1)
}

// endpointOptions ties the keys of parameters to the scheme of the uri beside them.
func endpointOptions(all []components.Component) *components.Map {
	var rules []any
	for _, c := range all {
		info := c.Info()
		options := &components.Map{}
		for _, o := range append(components.GeneralOptions(), c.Options()...) {
			options.Set(o.Name, optionSchema(o))
		}
		schemes := strings.Join(append([]string{info.Scheme}, info.Aliases...), "|")
		rules = append(rules, components.NewMap(
			"if", components.NewMap("properties", components.NewMap("uri", components.NewMap("pattern", "^("+schemes+")(:|$)")), "required", []any{"uri"}),
			"then", components.NewMap("properties", components.NewMap("parameters", object(options))),
		))
	}
	return components.NewMap("allOf", rules)
}

// oneOf are the alternatives of a text that is one of several words: the words themselves, for editors to offer; their other spellings,
// since neither case nor dashes count; and a placeholder.
func oneOf(words []string) []any {
	enum, spellings := make([]any, len(words)), make([]string, len(words))
	for i, word := range words {
		enum[i] = word
		var b strings.Builder
		for j, r := range word {
			switch upper, lower := unicode.ToUpper(r), unicode.ToLower(r); {
			case r == '-' || r == '_':
				b.WriteString("[-_]?")
			case upper == lower:
				b.WriteString(regexp.QuoteMeta(string(r)))
			default:
				if j > 0 && r == upper {
					b.WriteString("[-_]?")
				}
				b.WriteString("[" + string(upper) + string(lower) + "]")
			}
		}
		spellings[i] = b.String()
	}
	return []any{
		components.NewMap("enum", enum),
		components.NewMap("pattern", "^("+strings.Join(spellings, "|")+")$"),
		components.NewMap("pattern", `\{\{`),
	}
}

func optionSchema(o components.OptionInfo) *components.Map {
	s := components.NewMap("description", o.Doc)
	switch o.Type {
	case "boolean", "integer", "number":
		s.Set("type", []any{o.Type, "string"})
	case "duration":
		s.Set("type", []any{"integer", "string"})
	default:
		s.Set("type", "string")
	}
	if len(o.Enum) > 0 {
		s.Set("anyOf", oneOf(o.Enum))
	}
	if o.Default != "" {
		s.Set("default", typed(o))
	}
	return s
}

// typed is an option's default as JSON would hold it.
func typed(o components.OptionInfo) any {
	switch o.Type {
	case "boolean":
		return o.Default == "true"
	case "integer":
		if n, err := strconv.ParseInt(o.Default, 10, 64); err == nil {
			return n
		}
	}
	return o.Default
}
