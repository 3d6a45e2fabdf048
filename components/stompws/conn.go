package stompws

import (
	"bufio"
	"errors"
	"io"
	"net"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gobwas/ws"

	"github.com/dromedary-go/dromedary/components/internal/stomp"
)

// conn is one connection of a browser. One goroutine reads; another writes while there is something to write.
type conn struct {
	hub    *hub
	nc     net.Conn
	number uint64
	index  int   // in hub.conns, guarded by hub.mu
	born   int64 // on the hub's clock, as all times here

	// What the reader alone works with.
	in            payload
	parser        *stomp.Parser
	version       stomp.Version // zero before CONNECT
	subscriptions []*subscription

	heardAt, wroteAt, writingSince, partialSince atomic.Int64

	pingedAt int64 // the sweeper's own

	mu sync.Mutex
	outbox
	connected       bool
	beatOut, beatIn int64
	drainer         func() // drain, kept so that starting it allocates nothing
}

// lingering is how long a connection that was told to close may take to answer.
const lingering = time.Second

var longAgo = time.Unix(1, 0)

const (
	maxHeadersIn    = 100
	maxHeaderLine   = 8 << 10
	maxConnectFrame = 16 << 10 // before anything is known about a client
)

func newConn(h *hub, nc net.Conn, data []byte) *conn {
	c := &conn{hub: h, nc: nc, number: h.connects.Add(1), born: h.now()}
	c.parser = stomp.NewParser(stomp.Limits{Frame: min(maxConnectFrame, h.options.MaxFrameSize), Headers: maxHeadersIn, HeaderLine: maxHeaderLine})
	c.in.in = *bufio.NewReaderSize(&early{data, nc}, readBuffer)
	c.in.control = c.control
	c.drainer = c.drain
	c.heardAt.Store(c.born)
	c.wroteAt.Store(c.born)
	return c
}

func (c *conn) session() string { return c.hub.prefix + strconv.FormatUint(c.number, 10) }

// serve reads until the connection ends and cleans up behind it.
func (c *conn) serve() {
	defer c.hub.remove(c)
	defer c.nc.Close()
	err := c.read()
	for _, s := range c.subscriptions {
		c.leave(s)
	}
	c.subscriptions = nil
	c.conclude(err)
	c.hub.log().Debug("page left", "session", c.session(), "reason", err)
}

// read handles frames until one ends the connection or the connection ends.
func (c *conn) read() error {
	for {
		chunk, err := c.in.next()
		if err != nil {
			return err
		}
		now := c.hub.now()
		c.heardAt.Store(now)
		for len(chunk) > 0 {
			var f *stomp.Frame
			if f, chunk, err = c.parser.Next(chunk); err != nil {
				return err
			}
			if f == nil {
				break
			}
			c.partialSince.Store(0)
			if err := c.handle(f); err != nil {
				return err
			}
		}
		if c.parser.Partial() {
			c.partialSince.CompareAndSwap(0, now)
		}
	}
}

// control answers pings; a pong is a sign of life and no more.
func (c *conn) control(op ws.OpCode, data []byte) {
	c.heardAt.Store(c.hub.now())
	if op == ws.OpPing {
		c.send(control(ws.NewPongFrame(data)))
	}
}

// conclude ends the connection for the reason that reading ended, with an ERROR frame and a close code where the peer
// still listens.
func (c *conn) conclude(reason error) {
	if e, ok := errors.AsType[*stomp.ProtocolError](reason); ok {
		reason = refuseFrame(e)
	}
	peer, closedByPeer := errors.AsType[peerClosed](reason)
	switch e, refused := errors.AsType[*refusal](reason); {
	case refused:
		c.shut(e.code, e.msg, c.errorFrame(e))
	case closedByPeer:
		c.shut(peer.code, "")
	case errors.Is(reason, errDisconnected):
		c.shut(ws.StatusNormalClosure, "")
	case isProtocolError(reason):
		c.shut(ws.StatusProtocolError, reason.Error())
	case !errors.Is(reason, os.ErrDeadlineExceeded): // gone without a word
		c.cut()
		return
	}
	c.mu.Lock()
	flushed := c.flushed
	c.mu.Unlock()
	if flushed != nil {
		<-flushed
	}
	if !closedByPeer {
		c.linger(isProtocolError(reason))
	}
}

func isProtocolError(err error) bool {
	_, ok := errors.AsType[ws.ProtocolError](err)
	return ok
}

// linger reads on until the peer has answered the close frame. Closing with octets unread would reset the connection, and
// the peer might never see why.
func (c *conn) linger(garbled bool) {
	c.nc.SetReadDeadline(time.Now().Add(lingering))
	var err error
	for err == nil && !garbled {
		_, err = c.in.next()
	}
	if garbled || isProtocolError(err) {
		io.Copy(io.Discard, c.nc)
	}
}
