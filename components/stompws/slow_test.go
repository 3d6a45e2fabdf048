package stompws

import (
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gobwas/ws"

	"github.com/dromedary-go/dromedary/components"
)

// stall opens a connection with small buffers that subscribes and then does not read.
func (g *gateway) stall(destination string) *client {
	g.t.Helper()
	c := g.dialWith(func(nc net.Conn) { nc.(*net.TCPConn).SetReadBuffer(4 << 10) })
	c.send("CONNECT\naccept-version:1.2\n\n\x00")
	c.expect("CONNECTED")
	c.subscribe("sub-0", destination)
	return c
}

// Five of fifty pages stop reading: the others get everything, the route never waits, the five are closed.
func TestSlowPagesAreNotInTheWay(t *testing.T) {
	g := newGateway(t, "sendQueueSize", "262144", "heartBeatOutgoing", "0", "heartBeatIncoming", "0")
	const messages, readers, stalled = 1500, 45, 5
	for range stalled {
		g.stall("/topic/a")
	}
	var reading sync.WaitGroup
	received := make(chan int, 1<<20)
	for reader := range readers {
		c := g.subscribe("/topic/a")
		reading.Go(func() {
			for i := range messages {
				f, code, err := c.next()
				if f == nil {
					t.Errorf("at %d: close code %d, %v", i, code, err)
					return
				}
				if want := fmt.Sprintf("%d ", i); !strings.HasPrefix(string(f.Body), want) {
					t.Errorf("got %.10q, want %q", f.Body, want)
					return
				}
				received <- reader
			}
		})
	}
	pad := strings.Repeat("x", 4000)
	p := g.producer("stomp-ws:/topic/a?replay=0")
	var slowest time.Duration
	var seen [readers]int
	for i := range messages {
		// The slowest of the readers sets the pace, with a window of 32 messages.
		for slices.Min(seen[:]) < i-32 {
			select {
			case reader := <-received:
				seen[reader]++
			case <-time.After(patience):
				t.Fatalf("the readers stopped at %d of %d", slices.Min(seen[:]), messages)
			}
		}
		before := time.Now()
		if err := p.Process(components.NewExchange(t.Context(), fmt.Sprintf("%d %s", i, pad))); err != nil {
			t.Fatal(err)
		}
		slowest = max(slowest, time.Since(before))
	}
	reading.Wait()
	if slowest > 8*time.Second { // had it waited for a stalled page, then for writeTimeout: 10 s
		t.Errorf("a publish took %v", slowest)
	}
	if n := g.hub.slowClosed.Load(); n != stalled {
		t.Errorf("%d closed as slow, want %d", n, stalled)
	}
}

// A page that is too slow learns it once it reads on.
func TestSlowPageIsClosedWith1013(t *testing.T) {
	g := newGateway(t, "sendQueueSize", "65536")
	c := g.subscribe("/topic/a")
	p := g.producer("stomp-ws:/topic/a?replay=0")
	for i := 0; g.hub.slowClosed.Load() == 0; i++ {
		if i > 100_000 {
			t.Fatal("never closed")
		}
		if err := p.Process(components.NewExchange(t.Context(), strings.Repeat("x", 8000))); err != nil {
			t.Fatal(err)
		}
	}
	for {
		f, code, err := c.next()
		if f != nil {
			continue
		}
		if code != ws.StatusCode(1013) {
			t.Errorf("got code %d, %v", code, err)
		}
		break
	}
	c.nc.Close()
	eventually(t, "the subscription is gone", func() bool { return g.hub.subscriptions.Load() == 0 && g.hub.open.Load() == 0 })
}

// A write that does not end is given up after writeTimeout, though the queue is not full.
func TestWriteTimeout(t *testing.T) {
	g := newGateway(t, "sendQueueSize", "67108864", "writeTimeout", "200ms", "heartBeatIncoming", "0")
	g.stall("/topic/a")
	p := g.producer("stomp-ws:/topic/a?replay=0")
	for range 4 {
		if err := p.Process(components.NewExchange(t.Context(), strings.Repeat("x", 8<<20))); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "the connection is cut", func() bool { return g.hub.slowClosed.Load() == 1 && g.hub.open.Load() == 0 })
}
