package jsonvalidator

import (
	"encoding/json"
	"fmt"
	"math/big"
	"net/url"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"github.com/dromedary-go/dromedary/components"
)

// documents are the schema and what was validated, which messages quote.
type documents struct{ schema, instance any }

// messages answers what is wrong, a line each, in the words of the library that Camel validates with.
func (d documents) messages(e *jsonschema.ValidationError) []string {
	at := place(e.InstanceLocation)
	line := func(format string, args ...any) []string { return []string{at + ": " + fmt.Sprintf(format, args...)} }
	switch k := e.ErrorKind.(type) {
	case *kind.Type:
		want := strings.Join(k.Want, ", ")
		if types, ok := d.keyword(e, "type").([]any); ok { // in the order of the schema
			want = components.Text(types)
		}
		got := k.Got
		if n, ok := find(d.instance, e.InstanceLocation).(json.Number); ok && !strings.ContainsAny(n.String(), ".eE") {
			got = "integer"
		}
		return line("%s found, %s expected", got, want)
	case *kind.Required:
		var all []string
		for _, name := range k.Missing {
			all = append(all, line("required property '%s' not found", name)...)
		}
		return all
	case *kind.AdditionalProperties:
		var all []string
		for _, name := range k.Properties {
			all = append(all, line("property '%s' is not defined in the schema and the schema does not allow additional properties", name)...)
		}
		return all
	case *kind.DependentRequired:
		var all []string
		for _, name := range k.Missing {
			all = append(all, line("has a missing property '%s' which is dependent required because '%s' is present", name, k.Prop)...)
		}
		return all
	case *kind.Minimum:
		return line("must have a minimum value of %s", number(k.Want))
	case *kind.Maximum:
		return line("must have a maximum value of %s", number(k.Want))
	case *kind.ExclusiveMinimum:
		if d.keyword(e, "exclusiveMinimum") == true { // as draft 4 writes it
			return line("must have a minimum value of %s", number(k.Want))
		}
		return line("must have an exclusive minimum value of %s", number(k.Want))
	case *kind.ExclusiveMaximum:
		if d.keyword(e, "exclusiveMaximum") == true { // as draft 4 writes it
			return line("must have a maximum value of %s", number(k.Want))
		}
		return line("must have an exclusive maximum value of %s", number(k.Want))
	case *kind.MultipleOf:
		return line("must be multiple of %s", number(k.Want))
	case *kind.MinLength:
		return line("must be at least %d characters long", k.Want)
	case *kind.MaxLength:
		return line("must be at most %d characters long", k.Want)
	case *kind.Pattern:
		return line("does not match the regex pattern %s", k.Want)
	case *kind.Enum:
		var words []string
		for _, v := range k.Want {
			words = append(words, asJSON(v))
		}
		return line("does not have a value in the enumeration [%s]", strings.Join(words, ", "))
	case *kind.Const:
		return line("must be the constant value '%s'", plain(k.Want))
	case *kind.MinItems:
		return line("must have at least %d items but found %d", k.Want, k.Got)
	case *kind.MaxItems:
		return line("must have at most %d items but found %d", k.Want, k.Got)
	case *kind.UniqueItems:
		return line("must have only unique items in the array")
	case *kind.MinProperties:
		return line("must have at least %d properties", k.Want)
	case *kind.MaxProperties:
		return line("must have at most %d properties", k.Want)
	case *kind.Dependency:
		return line("has an error with dependencies {%s=[%s]}", k.Prop, strings.Join(k.Missing, ", "))
	case *kind.AdditionalItems:
		var all []string
		list, _ := find(d.instance, e.InstanceLocation).([]any)
		for i := len(list) - k.Count; i >= 0 && i < len(list); i++ {
			all = append(all, line("index '%d' is not defined in the schema and the schema does not allow additional items", i)...)
		}
		return all
	case *kind.Contains:
		return line("must contain at least 1 element(s) that passes these validations: %s", asJSON(d.keyword(e, "contains")))
	case *kind.Not:
		return line("must not be valid to the schema %q : %s", place(append(pointer(e), "not")), asJSON(d.keyword(e, "not")))
	case *kind.OneOf:
		if len(k.Subschemas) > 1 {
			return line("must be valid to one and only one schema, but %d are valid with indexes '%s'", len(k.Subschemas), indexes(k.Subschemas))
		}
		return append(line("must be valid to one and only one schema, but 0 are valid"), d.causes(e)...)
	case *kind.PropertyNames:
		var all []string
		for _, inner := range d.causes(e) {
			_, what, _ := strings.Cut(inner, ": ")
			all = append(all, line("property '%s' name is not valid: %s", k.Property, what)...)
		}
		return all
	case *kind.Schema, *kind.Group, *kind.AllOf, *kind.AnyOf, *kind.Reference:
		return d.causes(e)
	}
	if len(e.Causes) > 0 {
		return d.causes(e)
	}
	return line("is not valid: %s", strings.Join(e.ErrorKind.KeywordPath(), "/"))
}

// causes answers what is wrong inside, that with the parts of the value before that with the value itself.
func (d documents) causes(e *jsonschema.ValidationError) []string {
	var all, own []string
	for _, cause := range e.Causes {
		if len(cause.InstanceLocation) > len(e.InstanceLocation) {
			all = append(all, d.messages(cause)...)
		} else {
			own = append(own, d.messages(cause)...)
		}
	}
	return append(all, own...)
}

// pointer is the place of the schema that a value does not fit.
func pointer(e *jsonschema.ValidationError) []string {
	_, fragment, _ := strings.Cut(e.SchemaURL, "#")
	if decoded, err := url.PathUnescape(fragment); err == nil {
		fragment = decoded
	}
	var parts []string
	for part := range strings.SplitSeq(strings.TrimPrefix(fragment, "/"), "/") {
		if part != "" {
			parts = append(parts, strings.NewReplacer("~1", "/", "~0", "~").Replace(part))
		}
	}
	return parts
}

// keyword answers what the schema says under a keyword that a value does not fit.
func (d documents) keyword(e *jsonschema.ValidationError, name string) any {
	return find(d.schema, append(pointer(e), name))
}

func find(v any, path []string) any {
	for _, part := range path {
		switch at := v.(type) {
		case map[string]any:
			v = at[part]
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil || i < 0 || i >= len(at) {
				return nil
			}
			v = at[i]
		default:
			return nil
		}
	}
	return v
}

// place is where a value stands: $.a.b[1].
func place(location []string) string {
	var b strings.Builder
	b.WriteByte('$')
	for _, part := range location {
		if strings.Trim(part, "0123456789") == "" {
			b.WriteString("[" + part + "]")
		} else {
			b.WriteString("." + part)
		}
	}
	return b.String()
}

func indexes(list []int) string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = fmt.Sprint(n)
	}
	return strings.Join(words, ", ")
}

func number(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	f, _ := r.Float64()
	return components.Text(f)
}

func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

func plain(v any) string {
	if text, ok := v.(string); ok {
		return text
	}
	return asJSON(v)
}
