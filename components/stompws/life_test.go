package stompws

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gobwas/ws"
)

func TestHeartBeatsGoOut(t *testing.T) {
	g := newGateway(t, "heartBeatOutgoing", "100", "heartBeatIncoming", "0")
	c := g.dial()
	c.send("CONNECT\naccept-version:1.2\nheart-beat:0,50\n\n\x00")
	c.expect("CONNECTED", "heart-beat", "100,0")
	last := time.Now()
	for beats := 1; beats <= 5; beats++ {
		go func() { // a frame ends the wait for heart-beats
			time.Sleep(110 * time.Millisecond)
			c.send("SUBSCRIBE\nid:" + strings.Repeat("x", beats) + "\ndestination:/topic/a\nreceipt:1\n\n\x00")
		}()
		c.expect("RECEIPT")
		if c.beats < beats {
			t.Fatalf("%d heart-beats in %v", c.beats, time.Since(last))
		}
	}
}

func TestNoHeartBeatsUnlessWanted(t *testing.T) {
	g := newGateway(t, "heartBeatOutgoing", "20", "heartBeatIncoming", "20")
	c := g.connect("1.2") // no heart-beat header: 0,0
	time.Sleep(200 * time.Millisecond)
	c.subscribe("0", "/topic/a")
	if c.beats != 0 || c.pings != 0 {
		t.Errorf("%d heart-beats, %d pings", c.beats, c.pings)
	}
}

func TestSilentClientIsClosed(t *testing.T) {
	g := newGateway(t, "heartBeatIncoming", "100")
	c := g.dial()
	c.pong = false
	c.send("CONNECT\naccept-version:1.2\nheart-beat:100,0\n\n\x00")
	c.expect("CONNECTED")
	connected := time.Now()
	f := c.expect("ERROR")
	if took := time.Since(connected); took < 200*time.Millisecond || !strings.Contains(f.Headers.Value("message"), "no heart-beat") {
		t.Errorf("after %v: %q", took, f.Headers)
	}
	if c.pings == 0 {
		t.Error("closed without having been asked")
	}
	c.expectClose(ws.StatusPolicyViolation)
}

// What counts as life: line ends, frames, and pongs that browsers send by themselves.
func TestSignsOfLife(t *testing.T) {
	g := newGateway(t, "heartBeatIncoming", "1000") // closed after 2 s: a busy machine must not matter
	for name, sign := range map[string]func(c *client){
		"line end": func(c *client) { c.send("\n") },
		"frame":    func(c *client) { c.send("SUBSCRIBE\nid:0\ndestination:/topic/a\n\n\x00UNSUBSCRIBE\nid:0\n\n\x00") },
		"pong":     nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := g.dial()
			c.send("CONNECT\naccept-version:1.2\nheart-beat:1000,0\n\n\x00")
			c.expect("CONNECTED")
			var sending sync.WaitGroup
			stop := make(chan struct{})
			sending.Go(func() {
				for i := 0; i < 60 && sign != nil; i++ {
					select {
					case <-stop:
					case <-time.After(100 * time.Millisecond):
						sign(c)
					}
				}
			})
			c.pong = sign == nil
			time.AfterFunc(3*time.Second, func() {
				close(stop)
				sending.Wait()
				c.send("DISCONNECT\nreceipt:end\n\n\x00")
			})
			c.expect("RECEIPT", "receipt-id", "end") // and no ERROR before
		})
	}
}

func TestConnectTimeout(t *testing.T) {
	g := newGateway(t, "connectTimeout", "100ms")
	for _, send := range []string{"", "\n\n", "CONNECT\naccept-version:1.2\n"} {
		c := g.dial()
		c.send(send)
		f := c.expect("ERROR")
		if !strings.Contains(f.Headers.Value("message"), "within 100ms") {
			t.Errorf("got %q", f.Headers)
		}
		c.expectClose(ws.StatusPolicyViolation)
	}
	c := g.connect("1.2")
	c.send("SUBSCRIBE\nid:0\n")
	f := c.expect("ERROR")
	if !strings.Contains(f.Headers.Value("message"), "begun and not ended") {
		t.Errorf("got %q", f.Headers)
	}
	c.expectClose(ws.StatusPolicyViolation)
}

func TestStop(t *testing.T) {
	g := newGateway(t)
	var clients []*client
	for range 5 {
		clients = append(clients, g.subscribe("/topic/a"))
	}
	clients = append(clients, g.dial()) // not connected yet
	g.publish("stomp-ws:/topic/a", "last words")
	stopped := make(chan error)
	go func() { stopped <- g.ctx.Stop(context.Background()) }()
	for i, c := range clients {
		if i < 5 {
			c.expectMessage("last words")
		}
		c.expectClose(ws.StatusGoingAway)
	}
	if err := <-stopped; err != nil {
		t.Error(err)
	}
	if n := g.hub.open.Load(); n != 0 {
		t.Errorf("%d connections are open", n)
	}
	late := g.dial()
	if _, code, err := late.next(); code != ws.StatusGoingAway {
		t.Errorf("a late one got code %d, %v", code, err)
	}
	g.publish("stomp-ws:/topic/a", "nobody is there")
}

// A client that does not answer the close frame does not hold up the stop.
func TestStopDoesNotWaitForClients(t *testing.T) {
	g := newGateway(t)
	g.subscribe("/topic/a")
	before := time.Now()
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if err := g.ctx.Stop(ctx); err != nil {
		t.Error(err)
	}
	if took := time.Since(before); took > lingering {
		t.Errorf("took %v", took)
	}
}

func TestNothingIsLeftBehind(t *testing.T) {
	g := newGateway(t)
	g.publish("stomp-ws:/topic/a", "kept")
	before := runtime.NumGoroutine()
	for range 4 {
		var clients []*client
		for range 50 {
			clients = append(clients, g.subscribe("/topic/a"))
		}
		g.publish("stomp-ws:/topic/a", "x")
		for i, c := range clients {
			switch c.expectMessage("x"); i % 3 {
			case 0:
				c.send("DISCONNECT\n\n\x00")
				c.expectClose(1000)
			case 1:
				c.send("NONSENSE\n\n\x00")
				c.expect("ERROR")
			}
			c.nc.Close()
		}
	}
	eventually(t, "the goroutines of 200 connections are gone", func() bool { return runtime.NumGoroutine() <= before })
	if n := len(g.hub.connections(nil)); n != 0 || g.hub.open.Load() != 0 || g.hub.subscriptions.Load() != 0 {
		t.Errorf("%d connections, %d open, %d subscriptions", n, g.hub.open.Load(), g.hub.subscriptions.Load())
	}
}
