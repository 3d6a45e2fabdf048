package routes

import (
	"fmt"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Bounds of a parallel fan-out: Camel's default pool and queue.
const (
	poolSize = 10
	maxAhead = 1000 // parts that are done or under way while an earlier one is not done
)

// pool works on several parts of one exchange at once.
type pool struct {
	*gathering
	next parts

	mu      sync.Mutex
	room    sync.Cond                    // there is room to go ahead, or it has ended
	workers int                          // that run
	started int                          // parts
	due     int                          // the part that is put to the result next
	early   map[int]*components.Exchange // are done before their turn
	ended   bool                         // no part is begun any more, and none put to the result
	err     error                        // why there were no more parts
	over    chan struct{}                // closed when nothing more is to be waited for
}

func (g *gathering) parallelly(next parts) error {
	p := &pool{gathering: g, next: next, early: map[int]*components.Exchange{}, over: make(chan struct{})}
	p.room.L = &p.mu
	p.workers = 1
	g.c.env.Go(p.labour)
	var late <-chan time.Time
	if g.timeout > 0 {
		timer := time.NewTimer(g.timeout)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case <-p.over:
	case <-late:
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for ; !p.ended && p.due < p.started; p.due++ { // what is late is left out
		if child := p.early[p.due]; child != nil && !p.add(p.due, child) {
			break
		}
	}
	p.end()
	return p.err
}

// labour does one part after the other. It has another worker begin where there is more to do.
func (p *pool) labour() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		i := p.started
		child, process := p.begin()
		if process == nil {
			break
		}
		if p.workers < poolSize {
			p.workers++
			p.mu.Unlock()
			p.c.env.Go(p.labour)
		} else {
			p.mu.Unlock()
		}
		p.gathering.work(child, process)
		p.mu.Lock()
		if !p.done(i, child) {
			break
		}
	}
	if p.workers--; p.workers == 0 {
		p.end()
	}
}

// begin takes the next part, nil where there is none or the time is over.
func (p *pool) begin() (child *components.Exchange, process Processor) {
	for !p.ended && p.started-p.due >= maxAhead {
		p.room.Wait()
	}
	if p.ended || p.next == nil {
		return nil, nil
	}
	defer func() {
		if r := recover(); r != nil {
			p.err = fmt.Errorf("panic: %v", r)
		}
		if process == nil {
			p.next = nil
		}
	}()
	child = p.master.Clone()
	if process, p.err = p.next(child); process != nil {
		p.started++
	}
	return child, process
}

// done puts a part to the result when it is its turn; it tells whether the work goes on.
func (p *pool) done(i int, child *components.Exchange) bool {
	if p.ended {
		return false
	}
	if p.stream || p.stop && (child.Exception != nil || child.Handled) {
		p.due++
		if !p.add(i, child) {
			p.end()
		}
		p.room.Broadcast()
		return !p.ended
	}
	p.early[i] = child
	for child := p.early[p.due]; child != nil; child = p.early[p.due] {
		delete(p.early, p.due)
		i := p.due
		p.due++
		if !p.add(i, child) {
			p.end()
			break
		}
	}
	p.room.Broadcast()
	return !p.ended
}

func (p *pool) end() {
	if !p.ended {
		p.ended = true
		close(p.over)
	}
	p.room.Broadcast()
}
