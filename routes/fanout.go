package routes

import (
	"errors"
	"fmt"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// fanOut is what multicast, recipientList and split have in common: they run something on copies of the exchange, one after
// the other or several at once, and put the results together.
type fanOut struct {
	strategyOptions
	ParallelProcessing bool          `yaml:"parallelProcessing"`
	ParallelAggregate  bool          `yaml:"parallelAggregate"`
	Synchronous        bool          `yaml:"synchronous"`
	Streaming          bool          `yaml:"streaming"`
	StopOnException    bool          `yaml:"stopOnException"`
	Timeout            time.Duration `yaml:"timeout"`
	OnPrepare          text          `yaml:"onPrepare"`
	ExecutorService    text          `yaml:"executorService"`
	ShareUnitOfWork    bool          `yaml:"shareUnitOfWork"`
}

// fan is a compiled fanOut.
type fan struct {
	c        *compiler
	strategy aggregationStrategy
	parallel bool
	waits    bool        // the source does, too
	pool     *threadPool // of parallel work
	stream   bool        // results are put together as they come, not in the order of the parts
	stop     bool
	shared   bool
	timeout  time.Duration
	spare    func() *spared // makes the account of failures that are overlooked, nil: none are
}

// parts prepares a copy of the exchange for the next part and answers what is to be done with it; nil at the end.
type parts func(child *components.Exchange) (Processor, error)

// compile checks the options; nil where they are wrong, which is then reported.
func (s *fanOut) compileFan(c *compiler, n *stepNode, otherwise aggregationStrategy) *fan {
	strategy, ok := c.strategy(&s.strategyOptions, otherwise)
	if s.Timeout > 0 && !s.ParallelProcessing {
		c.report(n.pos(), n.kind+" has a timeout without parallelProcessing", "add parallelProcessing: true, or leave timeout out")
		ok = false
	}
	if s.OnPrepare.set() {
		d := needed(s.OnPrepare.pos(), "bean", s.OnPrepare.Value, "onPrepare names a Java object, which cannot run here")
		d.Hint = "change the copies in the steps that get them"
		c.add(d)
		ok = false
	}
	pool := c.threadPool(s.ExecutorService)
	if !ok || pool == nil {
		return nil
	}
	c.detaches = c.detaches || s.ParallelProcessing && !s.Synchronous
	return &fan{
		c: c, pool: pool, waits: s.Synchronous, strategy: strategy, parallel: s.ParallelProcessing, stream: s.Streaming, stop: s.StopOnException,
		shared: s.ShareUnitOfWork, timeout: s.Timeout,
	}
}

// gathering is one use of a fan: what has come so far.
type gathering struct {
	*fan
	strategy aggregationStrategy
	master   *components.Exchange // what the copies are copies of
	original *components.Message  // what the unit of work began with
	spared   *spared
	result   *components.Exchange // nil: nothing came
}

// run works on all parts and makes their common result that of ex.
func (f *fan) run(ex *components.Exchange, next parts) error {
	g := &gathering{fan: f, strategy: f.strategy, master: ex.Part(), original: ex.Original}
	if b, ok := g.strategy.(bound); ok {
		g.strategy = b.on(ex)
	}
	if f.shared {
		g.strategy = sharedUnitOfWork{g.strategy}
	}
	if f.spare != nil {
		g.spared = f.spare()
	}
	g.master.Properties.Set(components.CorrelationID, ex.ID())
	caught := ex.Exception // a strategy may note a failure there
	ex.Exception = nil
	var err error
	if f.parallel {
		if f.waits {
			g.master = ex.Clone()
			g.master.Properties.Set(components.CorrelationID, ex.ID())
		} else {
			ex.Detach()
		}
		err = g.parallelly(next)
	} else {
		err = g.sequentially(next)
	}
	if failed := g.finish(ex); failed != nil {
		err = failed
	}
	ex.Exception = caught
	return err
}

func (g *gathering) sequentially(next parts) error {
	for i := 0; ; i++ {
		child := g.master.Part()
		process, err := next(child)
		if process == nil || err != nil {
			return err
		}
		g.work(child, process)
		if !g.add(i, child) {
			return nil
		}
	}
}

// work runs a part; its failure stays with it.
func (g *gathering) work(child *components.Exchange, process Processor) {
	if g.c.original && g.shared {
		child.Original = g.original
	} else if g.c.original {
		child.Original = child.Message()
	}
	child.Exception = process(child)
	child.Complete(child.Exception)
}

// add puts a part that is done to the others; it tells whether the work goes on.
func (g *gathering) add(i int, child *components.Exchange) bool {
	ended := g.stop && (child.Exception != nil || child.Handled || child.RollbackOnly)
	if g.spared != nil {
		ended = g.spared.note(child)
	}
	if !ended {
		g.result = g.strategy.aggregate(g.result, child)
		return true
	}
	if err := child.Exception; err != nil {
		child.Exception = &components.Exception{
			Class:   components.CamelExchangeException,
			Message: fmt.Sprintf("Multicast processing failed for number %d. %s. Caused by: [%s - %s]", i, child.Name(), components.Class(err), wording(err)),
			Cause:   err,
		}
	}
	g.result = child
	return false
}

// finish makes the result that of ex; it answers the failure that is among it.
func (g *gathering) finish(ex *components.Exchange) error {
	if g.spared != nil {
		ex.Properties.Set("CamelSplitResult", g.spared)
	}
	r := g.result
	if r == nil {
		return nil
	}
	if c, ok := g.strategy.(completing); ok {
		c.complete(r)
	}
	err := r.Exception
	r.Exception = nil
	if r != ex && (err == nil || !g.stop) {
		takeOver(ex, r)
	}
	return err
}

// takeOver makes the result of another exchange that of ex. Properties and variables that it lacks stay.
func takeOver(ex, other *components.Exchange) {
	ex.Body, ex.Headers = other.Body, other.Headers
	for name, v := range other.Properties.All() {
		ex.Properties.Set(name, v)
	}
	for name, v := range other.Variables.All() {
		ex.Variables.Set(name, v)
	}
	ex.Stopped, ex.Handled, ex.RollbackOnly = other.Stopped, other.Handled, other.RollbackOnly
}

// wording is a failure's message as Camel has it, without our word on which step it was.
func wording(err error) string {
	var e *components.Exception
	if errors.As(err, &e) {
		return e.Message
	}
	var step *StepError
	if errors.As(err, &step) {
		err = step.Err
	}
	return err.Error()
}
