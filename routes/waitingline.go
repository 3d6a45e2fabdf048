package routes

import (
	"slices"
	"sync"
	"time"
)

// waitingLine lets those who wait for a time go on in the order of their times, and as they came where these are the same:
// timers that end together wake in any order.
type waitingLine struct {
	mu   sync.Mutex
	list []*waiter // by time
}

type waiter struct {
	until time.Time
	first chan struct{} // closed when nobody was before it
	told  bool
}

func (l *waitingLine) join(until time.Time) *waiter {
	w := &waiter{until: until, first: make(chan struct{})}
	l.mu.Lock()
	defer l.mu.Unlock()
	i := len(l.list)
	for i > 0 && l.list[i-1].until.After(until) {
		i--
	}
	l.list = slices.Insert(l.list, i, w)
	l.tell()
	return w
}

// leave waits until those before w have left, too.
func (l *waitingLine) leave(w *waiter) {
	<-w.first
	l.mu.Lock()
	defer l.mu.Unlock()
	i := slices.Index(l.list, w)
	l.list = slices.Delete(l.list, i, i+1)
	l.tell()
}

func (l *waitingLine) tell() {
	if len(l.list) > 0 && !l.list[0].told {
		l.list[0].told = true
		close(l.list[0].first)
	}
}
