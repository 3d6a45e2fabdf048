package runtime

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// flaky is a subscriber whose attempts end as the test says: with an error, or with the channel that attempt answers.
type flaky struct {
	attempt  func(ctx context.Context, n int) (<-chan *message.Message, error)
	attempts []time.Time
	closed   bool
}

func (f *flaky) Subscribe(ctx context.Context, _ string) (<-chan *message.Message, error) {
	f.attempts = append(f.attempts, time.Now())
	return f.attempt(ctx, len(f.attempts))
}

func (f *flaky) Close() error {
	f.closed = true
	return nil
}

// open is a subscription that lasts.
func open(ctx context.Context) (<-chan *message.Message, error) {
	out := make(chan *message.Message)
	go func() {
		<-ctx.Done()
		close(out)
	}()
	return out, nil
}

func nothing(*components.Exchange) error { return nil }

func TestSourceThatCannotBeReachedIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		refused := fmt.Errorf("cannot connect to the cats: %w", components.ErrConnection)
		sub := &flaky{attempt: func(ctx context.Context, n int) (<-chan *message.Message, error) {
			switch {
			case n <= 7:
				return nil, refused
			case n == 8:
				return nil, errors.New("log-in refused")
			}
			return open(ctx)
		}}
		log := newLogbook()
		e := engineOf(t, log, nil, routeOf("cats", &endpoint{uri: "cat://x", subscriber: sub}, nothing))
		start(t, e)
		if s := e.Routes()[0]; s.State != Reconnecting || s.Up || s.Reason != refused.Error() {
			t.Errorf("got %+v", s)
		}
		time.Sleep(5 * time.Minute)
		synctest.Wait()
		if len(sub.attempts) != 9 {
			t.Fatalf("%d attempts", len(sub.attempts))
		}
		for i, seconds := range []float64{1, 2, 4, 8, 16, 30, 30, 30} {
			pause := sub.attempts[i+1].Sub(sub.attempts[i]).Seconds()
			if pause < 0.8*seconds || pause > 1.2*seconds {
				t.Errorf("pause %d: %v s, want %v", i, pause, seconds)
			}
		}
		if lines := log.with("WARN"); len(lines) != 2 || !strings.Contains(lines[0], "route cats: cannot connect to the cats: not connected; trying again in ") ||
			!strings.Contains(lines[1], "log-in refused") {
			t.Errorf("got %q", lines)
		}
		if lines := log.with("reading again"); len(lines) != 1 {
			t.Errorf("got %q", lines)
		}
		if s := e.Routes()[0]; s.State != Started || !s.Up || s.Reason != "" {
			t.Errorf("got %+v", s)
		}
		stop(t, e)
		if !sub.closed || e.Routes()[0].State != Stopped {
			t.Errorf("closed %v, state %s", sub.closed, e.Routes()[0].State)
		}
	})
}

func TestClosedChannelIsSubscribedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sub := &flaky{attempt: func(ctx context.Context, n int) (<-chan *message.Message, error) {
			life, cancel := context.WithTimeout(ctx, time.Hour)
			context.AfterFunc(life, cancel)
			if n == 3 {
				panic("what a client library may do")
			}
			return open(life)
		}}
		e := engineOf(t, nil, nil, routeOf("cats", &endpoint{uri: "cat://x", subscriber: sub}, nothing))
		start(t, e)
		time.Sleep(10*time.Hour + 30*time.Minute)
		synctest.Wait()
		if len(sub.attempts) != 12 { // an hour each, but the third
			t.Errorf("%d attempts: %v", len(sub.attempts), sub.attempts)
		}
		stop(t, e)
	})
}

func TestSourceEnds(t *testing.T) {
	for name, tc := range map[string]struct {
		reason      error
		state, line string
		up          bool
	}{
		"all read": {nil, Stopped, "INFO route cats has ended: all is read", true},
		"refused":  {errors.New("the token is refused"), Failed, "ERROR route cats has stopped: the token is refused", false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				from := &endpoint{uri: "cat://x"}
				runs := 0
				from.subscriber = components.NewFeed(func(ctx context.Context, out *components.Outlet) {
					runs++
					for i := range 3 {
						_ = out.Send(components.NewExchange(ctx, i))
					}
					from.rc.End(tc.reason)
					from.rc.End(errors.New("again"))
					from.rc.Trouble(errors.New("late"))
				})
				var got []any
				log := newLogbook()
				e := engineOf(t, log, nil, routeOf("cats", from, func(ex *components.Exchange) error {
					time.Sleep(time.Second)
					if ex.Err() != nil {
						t.Error("the context has ended")
					}
					got = append(got, ex.Body)
					return nil
				}))
				start(t, e)
				time.Sleep(time.Hour)
				synctest.Wait()
				if !slices.Equal(got, []any{0, 1, 2}) || runs != 1 {
					t.Errorf("got %v in %d runs", got, runs)
				}
				if s := e.Routes()[0]; s.State != tc.state || s.Up != tc.up {
					t.Errorf("got %+v", s)
				}
				if lines := log.with("route cats"); len(lines) != 1 || !strings.HasPrefix(lines[0], tc.line) {
					t.Errorf("got %q", lines)
				}
				stop(t, e)
				if s := e.Routes()[0]; s.State != tc.state {
					t.Errorf("after the stop: %+v", s)
				}
			})
		})
	}
}

func TestTroubleIsShownAndItsChangesLogged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		from := &endpoint{uri: "cat://x", subscriber: &flaky{attempt: func(ctx context.Context, _ int) (<-chan *message.Message, error) { return open(ctx) }}}
		log := newLogbook()
		e := engineOf(t, log, nil, routeOf("cats", from, nothing))
		start(t, e)
		for _, err := range []error{nil, errors.New("no answer"), errors.New("no answer"), errors.New("HTTP 500")} {
			from.rc.Trouble(err)
		}
		if s := e.Routes()[0]; s.State != Started || s.Up || s.Reason != "HTTP 500" {
			t.Errorf("got %+v", s)
		}
		from.rc.Trouble(nil)
		from.rc.Trouble(nil)
		if s := e.Routes()[0]; !s.Up || s.Reason != "" {
			t.Errorf("got %+v", s)
		}
		var lines []string
		for _, line := range log.with("route cats") {
			lines = append(lines, strings.SplitN(line, " logger", 2)[0])
		}
		if want := []string{"WARN route cats: no answer", "WARN route cats: HTTP 500", "INFO route cats: works again"}; !slices.Equal(lines, want) {
			t.Errorf("got %q, want %q", lines, want)
		}
		stop(t, e)
	})
}

func TestStopInterruptsAnAttempt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		sub := &flaky{attempt: func(ctx context.Context, _ int) (<-chan *message.Message, error) {
			<-ctx.Done() // a server that does not answer
			return nil, ctx.Err()
		}}
		log := newLogbook()
		e := engineOf(t, log, nil, routeOf("cats", &endpoint{uri: "cat://x", subscriber: sub}, nothing))
		began := time.Now()
		start(t, e)
		if waited := time.Since(began); waited != firstAttempts {
			t.Errorf("the start waited %v", waited)
		}
		if s := e.Routes()[0]; s.State != Waiting || s.Up {
			t.Errorf("got %+v", s)
		}
		began = time.Now()
		stop(t, e)
		if time.Since(began) > 0 || len(log.with("WARN")) > 0 {
			t.Errorf("stopped after %v, logged %q", time.Since(began), log.with("WARN"))
		}
	})
}
