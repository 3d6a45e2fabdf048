package runtime

import (
	"net/http"
	"slices"
	"testing"

	"github.com/dromedary-go/dromedary/routes"
)

// only takes one path.
type only string

func (o only) ServeHTTP(w http.ResponseWriter, r *http.Request) { o.TryServeHTTP(w, r) }
func (o only) Paths() []string                                  { return []string{string(o)} }

func (o only) TryServeHTTP(w http.ResponseWriter, r *http.Request) bool {
	if r.URL.Path != string(o) {
		return false
	}
	_, _ = w.Write([]byte("only " + o))
	return true
}

func TestSelectiveHandlers(t *testing.T) {
	e := engineWith(t, newLogbook(), []string{"camel.server.port=0"}, func(env *routes.Environment) []*routes.Route {
		for _, h := range []http.Handler{only("/a"), only("/b"), only("/own/x"), text("the rest")} {
			env.Context.Mux.Handle("/", h)
		}
		env.Context.Mux.Handle("/own/", text("its own"))
		return nil
	})
	if err := e.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"a": "only /a", "b": "only /b", "own/x": "its own", "c": "the rest"} {
		if _, body := get(t, e, path); body != want {
			t.Errorf("%s: got %q", path, body)
		}
	}
	if paths := e.http.paths(); !slices.Contains(paths, "/a") || !slices.Contains(paths, "/own/") {
		t.Errorf("got %q", paths)
	}
}
