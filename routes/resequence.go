package routes

import (
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// resequence puts exchanges into the order of an expression before its steps run on them: in batches, or as a stream of
// numbers without gaps. What comes in goes on behind the resequencer as it is.
// See https://camel.apache.org/components/4.18.x/eips/resequence-eip.html
type resequence struct {
	common
	Expr         expression    `yaml:",inline"`
	BatchConfig  *batchConfig  `yaml:"batchConfig"`
	StreamConfig *streamConfig `yaml:"streamConfig"`
	Steps        steps         `yaml:"steps"`
}

type batchConfig struct {
	BatchSize              text `yaml:"batchSize"`
	BatchTimeout           text `yaml:"batchTimeout"`
	AllowDuplicates        bool `yaml:"allowDuplicates"`
	Reverse                bool `yaml:"reverse"`
	IgnoreInvalidExchanges bool `yaml:"ignoreInvalidExchanges"`
}

type streamConfig struct {
	Capacity                text `yaml:"capacity"`
	Timeout                 text `yaml:"timeout"`
	DeliveryAttemptInterval text `yaml:"deliveryAttemptInterval"`
	IgnoreInvalidExchanges  bool `yaml:"ignoreInvalidExchanges"`
	RejectOld               bool `yaml:"rejectOld"`
	Comparator              text `yaml:"comparator"`
}

func (s *resequence) children() *steps { return &s.Steps }

func (s *resequence) compile(c *compiler, n *stepNode) Processor {
	order, inner := s.Expr.compile(c), s.Steps.compile(c)
	ok := order != nil && inner != nil
	if s.BatchConfig != nil && s.StreamConfig != nil {
		c.report(n.pos(), "resequence has a batchConfig and a streamConfig", "keep one of them")
		return nil
	}
	env := c.env
	route := c.route.ID
	run := func(ex *components.Exchange) {
		err := inner(ex)
		ex.Complete(err)
		if err != nil {
			env.Context.Log().Error("processing a resequenced exchange failed", "route", route, "error", err)
		}
	}
	if o := s.StreamConfig; o != nil {
		r := &streamResequencer{env: env, number: order, run: run, ignoreInvalid: o.IgnoreInvalidExchanges, rejectOld: o.RejectOld}
		r.capacity = c.numberOr(o.Capacity, "capacity", 1000, &ok)
		r.timeout = c.millisecondsOr(o.Timeout, time.Second, &ok)
		r.interval = max(10*time.Millisecond, c.millisecondsOr(o.DeliveryAttemptInterval, time.Second, &ok))
		if o.Comparator.set() {
			c.report(o.Comparator.pos(), "a comparator is an object of Java", "leave it out: exchanges are compared by the expression's number")
			return nil
		}
		if !ok {
			return nil
		}
		r.space = make(chan struct{}, r.capacity)
		c.route.onDrain(r.drain)
		return r.process
	}
	o := s.BatchConfig
	if o == nil {
		o = &batchConfig{}
	}
	r := &batchResequencer{env: env, value: order, run: run, ignoreInvalid: o.IgnoreInvalidExchanges, duplicates: o.AllowDuplicates, reverse: o.Reverse}
	r.size = c.numberOr(o.BatchSize, "batchSize", 100, &ok)
	r.timeout = c.millisecondsOr(o.BatchTimeout, time.Second, &ok)
	if !ok {
		return nil
	}
	c.route.onDrain(r.drain)
	return r.process
}
