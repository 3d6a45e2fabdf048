package file

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
	"github.com/dromedary-go/dromedary/routes/simple"
)

// newContext is an engine's context that knows Simple.
func newContext() *components.Context {
	env := &simple.Env{Now: time.Now}
	return &components.Context{
		Compile: func(_, text string) (components.Expression, error) { return simple.Compile(text, env) },
		Predicate: func(_, text string) (components.Predicate, error) {
			return simple.CompilePredicate(text, env)
		},
	}
}

// fill writes files below a directory: path, content, path, content.
func fill(t *testing.T, dir string, files ...string) {
	t.Helper()
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(dir, files[i])
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(files[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func text(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
	}
	return string(b)
}

func gone(t *testing.T, path string) {
	t.Helper()
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is there", path)
	}
}

// send writes one exchange.
func send(t *testing.T, ctx *components.Context, uri, name string, body any) error {
	t.Helper()
	p, err := componenttest.Endpoint(t, ctx, Component, uri).(components.Target).Producer()
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	ex := components.NewExchange(t.Context(), body)
	if name != "" {
		ex.Headers.Set("CamelFileName", name)
	}
	return p.Process(ex)
}

// poll asks for one exchange at once.
func poll(t *testing.T, ctx *components.Context, uri string) (*components.Exchange, error) {
	t.Helper()
	return componenttest.Endpoint(t, ctx, Component, uri).(components.Poller).Poll(t.Context(), 0)
}
