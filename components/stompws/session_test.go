package stompws

import (
	"io"
	"strings"
	"testing"
	"time"

	"github.com/gobwas/ws"
)

// Each row is what a client sends after CONNECTED and the error that ends the connection.
func TestRefusals(t *testing.T) {
	g := newGateway(t, "maxSubscriptions", "2", "maxFrameSize", "2000")
	const sub = "SUBSCRIBE\nid:0\ndestination:/topic/a\n\n\x00"
	for _, c := range []struct {
		name, version, send string
		want                string // in the message header
		code                ws.StatusCode
	}{
		{"second CONNECT", "1.2", "CONNECT\naccept-version:1.2\n\n\x00", "connected already", 1002},
		{"STOMP after CONNECT", "1.2", "STOMP\n\n\x00", "connected already", 1002},
		{"server command", "1.2", "MESSAGE\n\n\x00", "MESSAGE is a frame that servers send", 1002},
		{"unknown command", "1.1", "PUBLISH\n\n\x00", `unknown command "PUBLISH"`, 1002},
		{"SEND", "1.2", "SEND\ndestination:/topic/a\n\nx\x00", "read-only", 1008},
		{"SEND without destination", "1.2", "SEND\n\nx\x00", "read-only", 1008},
		{"BEGIN", "1.1", "BEGIN\ntransaction:1\n\n\x00", "read-only", 1008},
		{"COMMIT", "1.2", "COMMIT\ntransaction:1\n\n\x00", "read-only", 1008},
		{"ABORT", "1.0", "ABORT\ntransaction:1\n\n\x00", "read-only", 1008},
		{"ACK", "1.2", "ACK\nid:1\n\n\x00", "nothing is to be acknowledged", 1008},
		{"NACK", "1.1", "NACK\nid:1\n\n\x00", "nothing is to be acknowledged", 1008},
		{"SUBSCRIBE without destination", "1.2", "SUBSCRIBE\nid:0\n\n\x00", "without a destination", 1002},
		{"SUBSCRIBE without id", "1.2", "SUBSCRIBE\ndestination:/topic/a\n\n\x00", "without an id", 1002},
		{"SUBSCRIBE with an empty id", "1.0", "SUBSCRIBE\nid:\ndestination:/topic/a\n\n\x00", "without an id", 1002},
		{"SUBSCRIBE with a long id", "1.2", "SUBSCRIBE\nid:" + strings.Repeat("x", 256) + "\ndestination:/topic/a\n\n\x00", "more than 255", 1002},
		{"id in use", "1.2", sub + sub, "in use", 1002},
		{"no id twice in 1.0", "1.0", strings.Repeat("SUBSCRIBE\ndestination:/topic/a\n\n\x00", 2), "in use", 1002},
		{"ack:client", "1.2", "SUBSCRIBE\nid:0\ndestination:/topic/a\nack:client\n\n\x00", "only ack:auto", 1008},
		{"ack:client-individual", "1.1", "SUBSCRIBE\nid:0\ndestination:/topic/a\nack:client-individual\n\n\x00", "only ack:auto", 1008},
		{"unknown ack", "1.2", "SUBSCRIBE\nid:0\ndestination:/topic/a\nack:never\n\n\x00", "unknown ack", 1002},
		{"selector", "1.2", "SUBSCRIBE\nid:0\ndestination:/topic/a\nselector:a=1\n\n\x00", "selectors", 1008},
		{"queue", "1.2", "SUBSCRIBE\nid:0\ndestination:/queue/a\n\n\x00", "topics only", 1008},
		{"no topic", "1.2", "SUBSCRIBE\nid:0\ndestination:cats\n\n\x00", "not a topic", 1008},
		{"no name", "1.2", "SUBSCRIBE\nid:0\ndestination:/topic/\n\n\x00", "no name", 1008},
		{"wildcard", "1.2", "SUBSCRIBE\nid:0\ndestination:/topic/a.*\n\n\x00", "wildcards", 1008},
		{"deep wildcard", "1.2", "SUBSCRIBE\nid:0\ndestination:/topic/>\n\n\x00", "wildcards", 1008},
		{"control character", "1.2", "SUBSCRIBE\nid:0\ndestination:/topic/a\\nb\n\n\x00", "control characters", 1008},
		{"long destination", "1.2", "SUBSCRIBE\nid:0\ndestination:/topic/" + strings.Repeat("x", 250) + "\n\n\x00", "longer than 255", 1008},
		{"replay that is no number", "1.2", "SUBSCRIBE\nid:0\ndestination:/topic/a\nreplay:all\n\n\x00", "replay", 1002},
		{"too many subscriptions", "1.2", sub + strings.ReplaceAll(sub, "id:0", "id:1") + strings.ReplaceAll(sub, "id:0", "id:2"), "more than 2 subscriptions", 1008},
		{"UNSUBSCRIBE without id", "1.1", "UNSUBSCRIBE\ndestination:/topic/a\n\n\x00", "without an id", 1002},
		{"UNSUBSCRIBE of another", "1.2", sub + "UNSUBSCRIBE\nid:1\n\n\x00", "not subscribed", 1002},
		{"undefined escape", "1.2", "SUBSCRIBE\nid:\\t\n\n\x00", `undefined escape \t`, 1002},
		{"content-length too long", "1.2", "SEND\ncontent-length:5\n\nx\x00aaaaaaaaaaaa", "no NUL", 1002},
		{"body too large", "1.2", "SEND\ncontent-length:2000\n\n", "larger than 2000", 1009},
		{"header too large", "1.2", "SEND\na:" + strings.Repeat("x", 9000) + "\n\n\x00", "more than 8192", 1009},
	} {
		t.Run(c.name, func(t *testing.T) {
			client := g.connect(c.version)
			client.t = t
			client.send(c.send)
			f := client.expect("ERROR", "content-type", "text/plain")
			if got := f.Headers.Value("message"); !strings.Contains(got, c.want) {
				t.Errorf("got %q, want %q in it", got, c.want)
			}
			client.expectClose(c.code)
		})
	}
	eventually(t, "no subscriptions are left", func() bool { return g.hub.subscriptions.Load() == 0 })
	if n := len(g.hub.topics.topics); n != 0 {
		t.Errorf("%d topics are left", n)
	}
}

