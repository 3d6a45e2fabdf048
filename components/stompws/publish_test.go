package stompws

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

func TestBodies(t *testing.T) {
	g := newGateway(t)
	c := g.subscribe("/topic/a")
	for _, b := range []struct {
		body              any
		want, contentType string
	}{
		{"text", "text", ""},
		{[]byte("bytes"), "bytes", ""},
		{components.NewMap("z", 1, "a", []any{true, nil}), `{"z":1,"a":[true,null]}`, "application/json"},
		{[]any{"a", 1.5}, `["a",1.5]`, "application/json"},
		{42, "42", ""},
		{true, "true", ""},
		{nil, "", ""},
		{strings.NewReader("a stream"), "a stream", ""},
	} {
		g.publish("stomp-ws:/topic/a", b.body)
		f := c.expectMessage(b.want)
		if got := f.Headers.Value("content-type"); got != b.contentType {
			t.Errorf("%v: content-type %q, want %q", b.body, got, b.contentType)
		}
		if got := f.Headers.Value("content-length"); got != strconv.Itoa(len(b.want)) {
			t.Errorf("%v: content-length %s", b.body, got)
		}
	}
	g.publish("stomp-ws:/topic/a?contentType=text/html", "x")
	c.expect("MESSAGE", "content-type", "text/html")
}

func TestHeadersThatPass(t *testing.T) {
	g := newGateway(t)
	c := g.subscribe("/topic/a")
	ex := components.NewExchange(t.Context(), "x")
	for name, value := range map[string]any{
		"Content-Type": "text/csv", "city": "Köln", "n": 7, "big": big.NewInt(8), "ok": true, "ratio": 1.5, "injected": "a\nadmin:true\n\n\x00", "na:me": "v", "bad": "\xff",
		"CamelFileName": "f", "camelHttpPath": "p", "destination": "/topic/b", "Message-ID": "m", "subscription": "s", "content-length": "1", "receipt": "r",
		"map": components.NewMap("a", 1), "list": []any{1}, "bytes": []byte("b"), "none": nil, "long": strings.Repeat("x", maxHeaderValue+1), strings.Repeat("n", 101): "x",
	} {
		ex.Headers.Set(name, value)
	}
	if err := g.producer("stomp-ws:/topic/a").Process(ex); err != nil {
		t.Fatal(err)
	}
	f := c.expect("MESSAGE", "content-type", "text/csv", "city", "Köln", "n", "7", "big", "8", "ok", "true", "ratio", "1.5",
		"injected", "a\nadmin:true\n\n ", "na:me", "v", "bad", "\uFFFD", "destination", "/topic/a", "subscription", "sub-0")
	if len(f.Headers) != 13 { // nine of the exchange, subscription, message-id, destination, content-length
		t.Errorf("got %d headers: %q", len(f.Headers), f.Headers)
	}
	for i := range 50 {
		ex.Headers.Set(fmt.Sprint("h", i), i)
	}
	if err := g.producer("stomp-ws:/topic/a").Process(ex); err != nil {
		t.Fatal(err)
	}
	if f := c.expect("MESSAGE"); len(f.Headers) != maxHeaders+4 {
		t.Errorf("got %d headers", len(f.Headers))
	}
}

func TestMessageThatIsTooLarge(t *testing.T) {
	g := newGateway(t, "sendQueueSize", "10000")
	p := g.producer("stomp-ws:/topic/a")
	for _, body := range []any{strings.Repeat("x", 10000), strings.NewReader(strings.Repeat("x", 1<<20))} {
		err := p.Process(components.NewExchange(t.Context(), body))
		if !errors.Is(err, errTooLarge) {
			t.Errorf("%T: got %v", body, err)
		}
	}
	c := g.subscribe("/topic/a")
	g.publish("stomp-ws:/topic/a", strings.Repeat("x", 8000))
	c.expectMessage(strings.Repeat("x", 8000))
}

func TestReplay(t *testing.T) {
	g := newGateway(t)
	const uri = "stomp-ws:/topic/a?replay=5"
	for i := range 8 {
		g.publish(uri, strconv.Itoa(i))
	}
	for ask, want := range map[string][]string{
		"": {"3", "4", "5", "6", "7"}, "replay:2\n": {"6", "7"}, "replay:0\n": nil, "replay:99\n": {"3", "4", "5", "6", "7"},
	} {
		c := g.connect("1.2")
		c.send("SUBSCRIBE\nid:0\ndestination:/topic/a\n" + ask + "receipt:1\n\n\x00")
		for _, body := range want {
			c.expectMessage(body)
		}
		c.expect("RECEIPT")
		c.nc.Close()
	}
	g.publish("stomp-ws:/topic/a?replay=0", "8")
	c := g.connect("1.2")
	c.send(subscribeFrame)
	c.expect("RECEIPT")
}

