package componenttest

import (
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// Endpoint makes an endpoint of a URI and fails the test where that is refused.
func Endpoint(t testing.TB, ctx *components.Context, c components.Component, text string) components.Endpoint {
	t.Helper()
	e, err := endpoint(ctx, c, text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return e
}

func endpoint(ctx *components.Context, c components.Component, text string) (components.Endpoint, error) {
	uri, err := components.ParseURI(text)
	if err != nil {
		return nil, err
	}
	return c.Endpoint(ctx, uri)
}

// Producer opens the producer of a URI; it is closed when the test ends.
func Producer(t testing.TB, ctx *components.Context, c components.Component, text string) components.Producer {
	t.Helper()
	target, ok := Endpoint(t, ctx, c, text).(components.Target)
	if !ok {
		t.Fatalf("%s is no target", text)
	}
	p, err := target.Producer()
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Errorf("closing the producer of %s: %v", text, err)
		}
	})
	return p
}

// Source answers the source of a URI.
func Source(t testing.TB, ctx *components.Context, c components.Component, text string) components.Source {
	t.Helper()
	s, ok := Endpoint(t, ctx, c, text).(components.Source)
	if !ok {
		t.Fatalf("%s is no source", text)
	}
	return s
}
