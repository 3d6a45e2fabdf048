package routes

import (
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/dromedary-go/dromedary/components"
)

// threads bounds how many exchanges are in the steps behind it at once; others wait in a queue, and where that is full, what
// rejectedPolicy says. Whoever sent the exchange waits until it is through.
// See https://camel.apache.org/components/4.18.x/eips/threads-eip.html
type threads struct {
	common
	PoolSize               text `yaml:"poolSize"`
	MaxPoolSize            text `yaml:"maxPoolSize"`
	MaxQueueSize           text `yaml:"maxQueueSize"`
	RejectedPolicy         text `yaml:"rejectedPolicy"`
	CallerRunsWhenRejected text `yaml:"callerRunsWhenRejected"`
	ThreadName             text `yaml:"threadName"`
	ExecutorService        text `yaml:"executorService"`
	KeepAliveTime          text `yaml:"keepAliveTime"`
	TimeUnit               text `yaml:"timeUnit"`
	AllowCoreThreadTimeOut text `yaml:"allowCoreThreadTimeOut"`

	rest steps // what follows in the same list
}

func (s *threads) children() *steps  { return &s.rest }
func (s *threads) selfReliant() bool { return true } // the rest has been through the error handler step by step

func (s *threads) compile(c *compiler, _ *stepNode) Processor {
	rest := s.rest.compile(c)
	ok := rest != nil
	size := c.numberOr(s.PoolSize, "poolSize", 10, &ok)
	most := c.numberOr(s.MaxPoolSize, "maxPoolSize", max(size, 20), &ok)
	if !s.MaxPoolSize.set() && s.PoolSize.set() {
		most = size
	}
	queue := int64(1000)
	if s.MaxQueueSize.set() {
		n, right := c.number(s.MaxQueueSize, "maxQueueSize")
		queue, ok = int64(n), ok && right
	}
	abort := false
	switch strings.ToLower(s.RejectedPolicy.Value) {
	case "", "callerruns":
	case "abort":
		abort = true
	default:
		c.report(s.RejectedPolicy.pos(), fmt.Sprintf("rejectedPolicy %q is neither CallerRuns nor Abort", s.RejectedPolicy.Value), "")
		ok = false
	}
	if !c.noExecutor(s.ExecutorService) || !ok {
		return nil
	}
	if most < size {
		c.report(s.MaxPoolSize.pos(), fmt.Sprintf("maxPoolSize %d is less than poolSize %d", most, size), "")
		return nil
	}
	p := &threadPool{core: make(chan struct{}, size), extra: make(chan struct{}, most-size), queue: queue, abort: abort}
	return func(ex *components.Exchange) error {
		leave, err := p.enter(ex)
		if err != nil {
			return err
		}
		defer leave()
		return rest(ex)
	}
}

// threadPool has places as Java's thread pool has threads: as many as its core, and more only where its queue is full.
type threadPool struct {
	core, extra chan struct{}
	queue       int64
	waiting     atomic.Int64
	abort       bool
}

func (p *threadPool) enter(ex *components.Exchange) (leave func(), err error) {
	leaveCore := func() { <-p.core }
	select {
	case p.core <- struct{}{}:
		return leaveCore, nil
	default:
	}
	defer p.waiting.Add(-1)
	if p.waiting.Add(1) <= p.queue || p.queue < 0 {
		select {
		case p.core <- struct{}{}:
			return leaveCore, nil
		case <-ex.Context.Done():
			return nil, components.ErrStopping
		}
	}
	select {
	case p.extra <- struct{}{}:
		return func() { <-p.extra }, nil
	default:
	}
	if p.abort {
		return nil, components.NewException("java.util.concurrent.RejectedExecutionException", "the pool of the threads step and its queue are full")
	}
	return func() {}, nil
}

// noExecutor reports a reference to a thread pool: that is an object of Java.
func (c *compiler) noExecutor(ref text) bool {
	if !ref.set() {
		return true
	}
	c.need(ref.pos(), "bean", ref.Value, "executorService "+ref.Value+" is an object of Java; leave it out: the step has threads of its own")
	return false
}
