package stompws

import (
	"time"

	"github.com/gobwas/ws"
)

// sweep looks after all connections with one goroutine, while there are any.
func (h *hub) sweep() {
	ticker := time.NewTicker(h.tick)
	defer ticker.Stop()
	var list []*conn
	for {
		select {
		case <-h.done:
			return
		case <-ticker.C:
		}
		h.mu.Lock()
		if h.sweeping = len(h.conns) > 0; !h.sweeping {
			h.mu.Unlock()
			return
		}
		h.mu.Unlock()
		list = h.connections(list)
		now := h.now()
		for _, c := range list {
			c.check(now)
		}
		clear(list)
	}
}

// check is the sweeper's look at the connection.
func (c *conn) check(now int64) {
	o := &c.hub.options
	c.mu.Lock()
	connected, closing, closeBy, idle := c.connected, c.closing, c.closeBy, c.queued == 0
	beatOut, beatIn := c.beatOut, c.beatIn
	c.mu.Unlock()
	writing, partial := c.writingSince.Load(), c.partialSince.Load()
	switch {
	case closing:
		if now > closeBy {
			c.nc.Close()
		}
		return
	case writing > 0 && now-writing > int64(o.WriteTimeout):
		// A frame is half written, so there is no way to say why.
		c.hub.slowClosed.Add(1)
		c.cut()
		return
	case !connected && now-c.born > int64(o.ConnectTimeout):
		c.expel("no CONNECT frame within " + o.ConnectTimeout.String())
		return
	case partial > 0 && now-partial > int64(o.ConnectTimeout):
		c.expel("a frame was begun and not ended within " + o.ConnectTimeout.String())
		return
	}
	if beatOut > 0 && idle && writing == 0 && now+int64(c.hub.tick) >= c.wroteAt.Load()+beatOut {
		c.send(heartBeat)
	}
	c.checkLife(now, beatIn)
}

// idlePing is how often a client that promised no heart-beats is asked for a sign of life.
const idlePing = 30 * time.Second

// checkLife closes a connection that was silent for two intervals, and asks by a ping after one. Browsers answer pings
// by themselves, even those whose page is hidden and whose timers are slowed down.
func (c *conn) checkLife(now, interval int64) {
	if interval == 0 {
		interval = int64(idlePing)
	}
	heard := c.heardAt.Load()
	switch {
	case now-heard > 2*interval+int64(c.hub.tick):
		c.expel("no heart-beat within " + time.Duration(2*interval).String())
	case now-heard > interval && c.pingedAt < heard:
		c.pingedAt = now
		c.send(ws.CompiledPing)
	}
}

// expel refuses a client out of the sweeper.
func (c *conn) expel(msg string) {
	e := &refusal{code: ws.StatusPolicyViolation, msg: msg}
	c.shut(e.code, e.msg, encode(ws.OpText, 0, e.frame()))
}
