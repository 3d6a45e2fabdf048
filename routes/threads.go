package routes

import (
	"fmt"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// threads takes the exchange to a pool of its own and lets its source go on: so many are in the steps behind it at once, others wait
// in a queue, and where that is full, what rejectedPolicy says.
// See https://camel.apache.org/components/4.18.x/eips/threads-eip.html
type threads struct {
	common
	PoolSize               text  `yaml:"poolSize"`
	MaxPoolSize            text  `yaml:"maxPoolSize"`
	MaxQueueSize           text  `yaml:"maxQueueSize"`
	RejectedPolicy         text  `yaml:"rejectedPolicy"`
	CallerRunsWhenRejected *bool `yaml:"callerRunsWhenRejected"`
	ThreadName             text  `yaml:"threadName"`
	ExecutorService        text  `yaml:"executorService"`
	KeepAliveTime          text  `yaml:"keepAliveTime"`
	TimeUnit               text  `yaml:"timeUnit"`
	AllowCoreThreadTimeOut text  `yaml:"allowCoreThreadTimeOut"`

	rest steps // what follows in the same list
}

func (s *threads) children() *steps  { return &s.rest }
func (s *threads) selfReliant() bool { return true } // the rest has been through the error handler step by step

func (s *threads) compile(c *compiler, n *stepNode) Processor {
	rest := s.rest.compile(c)
	ok := rest != nil
	own := s.PoolSize.set() || s.MaxPoolSize.set() || s.MaxQueueSize.set() || s.KeepAliveTime.set() || s.TimeUnit.set() || s.AllowCoreThreadTimeOut.set()
	p := c.threadPool(s.ExecutorService)
	if p == nil || !ok {
		return nil
	}
	if own && s.ExecutorService.set() {
		c.atStart(s.ExecutorService.pos(), "threads has both an executorService and options of a pool of its own", "keep one of them")
		return nil
	}
	p.core = c.numberOr(s.PoolSize, "poolSize", p.core, &ok)
	p.most = c.numberOr(s.MaxPoolSize, "maxPoolSize", p.most, &ok)
	if s.MaxQueueSize.set() {
		n, right := c.number(s.MaxQueueSize, "maxQueueSize")
		p.queue, ok = max(n, 0), ok && right
	}
	if s.KeepAliveTime.set() {
		n, right := c.number(s.KeepAliveTime, "keepAliveTime")
		p.keepAlive, ok = time.Duration(n)*unitOf(s.TimeUnit.Value), ok && right
	}
	abort := !s.ExecutorService.set() && !given(s.CallerRunsWhenRejected, true) || p.abort
	switch strings.ToLower(s.RejectedPolicy.Value) {
	case "":
	case "callerruns":
		abort = false
	case "abort":
		abort = true
	default:
		c.report(s.RejectedPolicy.pos(), fmt.Sprintf("rejectedPolicy %q is neither CallerRuns nor Abort", s.RejectedPolicy.Value), "")
		ok = false
	}
	if !ok {
		return nil
	}
	if p.most < p.core {
		place := s.MaxPoolSize
		if !place.set() {
			place = s.PoolSize
		}
		c.atStart(place.pos(), fmt.Sprintf("maxPoolSize %d is less than poolSize %d", p.most, p.core), "write both: poolSize is 10 and maxPoolSize 20 unless said")
		return nil
	}
	c.detaches = true
	guard := c.guard(n)
	return func(ex *components.Exchange) error {
		wait, ok := p.ask()
		if !ok && abort {
			err := guard("", func(*components.Exchange) error {
				if wait, ok = p.ask(); !ok {
					return errRejected()
				}
				return nil
			})(ex)
			if err != nil || ex.Ended() {
				return err
			}
		}
		if !ok { // the caller has to do it
			return rest(ex)
		}
		ex.Detach()
		if err := p.await(ex, wait); err != nil {
			return err
		}
		defer p.leave()
		return rest(ex)
	}
}
