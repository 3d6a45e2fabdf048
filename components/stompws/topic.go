package stompws

import (
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components/internal/stomp"
)

// topic is a destination that has subscribers or messages kept for replay; others do not exist.
//
// Its lock is held while a message goes into the queues of all subscribers, and while a subscriber is added and gets its
// replay. So all see one order, and between replay and live there is neither a gap nor a double. Locks are taken in
// the order topic, connection.
type topic struct {
	name   string
	number uint64

	mu        sync.Mutex
	dead      bool // out of the registry: look it up again
	sequence  uint64
	groups    []*group
	kept      []*message // oldest first
	keptBytes int
	touched   time.Time // when last published to
}

// group is the subscribers of one audience: a message is encoded once for all of them.
type group struct {
	audience
	subscriptions []*subscription
}

// subscription is one SUBSCRIBE of one connection.
type subscription struct {
	conn  *conn
	topic *topic
	group *group
	index int // in the group
	id    string
}

// publish gives the message its id and puts it into every subscriber's queue. It answers how many took it.
func (t *topic) publish(m *message, prefix string) (delivered int) {
	t.sequence++
	id := make([]byte, 0, len(prefix)+24)
	id = append(strconv.AppendUint(append(id, prefix...), t.number, 36), '-')
	m.id = string(strconv.AppendUint(id, t.sequence, 10))
	for _, g := range t.groups {
		frame := m.frame(g.audience)
		for _, s := range g.subscriptions {
			if s.conn.send(frame) {
				delivered++
			}
		}
	}
	return delivered
}

// keep keeps the message for replay: of the last ones at most count, and most bytes together.
func (t *topic) keep(m *message, count, most int, now time.Time) {
	t.touched = now
	if count > 0 {
		t.kept = append(t.kept, m)
		t.keptBytes += m.size
	}
	drop := max(0, len(t.kept)-count)
	bytes := t.keptBytes
	for _, old := range t.kept[:drop] {
		bytes -= old.size
	}
	for ; bytes > most; drop++ {
		bytes -= t.kept[drop].size
	}
	t.forget(drop)
	t.expire(now)
}

// expire forgets what is too old.
func (t *topic) expire(now time.Time) {
	n := 0
	for n < len(t.kept) && !t.kept[n].expires.IsZero() && t.kept[n].expires.Before(now) {
		n++
	}
	t.forget(n)
}

func (t *topic) forget(n int) {
	for _, old := range t.kept[:n] {
		t.keptBytes -= old.size
	}
	t.kept = slices.Delete(t.kept, 0, n)
}

// subscribe adds a subscription and puts at most replay of the kept messages into its connection's queue.
func (t *topic) subscribe(c *conn, v stomp.Version, id string, replay int) *subscription {
	a := audience{v, id}
	i := slices.IndexFunc(t.groups, func(g *group) bool { return g.audience == a })
	if i < 0 {
		i = len(t.groups)
		t.groups = append(t.groups, &group{audience: a})
	}
	g := t.groups[i]
	s := &subscription{conn: c, topic: t, group: g, index: len(g.subscriptions), id: id}
	g.subscriptions = append(g.subscriptions, s)

	frames := make([][]byte, 0, min(replay, len(t.kept)))
	for _, m := range t.kept[len(t.kept)-cap(frames):] {
		frames = append(frames, m.frame(a))
	}
	c.replay(frames)
	return s
}

// unsubscribe takes a subscription out.
func (t *topic) unsubscribe(s *subscription) {
	g := s.group
	last := len(g.subscriptions) - 1
	moved := g.subscriptions[last]
	g.subscriptions[s.index], g.subscriptions[last] = moved, nil
	moved.index = s.index
	g.subscriptions = g.subscriptions[:last]
	if last == 0 {
		t.groups = slices.DeleteFunc(t.groups, func(other *group) bool { return other == g })
	}
}
