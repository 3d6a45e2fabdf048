package stompws

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gobwas/ws"

	"github.com/dromedary-go/dromedary/components"
)

// hub is the gateway of one engine: the connections, the topics between routes and them, and the figures.
type hub struct {
	options  Gateway
	ctx      *components.Context
	origins  origins
	prefix   string    // of message ids: another in each process
	epoch    time.Time // what the connections' clocks count from
	topics   registry
	status   statusFeed
	register sync.Once
	refusals quiet
	tick     time.Duration // how often the sweeper looks at each connection

	open, subscriptions, published, delivered, slowClosed atomic.Int64
	connects                                              atomic.Uint64

	mu       sync.Mutex
	conns    []*conn
	sweeping bool
	stopped  bool
	readers  sync.WaitGroup // one for each connection
	workers  sync.WaitGroup // sweeper and status feed
	done     chan struct{}  // closed when the workers must end
}

func newHub(ctx *components.Context, o Gateway) *hub {
	h := &hub{options: o, ctx: ctx, origins: newOrigins(&o), prefix: fmt.Sprintf("%08x-", rand.Uint32()), epoch: time.Now(), done: make(chan struct{})}
	h.status.hub = h
	h.tick = time.Second
	for _, d := range []time.Duration{o.HeartBeatOutgoing, o.HeartBeatIncoming, o.ConnectTimeout, o.WriteTimeout} {
		if d > 0 {
			h.tick = min(h.tick, max(d/8, 5*time.Millisecond))
		}
	}
	return h
}

func (h *hub) log() *slog.Logger { return h.ctx.Log() }

// now is the time on the connections' clock: monotonic, and small enough for an atomic.
func (h *hub) now() int64 { return int64(time.Since(h.epoch)) }

// publish sends a message to the subscribers of its topic and keeps it as one of the last count. A topic without
// subscribers that keeps nothing costs nothing.
func (h *hub) publish(m *message, count int) {
	h.published.Add(1)
	t := h.topics.find(m.destination, count > 0)
	if t == nil {
		return
	}
	isNew := t.sequence == 0
	delivered := t.publish(m, h.prefix)
	t.keep(m, count, h.options.SendQueueSize, h.ctx.Now())
	h.topics.release(t)
	h.delivered.Add(int64(delivered))
	if isNew {
		h.topics.evict()
	}
}

// add takes a connection in and starts its reader; false when the hub has stopped.
func (h *hub) add(c *conn) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.stopped {
		return false
	}
	c.index = len(h.conns)
	h.conns = append(h.conns, c)
	h.readers.Go(c.serve)
	if !h.sweeping {
		h.sweeping = true
		h.workers.Go(h.sweep)
	}
	return true
}

func (h *hub) remove(c *conn) {
	h.mu.Lock()
	last := len(h.conns) - 1
	moved := h.conns[last]
	h.conns[c.index], h.conns[last] = moved, nil
	moved.index = c.index
	h.conns = h.conns[:last]
	h.mu.Unlock()
	h.open.Add(-1)
}

// connections answers those of the moment.
func (h *hub) connections(list []*conn) []*conn {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append(list[:0], h.conns...)
}

// stop closes all connections with code 1001 and waits until they are gone. When ctx ends before, or a second has
// passed, they are cut.
func (h *hub) stop(ctx context.Context) error {
	h.mu.Lock()
	h.stopped = true
	h.mu.Unlock()
	for _, c := range h.connections(nil) {
		c.shut(ws.StatusGoingAway, "the server is stopping")
	}
	gone := make(chan struct{})
	go func() {
		h.readers.Wait()
		close(gone)
	}()
	patience := time.NewTimer(2 * lingering)
	defer patience.Stop()
	select {
	case <-gone:
	case <-ctx.Done():
	case <-patience.C:
	}
	for _, c := range h.connections(nil) {
		c.cut()
	}
	<-gone
	close(h.done)
	h.workers.Wait()
	return nil
}
