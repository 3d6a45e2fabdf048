package components

import "strings"

// Truth is what a value means as a predicate: text is true unless it is blank or the word false, a list is true unless it is
// empty, null is false, anything else, 0 and an empty map too, is true. See Camel's ObjectHelper.evaluateValuePredicate.
func Truth(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case []any:
		return len(v) > 0
	case XMLNodes:
		return len(v) > 0
	case string:
		s := strings.TrimSpace(v)
		return s != "" && !strings.EqualFold(s, "false")
	}
	return true
}
