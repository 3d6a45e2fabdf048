package routes

import (
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// sample lets one exchange through in a period, or one in so many; the others end here.
// See https://camel.apache.org/components/4.18.x/eips/sample-eip.html
type sample struct {
	common
	SamplePeriod     text `yaml:"samplePeriod,shorthand"`
	MessageFrequency text `yaml:"messageFrequency"`
}

func (s *sample) compile(c *compiler, _ *stepNode) Processor {
	ok := true
	period := time.Second
	if s.SamplePeriod.set() {
		period = c.milliseconds(s.SamplePeriod, &ok)
	}
	if ok && period <= 0 {
		c.report(s.SamplePeriod.pos(), "samplePeriod must be above 0", "write, for example, 1s")
		ok = false
	}
	every := c.numberOr(s.MessageFrequency, "messageFrequency", 0, &ok)
	if !ok {
		return nil
	}
	var mu sync.Mutex
	var next time.Time
	count := 0
	now := c.env.Context.Now
	return func(ex *components.Exchange) error {
		mu.Lock()
		defer mu.Unlock()
		if every > 0 {
			if count++; count%every != 0 {
				ex.Stopped = true
			}
			return nil
		}
		if t := now(); t.Before(next) {
			ex.Stopped = true
		} else {
			next = t.Add(period)
		}
		return nil
	}
}
