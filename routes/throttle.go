package routes

import (
	"fmt"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// throttle lets a number of exchanges through in any period (mode TotalRequests) or at one time (ConcurrentRequests);
// the others wait, or fail where rejectExecution is set. The number is asked of each exchange.
// See https://camel.apache.org/components/4.18.x/eips/throttle-eip.html
type throttle struct {
	common
	Expr                  expression  `yaml:",inline"`
	TimePeriodMillis      text        `yaml:"timePeriodMillis"`
	Mode                  text        `yaml:"mode"`
	RejectExecution       bool        `yaml:"rejectExecution"`
	CallerRunsWhenReject  *bool       `yaml:"callerRunsWhenRejected"`
	AsyncDelayed          bool        `yaml:"asyncDelayed"`
	CorrelationExpression *expression `yaml:"correlationExpression"`
}

func (s *throttle) compile(c *compiler, n *stepNode) Processor {
	limit := s.Expr.compile(c)
	group := func(*components.Exchange) (any, error) { return "", nil }
	if s.CorrelationExpression != nil {
		group = s.CorrelationExpression.compile(c)
	}
	period := time.Second
	if s.TimePeriodMillis.set() {
		var err error
		if period, err = components.ParseDuration(s.TimePeriodMillis.Value); err != nil {
			c.report(s.TimePeriodMillis.pos(), err.Error(), "")
			return nil
		}
	}
	if m := s.Mode.Value; m != "" && m != "TotalRequests" && m != "ConcurrentRequests" {
		c.report(s.Mode.pos(), fmt.Sprintf("mode %q is neither TotalRequests nor ConcurrentRequests", m), "")
		return nil
	}
	if limit == nil || group == nil {
		return nil
	}
	t := &throttler{period: period, concurrent: s.Mode.Value == "ConcurrentRequests", reject: s.RejectExecution, now: c.env.Context.Now, windows: map[string]*window{}}
	return func(ex *components.Exchange) error {
		v, err := limit(ex)
		if err != nil {
			return err
		}
		most, err := components.Int(v)
		if err != nil || most < 0 {
			return components.NewException(components.IllegalArgumentException, fmt.Sprintf("the throttle's number of exchanges must be a number from 0, not %s", components.Text(v)))
		}
		key, err := group(ex)
		if err != nil {
			return err
		}
		return t.admit(ex, components.Text(key), int(most))
	}
}

// throttler admits exchanges by group. Groups that are idle for long are forgotten.
type throttler struct {
	period             time.Duration
	concurrent, reject bool
	now                func() time.Time

	mu      sync.Mutex
	windows map[string]*window
}

// window is what was admitted lately (times in order) or is in flight.
type window struct {
	admitted []time.Time
	inFlight int
	changed  chan struct{} // closed when inFlight shrinks
}

const maxThrottleGroups = 10_000

func (t *throttler) admit(ex *components.Exchange, key string, most int) error {
	for {
		wait, changed := t.try(ex, key, most)
		if wait == 0 && changed == nil {
			return nil
		}
		if t.reject {
			return components.NewException("org.apache.camel.processor.ThrottlerRejectedExecutionException", "Exceeded the max throttle rate of "+fmt.Sprint(most)+" within "+t.period.String())
		}
		if changed == nil {
			if err := sleep(ex, wait); err != nil {
				return err
			}
			continue
		}
		select {
		case <-changed:
		case <-ex.Context.Done():
			return ex.Context.Err()
		}
	}
}

// try admits ex, or answers how long to wait or what to wait for.
func (t *throttler) try(ex *components.Exchange, key string, most int) (time.Duration, <-chan struct{}) {
	t.mu.Lock()
	defer t.mu.Unlock()
	w := t.windows[key]
	if w == nil {
		if len(t.windows) >= maxThrottleGroups {
			t.forget()
		}
		w = &window{changed: make(chan struct{})}
		t.windows[key] = w
	}
	if t.concurrent {
		if w.inFlight >= most {
			return 0, w.changed
		}
		w.inFlight++
		ex.OnCompletion(func(*components.Exchange, error) { t.release(w) })
		return 0, nil
	}
	now := t.now()
	for len(w.admitted) > 0 && now.Sub(w.admitted[0]) >= t.period {
		w.admitted = w.admitted[1:]
	}
	if len(w.admitted) < most {
		w.admitted = append(w.admitted, now)
		return 0, nil
	}
	if most == 0 {
		return t.period, nil
	}
	return max(t.period-now.Sub(w.admitted[len(w.admitted)-most]), time.Millisecond), nil
}

func (t *throttler) release(w *window) {
	t.mu.Lock()
	defer t.mu.Unlock()
	w.inFlight--
	close(w.changed)
	w.changed = make(chan struct{})
}

func (t *throttler) forget() {
	for key, w := range t.windows {
		if w.inFlight == 0 && (len(w.admitted) == 0 || t.now().Sub(w.admitted[len(w.admitted)-1]) >= t.period) {
			delete(t.windows, key)
		}
	}
}
