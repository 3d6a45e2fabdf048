package routes

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// claimFilter says what of a kept message is taken back: parts such as body, headers and header:PATTERN, with + (take), - (leave)
// or -- (remove from the message that there is) before them. Without parts that take, all that is not left is taken.
type claimFilter struct {
	body, headers         bool
	take, leave           []func(name string) bool // headers
	dropBody, dropHeaders bool
	drop                  []func(name string) bool
}

func newClaimFilter(filter string) (*claimFilter, error) {
	if filter == "" || filter == "*" {
		return &claimFilter{body: true, headers: true}, nil
	}
	f := &claimFilter{}
	leaveBody, leaveHeaders, takes := false, false, false
	for part := range strings.SplitSeq(filter, ",") {
		sign, name := "", part
		for _, s := range []string{"--", "-", "+"} {
			if rest, ok := strings.CutPrefix(part, s); ok {
				sign, name = s, rest
				break
			}
		}
		pattern, isHeader := strings.CutPrefix(name, "header:")
		match, err := newPattern(pattern)
		if err != nil {
			return nil, fmt.Errorf("%q is neither a name, nor a beginning with *, nor a regular expression", pattern)
		}
		switch {
		case sign == "--" && isHeader:
			f.drop = append(f.drop, match)
		case sign == "--":
			f.dropBody = f.dropBody || name == "body"
			f.dropHeaders = f.dropHeaders || name == "headers"
		case sign == "-" && isHeader:
			f.leave = append(f.leave, match)
		case sign == "-":
			leaveBody = leaveBody || name == "body"
			leaveHeaders = leaveHeaders || name == "headers"
		default:
			takes = true
			f.body = f.body || name == "body"
			f.headers = f.headers || name == "headers"
			if isHeader {
				f.take = append(f.take, match)
			}
		}
	}
	f.body = f.body || !takes && !leaveBody
	f.headers = f.headers || !takes && !leaveHeaders && len(f.leave) == 0
	return f, nil
}

func (f *claimFilter) merge(ex, kept *components.Exchange) error {
	if f.body {
		ex.Body = kept.Body
	}
	for name, value := range kept.Headers.All() {
		if f.takes(name) {
			ex.Headers.Set(name, value)
		}
	}
	if f.dropBody {
		ex.Body = nil
	}
	var names []string
	for name := range ex.Headers.All() {
		if f.dropHeaders || matchesAny(f.drop, name) {
			names = append(names, name)
		}
	}
	for _, name := range names {
		ex.Headers.Remove(name)
	}
	return nil
}

func (f *claimFilter) takes(name string) bool {
	if f.headers || matchesAny(f.take, name) {
		return true
	}
	return len(f.take) == 0 && len(f.leave) > 0 && !matchesAny(f.leave, name)
}

func matchesAny(patterns []func(string) bool, name string) bool {
	for _, p := range patterns {
		if p(name) {
			return true
		}
	}
	return false
}
