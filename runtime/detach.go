package runtime

import (
	"iter"
	"sync"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// maxDetached is how many exchanges of a route may be in flight for its source to go on before one is done. With more the
// source waits, whatever the steps say.
const maxDetached = 10_000

// handleApart takes what rides on msg through the route, one exchange after the other. Where one is detached, the next begins
// while the work on it goes on. It returns when all are done.
func (r *route) handleApart(msg *message.Message) {
	next, stop := iter.Pull(r.gate.exchanges(msg))
	defer stop()
	var working sync.WaitGroup
	r.oneByOne(next, &working)
	working.Wait()
}

func (r *route) oneByOne(next func() (*components.Exchange, bool), working *sync.WaitGroup) {
	for ex, ok := next(); ok; ex, ok = next() {
		if r.working.count() < maxDetached {
			ex.OnDetach(func() { working.Go(func() { r.oneByOne(next, working) }) })
		}
		_ = r.process(ex)
		if ex.Detached() {
			return
		}
	}
}
