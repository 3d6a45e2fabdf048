package platformhttp

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

// serve starts a server with routes: URI and what they do.
func serve(t *testing.T, ctx *components.Context, routes map[string]func(*components.Exchange) error) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	ctx.Mux = mux
	for uri, process := range routes {
		componenttest.Read(t, ctx, uri, componenttest.Source(t, ctx, Component, uri), process)
	}
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func do(t *testing.T, method, url, body string, headers ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Add(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	content, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(content)
}

func TestRequestAndReply(t *testing.T) {
	s := serve(t, &components.Context{}, map[string]func(*components.Exchange) error{
		"platform-http:/orders/{id}": func(ex *components.Exchange) error {
			ex.Body = fmt.Sprintf("%v %s %s %s %s %s", ex.Pattern, ex.Headers.Text("id"), ex.Headers.Text("q"), ex.Headers.Text("CamelHttpMethod"),
				ex.Headers.Text("CamelHttpUri"), components.Text(ex.Body))
			ex.Headers.Set("CamelHttpResponseCode", 201)
			ex.Headers.Set("CamelSecret", "inside")
			ex.Headers.Set("X-Many", []any{"a", 1})
			return nil
		},
	})
	resp, body := do(t, "POST", s.URL+"/orders/7?q=a+b&CamelHttpUri=x", "text", "X-Back", "b", "Accept", "x/y", "camelHttpPath", "evil")
	if want := "InOut 7 a b POST /orders/7?q=a+b&CamelHttpUri=x text"; resp.StatusCode != 201 || body != want {
		t.Errorf("got %d %q, want %q", resp.StatusCode, body, want)
	}
	if h := resp.Header; h.Get("X-Back") != "b" || h.Get("Accept") != "" || h.Get("CamelSecret") != "" || h.Get("Id") != "" || len(h["X-Many"]) != 2 {
		t.Errorf("got %v", h)
	}
}

func TestFailures(t *testing.T) {
	fail := func(ex *components.Exchange) error {
		ex.Headers.Set("Content-Type", "application/json")
		return components.NewException("java.lang.IllegalStateException", "broken")
	}
	s := serve(t, &components.Context{}, map[string]func(*components.Exchange) error{
		"platform-http:/muted":                    fail,
		"platform-http:/told?muteException=false": fail,
		"platform-http:/map":                      func(ex *components.Exchange) error { ex.Body = components.NewMap("a", 1); return nil },
		"platform-http:/line":                     func(ex *components.Exchange) error { ex.Headers.Set("X-A", "a\r\nX-Evil: b"); return nil },
		"platform-http:/code":                     func(ex *components.Exchange) error { ex.Headers.Set("CamelHttpResponseCode", 100); return nil },
		"platform-http:/stopping":                 func(*components.Exchange) error { return components.ErrStopping },
	})
	for path, want := range map[string]string{
		"/muted": "500 ", "/told": "500 java.lang.IllegalStateException: broken\n", "/map": "500 Internal Server Error",
		"/line": "500 Internal Server Error", "/code": "500 Internal Server Error", "/stopping": "503 Service Unavailable\n",
		"/none": "404 404 page not found\n",
	} {
		resp, body := do(t, "GET", s.URL+path, "")
		if got := fmt.Sprintf("%d %s", resp.StatusCode, body); got != want || resp.Header.Get("X-Evil") != "" {
			t.Errorf("%s: got %q, %v", path, got, resp.Header)
		}
		if ct := resp.Header.Get("Content-Type"); want[0] == '5' && ct == "application/json" {
			t.Errorf("%s: content type %s", path, ct)
		}
	}
}

func TestSecondRouteOfAURI(t *testing.T) {
	ctx := &components.Context{}
	serve(t, ctx, map[string]func(*components.Exchange) error{"platform-http:/a": func(*components.Exchange) error { return nil }})
	_, _, err := componenttest.Source(t, ctx, Component, "platform-http:/a").Subscriber(&components.RouteContext{Context: ctx, RouteID: "b"})
	if err == nil || !strings.Contains(err.Error(), "not allowed: platform-http:///a") {
		t.Errorf("got %v", err)
	}
}

func TestRouteThatComesAndGoes(t *testing.T) {
	ctx := &components.Context{Mux: http.NewServeMux()}
	s := httptest.NewServer(ctx.Mux.(http.Handler))
	t.Cleanup(s.Close)
	for range 2 {
		route := componenttest.Read(t, ctx, "a", componenttest.Source(t, ctx, Component, "platform-http:/a"), func(ex *components.Exchange) error { ex.Body = "here"; return nil })
		if _, body := do(t, "GET", s.URL+"/a", ""); body != "here" {
			t.Errorf("got %q", body)
		}
		route.Stop()
		if resp, _ := do(t, "GET", s.URL+"/a", ""); resp.StatusCode != 404 {
			t.Errorf("got %d", resp.StatusCode)
		}
	}
}

func TestTooMuch(t *testing.T) {
	ctx := &components.Context{Property: func(key string) (string, bool) { return "10", key == "camel.server.maxBodySize" }}
	s := serve(t, ctx, map[string]func(*components.Exchange) error{
		"platform-http:/a": func(ex *components.Exchange) error { return nil },
		"platform-http:/stream?useStreaming=true": func(ex *components.Exchange) error {
			_, err := components.Bytes(ex.Body)
			return err
		},
	})
	for _, path := range []string{"/a", "/stream"} {
		if resp, _ := do(t, "POST", s.URL+path, "0123456789"); path == "/stream" && resp.StatusCode != 200 {
			t.Errorf("%s: got %d", path, resp.StatusCode)
		}
		if resp, _ := do(t, "POST", s.URL+path, "0123456789a"); resp.StatusCode != 413 {
			t.Errorf("%s: got %d", path, resp.StatusCode)
		}
	}
	// not announced: an endless body
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n"+strings.Repeat("x", 255)+"\r\n")
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 413 {
		t.Errorf("got %d", resp.StatusCode)
	}
}

func TestForms(t *testing.T) {
	s := serve(t, &components.Context{}, map[string]func(*components.Exchange) error{
		"platform-http:/form": func(ex *components.Exchange) error {
			ex.Body = components.Text(ex.Body) + " " + ex.Headers.Text("a") + " " + ex.Headers.Text("CamelAttachmentsSize")
			return nil
		},
	})
	if _, body := do(t, "POST", s.URL+"/form", "a=1&b=x+y&b=%C3%A4&camelHttpUri=evil", "Content-Type", "application/x-www-form-urlencoded"); body != "{a=1, b=[x y, ä]} 1 " {
		t.Errorf("got %q", body)
	}
	multi := "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\nfile\r\n--B--\r\n"
	if _, body := do(t, "POST", s.URL+"/form", multi, "Content-Type", "multipart/form-data; boundary=B"); body != "{a=1} 1 1" {
		t.Errorf("got %q", body)
	}
	if resp, _ := do(t, "POST", s.URL+"/form", multi[:60], "Content-Type", "multipart/form-data; boundary=B"); resp.StatusCode != 400 {
		t.Errorf("half a form: got %d", resp.StatusCode)
	}
}

type failing struct{ io.Reader }

func (failing) Read([]byte) (int, error) { return 0, errors.New("torn") }

func TestStreams(t *testing.T) {
	s := serve(t, &components.Context{}, map[string]func(*components.Exchange) error{
		"platform-http:/whole": func(ex *components.Exchange) error {
			ex.Body = strings.NewReader(strings.Repeat("x", 100000))
			return nil
		},
		"platform-http:/torn": func(ex *components.Exchange) error {
			ex.Body = io.MultiReader(strings.NewReader(strings.Repeat("x", 100000)), failing{})
			return nil
		},
	})
	if _, body := do(t, "GET", s.URL+"/whole", ""); len(body) != 100000 {
		t.Errorf("got %d bytes", len(body))
	}
	resp, err := http.Get(s.URL + "/torn")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if _, err := io.ReadAll(resp.Body); err == nil {
		t.Error("half a reply passes for a whole one")
	}
}

func TestMistakes(t *testing.T) {
	for uri, want := range map[string]string{
		"platform-http:hello":                     "does not begin with a slash",
		"platform-http:/a/{b":                     "brace",
		"platform-http:/a?httpMethodRestrict=GTE": "no HTTP method",
	} {
		u, err := components.ParseURI(uri)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Component.Endpoint(&components.Context{}, u)
		var wrong components.OptionErrors
		if !errors.As(err, &wrong) || wrong[0].Hint == "" || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", uri, err)
		}
	}
}
