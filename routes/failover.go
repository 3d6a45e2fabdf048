package routes

import (
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// failoverBalancer gives the exchange, each time as it was, to one branch after the other until one does not fail.
type failoverBalancer struct {
	ID         string `yaml:"id"`
	Inherit    bool   `yaml:"inheritErrorHandler"` // without effect, in Camel as well: its steps have the handler
	Exception  []text `yaml:"exception"`
	Most       *int   `yaml:"maximumFailoverAttempts"`
	RoundRobin bool   `yaml:"roundRobin"`
	Sticky     bool   `yaml:"sticky"`
}

func (s *failoverBalancer) compile(c *compiler, branches []Processor) Processor {
	clause := onException{classes: c.exceptionClasses(s.Exception)}
	failsOver := func(ex *components.Exchange, err error) bool {
		fits, _ := clause.fitsAny(ex, err)
		return fits || len(s.Exception) == 0
	}
	most := len(branches) - 1
	if s.Most != nil && *s.Most >= 0 {
		most = *s.Most
	}
	var mu sync.Mutex
	next := 0 // of round robin, or the last good one
	begin := func() int {
		mu.Lock()
		defer mu.Unlock()
		return next
	}
	keep := func(i int) {
		mu.Lock()
		defer mu.Unlock()
		next = i
	}
	return func(ex *components.Exchange) error {
		i := 0
		if s.RoundRobin || s.Sticky {
			i = begin()
		}
		for tries := 0; ; tries++ {
			if s.RoundRobin {
				keep((i + 1) % len(branches))
			}
			copied := ex.Part()
			copied.SetID(ex.ID())
			err := branches[i](copied)
			copied.Complete(err)
			if err == nil && s.Sticky {
				keep(i)
			}
			if i++; s.RoundRobin || s.Sticky {
				i %= len(branches)
			}
			if err == nil || tries >= most || i == len(branches) || !failsOver(ex, err) || ex.Err() != nil {
				takeOver(ex, copied)
				return err
			}
		}
	}
}
