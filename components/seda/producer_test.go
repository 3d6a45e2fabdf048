package seda

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func exchange(body any) *components.Exchange {
	return components.NewExchange(context.Background(), body)
}

// send sends one exchange to a URI and answers it with the error.
func send(t *testing.T, ctx *components.Context, uri string, ex *components.Exchange) error {
	t.Helper()
	return componenttest.Producer(t, ctx, Component, uri).Process(ex)
}

func TestFullQueue(t *testing.T) {
	for _, row := range []struct {
		options string
		want    string // the message in Camel; "" where sending succeeds
		waited  time.Duration
		waiting int
	}{
		{"", "Queue full", 0, 2},
		{"&offerTimeout=100", "Queue full", 0, 2},
		{"&discardWhenFull=true", "", 0, 2},
		{"&discardWhenFull=true&blockWhenFull=true", "", 0, 2},
		{"&blockWhenFull=true&offerTimeout=100", "Fails to insert element into queue, after timeout of 100 milliseconds", 100 * time.Millisecond, 2},
		{"&blockWhenFull=true", context.DeadlineExceeded.Error(), time.Hour, 2},
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx := &components.Context{}
			uri := "seda:cats?size=2" + row.options
			for i := range 2 {
				if err := send(t, ctx, uri, exchange(i)); err != nil {
					t.Fatal(err)
				}
			}
			work, cancel := context.WithTimeout(t.Context(), time.Hour)
			defer cancel()
			start := time.Now()
			err := send(t, ctx, uri, components.NewExchange(work, 2))
			if got := time.Since(start); got != row.waited {
				t.Errorf("%s: waited %v, want %v", row.options, got, row.waited)
			}
			switch {
			case row.want == "" && err != nil, row.want != "" && (err == nil || err.Error() != row.want):
				t.Errorf("%s: got %v, want %q", row.options, err, row.want)
			case row.waited < time.Hour && err != nil && components.Class(err) != IllegalState:
				t.Errorf("%s: got class %s", row.options, components.Class(err))
			}
			health := componenttest.Endpoint(t, ctx, Component, uri).(components.Healthy).Health()
			if health.Detail.Value("waiting") != row.waiting || health.Detail.Value("size") != 2 {
				t.Errorf("%s: got %s", row.options, components.Text(health.Detail))
			}
		})
	}
}

func TestBlockedSenderGoesOnWhenThereIsRoom(t *testing.T) {
	ctx := &components.Context{}
	const uri = "seda:cats?size=1&blockWhenFull=true"
	if err := send(t, ctx, uri, exchange(1)); err != nil {
		t.Fatal(err)
	}
	sent := make(chan error)
	go func() { sent <- send(t, ctx, uri, exchange(2)) }()
	got := make(chan any, 2)
	componenttest.Read(t, ctx, "r", componenttest.Source(t, ctx, Component, uri), func(ex *components.Exchange) error {
		got <- ex.Body
		return nil
	})
	if err := <-sent; err != nil {
		t.Error(err)
	}
	if a, b := <-got, <-got; a != 1 || b != 2 {
		t.Errorf("got %v, %v", a, b)
	}
}

func TestNoReader(t *testing.T) {
	for _, row := range []struct {
		options, class string
		waiting        int
	}{
		{"", "", 1},
		{"?failIfNoConsumers=true", NotAvailable, 0},
		{"?discardIfNoConsumers=true", "", 0},
		{"?discardIfNoConsumers=true&failIfNoConsumers=true", NotAvailable, 0},
	} {
		ctx := &components.Context{}
		ex := exchange("x")
		err := send(t, ctx, "seda:cats"+row.options, ex)
		if row.class == "" && err != nil || row.class != "" && components.Class(err) != row.class {
			t.Errorf("%s: got %v", row.options, err)
		}
		if want := "No consumers available on endpoint: seda://cats" + row.options + ". Exchange[" + ex.ID() + "]"; err != nil && err.Error() != want {
			t.Errorf("got %q, want %q", err, want)
		}
		if waiting, _ := componenttest.Endpoint(t, ctx, Component, "seda:cats").(*endpoint).fill(); waiting != row.waiting {
			t.Errorf("%s: %d wait, want %d", row.options, waiting, row.waiting)
		}
	}
}

