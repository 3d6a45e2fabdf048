//go:build integration

package activemq

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/activemq/activemqtest"
)

// Numbered messages pass a queue while the broker is shut down once and killed once: each arrives at least once.
func TestActiveMQRestartLosesNothing(t *testing.T) {
	const count = 1500
	amq := activemqtest.Start(t, "", "")
	e := newEndpoint(t, overBroker(t, amq.URL), "activemq:cats?requestTimeout=5s")
	p := newProducer(t, e)
	sent := make(chan int, count)
	go func() {
		defer close(sent)
		for i := 0; i < count; {
			err := p.Process(components.NewExchange(t.Context(), strconv.Itoa(i)))
			switch {
			case err == nil:
				sent <- i
				i++
			case errors.Is(err, components.ErrConnection):
				time.Sleep(20 * time.Millisecond) // the engine waits longer
			default:
				t.Error(err)
				return
			}
		}
	}()
	r := newRoute(t, e)
	seen := map[string]int{}
	read := make(chan struct{})
	go func() {
		defer close(read)
		for len(seen) < count {
			m, ok := <-r.in
			if !ok {
				in, err := r.sub.Subscribe(t.Context(), "")
				if err != nil {
					if t.Context().Err() != nil {
						return
					}
					time.Sleep(20 * time.Millisecond)
					continue
				}
				r.in = in
				continue
			}
			ex := components.ExchangeOf(m)
			seen[ex.Body.(string)]++
			ex.Complete(nil)
		}
	}()
	for i := range sent {
		switch i {
		case count / 3:
			amq.Stop()
			amq.Start()
		case count * 2 / 3:
			amq.Kill()
			amq.Start()
		}
	}
	select {
	case <-read:
	case <-time.After(time.Minute):
		t.Fatal("messages are missing")
	}
	again := 0
	for i := range count {
		n := seen[strconv.Itoa(i)]
		if n == 0 {
			t.Errorf("message %d was lost", i)
		}
		again += n - 1
	}
	t.Logf("%d of %d messages came more than once", again, count)
}
