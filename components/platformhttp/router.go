package platformhttp

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/dromedary-go/dromedary/components"
)

// router finds the route that answers a request: the one that started first of those whose path, method and types fit.
// Routes come and go while requests are served; a request sees one state of the table.
type router struct {
	ctx   *components.Context
	table atomic.Pointer[table]

	mu     sync.Mutex
	claims map[string]string // URI -> id of the route that reads it
	paths  []string
}

// table is what is served. Literal paths are found by the map, the others are tried in the order of their start.
type table struct {
	exact     map[string][]*binding
	templates []*binding
	next      int
}

// binding is one subscription to an endpoint.
type binding struct {
	*endpoint
	order int
	serve func(w http.ResponseWriter, r *http.Request, path string, values []string)
}

func newRouter(ctx *components.Context) *router {
	r := &router{ctx: ctx, claims: map[string]string{}}
	r.table.Store(&table{})
	return r
}

// announce notes a path for those who want to know what is served.
func (r *router) announce(path string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.Contains(r.paths, path) {
		r.paths = append(r.paths, path)
	}
}

// Paths are all that endpoints were made for. It is a part of [components.Selective].
func (r *router) Paths() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.paths)
}

// claim gives a URI to a route: as in Camel a second one is refused, although two URIs may well have the same path.
func (r *router) claim(uri, route string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, taken := r.claims[uri]; taken {
		return fmt.Errorf("multiple consumers for the same endpoint is not allowed: %s", uri)
	}
	r.claims[uri] = route
	return nil
}

func (r *router) release(uri string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.claims, uri)
}

// add serves b until remove is called.
func (r *router) add(b *binding) {
	r.change(func(t *table) {
		b.order = t.next
		t.next++
		if path, ok := b.literal(); ok {
			t.exact[path] = append(slices.Clone(t.exact[path]), b)
		} else {
			t.templates = append(t.templates, b)
		}
	})
}

func (r *router) remove(b *binding) {
	same := func(other *binding) bool { return other == b }
	r.change(func(t *table) {
		if path, ok := b.literal(); !ok {
			t.templates = slices.DeleteFunc(t.templates, same)
		} else if left := slices.DeleteFunc(slices.Clone(t.exact[path]), same); len(left) > 0 {
			t.exact[path] = left
		} else {
			delete(t.exact, path)
		}
	})
}

func (b *binding) literal() (string, bool) {
	return b.template.literal, len(b.template.names) == 0 && !b.template.prefix
}

// change replaces the table by a changed copy.
func (r *router) change(f func(*table)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	old := r.table.Load()
	t := &table{exact: make(map[string][]*binding, len(old.exact)+1), templates: slices.Clone(old.templates), next: old.next}
	for path, bindings := range old.exact {
		t.exact[path] = bindings
	}
	f(t)
	r.table.Store(t)
}

// ServeHTTP serves what has a route, and answers 404 to everything else.
func (r *router) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if !r.TryServeHTTP(w, req) {
		http.NotFound(w, req)
	}
}

// TryServeHTTP serves what has a route. Where a path has some but none for the method or the types, the reply says so:
// 405, 415 or 406.
func (r *router) TryServeHTTP(w http.ResponseWriter, req *http.Request) bool {
	t := r.table.Load()
	path := normalise(req.URL.EscapedPath())
	exact, templates := t.exact[withoutSlash(path)], t.templates
	var buffer [8]string
	status := http.StatusNotFound
	for len(exact) > 0 || len(templates) > 0 {
		var b *binding
		values := buffer[:0]
		if len(templates) == 0 || len(exact) > 0 && exact[0].order < templates[0].order {
			b, exact = exact[0], exact[1:]
		} else {
			b, templates = templates[0], templates[1:]
			var fits bool
			if values, fits = b.template.match(path, values); !fits {
				continue
			}
		}
		if misfit := b.misfit(req); misfit != 0 {
			status = misfit
			continue
		}
		b.serve(w, req, path, values)
		return true
	}
	if status == http.StatusNotFound {
		return false
	}
	if status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", strings.Join(r.allowed(t, path), ", "))
	}
	w.WriteHeader(status)
	return true
}

// misfit answers the status that refuses the request, 0 where the endpoint takes it.
func (e *endpoint) misfit(req *http.Request) int {
	if e.methods != nil && !slices.Contains(e.methods, req.Method) {
		return http.StatusMethodNotAllowed
	}
	if len(e.consumes) > 0 && !e.takes(req.Header.Get("Content-Type")) {
		return http.StatusUnsupportedMediaType
	}
	if len(e.produces) > 0 {
		accept := req.Header.Values("Accept")
		if len(accept) > 0 && !anyMeets(e.produces, parseMediaTypes(strings.Join(accept, ","))) {
			return http.StatusNotAcceptable
		}
	}
	return 0
}

// takes tells whether the endpoint takes a content type. Where a request says none, a type with a * has to be taken.
func (e *endpoint) takes(contentType string) bool {
	if contentType == "" {
		return slices.ContainsFunc(e.consumes, func(t mediaType) bool { return t.sub == "*" })
	}
	return anyMeets(e.consumes, parseMediaTypes(contentType))
}

// allowed are the methods that a path answers to.
func (r *router) allowed(t *table, path string) []string {
	var all []string
	for _, b := range append(slices.Clone(t.exact[withoutSlash(path)]), t.templates...) {
		if _, fits := b.template.match(path, nil); fits {
			all = append(all, b.methods...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