// TestReply holds what the sender gets back: all of the message and the error too.
func TestReply(t *testing.T) {
	failure := components.NewException("java.lang.IllegalArgumentException", "no")
	for _, row := range []struct {
		options string
		pattern components.Pattern
		outcome error
		replies bool
	}{
		{"", components.InOnly, nil, false},
		{"", components.InOnly, failure, false},
		{"", components.InOut, nil, true},
		{"", components.InOut, failure, true},
		{"?waitForTaskToComplete=Always", components.InOnly, nil, true},
		{"?waitForTaskToComplete=Never", components.InOut, failure, false},
		{"?timeout=0", components.InOut, nil, true},
	} {
		ctx := &components.Context{}
		var callee *components.Exchange
		done := make(chan struct{})
		componenttest.Read(t, ctx, "callee", componenttest.Source(t, ctx, Component, "seda:cats"), func(ex *components.Exchange) error {
			defer close(done)
			callee = ex
			ex.Body = "reply"
			ex.Headers.Remove("gone")
			ex.Headers.Set("h", "callee")
			ex.Properties.Set("p", "callee")
			ex.Variables.Set("v", "callee")
			ex.Stopped = true
			return row.outcome
		})
		ex := exchange("request")
		ex.Pattern = row.pattern
		ex.Headers.Set("gone", 1)
		ex.Properties.Set("mine", 1)
		err := send(t, ctx, "seda:cats"+row.options, ex)
		<-done
		if callee == ex || callee.ID() == ex.ID() || callee.Properties.Value("CamelCorrelationId") != ex.ID() || callee.Pattern != row.pattern {
			t.Errorf("the callee's exchange: %s of %s, caller %s", callee.ID(), components.Text(&callee.Properties), ex.ID())
		}
		if row.replies {
			_, gone := ex.Headers.Get("gone")
			if !errors.Is(err, row.outcome) || ex.Body != "reply" || gone || ex.Headers.Text("h") != "callee" || ex.Properties.Value("p") != "callee" ||
				ex.Properties.Value("mine") != 1 || ex.Variables.Value("v") != "callee" || !ex.Stopped {
				t.Errorf("%s %v: got %v %v, error %v", row.options, row.pattern, ex.Body, ex.Headers.Map(), err)
			}
		} else if err != nil || ex.Body != "request" || ex.Headers.Len() != 1 || ex.Properties.Len() != 1 || ex.Stopped {
			t.Errorf("%s %v: got %v, error %v", row.options, row.pattern, ex.Body, err)
		}
	}
}

func TestReplyThatDoesNotCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := &components.Context{}
		ex := exchange("x")
		ex.Pattern = components.InOut
		start := time.Now()
		err := send(t, ctx, "seda:cats?timeout=200", ex)
		want := "The OUT message was not received within: 200 millis. Exchange[" + ex.ID() + "]"
		if components.Class(err) != TimedOut || err.Error() != want || time.Since(start) != 200*time.Millisecond {
			t.Errorf("got %v after %v", err, time.Since(start))
		}
		work, cancel := context.WithCancelCause(t.Context())
		ex = components.NewExchange(work, "x")
		ex.Pattern = components.InOut
		gaveUp := errors.New("the program stops")
		time.AfterFunc(time.Second, func() { cancel(gaveUp) })
		if err := send(t, ctx, "seda:cats", ex); !errors.Is(err, gaveUp) {
			t.Errorf("got %v", err)
		}
		// Nobody waits for these any more, so they are not worked on either.
		if waiting, _ := componenttest.Endpoint(t, ctx, Component, "seda:cats").(*endpoint).fill(); waiting != 0 {
			t.Errorf("%d wait", waiting)
		}
	})
}
