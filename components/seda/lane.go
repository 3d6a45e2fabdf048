package seda

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/dromedary-go/dromedary/components"
)

// entry is an exchange in a queue.
type entry struct {
	*components.Exchange
	number uint64          // in the order of sending
	done   func(err error) // tells the sender that waits; nil where none does
}

func (e entry) finish(err error) {
	if e.done != nil {
		e.done(err)
	}
}

// addCopies puts a copy into each lane. The sender that waits is told when the last of them is done, with the last error.
func (e entry) addCopies(lanes []*lane) {
	var mu sync.Mutex
	left, failed := len(lanes), error(nil)
	for i, l := range lanes {
		copied := entry{Exchange: e.Share(), number: e.number}
		copied.Properties.Set("CamelMulticastIndex", i)
		copied.Properties.Set("CamelMulticastComplete", i == len(lanes)-1)
		if e.done != nil {
			copied.done = func(err error) {
				mu.Lock()
				if err != nil {
					failed = err
				}
				left--
				last, failed := left == 0, failed
				mu.Unlock()
				if last {
					e.done(failed)
				}
			}
		}
		l.add(copied)
	}
}

// lane is a list of exchanges and those who read it. The queue's lock guards it.
type lane struct {
	entries []entry
	route   string        // the reading route
	readers int           // its subscriptions: two while one replaces the other
	flight  int           // how many were taken and are not settled
	ahead   atomic.Int64  // how many of those nobody has begun to work on
	ready   chan struct{} // holds a token while there may be something to take
}

func newLane() *lane { return &lane{ready: make(chan struct{}, 1)} }

// waiting is how many exchanges nobody has begun to work on: those in the list and those that were taken ahead.
func (l *lane) waiting() int { return len(l.entries) + int(l.ahead.Load()) }

func (l *lane) add(e entry) {
	l.entries = append(l.entries, e)
	l.wake()
}

// wake lets one reader look.
func (l *lane) wake() {
	if len(l.entries) == 0 {
		return
	}
	select {
	case l.ready <- struct{}{}:
	default:
	}
}

// take takes up to limit entries, which are in flight then.
func (l *lane) take(limit int) []entry {
	taken := slices.Clone(l.entries[:min(limit, len(l.entries))])
	l.drop(len(taken))
	l.flight += len(taken)
	l.ahead.Add(int64(len(taken)))
	l.wake()
	return taken
}

func (l *lane) drop(n int) {
	clear(l.entries[:n])
	if n == len(l.entries) {
		l.entries = l.entries[:0]
	} else {
		l.entries = l.entries[n:]
	}
}

// restore puts an entry that nobody worked on back in its place.
func (l *lane) restore(e entry) {
	i, _ := slices.BinarySearchFunc(l.entries, e, func(a, b entry) int { return cmp.Compare(a.number, b.number) })
	l.entries = slices.Insert(l.entries, i, e)
	l.wake()
}

func (l *lane) remove(ex *components.Exchange) {
	l.entries = slices.DeleteFunc(l.entries, func(e entry) bool { return e.Exchange == ex })
}
