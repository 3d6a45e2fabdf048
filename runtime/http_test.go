package runtime

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/routes"
)

// get asks a running engine for a path; headers are name, value, ... and a Host header sets the host.
func get(t *testing.T, e *Engine, path string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, e.URL()+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
	}
	client := &http.Client{Transport: &http.Transport{DisableCompression: true, DisableKeepAlives: true}}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(body)
}

func text(s string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, s) })
}

// serving makes an engine with handlers for patterns, on a port of its own.
func serving(t *testing.T, log *logbook, properties []string, patterns ...string) *Engine {
	t.Helper()
	return engineWith(t, log, append(properties, "camel.server.port=0"), func(env *routes.Environment) []*routes.Route {
		for _, p := range patterns {
			env.Context.Mux.Handle(p, text("this is "+p))
		}
		return nil
	})
}

func TestServerIsOpenedWhereSomethingIsServed(t *testing.T) {
	e := engineOf(t, nil, nil)
	start(t, e)
	if e.URL() != "" {
		t.Errorf("serves %s", e.URL())
	}
	stop(t, e)
	log := newLogbook()
	e = serving(t, log, nil, "/cats", "GET /dogs/")
	start(t, e)
	if _, body := get(t, e, "cats"); body != "this is /cats" {
		t.Errorf("got %q", body)
	}
	url := strings.TrimSuffix(e.URL(), "/")
	for _, want := range []string{"HTTP endpoints summary", "    " + url + "/cats ", "    " + url + "/dogs/    (GET)", "    " + url + "/q/health "} {
		if len(log.with(want)) == 0 {
			t.Errorf("%q is not in %q", want, log.all())
		}
	}
	stop(t, e)
	if c, err := net.Dial("tcp", strings.TrimPrefix(url, "http://")); err == nil {
		c.Close()
		t.Error("the port is open after the stop")
	}
}

func TestPathsThatCollide(t *testing.T) {
	log := newLogbook()
	_, _, err := compile(Config{}, func(env *routes.Environment) (*routes.Program, routes.Diagnostics) {
		env.Context.Mux.Handle("/x", text("one"))
		env.Context.Mux.Handle("/x", text("two"))
		env.Context.Mux.Handle("no pattern", text("three"))
		return &routes.Program{}, nil
	})
	var start1 *StartError
	if !errors.As(err, &start1) || !strings.HasPrefix(start1.Msg, "cannot serve /x: ") || start1.Hint == "" {
		t.Errorf("got %v", err)
	}
	e := serving(t, log, nil, "/x")
	start(t, e)
	defer stop(t, e)
	e.context.Mux.Handle("/late", text("late"))
	e.context.Mux.Handle("/x", text("too late"))
	if _, body := get(t, e, "late"); body != "late" {
		t.Errorf("got %q", body)
	}
	if len(log.with("ERROR cannot serve /x")) != 1 {
		t.Errorf("got %q", log.all())
	}
	e = serving(t, nil, nil, "/q/health")
	if err := e.Start(t.Context()); !errors.As(err, &start1) {
		t.Errorf("got %v", err)
	}
}

func TestPortInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	port := l.Addr().(*net.TCPAddr).Port
	for property, want := range map[string]string{
		fmt.Sprintf("camel.server.port=%d", port): fmt.Sprintf("port %d is in use", port),
		"camel.server.host=192.0.2.1":             "cannot serve HTTP on 192.0.2.1:8080: ",
	} {
		e := engineOf(t, nil, []string{"camel.server.enabled=true", property})
		err := e.Start(t.Context())
		var failed *StartError
		if !errors.As(err, &failed) || !strings.HasPrefix(failed.Error(), want) || !strings.Contains(failed.Hint, "camel.server.port") {
			t.Errorf("%s: got %v", property, err)
		}
	}
}

func TestLoopbackAnswersToItsNamesOnly(t *testing.T) {
	e := serving(t, nil, nil, "/cats")
	start(t, e)
	defer stop(t, e)
	for host, want := range map[string]int{
		"localhost": 200, "localhost:1": 200, "LOCALHOST.": 200, "127.0.0.1:8080": 200, "127.1.2.3": 200, "[::1]:8080": 200, "[::1]": 200,
		"evil.example": 403, "evil.example:8080": 403, "localhost.evil.example": 403, "192.168.1.1": 403, "127.0.0.1.evil.example": 403,
	} {
		if answer, _ := get(t, e, "cats", "Host", host); answer.StatusCode != want {
			t.Errorf("Host %s: got %d, want %d", host, answer.StatusCode, want)
		}
	}
	open := serving(t, nil, []string{"camel.server.host=0.0.0.0"}, "/cats")
	start(t, open)
	defer stop(t, open)
	if !strings.HasPrefix(open.URL(), "http://localhost:") {
		t.Errorf("URL %s", open.URL())
	}
	if answer, _ := get(t, open, "cats", "Host", "cats.example"); answer.StatusCode != 200 {
		t.Errorf("got %d", answer.StatusCode)
	}
}

func TestUpgradedConnectionIsLeftToItsComponent(t *testing.T) {
	e := engineWith(t, nil, []string{"camel.server.port=0"}, func(env *routes.Environment) []*routes.Route {
		env.Context.Mux.Handle("/ws", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			c, rw, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			env.Context.OnStop(func(context.Context) error { return c.Close() })
			fmt.Fprint(rw, "hello\n")
			rw.Flush()
		}))
		return nil
	})
	start(t, e)
	c, err := net.Dial("tcp", strings.Trim(strings.TrimPrefix(e.URL(), "http:"), "/"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprint(c, "GET /ws HTTP/1.1\r\nHost: localhost\r\n\r\n")
	r := bufio.NewReader(c)
	if line, err := r.ReadString('\n'); line != "hello\n" {
		t.Fatalf("got %q, %v", line, err)
	}
	stop(t, e)
	if _, err := r.ReadByte(); err != io.EOF {
		t.Errorf("got %v", err)
	}
}

func TestHugeHeadersAreRefused(t *testing.T) {
	e := serving(t, nil, nil, "/cats")
	start(t, e)
	defer stop(t, e)
	if answer, _ := get(t, e, "cats", "X-Cat", strings.Repeat("m", 64<<10)); answer.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("got %d", answer.StatusCode)
	}
}
