package platformhttp

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// template is a path with places for values: /orders/{id}, also /files/{name}.{type}.
type template struct {
	literal  string // the whole path where it has no places, without a slash at the end
	prefix   bool   // whether a path may go on behind it
	segments []segment
	names    []string // of the places, in order
}

// segment is what stands between two slashes: a literal text, one place, or a mixture of both.
type segment struct {
	literal string
	place   bool
	mixture *regexp.Regexp
}

var place = regexp.MustCompile(`\{([^/{}]+)\}`)

func parseTemplate(path string, prefix bool) (*template, error) {
	t := &template{prefix: prefix}
	if p, ok := strings.CutSuffix(path, "*"); ok {
		path, t.prefix = p, true
	}
	for _, m := range place.FindAllStringSubmatch(path, -1) {
		t.names = append(t.names, m[1])
	}
	if strings.ContainsAny(place.ReplaceAllString(path, ""), "{}") {
		return nil, fmt.Errorf("path %q has a brace without its other half", path)
	}
	if len(t.names) == 0 {
		t.literal = path
		if !t.prefix {
			t.literal = withoutSlash(path)
		}
		return t, nil
	}
	for text := range strings.SplitSeq(strings.Trim(path, "/"), "/") {
		s := segment{literal: text}
		if found := place.FindAllStringIndex(text, -1); len(found) == 1 && found[0][0] == 0 && found[0][1] == len(text) {
			s.place = true
		} else if len(found) > 0 {
			var pattern strings.Builder
			at := 0
			for _, f := range found {
				pattern.WriteString(regexp.QuoteMeta(text[at:f[0]]) + "([^/]+)")
				at = f[1]
			}
			var err error
			if s.mixture, err = regexp.Compile("^" + pattern.String() + regexp.QuoteMeta(text[at:]) + "$"); err != nil {
				return nil, fmt.Errorf("path %q: %w", path, err)
			}
		}
		t.segments = append(t.segments, s)
	}
	return t, nil
}

// match tells whether a path, normalised and as escaped as it came, fits, and appends the values of the places.
func (t *template) match(path string, values []string) ([]string, bool) {
	if len(t.names) == 0 {
		if t.prefix {
			return values, strings.HasPrefix(path, t.literal)
		}
		return values, withoutSlash(path) == t.literal
	}
	rest := strings.TrimPrefix(path, "/")
	for i := range t.segments {
		if rest == "" {
			return values, false
		}
		text, more, _ := strings.Cut(rest, "/")
		s := &t.segments[i]
		switch {
		case s.place:
			if text == "" {
				return values, false
			}
			values = append(values, unescape(text))
		case s.mixture != nil:
			m := s.mixture.FindStringSubmatch(text)
			if m == nil {
				return values, false
			}
			for _, v := range m[1:] {
				values = append(values, unescape(v))
			}
		case text != s.literal:
			return values, false
		}
		rest = more
	}
	return values, rest == "" || t.prefix
}

func withoutSlash(path string) string {
	if len(path) > 1 {
		return strings.TrimSuffix(path, "/")
	}
	return path
}

func unescape(text string) string {
	if !strings.Contains(text, "%") {
		return text
	}
	if plain, err := url.PathUnescape(text); err == nil {
		return plain
	}
	return text
}

// normalise writes a path as RFC 3986 compares it: no . and .. segments, no empty ones, letters and digits not escaped.
// What is escaped for a reason, such as a slash inside a segment, stays so.
func normalise(path string) string {
	if !strings.Contains(path, "%") && !strings.Contains(path, "//") && !strings.Contains(path, "/.") {
		return path
	}
	path = unescapeUnreserved(path)
	var kept []string
	segments := strings.Split(path, "/")
	for i, s := range segments {
		last := i == len(segments)-1
		switch s {
		case "..":
			kept = kept[:max(0, len(kept)-1)]
		case ".":
		case "":
			if !last {
				continue
			}
		default:
			kept = append(kept, s)
			continue
		}
		if last && len(kept) > 0 {
			kept = append(kept, "")
		}
	}
	return "/" + strings.Join(kept, "/")
}

func unescapeUnreserved(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		if path[i] == '%' && i+2 < len(path) {
			if c, err := url.PathUnescape(path[i : i+3]); err == nil && unreserved(c[0]) {
				b.WriteByte(c[0])
				i += 2
				continue
			}
		}
		b.WriteByte(path[i])
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
