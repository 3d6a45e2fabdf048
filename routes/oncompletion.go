package routes

import (
	"slices"

	"github.com/dromedary-go/dromedary/components"
)

// onCompletion runs its steps on a copy of the exchange once its unit of work is done, well or not.
// See https://camel.apache.org/manual/oncompletion.html
type onCompletion struct {
	common
	Mode               text        `yaml:"mode" enum:"AfterConsumer,BeforeConsumer"`
	OnCompleteOnly     bool        `yaml:"onCompleteOnly"`
	OnFailureOnly      bool        `yaml:"onFailureOnly"`
	OnWhen             *expression `yaml:"onWhen"`
	ParallelProcessing bool        `yaml:"parallelProcessing"`
	UseOriginalMessage bool        `yaml:"useOriginalMessage"`
	ExecutorService    text        `yaml:"executorService"`
	Steps              steps       `yaml:"steps"`
}

// completing puts the route's onCompletions around its steps. The last one is the innermost, and so has its turn first.
func (c *compiler) completing(all []*onCompletion, process Processor) Processor {
	for _, d := range slices.Backward(all) {
		if d.Disabled {
			continue
		}
		if d.OnCompleteOnly && d.OnFailureOnly {
			c.report(d.ID.pos(), "onCompletion cannot be for onCompleteOnly and onFailureOnly", "keep one of them")
			return nil
		}
		c.original = c.original || d.UseOriginalMessage
		run := c.guardedSteps(d.OnWhen, &d.Steps)
		if run == nil {
			return nil
		}
		process = d.around(c, run, process)
		if c.before != nil { // an onCompletion counts as a step of the route
			node := &stepNode{place: d.ID.place, kind: "onCompletion", step: &to{}}
			enter := &pipeline{route: c.route.ID, links: []link{{node: node, id: node.kind, process: c.before, handler: c.handler}}}
			process = inOrder([]Processor{enter.run, process})
		}
	}
	return process
}

func (d *onCompletion) around(c *compiler, run, process Processor) Processor {
	wanted := func(err error) bool { return !(err != nil && d.OnCompleteOnly || err == nil && d.OnFailureOnly) }
	original := originalMessage{whole: d.UseOriginalMessage}
	if d.Mode.Value == "BeforeConsumer" {
		return func(ex *components.Exchange) error {
			err := process(ex)
			if wanted(err) {
				ended := ex.Handled
				ex.Handled = false
				failed := original.restore(c, ex)
				if failed == nil {
					failed = run(ex)
				}
				if err == nil {
					err = failed
				}
				ex.Handled = ex.Handled || ended
			}
			return err
		}
	}
	route, log := c.route.ID, c.env.Context.Log()
	var pool *threadPool
	if d.ParallelProcessing || d.ExecutorService.set() {
		if pool = c.threadPool(d.ExecutorService); pool == nil {
			return nil
		}
	}
	return func(ex *components.Exchange) error {
		ex.OnCompletion(func(ex *components.Exchange, err error) {
			if !wanted(err) {
				return
			}
			done := ex.Clone()
			done.Original = ex.Original
			done.Pattern = components.InOnly
			if err != nil {
				done.Properties.Set(exceptionCaught, components.AsException(err))
			}
			work := func() {
				if failed := original.restore(c, done); failed == nil {
					failed = run(done)
					done.Complete(failed)
					if failed != nil {
						log.Error("onCompletion failed", "route", route, "error", failed)
					}
				}
			}
			if pool == nil {
				work()
				return
			}
			ex.Shared, done.Shared = true, true
			if err := pool.run(c.env, done, work); err != nil {
				log.Error("onCompletion was rejected", "route", route, "error", err)
			}
		})
		return process(ex)
	}
}
