// Package received keeps what endpoints for tests were sent: mock: and dataset-test:.
package received

import (
	"slices"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// Box keeps exchanges, all or the first and last of them. It is a [components.Recorder]. Make one with [New].
type Box struct {
	mu      sync.Mutex
	first   []*components.Exchange // what is kept from the first on
	last    []*components.Exchange // what is kept up to the last
	count   int
	changed chan struct{} // closed when a message arrives
}

// New makes an empty box.
func New() *Box { return &Box{changed: make(chan struct{})} }

// Keep keeps a copy of ex as it is now and answers how many have arrived. Of all that arrive only the first and the last so
// many stay; negative numbers for both keep all.
func (b *Box) Keep(ex *components.Exchange, first, last int) (count int) {
	copied := ex.Clone()
	copied.SetID(ex.ID())
	b.mu.Lock()
	defer b.mu.Unlock()
	b.count++
	switch {
	case first < 0 && last < 0 || b.count <= first:
		b.first = append(b.first, copied)
	case last > 0:
		if len(b.last) >= last {
			b.last = slices.Delete(b.last, 0, len(b.last)-last+1)
		}
		b.last = append(b.last, copied)
	}
	close(b.changed)
	b.changed = make(chan struct{})
	return b.count
}

// Received answers what arrived and was kept, in order.
func (b *Box) Received() []*components.Exchange {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Concat(b.first, b.last)
}

// Count answers how many arrived, kept or not.
func (b *Box) Count() int {
	count, _ := b.Watch()
	return count
}

// Watch answers how many have arrived, and what is closed when there is one more.
func (b *Box) Watch() (count int, more <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.count, b.changed
}
