package stompws

import (
	"bytes"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"

	"github.com/gobwas/ws"
)

const (
	connectFrame   = "CONNECT\naccept-version:1.2\n\n\x00"
	subscribeFrame = "SUBSCRIBE\nid:0\ndestination:/topic/a\nreceipt:1\n\n\x00"
)

func TestFramesNeedNotBeMessages(t *testing.T) {
	g := newGateway(t)
	check := func(t *testing.T, send func(c *client)) {
		t.Helper()
		c := g.dial()
		c.t = t
		send(c)
		c.expect("CONNECTED")
		c.expect("RECEIPT", "receipt-id", "1")
		c.nc.Close()
	}
	all := connectFrame + "\n\n" + subscribeFrame + "\n"
	t.Run("several in one message", func(t *testing.T) {
		check(t, func(c *client) { c.send(all) })
	})
	t.Run("an octet a message", func(t *testing.T) {
		check(t, func(c *client) {
			for i := range len(all) {
				c.send(all[i : i+1])
			}
		})
	})
	t.Run("binary messages", func(t *testing.T) {
		check(t, func(c *client) {
			c.message(ws.NewBinaryFrame([]byte(all[:40])))
			c.send(all[40:])
		})
	})
	t.Run("fragments with a ping between", func(t *testing.T) {
		check(t, func(c *client) {
			c.message(ws.NewFrame(ws.OpText, false, []byte(all[:10])))
			c.message(ws.NewPingFrame([]byte("?")))
			c.message(ws.NewFrame(ws.OpContinuation, false, []byte(all[10:20])))
			c.message(ws.NewFrame(ws.OpContinuation, true, []byte(all[20:])))
		})
	})
	t.Run("empty messages", func(t *testing.T) {
		check(t, func(c *client) {
			c.send("")
			c.send(all)
		})
	})
	t.Run("in one write with the handshake's end", func(t *testing.T) {
		nc, err := net.Dial("tcp", g.server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer nc.Close()
		var b bytes.Buffer
		b.WriteString("GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
		ws.WriteFrame(&b, ws.MaskFrame(ws.NewTextFrame([]byte(all))))
		nc.Write(b.Bytes())
		var got bytes.Buffer
		for !strings.Contains(got.String(), "receipt-id:1\n") {
			if _, err := io.CopyN(&got, nc, 1); err != nil {
				t.Fatalf("got %q, %v", got.String(), err)
			}
		}
	})
}

func TestWebSocketMistakes(t *testing.T) {
	g := newGateway(t)
	for _, c := range []struct {
		name string
		send []byte
		code ws.StatusCode
	}{
		{"not masked", ws.MustCompileFrame(ws.NewTextFrame([]byte(connectFrame))), 1002},
		{"reserved bits", []byte{0xf1, 0x81, 0, 0, 0, 0, 'a'}, 1002},
		{"reserved opcode", []byte{0x83, 0x81, 0, 0, 0, 0, 'a'}, 1002},
		{"continuation of nothing", []byte{0x80, 0x81, 0, 0, 0, 0, 'a'}, 1002},
		{"message within a message", []byte{0x01, 0x81, 0, 0, 0, 0, '\n', 0x81, 0x81, 0, 0, 0, 0, '\n'}, 1002},
		{"fragmented ping", []byte{0x09, 0x80, 0, 0, 0, 0}, 1002},
		{"large ping", []byte{0x89, 0xfe, 0x01, 0x00, 0, 0, 0, 0}, 1002},
		{"negative length", []byte{0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 1002},
		{"half a close code", []byte{0x88, 0x81, 0, 0, 0, 0, 3}, 1002},
		{"close code 1005", []byte{0x88, 0x82, 0, 0, 0, 0, 0x03, 0xed}, 1002},
	} {
		client := g.dial()
		if _, err := client.nc.Write(c.send); err != nil {
			t.Fatal(err)
		}
		if _, code, err := client.next(); code != c.code {
			t.Errorf("%s: got code %d, %v", c.name, code, err)
		}
		client.nc.Close()
	}
}

func TestCloseIsAnswered(t *testing.T) {
	g := newGateway(t)
	c := g.subscribe("/topic/a")
	c.message(ws.NewCloseFrame(ws.NewCloseFrameBody(ws.StatusGoingAway, "bye")))
	if _, code, err := c.next(); code != ws.StatusGoingAway {
		t.Errorf("got %d, %v", code, err)
	}
	if _, err := c.in.ReadByte(); err != io.EOF {
		t.Errorf("after the close frame: %v", err)
	}
}

// A client that sends without end costs the gateway what its limits say, and no other client notices.
func TestHundredMegabytes(t *testing.T) {
	g := newGateway(t)
	other := g.subscribe("/topic/a")
	const size = 100 << 20
	for name, head := range map[string]string{
		"body":           "SEND\ndestination:/topic/a\n\n",
		"counted body":   "SEND\ncontent-length:104857600\n\n",
		"header":         "SEND\nx:",
		"before CONNECT": "",
	} {
		c := g.dial()
		if head != "" {
			c.send(connectFrame)
			c.expect("CONNECTED")
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		flood := make(chan struct{})
		go func() {
			defer close(flood)
			chunk := make([]byte, 32<<10)
			for i := range chunk {
				chunk[i] = 'x'
			}
			ws.WriteHeader(c.nc, ws.Header{Fin: true, OpCode: ws.OpBinary, Masked: true, Length: size})
			if _, err := io.WriteString(c.nc, head); err != nil {
				return
			}
			for range size / len(chunk) {
				if _, err := c.nc.Write(chunk); err != nil {
					return // the server has had enough
				}
			}
		}()
		c.expect("ERROR")
		if _, code, err := c.next(); code != 1009 && (head != "" || code != 1002) {
			t.Errorf("%s: got code %d, %v", name, code, err)
		}
		<-flood
		runtime.ReadMemStats(&after)
		// Read buffers are pooled, and under the race detector pools forget a quarter of what they get.
		if grown := after.TotalAlloc - before.TotalAlloc; grown > size/2 {
			t.Errorf("%s: %d bytes were allocated", name, grown)
		}
		c.nc.Close()
	}
	g.publish("stomp-ws:/topic/a", "still here")
	other.expectMessage("still here")
}

func TestBinaryBodiesGoInBinaryMessages(t *testing.T) {
	g := newGateway(t)
	c := g.subscribe("/topic/a")
	for _, body := range []string{"text 🐈", "\xff\x00\xfe", "a\x00b", ""} {
		g.publish("stomp-ws:/topic/a", []byte(body))
		c.expectMessage(body)
		want := ws.OpText
		if strings.Contains(body, "\xff") {
			want = ws.OpBinary
		}
		if c.op != want {
			t.Errorf("%q: opcode %v, want %v", body, c.op, want)
		}
	}
}
