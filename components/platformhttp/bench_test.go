package platformhttp

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

// blank takes a reply and keeps nothing.
type blank struct{ header http.Header }

func (b blank) Header() http.Header         { return b.header }
func (b blank) Write(p []byte) (int, error) { return len(p), nil }
func (b blank) WriteHeader(int)             {}

// BenchmarkRequest is what an endpoint adds to net/http: from the request to the exchange and back. Beside it a bare handler.
func BenchmarkRequest(b *testing.B) {
	ctx := &components.Context{Mux: http.NewServeMux()}
	route := componenttest.Read(b, ctx, "a", componenttest.Source(b, ctx, Component, "platform-http:/hello/{name}"), func(ex *components.Exchange) error {
		ex.Body = "hello"
		return nil
	})
	defer route.Stop()
	r := components.Shared(ctx, routerKey{}, func() *router { return nil })
	bare := http.NewServeMux()
	bare.HandleFunc("/hello/{name}", func(w http.ResponseWriter, req *http.Request) {
		_ = req.PathValue("name")
		_, _ = io.WriteString(w, "hello")
	})
	for name, h := range map[string]http.Handler{"route": r, "bare": bare} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				req := httptest.NewRequest(http.MethodGet, "/hello/ann", nil)
				req.Header.Set("User-Agent", "bench")
				h.ServeHTTP(blank{http.Header{}}, req)
			}
		})
	}
}