func TestErrorNamesTheReceipt(t *testing.T) {
	c := newGateway(t).connect("1.2")
	c.send("SEND\ndestination:/topic/a\nreceipt:a\\cb\n\nx\x00")
	c.expect("ERROR", "receipt-id", "a:b")
	c.expectClose(1008)
}

func TestConnect(t *testing.T) {
	g := newGateway(t)
	for _, c := range []struct{ send, version string }{
		{"CONNECT\n\n\x00", "1.0"},
		{"CONNECT\naccept-version:1.0,1.1,1.2\nheart-beat:0,0\nlogin:a\\b\npasscode:c:d\n\n\x00", "1.2"},
		{"STOMP\naccept-version:1.1\nhost:localhost\n\n\x00", "1.1"},
		{"CONNECT\r\naccept-version:1.2\r\n\r\n\x00\r\n", "1.2"},
		{"CONNECT\naccept-version:1.2,1.3\nreceipt:1\n\n\x00", "1.2"},
	} {
		client := g.dial()
		client.send(c.send)
		client.expect("CONNECTED", "version", c.version, "heart-beat", "10000,10000", "server", "Dromedary")
		client.send("DISCONNECT\nreceipt:77\n\n\x00SEND\n\nignored\x00")
		client.expect("RECEIPT", "receipt-id", "77")
		client.expectClose(1000)
	}
}

