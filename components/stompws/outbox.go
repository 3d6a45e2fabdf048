package stompws

import (
	"sync"

	"github.com/gobwas/ws"
)

// What waits for a connection is a queue of encoded frames that are shared with other connections. A goroutine writes
// while the queue holds something and joins what it finds into one write; it is started by whoever fills an empty
// queue. The fields are guarded by conn.mu.
type outbox struct {
	pending  [][]byte
	head     int // of pending, what is not yet written
	queued   int // octets, and a price for each frame
	draining bool
	closing  bool          // nothing more is taken
	flushed  chan struct{} // closed once all is written, while closing
	closeBy  int64
}

const (
	framePrice  = 64       // what a queued frame costs beyond its octets
	joinedWrite = 32 << 10 // the most octets that are joined for one write
)

var writeBuffers = sync.Pool{New: func() any { b := make([]byte, 0, joinedWrite); return &b }}

// send puts a frame into the queue. It never waits: a connection that has too much waiting is closed instead. It answers
// whether the frame was taken.
func (c *conn) send(frame []byte) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closing {
		return false
	}
	if c.queued > 0 && c.queued+len(frame)+framePrice > c.hub.options.SendQueueSize {
		c.slow()
		return false
	}
	c.push(frame)
	return true
}

// replay puts the newest of the frames into the queue, as many as fit into half of what is free: a page with many
// subscriptions must not be taken for a slow one.
func (c *conn) replay(frames [][]byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closing {
		return
	}
	room := (c.hub.options.SendQueueSize - c.queued) / 2
	first := len(frames)
	for first > 0 && room >= len(frames[first-1])+framePrice {
		first--
		room -= len(frames[first]) + framePrice
	}
	for _, frame := range frames[first:] {
		c.push(frame)
	}
}

func (c *conn) push(frame []byte) {
	if c.head > len(c.pending)/2 && len(c.pending) == cap(c.pending) {
		n := copy(c.pending, c.pending[c.head:])
		clear(c.pending[n:])
		c.pending, c.head = c.pending[:n], 0
	}
	c.pending = append(c.pending, frame)
	c.queued += len(frame) + framePrice
	if !c.draining {
		c.draining = true
		go c.drainer()
	}
}

func (c *conn) pop() []byte {
	frame := c.pending[c.head]
	c.pending[c.head] = nil
	c.head++
	c.queued -= len(frame) + framePrice
	return frame
}

func (c *conn) clearPending() { c.pending, c.head, c.queued = nil, 0, 0 }

// slow gives up a connection that does not keep up: what waits is thrown away.
func (c *conn) slow() {
	c.hub.slowClosed.Add(1)
	c.clearPending()
	c.close(ws.StatusCode(1013), "too slow: more than sendQueueSize was waiting") // 1013 is "try again later"
}

// close puts the close frame behind what waits and takes nothing more. The reader wakes up and sees to the rest.
func (c *conn) close(code ws.StatusCode, reason string) {
	c.push(closeFrame(code, reason))
	c.closing = true
	c.flushed = make(chan struct{})
	c.closeBy = c.hub.now() + int64(c.hub.options.WriteTimeout)
	c.nc.SetReadDeadline(longAgo)
}

// shut closes the connection in an orderly way: last frames, then the close frame. Only the first call counts.
func (c *conn) shut(code ws.StatusCode, reason string, last ...[]byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closing {
		return
	}
	for _, frame := range last {
		c.push(frame)
	}
	c.close(code, reason)
}

// cut ends the connection at once.
func (c *conn) cut() {
	c.mu.Lock()
	c.closing = true
	c.clearPending()
	c.mu.Unlock()
	c.nc.Close()
}

// drain writes what is queued until nothing is left.
func (c *conn) drain() {
	var buffer *[]byte
	for {
		c.mu.Lock()
		if c.head == len(c.pending) {
			c.rest()
			c.mu.Unlock()
			break
		}
		data := c.pop()
		if c.head < len(c.pending) && len(data)+len(c.pending[c.head]) <= joinedWrite {
			if buffer == nil {
				buffer = writeBuffers.Get().(*[]byte)
			}
			data = c.join(append((*buffer)[:0], data...))
		}
		c.mu.Unlock()
		c.writingSince.Store(c.hub.now())
		_, err := c.nc.Write(data)
		c.writingSince.Store(0)
		c.wroteAt.Store(c.hub.now())
		if err != nil {
			c.cut()
		}
	}
	if buffer != nil {
		writeBuffers.Put(buffer)
	}
}

// join appends queued frames to data as long as they fit.
func (c *conn) join(data []byte) []byte {
	for c.head < len(c.pending) && len(data)+len(c.pending[c.head]) <= joinedWrite {
		data = append(data, c.pop()...)
	}
	return data
}

// rest is the end of a drain: an idle connection holds next to nothing.
func (c *conn) rest() {
	const small = 16
	if c.pending, c.head = c.pending[:0], 0; cap(c.pending) > small {
		c.pending = nil
	}
	c.draining = false
	if c.flushed != nil {
		close(c.flushed)
		c.flushed = nil
	}
}
