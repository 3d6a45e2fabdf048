package runtime

import (
	"sync"
	"time"
)

// redelivery remembers which messages of a plain Watermill Pub/Sub failed, and how often. Many Pub/Subs give a nacked
// message again at once: without a pause before the nack a message that always fails would keep a core busy.
type redelivery struct {
	// pause answers how long to hold back after so many failures before this one.
	pause func(failures int) time.Duration

	mu       sync.Mutex
	failures map[string]int // by message id
}

// maxFailures bounds how many failing messages are told apart.
const maxFailures = 1000

// failed answers how long to hold the message with this id back before it is nacked.
func (r *redelivery) failed(id string) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failures == nil {
		r.failures = map[string]int{}
	}
	n, known := r.failures[id]
	if !known && len(r.failures) >= maxFailures {
		for other := range r.failures { // any will do: it begins at one second again
			delete(r.failures, other)
			break
		}
	}
	r.failures[id] = n + 1
	return r.pause(n)
}

func (r *redelivery) succeeded(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.failures, id)
}
