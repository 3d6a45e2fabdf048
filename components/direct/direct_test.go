package direct

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func bind(t *testing.T, ctx *components.Context, uri string, process func(*components.Exchange) error) (unbind func()) {
	t.Helper()
	unbind, err := componenttest.Endpoint(t, ctx, Component, uri).(components.Inline).Bind(process)
	if err != nil {
		t.Fatal(err)
	}
	return unbind
}

func TestCall(t *testing.T) {
	ctx := &components.Context{}
	failure := errors.New("the called route fails")
	unbind := bind(t, ctx, "direct:cats", func(ex *components.Exchange) error {
		ex.Body = "changed"
		return failure
	})
	p := componenttest.Producer(t, ctx, Component, "direct:cats?timeout=5")
	ex := components.NewExchange(t.Context(), "body")
	if err := p.Process(ex); err != failure || ex.Body != "changed" {
		t.Errorf("got %v, %v", ex.Body, err)
	}
	unbind()
	unbind() // a second time it must not take another route's place
	bind(t, ctx, "direct:cats", func(ex *components.Exchange) error { ex.Body = "again"; return nil })
	unbind()
	if err := p.Process(ex); err != nil || ex.Body != "again" {
		t.Errorf("got %v, %v", ex.Body, err)
	}
}

func TestSecondRoute(t *testing.T) {
	ctx := &components.Context{}
	bind(t, ctx, "direct:cats", func(*components.Exchange) error { return nil })
	_, err := componenttest.Endpoint(t, ctx, Component, "direct:cats?block=false").(components.Inline).Bind(func(*components.Exchange) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "direct:cats is answered by another route already") {
		t.Errorf("got %v", err)
	}
	other := &components.Context{} // engines share nothing
	bind(t, other, "direct:cats", func(*components.Exchange) error { return nil })
}

func TestNoRoute(t *testing.T) {
	for _, row := range []struct {
		options string
		waits   time.Duration
		class   string
	}{
		{"", 30 * time.Second, NotAvailable},
		{"?timeout=200", 200 * time.Millisecond, NotAvailable},
		{"?timeout=0", 0, NotAvailable},
		{"?block=false", 0, NotAvailable},
		{"?block=false&failIfNoConsumers=false", 0, ""},
		{"?failIfNoConsumers=false", 30 * time.Second, ""},
	} {
		synctest.Test(t, func(t *testing.T) {
			p := componenttest.Producer(t, &components.Context{}, Component, "direct:nobody"+row.options)
			ex := components.NewExchange(t.Context(), "body")
			start := time.Now()
			err := p.Process(ex)
			if got := time.Since(start); got != row.waits {
				t.Errorf("%s: waited %v, want %v", row.options, got, row.waits)
			}
			if row.class == "" {
				if err != nil || ex.Body != "body" {
					t.Errorf("%s: got %v, %v", row.options, ex.Body, err)
				}
				return
			}
			want := "No consumers available on endpoint: direct://nobody" + row.options + ". Exchange[" + ex.ID() + "]"
			if components.Class(err) != row.class || err.Error() != want {
				t.Errorf("%s: got %v, want %s", row.options, err, want)
			}
		})
	}
}

func TestRouteThatStartsLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := &components.Context{}
		p := componenttest.Producer(t, ctx, Component, "direct:late")
		for range 2 { // the second time it is a route that was stopped
			outcome := make(chan error)
			for range 2 {
				go func() { outcome <- p.Process(components.NewExchange(t.Context(), nil)) }()
			}
			synctest.Wait()
			calls := make(chan struct{}, 2)
			unbind := bind(t, ctx, "direct:late", func(*components.Exchange) error { calls <- struct{}{}; return nil })
			for range 2 {
				if err := <-outcome; err != nil {
					t.Error(err)
				}
				<-calls
			}
			unbind()
			bind(t, ctx, "direct:late", func(*components.Exchange) error { return nil })()
		}
	})
}

func TestCallerThatGivesUp(t *testing.T) {
	p := componenttest.Producer(t, &components.Context{}, Component, "direct:nobody")
	work, cancel := context.WithCancelCause(t.Context())
	gaveUp := errors.New("the program stops")
	cancel(gaveUp)
	if err := p.Process(components.NewExchange(work, nil)); !errors.Is(err, gaveUp) {
		t.Errorf("got %v", err)
	}
}

func TestCallDoesNotAllocate(t *testing.T) {
	ctx := &components.Context{}
	bind(t, ctx, "direct:cats", func(ex *components.Exchange) error { return nil })
	p := componenttest.Producer(t, ctx, Component, "direct:cats")
	ex := components.NewExchange(t.Context(), "body")
	if n := testing.AllocsPerRun(100, func() { _ = p.Process(ex) }); n != 0 {
		t.Errorf("a call allocates %v times", n)
	}
}
