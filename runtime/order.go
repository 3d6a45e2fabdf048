package runtime

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// flow tells which routes of a program feed which, through endpoints that meet inside the process or, as far as the URIs
// are alike, through a broker.
type flow struct {
	routes []*route
	// next holds for each route those that read what it sends, fed whether another route sends to it.
	next map[*route][]*route
	fed  map[*route]bool
}

func newFlow(all []*route, targets *producers) *flow {
	f := &flow{routes: all, next: map[*route][]*route{}, fed: map[*route]bool{}}
	readers := map[string][]*route{}
	for _, r := range all {
		link := linkOf(r.From, r.From.URI())
		readers[link] = append(readers[link], r)
	}
	for _, r := range all {
		for i, p := range targets.find(r.Targets) {
			link := linkOf(nil, r.Targets[i])
			if p != nil {
				link = linkOf(p.target, p.uri)
			}
			for _, reader := range readers[link] {
				f.next[r] = append(f.next[r], reader)
				f.fed[reader] = true
			}
		}
	}
	return f
}

// linkOf answers what an endpoint shares with those that it meets: its link, or its URI without the options.
func linkOf(e components.Endpoint, uri string) string {
	if l, ok := e.(components.Linked); ok {
		return l.Link()
	}
	link, _, _ := strings.Cut(uri, "?")
	return link
}

// unordered is what Camel counts routes without startupOrder from.
const unordered = 1000

// startOrder puts the routes in the order of starting: by startupOrder, and those without it so that readers come before
// writers. Stopping goes the other way.
func (f *flow) startOrder() []*route {
	var order []*route
	seen := map[*route]bool{}
	var visit func(r *route)
	visit = func(r *route) {
		if seen[r] {
			return
		}
		seen[r] = true
		for _, reader := range f.next[r] {
			visit(reader)
		}
		order = append(order, r)
	}
	for _, r := range f.routes {
		visit(r)
	}
	slices.SortStableFunc(order, func(a, b *route) int {
		return cmp.Compare(cmp.Or(a.StartupOrder, unordered), cmp.Or(b.StartupOrder, unordered))
	})
	return order
}
