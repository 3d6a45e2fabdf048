package stompws

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gobwas/ws"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/stomp"
)

const patience = 10 * time.Second

// gateway is a gateway on a real HTTP server.
type gateway struct {
	t      *testing.T
	ctx    *components.Context
	server *httptest.Server
	hub    *hub
	logs   *logBuffer
}

// logBuffer collects log lines.
type logBuffer struct {
	mu   sync.Mutex
	text strings.Builder
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// newGateway starts a gateway; options are alternating names and values of component properties.
func newGateway(t *testing.T, options ...string) *gateway {
	t.Helper()
	properties := map[string]string{}
	for i := 0; i < len(options); i += 2 {
		properties["camel.component.stomp-ws."+options[i]] = options[i+1]
	}
	g := &gateway{t: t, logs: &logBuffer{}}
	mux := http.NewServeMux()
	g.ctx = &components.Context{
		Logger:   slog.New(slog.NewTextHandler(g.logs, nil)),
		Mux:      mux,
		Property: func(k string) (string, bool) { v, ok := properties[k]; return v, ok },
	}
	g.hub = g.endpoint("stomp-ws:/topic/unused").hub
	g.server = httptest.NewServer(mux)
	t.Cleanup(func() {
		if err := g.ctx.Stop(context.Background()); err != nil {
			t.Error(err)
		}
		g.server.Close()
	})
	return g
}

func (g *gateway) endpoint(text string) *endpoint {
	g.t.Helper()
	uri, err := components.ParseURI(text)
	if err != nil {
		g.t.Fatal(err)
	}
	e, err := Component.Endpoint(g.ctx, uri)
	if err != nil {
		g.t.Fatal(err)
	}
	return e.(*endpoint)
}

func (g *gateway) producer(text string) components.Producer {
	g.t.Helper()
	p, err := g.endpoint(text).Producer()
	if err != nil {
		g.t.Fatal(err)
	}
	return p
}

// publish sends a body to a topic.
func (g *gateway) publish(uri string, body any) {
	g.t.Helper()
	if err := g.producer(uri).Process(components.NewExchange(g.t.Context(), body)); err != nil {
		g.t.Fatal(err)
	}
}

// dial opens a WebSocket connection and nothing more.
func (g *gateway) dial() *client {
	g.t.Helper()
	return g.dialWith(func(net.Conn) {})
}

func (g *gateway) dialWith(prepare func(net.Conn)) *client {
	g.t.Helper()
	d := ws.Dialer{
		Timeout:   patience,
		Protocols: []string{"v10.stomp", "v12.stomp", "v11.stomp"},
		Header:    ws.HandshakeHeaderHTTP{"Origin": []string{g.server.URL}},
	}
	nc, br, _, err := d.Dial(context.Background(), "ws"+strings.TrimPrefix(g.server.URL, "http")+"/ws")
	if err != nil {
		g.t.Fatal(err)
	}
	prepare(nc)
	g.t.Cleanup(func() { nc.Close() })
	if br == nil {
		br = bufio.NewReader(nc)
	}
	return &client{t: g.t, nc: nc, in: br, pong: true}
}

// connect opens a connection as far as CONNECTED.
func (g *gateway) connect(version string) *client {
	g.t.Helper()
	c := g.dial()
	c.send("CONNECT\naccept-version:" + version + "\n\n\x00")
	if f := c.frame(); f.Command != "CONNECTED" || f.Headers.Value("version") != version {
		g.t.Fatalf("got %v", f)
	}
	return c
}

// subscribe opens a connection as far as the receipt of its subscription sub-0.
func (g *gateway) subscribe(destination string) *client {
	g.t.Helper()
	c := g.connect("1.2")
	c.subscribe("sub-0", destination)
	return c
}

// client is a STOMP client that does what it is told.
type client struct {
	t     *testing.T
	nc    net.Conn
	in    *bufio.Reader
	op    ws.OpCode // of the last data message
	beats int
	pings int
	pong  bool // answer pings
}

// send sends text as one masked text message.
func (c *client) send(text string) { c.message(ws.NewTextFrame([]byte(text))) }

func (c *client) message(f ws.Frame) {
	c.t.Helper()
	if _, err := c.nc.Write(ws.MustCompileFrame(ws.MaskFrame(f))); err != nil { // one write, so that goroutines may share it
		c.t.Fatal(err)
	}
}

func (c *client) subscribe(id, destination string) {
	c.t.Helper()
	c.send("SUBSCRIBE\nid:" + id + "\ndestination:" + destination + "\nreplay:0\nreceipt:of-" + id + "\n\n\x00")
	c.expect("RECEIPT", "receipt-id", "of-"+id)
}

// next answers the next STOMP frame, or what the server's close frame says.
func (c *client) next() (f *stomp.Frame, code ws.StatusCode, err error) {
	c.nc.SetReadDeadline(time.Now().Add(patience))
	for {
		h, err := ws.ReadHeader(c.in)
		if err != nil {
			return nil, 0, err
		}
		data := make([]byte, h.Length)
		if _, err := io.ReadFull(c.in, data); err != nil {
			return nil, 0, err
		}
		switch h.OpCode {
		case ws.OpPing:
			if c.pings++; c.pong {
				c.message(ws.NewPongFrame(data))
			}
			continue
		case ws.OpPong:
			continue
		case ws.OpClose:
			code, _ := ws.ParseCloseFrameData(data)
			return nil, code, nil
		}
		if !h.Fin || h.Masked {
			return nil, 0, errors.New("a masked or fragmented message from the server")
		}
		if c.op = h.OpCode; string(data) == "\n" {
			c.beats++
			continue
		}
		p := stomp.NewParser(stomp.Limits{Frame: 1 << 24, Headers: 1000, HeaderLine: 1 << 20})
		p.SetVersion(stomp.V12)
		f, rest, err := p.Next(data)
		if err == nil && (f == nil || len(rest) > 0) {
			err = errors.New("not one whole STOMP frame in a message")
		}
		return f, 0, err
	}
}

func (c *client) frame() *stomp.Frame {
	c.t.Helper()
	f, code, err := c.next()
	if f == nil {
		c.t.Fatalf("no frame, but close code %d, %v", code, err)
	}
	return f
}

// expect reads a frame and compares its command and headers, alternating names and values.
func (c *client) expect(command string, headers ...string) *stomp.Frame {
	c.t.Helper()
	f := c.frame()
	if f.Command != command {
		c.t.Fatalf("got %s %q %q, want %s", f.Command, f.Headers, f.Body, command)
	}
	for i := 0; i < len(headers); i += 2 {
		if got := f.Headers.Value(headers[i]); got != headers[i+1] {
			c.t.Errorf("%s: header %s: got %q, want %q", command, headers[i], got, headers[i+1])
		}
	}
	return f
}

// expectMessage reads a MESSAGE with this body.
func (c *client) expectMessage(body string) *stomp.Frame {
	c.t.Helper()
	f := c.expect("MESSAGE")
	if string(f.Body) != body {
		c.t.Fatalf("got body %q, want %q", f.Body, body)
	}
	return f
}

// expectClose reads the close frame, answers it, and waits for the end of the connection.
func (c *client) expectClose(want ws.StatusCode) {
	c.t.Helper()
	f, code, err := c.next()
	if f != nil || err != nil || code != want {
		c.t.Fatalf("got %v, code %d, %v, want code %d", f, code, err, want)
	}
	c.message(ws.NewCloseFrame(ws.NewCloseFrameBody(code, "")))
	// A server that is gone by then meets the answer with a reset, which ends the connection too.
	if _, err := c.in.ReadByte(); !errors.Is(err, io.EOF) && !errors.Is(err, syscall.ECONNRESET) {
		c.t.Errorf("after the close frame: %v", err)
	}
}

// eventually waits for something that happens beside the test.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s: not within %v", what, patience)
		}
	}
}
