package components

import "strings"

// Parts takes a value apart: the elements of a list, the entries of a map, text by the delimiter; anything else is one
// part, and nothing is none.
func Parts(v any, delimiter string) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case Node:
		if parts := v.Parts(); parts != nil {
			return parts
		}
		return []any{v}
	case []any:
		return v
	case *Map:
		return mapEntries(v)
	case []byte:
		return Parts(string(v), delimiter)
	case string:
		if strings.TrimSpace(v) == "" {
			return nil
		}
		if delimiter == "" || !strings.Contains(v, delimiter) {
			return []any{v}
		}
		return delimited(v, delimiter)
	}
	return []any{v}
}

// delimited cuts text. An empty part at the beginning or the end is none, and a comma within parentheses does not cut.
func delimited(v, delimiter string) []any {
	var parts []any
	start, depth, last := 0, 0, strings.LastIndexByte(v, ')')
	for i := 0; i < len(v); i++ {
		switch {
		case v[i] == '(':
			depth++
		case v[i] == ')':
			depth = max(depth-1, 0)
		case delimiter == "," && depth > 0 && i < last:
			continue
		}
		if !strings.HasPrefix(v[i:], delimiter) {
			continue
		}
		if i > 0 {
			parts = append(parts, v[start:i])
		}
		start = i + len(delimiter)
		i = start - 1
	}
	if start < len(v) {
		parts = append(parts, v[start:])
	}
	return parts
}
