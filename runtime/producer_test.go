package runtime

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

// server is what a target of these tests connects to.
type server struct {
	mu                  sync.Mutex
	down                error
	opened, closed, got int
	dial                time.Duration
}

func (s *server) set(down error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = down
}

func (s *server) counts() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Sprintf("opened %d closed %d got %d", s.opened, s.closed, s.got)
}

func (s *server) target(uri string) *endpoint {
	return &endpoint{uri: uri, open: func() (components.Producer, error) {
		time.Sleep(s.dial)
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.down != nil {
			return nil, s.down
		}
		s.opened++
		return &sender{
			process: func(*components.Exchange) error {
				s.mu.Lock()
				defer s.mu.Unlock()
				if s.down == nil {
					s.got++
				}
				return s.down
			},
			closed: func() {
				s.mu.Lock()
				defer s.mu.Unlock()
				s.closed++
			},
		}, nil
	}}
}

var errAway = fmt.Errorf("connection refused: %w", components.ErrConnection)

func newTestProducers() (*producers, *logbook) {
	log := newLogbook()
	return newProducers(slog.New(log)), log
}

func send(p components.Producer) error {
	return p.Process(components.NewExchange(context.Background(), nil))
}

func expect(t *testing.T, s *server, want string) {
	t.Helper()
	synctest.Wait()
	if got := s.counts(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestProducerIsSharedAndOpenedAtItsFirstUse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ps, _ := newTestProducers()
		s := &server{dial: time.Second}
		a, b := ps.get("cat://a", s.target("cat://a")), ps.get("cat://a", s.target("cat://a"))
		expect(t, s, "opened 0 closed 0 got 0")
		var group sync.WaitGroup
		for _, p := range []components.Producer{a, b, a, b} {
			group.Go(func() {
				if err := send(p); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		expect(t, s, "opened 1 closed 0 got 4")
		if err := ps.close(t.Context()); err != nil {
			t.Fatal(err)
		}
		expect(t, s, "opened 1 closed 1 got 4")
		if err := send(a); !errors.Is(err, errClosed) {
			t.Errorf("after close: %v", err)
		}
	})
}

func TestLostConnectionIsReopenedInTheBackground(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ps, log := newTestProducers()
		s := &server{}
		p := ps.get("cat://a", s.target("cat://a"))
		if err := send(p); err != nil {
			t.Fatal(err)
		}
		s.set(errAway)
		if err := send(p); !errors.Is(err, components.ErrConnection) {
			t.Fatal(err)
		}
		expect(t, s, "opened 1 closed 1 got 1")
		began := time.Now()
		if err := send(p); !errors.Is(err, components.ErrConnection) || !strings.HasPrefix(err.Error(), "cannot send to cat://a: connection refused") || time.Since(began) > 0 {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
		if err := ps.trouble([]string{"cat://other", "cat://a"}); err == nil {
			t.Error("no trouble is shown")
		}
		time.Sleep(time.Hour)
		s.set(nil)
		time.Sleep(40 * time.Second)
		if err := send(p); err != nil {
			t.Fatal(err)
		}
		if err := ps.trouble([]string{"cat://a"}); err != nil {
			t.Error(err)
		}
		expect(t, s, "opened 2 closed 1 got 2")
		if warned, back := log.with("WARN"), log.with("INFO connected again to cat://a"); len(warned) != 1 || len(back) != 1 {
			t.Errorf("logged %q", log.all())
		}
		if err := ps.close(t.Context()); err != nil {
			t.Fatal(err)
		}
		expect(t, s, "opened 2 closed 2 got 2")
	})
}

func TestProducerThatIsAwayAtItsFirstUse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ps, log := newTestProducers()
		s := &server{down: errAway}
		p := ps.get("cat://a", s.target("cat://a"))
		for range 3 {
			if err := send(p); !errors.Is(err, components.ErrConnection) {
				t.Fatal(err)
			}
		}
		if lines := log.with("WARN cannot send to cat://a: connection refused: not connected; trying again in "); len(lines) != 1 {
			t.Errorf("got %q", log.all())
		}
		s.set(nil)
		time.Sleep(2 * time.Second)
		if err := send(p); err != nil {
			t.Error(err)
		}
		s.set(errAway)
		_ = send(p)
		if err := ps.close(t.Context()); err != nil { // ends the reopening too
			t.Fatal(err)
		}
		expect(t, s, "opened 1 closed 1 got 1")
	})
}

func TestErrorsThatAreNotTheConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ps, _ := newTestProducers()
		for name, err := range map[string]error{"other": errors.New("refused"), "callee's": &routes.StepError{Err: errAway}} {
			s := &server{}
			p := ps.get(name, s.target(name))
			if err := send(p); err != nil {
				t.Fatal(err)
			}
			s.set(err)
			if got := send(p); got != err {
				t.Errorf("got %v", got)
			}
			expect(t, s, "opened 1 closed 0 got 1")
		}
		if err := ps.close(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}

func TestLastHolderClosesAProducer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ps, _ := newTestProducers()
		s := &server{}
		first, second := ps.get("cat://a", s.target("cat://a")), ps.get("cat://a", s.target("cat://a"))
		_ = send(first)
		_ = first.Close()
		expect(t, s, "opened 1 closed 0 got 1")
		_ = second.Close()
		expect(t, s, "opened 1 closed 1 got 1")
		// Who comes late with one that is closed still gets through, and leaves nothing open.
		if err := send(second); err != nil {
			t.Fatal(err)
		}
		expect(t, s, "opened 2 closed 2 got 2")
		if len(ps.byURI) > 0 {
			t.Errorf("%d producers kept", len(ps.byURI))
		}
	})
}

func TestProducerThatPanicsWhileItOpens(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ps, _ := newTestProducers()
		p := ps.get("cat://a", &endpoint{uri: "cat://a", open: func() (components.Producer, error) { panic("oh") }})
		if err := send(p); err == nil || !strings.Contains(err.Error(), "panic: oh") {
			t.Errorf("got %v", err)
		}
		if err := ps.close(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
}
