package stompws

import (
	"sync"
	"time"
)

// registry finds topics by name. Its lock is never taken while a topic's is held.
type registry struct {
	mu     sync.RWMutex
	topics map[string]*topic
	next   uint64
}

// find answers a topic, locked; where there is none it is made or, without create, nil.
func (r *registry) find(name string, create bool) *topic {
	for {
		r.mu.RLock()
		t := r.topics[name]
		r.mu.RUnlock()
		if t == nil {
			if !create {
				return nil
			}
			t = r.create(name)
		}
		t.mu.Lock()
		if !t.dead {
			return t
		}
		t.mu.Unlock()
		r.remove(t)
	}
}

func (r *registry) create(name string) *topic {
	r.mu.Lock()
	defer r.mu.Unlock()
	if t := r.topics[name]; t != nil {
		return t
	}
	if r.topics == nil {
		r.topics = map[string]*topic{}
	}
	r.next++
	t := &topic{name: name, number: r.next}
	r.topics[name] = t
	return t
}

func (r *registry) remove(t *topic) {
	r.mu.Lock()
	if r.topics[t.name] == t {
		delete(r.topics, t.name)
	}
	r.mu.Unlock()
}

// release unlocks a topic that find answered, and lets it go where nobody needs it.
func (r *registry) release(t *topic) {
	t.dead = len(t.groups) == 0 && len(t.kept) == 0
	dead := t.dead
	t.mu.Unlock()
	if dead {
		r.remove(t)
	}
}

// maxKeptTopics bounds the topics that are kept for their replay alone: toD may make names without end.
const maxKeptTopics = 1000

// evict lets go of the topic without subscribers that was silent longest, where there are too many.
func (r *registry) evict() {
	r.mu.RLock()
	var all []*topic
	if len(r.topics) > maxKeptTopics {
		for _, t := range r.topics {
			all = append(all, t)
		}
	}
	r.mu.RUnlock()
	var oldest *topic
	var since time.Time
	for _, t := range all {
		t.mu.Lock()
		if len(t.groups) == 0 && !t.dead && (oldest == nil || t.touched.Before(since)) {
			oldest, since = t, t.touched
		}
		t.mu.Unlock()
	}
	if oldest != nil {
		oldest.mu.Lock()
		if len(oldest.groups) == 0 {
			oldest.forget(len(oldest.kept))
		}
		r.release(oldest)
	}
}
