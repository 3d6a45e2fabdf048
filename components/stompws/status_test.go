package stompws

import (
	"strings"
	"sync/atomic"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func TestStatusTopic(t *testing.T) {
	var looks, total atomic.Int64
	g := newGateway(t, "statusTopic", "/topic/status", "statusPeriod", "20ms")
	g.ctx.Status = func() *components.Map {
		return components.NewMap("time", looks.Add(1), "state", "up", "total", total.Load())
	}
	other := g.subscribe("/topic/other")
	if n := looks.Load(); n != 0 {
		t.Errorf("%d looks while nobody asked", n)
	}
	c := g.connect("1.2")
	c.send("SUBSCRIBE\nid:0\ndestination:/topic/status\n\n\x00")
	f := c.expect("MESSAGE", "content-type", "application/json", "destination", "/topic/status")
	if got := string(f.Body); got != `{"time":1,"state":"up","total":0}` {
		t.Errorf("at once: %s", got)
	}
	if got := string(c.expect("MESSAGE").Body); got != `{"time":6,"state":"up","total":0}` {
		t.Errorf("unchanged, the fifth time: %s", got)
	}
	second := g.connect("1.2")
	second.send("SUBSCRIBE\nid:0\ndestination:/topic/status\n\n\x00")
	second.expect("MESSAGE") // what was sent last
	total.Store(9)
	for !strings.Contains(string(c.expect("MESSAGE").Body), `"total":9`) {
	}
	for _, client := range []*client{c, second} {
		client.send("UNSUBSCRIBE\nid:0\n\n\x00DISCONNECT\n\n\x00")
		client.nc.Close()
	}
	eventually(t, "the feed ends", func() bool {
		g.hub.status.mu.Lock()
		defer g.hub.status.mu.Unlock()
		return !g.hub.status.running
	})
	if topic := g.hub.topics.find("/topic/status", false); topic != nil {
		t.Errorf("%d stale messages are kept", len(topic.kept))
		topic.mu.Unlock()
	}
	total.Store(10)
	third := g.connect("1.2")
	third.send("SUBSCRIBE\nid:0\ndestination:/topic/status\n\n\x00")
	if got := string(third.expect("MESSAGE").Body); !strings.Contains(got, `"total":10`) {
		t.Errorf("after a pause: %s", got)
	}
	g.publish("stomp-ws:/topic/other", "x")
	other.expectMessage("x")
}
