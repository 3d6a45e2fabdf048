package components

import "strings"

// JSON is a JSON tree as Jackson's JsonNode holds it: jq answers objects and lists so. Text that stands alone, numbers and
// truth values are plain values instead.
type JSON struct {
	Value any // *Map, []any, or text within the list of several results
}

// JSONTree wraps objects and lists; all else is answered as it is.
func JSONTree(v any) any {
	switch v.(type) {
	case *Map, []any:
		return &JSON{v}
	}
	return v
}

// JavaClass is Jackson's.
func (j *JSON) JavaClass() string {
	const nodes = "com.fasterxml.jackson.databind.node."
	switch j.Value.(type) {
	case *Map:
		return nodes + "ObjectNode"
	case []any:
		return nodes + "ArrayNode"
	}
	return nodes + "TextNode"
}

// IsText tells whether the tree is no more than text.
func (j *JSON) IsText() bool {
	_, ok := j.Value.(string)
	return ok
}

// String is compact JSON.
func (j *JSON) String() string {
	b, err := EncodeJSON(j.Value)
	if err != nil {
		return ""
	}
	return string(b)
}

// Text is JSON laid out as Jackson does, or the text itself.
func (j *JSON) Text() string {
	if s, ok := j.Value.(string); ok {
		return s
	}
	var b strings.Builder
	layOut(&b, j.Value, "\n")
	return b.String()
}

// layOut writes each entry of an object on a line of its own, lists in one.
func layOut(b *strings.Builder, v any, line string) {
	switch v := v.(type) {
	case *Map:
		b.WriteString("{")
		separator := ""
		for k, value := range v.All() {
			b.WriteString(separator + line + "  " + (&JSON{k}).String() + " : ")
			layOut(b, value, line+"  ")
			separator = ","
		}
		if v.Len() > 0 {
			b.WriteString(line + "}")
			return
		}
		b.WriteString(" }")
	case []any:
		b.WriteString("[ ")
		for i := range v {
			if i > 0 {
				b.WriteString(", ")
			}
			layOut(b, v[i], line)
		}
		if len(v) > 0 {
			b.WriteString(" ")
		}
		b.WriteString("]")
	default:
		b.WriteString((&JSON{v}).String())
	}
}

// As answers maps and lists as such, bytes as compact JSON.
func (j *JSON) As(class string) (any, bool) {
	switch class {
	case "byte[]", "java.io.InputStream":
		return []byte(j.String()), true
	case "java.util.Map", "java.util.LinkedHashMap", "java.util.HashMap":
		m, ok := j.Value.(*Map)
		return m, ok
	case "java.util.List", "java.util.ArrayList", "java.util.Collection", "java.lang.Iterable":
		parts := j.Parts()
		for i, part := range parts {
			if s, ok := part.(string); ok {
				parts[i] = &JSON{s}
			}
		}
		return parts, true
	}
	if s, ok := j.Value.(string); ok {
		v, err := ConvertTo(s, class)
		return v, err == nil
	}
	return nil, false
}

// Parts are the elements, or the values of an object.
func (j *JSON) Parts() []any {
	var parts []any
	switch v := j.Value.(type) {
	case []any:
		for _, element := range v {
			parts = append(parts, JSONTree(element))
		}
	case *Map:
		for _, value := range v.All() {
			parts = append(parts, JSONTree(value))
		}
	default:
		return []any{v}
	}
	if parts == nil {
		parts = []any{}
	}
	return parts
}

var _ Node = (*JSON)(nil)
