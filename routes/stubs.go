package routes

import (
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Stubs are the components that the component stub stands in for: schemes, patterns that end with *, or the words all and
// remote. See the component's page.
type Stubs []string

// never are the components that all and remote leave alone, as in Camel: they work inside the process.
var never = []string{"bean", "class", "direct", "kamelet", "log", "mock", "platform-http", "rest", "seda"}

// ParseStubs reads schemes with commas between, such as "kafka,aws2-*".
func ParseStubs(text string) Stubs {
	var stubs Stubs
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.TrimPrefix(strings.TrimSpace(name), "component:"); name != "" {
			stubs = append(stubs, name)
		}
	}
	return stubs
}

// stubbed tells whether the component stub stands in for a scheme.
func (s Stubs) stubbed(scheme string) bool {
	if scheme == "stub" {
		return false
	}
	return slices.ContainsFunc(s, func(pattern string) bool {
		prefix, open := strings.CutSuffix(pattern, "*")
		switch {
		case pattern == "all" || pattern == "*":
			return !slices.Contains(never, scheme)
		case pattern == "remote":
			entry, _ := components.Catalog(scheme)
			return entry.Remote && !slices.Contains(never, scheme)
		case open:
			return strings.HasPrefix(scheme, prefix)
		}
		return pattern == scheme
	})
}

// standIn is the URI of the stub for a URI. Options stay behind: a queue has no use for them, and some may be secret.
func standIn(uri components.URI) components.URI {
	if entry, ok := components.Catalog(uri.Scheme); ok {
		uri = entry.WholePath(uri)
	}
	name := uri.Scheme
	if uri.Path != "" {
		name += ":" + withoutUser(uri.Path)
	}
	params := slices.DeleteFunc(slices.Clone(uri.Params), func(p components.Param) bool {
		return components.CamelCase(p.Name) != "exchangePattern"
	})
	return components.URI{Scheme: "stub", Path: name, Params: params}
}

// withoutUser takes a name and password off a path such as user:password@host:port.
func withoutUser(path string) string {
	host, _, _ := strings.Cut(path, "/")
	return path[strings.LastIndexByte(host, '@')+1:]
}
