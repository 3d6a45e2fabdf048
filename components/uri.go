package components

import (
	"fmt"
	"net/url"
	"strings"
)

// URI is an endpoint URI taken apart: scheme:path?name=value&name=value. Camel's rules: "//" after the scheme means
// nothing, values are percent-decoded, RAW(...) and RAW{...} are taken as they stand.
type URI struct {
	Scheme string
	// Path is what stands between the colon and the question mark.
	Path string
	// Params are the options in the order written, from the query or from a YAML parameters map.
	Params []Param
}

// Param is one option of a URI.
type Param struct {
	Name, Value string
	// Offset is the byte where the option begins in the text that [ParseURI] got; -1 for one of a parameters map.
	Offset int
	// Written is the value before it was decoded; "" for one of a parameters map.
	Written string
}

// Param answers the value of an option, the last where it is given several times.
func (u URI) Param(name string) (string, bool) {
	for i := len(u.Params) - 1; i >= 0; i-- {
		if sameOption(u.Params[i].Name, name) {
			return u.Params[i].Value, true
		}
	}
	return "", false
}

// ParseURI takes an endpoint URI apart. A bare scheme ("timer") is a URI without path and options.
func ParseURI(text string) (URI, error) {
	scheme, rest, _ := strings.Cut(text, ":")
	if q := strings.IndexByte(scheme, '?'); q >= 0 { // "log?level=WARN"
		scheme, rest = text[:q], text[q:]
	}
	u := URI{Scheme: strings.TrimSpace(scheme)}
	if u.Scheme == "" {
		return u, fmt.Errorf("endpoint %q has no scheme", text)
	}
	path, query, found := cutQuery(rest)
	u.Path = strings.TrimPrefix(path, "//")
	if !found {
		return u, nil
	}
	offset := len(text) - len(query)
	for len(query) > 0 {
		part, next := cutParam(query)
		if part != "" {
			name, value, _ := strings.Cut(part, "=")
			written := value
			if !isRaw(value) {
				if v, err := url.QueryUnescape(strings.ReplaceAll(value, "+", "%2B")); err == nil {
					value = v
				}
			}
			u.Params = append(u.Params, Param{name, value, offset, written})
		}
		offset += len(query) - len(next)
		query = next
	}
	return u, nil
}

func cutQuery(s string) (path, query string, found bool) {
	return strings.Cut(s, "?")
}

// cutParam cuts the first option off a query; an & inside RAW(...) or inside ${...} does not end it.
func cutParam(query string) (part, rest string) {
	closing := ""
	for i := 0; i < len(query); i++ {
		switch {
		case closing != "":
			if query[i] == closing[0] && (closing == "}" || i+1 == len(query) || query[i+1] == '&') {
				closing = ""
			}
		case strings.HasPrefix(query[i:], "=RAW("):
			closing = ")"
			i += len("=RAW(") - 1
		case strings.HasPrefix(query[i:], "=RAW{"), strings.HasPrefix(query[i:], "${"):
			closing = "}"
			i++
		case query[i] == '&':
			return query[:i], query[i+1:]
		}
	}
	return query, ""
}

func isRaw(v string) bool {
	return strings.HasPrefix(v, "RAW(") && strings.HasSuffix(v, ")") || strings.HasPrefix(v, "RAW{") && strings.HasSuffix(v, "}")
}

// sameOption compares option names: dashes mean camel case, as in Camel (queue-size is queueSize).
func sameOption(a, b string) bool {
	return a == b || CamelCase(a) == CamelCase(b)
}

// CamelCase turns a dashed name into Camel's spelling: "queue-size" becomes "queueSize".
func CamelCase(name string) string {
	if !strings.Contains(name, "-") {
		return name
	}
	parts := strings.Split(name, "-")
	var b strings.Builder
	b.WriteString(parts[0])
	for _, p := range parts[1:] {
		if p != "" {
			b.WriteString(strings.ToUpper(p[:1]) + p[1:])
		}
	}
	return b.String()
}
