package routes

import (
	"fmt"
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
	every, right := c.number(s.MessageFrequency, "messageFrequency")
	if every < 0 {
		c.report(s.MessageFrequency.pos(), fmt.Sprintf("messageFrequency must be above 0, not %d", every), "")
		right = false
	}
	if !ok || !right {
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