func TestReplayMaxAge(t *testing.T) {
	g := newGateway(t)
	var mu sync.Mutex
	now := time.Now()
	g.ctx.Clock = func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		return now
	}
	const uri = "stomp-ws:/topic/a?replayMaxAge=1m"
	g.publish(uri, "old")
	mu.Lock()
	now = now.Add(50 * time.Second)
	mu.Unlock()
	g.publish(uri, "new")
	mu.Lock()
	now = now.Add(20 * time.Second)
	mu.Unlock()
	c := g.connect("1.2")
	c.send(subscribeFrame)
	c.expectMessage("new")
	c.expect("RECEIPT")
}

// A page with many subscriptions that all replay a lot is not a slow one.
func TestReplayFitsTheQueue(t *testing.T) {
	g := newGateway(t, "sendQueueSize", "20000")
	c := g.connect("1.2")
	for i := range 20 {
		for range 10 {
			g.publish(fmt.Sprintf("stomp-ws:/topic/%d", i), strings.Repeat("x", 3000))
		}
	}
	for i := range 20 {
		c.send(fmt.Sprintf("SUBSCRIBE\nid:%d\ndestination:/topic/%d\n\n\x00", i, i))
	}
	c.send("UNSUBSCRIBE\nid:0\nreceipt:end\n\n\x00")
	for c.frame().Command != "RECEIPT" {
	}
	if n := g.hub.slowClosed.Load(); n != 0 {
		t.Errorf("%d closed as slow", n)
	}
}

// Pages that come while messages are published see each from their replay on, without a gap, once and in order.
func TestReplayAndLiveMeet(t *testing.T) {
	g := newGateway(t)
	const messages, pages = 3000, 20
	p := g.producer("stomp-ws:/topic/a")
	started := make(chan struct{})
	var publishing sync.WaitGroup
	publishing.Go(func() {
		for i := range messages {
			if err := p.Process(components.NewExchange(t.Context(), strconv.Itoa(i))); err != nil {
				t.Error(err)
			}
			if i == 100 {
				close(started)
			}
			if i%20 == 0 {
				time.Sleep(100 * time.Microsecond) // let pages come in between
			}
		}
	})
	<-started
	var reading sync.WaitGroup
	for range pages {
		c := g.connect("1.2")
		c.send("SUBSCRIBE\nid:sub-0\ndestination:/topic/a\n\n\x00")
		reading.Go(func() {
			next := -1
			for next < messages {
				f, code, err := c.next()
				if f == nil {
					t.Errorf("at %d: close code %d, %v", next, code, err)
					return
				}
				n, err := strconv.Atoi(string(f.Body))
				if err != nil || next >= 0 && n != next {
					t.Errorf("got %q, want %d", f.Body, next)
					return
				}
				next = n + 1
			}
		})
	}
	publishing.Wait()
	reading.Wait()
}

func TestTopicsNobodyNeedsAreForgotten(t *testing.T) {
	g := newGateway(t)
	for i := range maxKeptTopics + 50 {
		g.publish(fmt.Sprintf("stomp-ws:/topic/%d", i), "x")
		g.publish(fmt.Sprintf("stomp-ws:/topic/none.%d?replay=0", i), "x")
	}
	if n := len(g.hub.topics.topics); n != maxKeptTopics {
		t.Errorf("%d topics", n)
	}
	if g.hub.topics.topics["/topic/49"] != nil || g.hub.topics.topics["/topic/50"] == nil {
		t.Error("not the oldest were dropped")
	}
}

func TestMessageIDsAreUnique(t *testing.T) {
	g := newGateway(t)
	c := g.subscribe("/topic/a")
	c.subscribe("1", "/topic/b")
	seen := map[string]bool{}
	for range 5 {
		g.publish("stomp-ws:/topic/a", "x")
		g.publish("stomp-ws:/topic/b", "x")
	}
	for range 10 {
		id := c.expect("MESSAGE").Headers.Value("message-id")
		if id == "" || seen[id] {
			t.Errorf("message-id %q again", id)
		}
		seen[id] = true
	}
}