func TestConnectMistakes(t *testing.T) {
	g := newGateway(t)
	for _, c := range []struct {
		send, want string
		code       ws.StatusCode
	}{
		{"CONNECT\naccept-version:1.3,2.0\n\n\x00", "no common version", 1002},
		{"CONNECT\nheart-beat:soon\n\n\x00", "heart-beat", 1002},
		{"SUBSCRIBE\nid:0\ndestination:/topic/a\n\n\x00", "the first frame must be CONNECT, not SUBSCRIBE", 1002},
		{"DISCONNECT\n\n\x00", "the first frame must be CONNECT", 1002},
		{"CONNECT\n\nbody\x00", "must not have a body", 1002},
		{"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "unknown command", 1002},
		{"\x00\x01\x02\x03", "NUL", 1002},
		{"CONNECT\n" + strings.Repeat("a:b\n", 101), "more than 100 headers", 1009},
		{"CONNECT\n" + strings.Repeat("a:"+strings.Repeat("x", 8000)+"\n", 3), "more than 16384", 1009},
	} {
		client := g.dial()
		client.send(c.send)
		f := client.expect("ERROR")
		if got := f.Headers.Value("message"); !strings.Contains(got, c.want) {
			t.Errorf("got %q, want %q in it", got, c.want)
		}
		if got := f.Headers.Value("version"); (got == "1.0,1.1,1.2") != (c.want == "no common version") {
			t.Errorf("%s: version %q", c.want, got)
		}
		client.expectClose(c.code)
	}
}

func TestSubscribeAndUnsubscribe(t *testing.T) {
	g := newGateway(t)
	c := g.subscribe("/topic/a")
	c.subscribe("other", "/topic/a")
	g.publish("stomp-ws:/topic/a", "both")
	if a, b := c.expectMessage("both"), c.expectMessage("both"); a.Headers.Value("subscription") == b.Headers.Value("subscription") ||
		a.Headers.Value("message-id") != b.Headers.Value("message-id") {
		t.Errorf("got %v and %v", a.Headers, b.Headers)
	}
	c.send("UNSUBSCRIBE\nid:sub-0\nreceipt:r\n\n\x00")
	c.expect("RECEIPT", "receipt-id", "r")
	g.publish("stomp-ws:/topic/a", "one")
	c.expectMessage("one")
	c.send("DISCONNECT\n\n\x00")
	c.expectClose(1000)
}

func TestVersionOneZeroNeedsNoID(t *testing.T) {
	g := newGateway(t)
	c := g.connect("1.0")
	c.send("SUBSCRIBE\ndestination:/topic/a\nreceipt:1\n\n\x00")
	c.expect("RECEIPT", "receipt-id", "1")
	g.publish("stomp-ws:/topic/a", "x")
	if f := c.expect("MESSAGE", "destination", "/topic/a"); f.Headers.Value("message-id") == "" {
		t.Errorf("got %v", f.Headers)
	} else if _, ok := f.Headers.Get("subscription"); ok {
		t.Errorf("a subscription that the client did not name: %v", f.Headers)
	}
	c.send("UNSUBSCRIBE\ndestination:/topic/a\nreceipt:2\n\n\x00")
	c.expect("RECEIPT", "receipt-id", "2")
}

func TestHeaderEscapesFollowTheVersion(t *testing.T) {
	g := newGateway(t)
	for version, want := range map[string]string{"1.2": "a\\cb", "1.1": "a\\cb", "1.0": "a:b"} {
		c := g.connect(version)
		c.send("SUBSCRIBE\nid:x\ndestination:/topic/a:b\nreplay:0\nreceipt:1\n\n\x00")
		c.expect("RECEIPT")
		g.publish("stomp-ws:/topic/a:b", "x")
		c.nc.SetReadDeadline(time.Now().Add(patience))
		h, err := ws.ReadHeader(c.in)
		if err != nil {
			t.Fatal(err)
		}
		raw := make([]byte, h.Length)
		io.ReadFull(c.in, raw)
		if !strings.Contains(string(raw), "\ndestination:/topic/"+want+"\n") {
			t.Errorf("%s: got %q", version, raw)
		}
	}
}
