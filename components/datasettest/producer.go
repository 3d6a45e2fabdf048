package datasettest

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// expected are the bodies that have not arrived yet.
type expected struct {
	mu     sync.Mutex
	loaded bool
	bodies []any
}

type expectedKey struct{ name string }

// load asks the endpoint behind for all that it holds.
func (e *endpoint) load(ctx context.Context) error {
	e.expected.mu.Lock()
	defer e.expected.mu.Unlock()
	if e.expected.loaded {
		return nil
	}
	e.expected.loaded = true
	for {
		ex, err := e.inner.Poll(ctx, e.Timeout)
		if err != nil {
			return fmt.Errorf("%s: %w", e.uri, err)
		}
		if ex == nil {
			e.log.Info(fmt.Sprintf("Received: %d expected message(s) from: %s", len(e.expected.bodies), e.inner.URI()))
			return nil
		}
		body := ex.Body
		if o, ok := body.(components.Opener); ok { // a file may be gone later
			body = components.Text(o)
		}
		ex.Complete(nil)
		if !e.Split {
			e.expected.bodies = append(e.expected.bodies, body)
			continue
		}
		for _, part := range e.delimiter.Split(components.Text(body), -1) {
			if part != "" {
				e.expected.bodies = append(e.expected.bodies, part)
			}
		}
	}
}

// Producer makes what compares and keeps the messages. Closing it changes nothing.
func (e *endpoint) Producer() (components.Producer, error) { return e, nil }

func (e *endpoint) Close() error { return nil }

// Process keeps a copy of ex. One that is not the expected one is a warning: the exchange goes on, as in Camel.
func (e *endpoint) Process(ex *components.Exchange) error {
	n := e.Keep(ex, e.RetainFirst, e.RetainLast)
	if e.Log {
		e.log.Info(fmt.Sprintf("dataset-test:%s received #%d", e.Name, n))
	}
	if e.inner == nil {
		return nil
	}
	if problem := e.take(ex.Body); problem != "" {
		e.log.Warn(fmt.Sprintf("message %d: %s", n, problem))
	}
	return nil
}

// take crosses a body off, and answers how it differs from what is expected.
func (e *endpoint) take(body any) string {
	e.expected.mu.Lock()
	defer e.expected.mu.Unlock()
	left := e.expected.bodies
	if len(left) == 0 {
		return fmt.Sprintf("no more is expected, but there is %s", components.Text(body))
	}
	i := 0
	if e.AnyOrder {
		i = slices.IndexFunc(left, func(want any) bool { return equal(want, body) })
	} else if !equal(left[0], body) {
		i = -1
	}
	if i < 0 {
		if e.AnyOrder {
			return fmt.Sprintf("none of those expected is %s", components.Text(body))
		}
		e.expected.bodies = left[1:]
		return fmt.Sprintf("expected %s, but there is %s", components.Text(left[0]), components.Text(body))
	}
	e.expected.bodies = slices.Delete(slices.Clone(left), i, i+1)
	return ""
}

// equal compares after conversion to the expected type.
func equal(want, got any) bool {
	if want != nil {
		v, err := components.ConvertTo(got, components.JavaType(want))
		if err != nil {
			return false
		}
		got = v
	}
	return reflect.DeepEqual(want, got)
}
