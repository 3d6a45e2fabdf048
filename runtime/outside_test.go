package runtime

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

// sending makes a started engine whose one component answers out: URIs by process.
func sending(t *testing.T, log *logbook, process func(*components.Exchange) error) *Engine {
	t.Helper()
	target := components.Of(components.Info{Scheme: "out", Syntax: "out:name"}, func(_ *components.Context, uri string, _ *struct {
		Name string `camel:"name,path"`
	}) (components.Endpoint, error) {
		return &endpoint{uri: uri, produce: process}, nil
	})
	e := engineWith(t, log, nil, func(env *routes.Environment) []*routes.Route {
		env.Components = []components.Component{target}
		return nil
	})
	start(t, e)
	t.Cleanup(func() { stop(t, e) })
	return e
}

func TestSend(t *testing.T) {
	e := sending(t, newLogbook(), func(ex *components.Exchange) error {
		ex.Body = components.Text(ex.Body) + ex.Pattern.String()
		return nil
	})
	ex, err := e.Send(t.Context(), "out:x", "a", func(ex *components.Exchange) { ex.Pattern = components.InOut })
	if err != nil || ex.Body != "aInOut" {
		t.Errorf("got %v, %v", ex.Body, err)
	}
	if n := e.Busy(); n != 0 {
		t.Errorf("%d are under way", n)
	}
}

func TestSendFails(t *testing.T) {
	log := newLogbook()
	e := sending(t, log, func(*components.Exchange) error { return components.NewException("java.io.IOException", "no") })
	if _, err := e.Send(t.Context(), "out:x", nil, nil); components.Class(err) != "java.io.IOException" {
		t.Errorf("got %v", err)
	}
	if lines := log.with("java.io.IOException: no"); len(lines) != 1 {
		t.Errorf("logged %q", lines)
	}
	if _, err := e.Send(t.Context(), "nosuch:x", nil, nil); components.Class(err) != "org.apache.camel.ResolveEndpointFailedException" {
		t.Errorf("got %v", err)
	}
}

// Who gives up waiting leaves the exchange to the route that works on it; it counts until it is through.
func TestSendGivesUpWaiting(t *testing.T) {
	release := make(chan struct{})
	e := sending(t, newLogbook(), func(*components.Exchange) error { <-release; return nil })
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if ex, err := e.Send(ctx, "out:x", nil, nil); ex != nil || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, %v", ex, err)
	}
	if n := e.Busy(); n != 1 {
		t.Errorf("%d are under way", n)
	}
	close(release)
	if err := e.sending.wait(t.Context()); err != nil {
		t.Error(err)
	}
}
