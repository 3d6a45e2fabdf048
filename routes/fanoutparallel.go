package routes

import (
	"fmt"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// maxAhead is how many parts may be done or under way while an earlier one is not done.
const maxAhead = 1000

// labourers work on several parts of one exchange at once.
type labourers struct {
	*gathering
	next parts

	mu        sync.Mutex
	room      sync.Cond                    // there is room to go ahead, or it has ended
	workers   int                          // that run
	nextWaits bool                         // one of them waits with the next part
	started   int                          // parts
	due       int                          // the part that is put to the result next
	early     map[int]*components.Exchange // are done before their turn
	ended     bool                         // no part is begun any more, and none put to the result
	err       error                        // why there were no more parts
	over      chan struct{}                // closed when nothing more is to be waited for
}

func (g *gathering) parallelly(next parts) error {
	p := &labourers{gathering: g, next: next, early: map[int]*components.Exchange{}, over: make(chan struct{})}
	p.room.L = &p.mu
	p.workers, p.nextWaits = 1, true
	go p.labour()
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

// labour does one part after the other. As soon as it has a place in the pool, another worker waits with the next part: one at a
// time waits, so that several exchanges take turns.
func (p *labourers) labour() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		i := p.started
		child, process := p.begin()
		if process == nil {
			break
		}
		p.mu.Unlock()
		wait, ok := p.pool.ask()
		placed := ok && p.pool.await(child, wait) == nil
		p.mu.Lock()
		if p.nextWaits = p.workers <= p.pool.width(); p.nextWaits {
			p.workers++
			go p.labour() // not beside the route, where the caller may have to do it: this one has a place
		}
		p.mu.Unlock()
		p.inTurn(child, process, ok)
		if placed {
			p.pool.leave()
		}
		p.mu.Lock()
		if !p.done(i, child) || p.nextWaits {
			break
		}
		p.nextWaits = true
	}
	if p.workers--; p.workers == 0 {
		p.end()
	}
}

// inTurn works on a part, unless the pool has refused it.
func (p *labourers) inTurn(child *components.Exchange, process Processor, ok bool) {
	if !ok && p.pool.abort {
		child.Exception = errRejected()
		return
	}
	p.gathering.work(child, process)
}

// begin takes the next part, nil where there is none or the time is over.
func (p *labourers) begin() (child *components.Exchange, process Processor) {
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
	child = p.master.Part()
	child.Shared = true
	if process, p.err = p.next(child); process != nil {
		p.started++
	}
	return child, process
}

// done puts a part to the result when it is its turn; it tells whether the work goes on.
func (p *labourers) done(i int, child *components.Exchange) bool {
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

func (p *labourers) end() {
	if !p.ended {
		p.ended = true
		close(p.over)
	}
	p.room.Broadcast()
}
