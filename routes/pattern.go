package routes

import (
	"fmt"
	"regexp"
	"strings"
)

// pattern compiles a pattern of names: a name, a beginning with * behind it, or a regular expression that matches the whole
// name; all without regard to case. nil where it is none of these, which is then reported.
func (c *compiler) pattern(t text) func(name string) bool {
	matches, err := newPattern(t.Value)
	if err != nil {
		c.report(t.pos(), fmt.Sprintf("%q is neither a name, nor a beginning with *, nor a regular expression", t.Value), "write a name, or a beginning with *, such as Camel*")
		return nil
	}
	return matches
}

func newPattern(p string) (func(name string) bool, error) {
	prefix, isPrefix := strings.CutSuffix(p, "*")
	simple := func(name string) bool {
		return strings.EqualFold(name, p) || isPrefix && len(name) >= len(prefix) && strings.EqualFold(name[:len(prefix)], prefix)
	}
	if regexp.QuoteMeta(prefix) == prefix {
		return simple, nil
	}
	re, err := regexp.Compile("(?i)^(?:" + p + ")$")
	if err != nil {
		if isPrefix {
			return simple, nil
		}
		return nil, err
	}
	return func(name string) bool { return simple(name) || re.MatchString(name) }, nil
}

// matchesPattern tells whether a name is meant by a pattern; one that is no regular expression is only compared.
func matchesPattern(name, pattern string) bool {
	matches, err := newPattern(pattern)
	if err != nil {
		return strings.EqualFold(name, pattern)
	}
	return matches(name)
}

// splitList takes a list that is parted by commas apart.
func splitList(text string) []string {
	var all []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			all = append(all, item)
		}
	}
	return all
}
