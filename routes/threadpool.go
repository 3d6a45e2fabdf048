package routes

import (
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// threadPool has places to work at as Java's thread pool has threads: as many as its core, more only where its queue is full.
// Who waits for a place gets it in its turn.
type threadPool struct {
	core, most int
	queue      int // how many may wait
	keepAlive  time.Duration
	abort      bool // what finds no room is refused, rather than worked on by its caller

	mu        sync.Mutex
	live      int // places there are
	busy      int // of them
	idleSince time.Time
	waiting   []*turn
}

// turn is a wait for a place.
type turn struct{ come chan struct{} }

// width is how many work at once before others have to wait.
func (p *threadPool) width() int {
	if p.queue == 0 {
		return p.most
	}
	return max(p.core, 1)
}

// run has the work done at a place of the pool, beside its caller; by the caller where there is no room.
func (p *threadPool) run(env *Environment, ex *components.Exchange, work func()) error {
	wait, ok := p.ask()
	switch {
	case !ok && p.abort:
		return errRejected()
	case !ok:
		work()
		return nil
	}
	env.Go(func() {
		if p.await(ex, wait) == nil {
			defer p.leave()
		}
		work()
	})
	return nil
}

func errRejected() error {
	return components.NewException("java.util.concurrent.RejectedExecutionException", "")
}

// ask answers whether there is a place, or room to wait for one: then come is when it is there, nil for at once.
func (p *threadPool) ask() (wait *turn, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.live > p.core && time.Since(p.idleSince) >= p.keepAlive {
		p.live = max(p.core, p.busy)
	}
	switch {
	case p.busy < p.live:
		p.busy++
	case p.live < p.core, len(p.waiting) >= p.queue && p.live < p.most:
		p.live++
		p.busy++
	case len(p.waiting) < p.queue:
		wait = &turn{make(chan struct{})}
		p.waiting = append(p.waiting, wait)
	default:
		return nil, false
	}
	return wait, true
}

// await returns when the turn has come; without its place where the work is to be given up before.
func (p *threadPool) await(ex *components.Exchange, wait *turn) error {
	if wait == nil {
		return nil
	}
	select {
	case <-wait.come:
		return nil
	case <-ex.Done():
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, w := range p.waiting {
		if w == wait {
			p.waiting = append(p.waiting[:i], p.waiting[i+1:]...)
			return components.ErrStopping
		}
	}
	return nil // it came meanwhile
}

// leave gives a place to who is next.
func (p *threadPool) leave() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.waiting) > 0 {
		close(p.waiting[0].come)
		p.waiting[0] = nil
		p.waiting = p.waiting[1:]
		return
	}
	p.busy--
	p.idleSince = time.Now()
}
