package platformhttp

import "strings"

// mediaType is a type and a subtype in lower case; * stands for any.
type mediaType struct{ main, sub string }

func parseMediaTypes(list string) []mediaType {
	var types []mediaType
	for item := range strings.SplitSeq(list, ",") {
		item, _, _ = strings.Cut(item, ";")
		if item = strings.ToLower(strings.TrimSpace(item)); item == "" {
			continue
		}
		if item == "*" {
			item = "*/*"
		}
		main, sub, _ := strings.Cut(item, "/")
		types = append(types, mediaType{main, sub})
	}
	return types
}

func (a mediaType) meets(b mediaType) bool {
	return (a.main == "*" || b.main == "*" || a.main == b.main) && (a.sub == "*" || b.sub == "*" || a.sub == b.sub)
}

// anyMeets tells whether a type of one list meets one of the other.
func anyMeets(list, other []mediaType) bool {
	for _, a := range list {
		for _, b := range other {
			if a.meets(b) {
				return true
			}
		}
	}
	return false
}
