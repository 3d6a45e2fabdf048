package routes

import (
	"fmt"
	"strings"
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
	ExecutorService       text        `yaml:"executorService"`
	CorrelationExpression *expression `yaml:"correlationExpression"`
}

func (s *throttle) compile(c *compiler, _ *stepNode) Processor {
	limit := s.Expr.compile(c)
	group := func(*components.Exchange) (any, error) { return "", nil }
	if s.CorrelationExpression != nil {
		group = s.CorrelationExpression.compile(c)
	}
	ok := limit != nil && group != nil && c.threadPool(s.ExecutorService) != nil
	c.detaches = c.detaches || s.AsyncDelayed
	period := c.millisecondsOr(s.TimePeriodMillis, time.Second, &ok)
	concurrent := false
	switch strings.ToLower(components.CamelCase(s.Mode.Value)) {
	case "", "totalrequests":
	case "concurrentrequests":
		concurrent = true
	default:
		c.report(s.Mode.pos(), fmt.Sprintf("mode %q is neither TotalRequests nor ConcurrentRequests", s.Mode.Value), "")
		ok = false
	}
	if !ok {
		return nil
	}
	t := &throttler{period: period, concurrent: concurrent, reject: s.RejectExecution, async: s.AsyncDelayed, now: c.env.Context.Now, windows: map[string]*window{}}
	shown := s.Expr.shown()
	return func(ex *components.Exchange) error {
		key, err := group(ex)
		if err != nil {
			return err
		}
		if key == nil {
			return components.NewException("java.lang.NullPointerException", "the throttle's correlationExpression gives nothing")
		}
		v, err := limit(ex)
		if err != nil {
			return err
		}
		most := -1 // as before
		if v != nil {
			n, err := components.Int(v)
			if err != nil {
				return err
			}
			if n < 0 {
				return components.NewException("java.lang.IllegalStateException", fmt.Sprintf("The %s must be a positive number, was: %d", t.limitName("imum"), n))
			}
			most = int(n)
		}
		return t.admit(ex, components.Text(key), most, shown)
	}
}

// limitName is what Camel calls the number, in the middle of it the end of max or maximum.
func (t *throttler) limitName(end string) string {
	if t.concurrent {
		return "max" + end + "ConcurrentRequests"
	}
	return "max" + end + "RequestsPerPeriod"
}

// throttler admits exchanges by group. Groups that are idle for long are forgotten.
type throttler struct {
	period             time.Duration
	concurrent, reject bool
	async              bool // the source goes on while an exchange waits
	now                func() time.Time

	mu      sync.Mutex
	windows map[string]*window
}

// window is what was admitted lately (times in order) or is in flight.
type window struct {
	admitted []time.Time
	inFlight int
	most     int           // what the last exchange that said so allowed; -1: none yet
	changed  chan struct{} // closed when inFlight shrinks
}

const maxThrottleGroups = 10_000

func (t *throttler) admit(ex *components.Exchange, key string, most int, shown string) error {
	for {
		wait, changed, most := t.try(ex, key, most)
		if most < 0 {
			return components.NewException("org.apache.camel.RuntimeExchangeException",
				fmt.Sprintf("The %sExpression was evaluated as null: %s on the exchange: Exchange[%s]", t.limitName(""), shown, ex.ID()))
		}
		if wait == 0 && changed == nil {
			return nil
		}
		if t.reject {
			message := fmt.Sprintf("Exceeded the max throttle rate of %d", most)
			if !t.concurrent {
				message += fmt.Sprintf(" within %dms", t.period.Milliseconds())
			}
			return components.NewException("org.apache.camel.processor.ThrottlerRejectedExecutionException", message)
		}
		if t.async {
			ex.Detach()
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

// try admits ex, or answers how long to wait or what to wait for. It answers the limit that holds, -1 where there is none.
func (t *throttler) try(ex *components.Exchange, key string, most int) (time.Duration, <-chan struct{}, int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	w := t.windows[key]
	if w == nil {
		if len(t.windows) >= maxThrottleGroups {
			t.forget()
		}
		w = &window{changed: make(chan struct{}), most: -1}
		t.windows[key] = w
	}
	if most >= 0 {
		w.most = most
	}
	if most = w.most; most < 0 {
		return 0, nil, most
	}
	if t.concurrent {
		if w.inFlight >= most {
			return 0, w.changed, most
		}
		w.inFlight++
		ex.OnCompletion(func(*components.Exchange, error) { t.release(w) })
		return 0, nil, most
	}
	now := t.now()
	for len(w.admitted) > 0 && now.Sub(w.admitted[0]) >= t.period {
		w.admitted = w.admitted[1:]
	}
	if len(w.admitted) < most {
		w.admitted = append(w.admitted, now)
		return 0, nil, most
	}
	if most == 0 {
		return t.period, nil, most
	}
	return max(t.period-now.Sub(w.admitted[len(w.admitted)-most]), time.Millisecond), nil, most
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
