package routes

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/simple"
)

// batchResequencer gathers exchanges until there are so many, or until none has come for a while, and runs them in the order of their
// values.
type batchResequencer struct {
	env                                *Environment
	value                              components.Expression
	run                                func(ex *components.Exchange)
	size                               int
	timeout                            time.Duration
	ignoreInvalid, duplicates, reverse bool

	mu    sync.Mutex
	batch []ordered
	timer *time.Timer
	turn  sync.Mutex // batches run one after the other
}

// ordered is an exchange with the value that it is ordered by.
type ordered struct {
	ex    *components.Exchange
	value any
}

func (r *batchResequencer) process(ex *components.Exchange) error {
	v, err := r.value(ex)
	if err != nil {
		return err
	}
	if v == nil {
		if r.ignoreInvalid {
			return nil
		}
		return exchangeException("Exchange is not valid to be used by the BatchProcessor", ex, nil)
	}
	copy := ex.Share()
	copy.Properties.Set(components.CorrelationID, ex.ID())
	copy.Context = r.env.work()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.batch = append(r.batch, ordered{copy, v})
	if len(r.batch) >= r.size {
		r.send()
		return nil
	}
	if r.timer != nil {
		r.timer.Stop()
	}
	r.timer = time.AfterFunc(r.timeout, r.flush)
	return nil
}

func (r *batchResequencer) flush() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.send()
}

// send has the batch run beside the route; the lock is held.
func (r *batchResequencer) send() {
	if r.timer != nil {
		r.timer.Stop()
		r.timer = nil
	}
	batch := r.batch
	r.batch = nil
	if len(batch) == 0 {
		return
	}
	r.sort(&batch)
	r.env.Go(func() {
		r.turn.Lock()
		defer r.turn.Unlock()
		for _, o := range batch {
			r.run(o.ex)
		}
	})
}

// sort orders a batch. Of equal ones the first stays, unless duplicates are allowed.
func (r *batchResequencer) sort(batch *[]ordered) {
	slices.SortStableFunc(*batch, func(a, b ordered) int {
		if n := simple.Compare(a.value, b.value); !r.reverse {
			return n
		} else {
			return -n
		}
	})
	if !r.duplicates {
		*batch = slices.CompactFunc(*batch, func(a, b ordered) bool { return simple.Compare(a.value, b.value) == 0 })
	}
}

// drain runs what has been gathered: nothing more comes.
func (r *batchResequencer) drain(context.Context) { r.flush() }
