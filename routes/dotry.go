package routes

import (
	"errors"

	"github.com/dromedary-go/dromedary/components"
)

// doTry runs steps and deals with their failure itself: the first doCatch that is meant for the exception or one of its
// causes has the exchange, doFinally comes last whatever happened. The route's error handler sees neither.
// See https://camel.apache.org/manual/try-catch-finally.html
type doTry struct {
	common
	Steps     steps      `yaml:"steps"`
	DoCatch   []doCatch  `yaml:"doCatch"`
	DoFinally *doFinally `yaml:"doFinally"`
}

type doCatch struct {
	place
	common
	Exception []text      `yaml:"exception"`
	OnWhen    *expression `yaml:"onWhen"`
	Steps     steps       `yaml:"steps"`
}

type doFinally struct {
	common
	Steps steps `yaml:"steps"`
}

func (s *doTry) selfReliant() bool { return true }

// catcher is a compiled doCatch.
type catcher struct {
	clause onException
	run    Processor
}

func (s *doTry) compile(c *compiler, n *stepNode) (made Processor) {
	if len(s.DoCatch) == 0 && s.DoFinally == nil {
		c.add(Diagnostic{Pos: n.pos(), Severity: Warning, Msg: "doTry has neither doCatch nor doFinally", Hint: "add doCatch: with a list of exceptions and steps"})
	}
	c.unguarded(func() { made = s.compileBlocks(c) })
	return made
}

func (s *doTry) compileBlocks(c *compiler) Processor {
	try := s.Steps.compile(c)
	ok := try != nil
	var catchers []catcher
	for i := range s.DoCatch {
		d := &s.DoCatch[i]
		if d.Disabled {
			continue
		}
		if len(d.Exception) == 0 {
			c.atStart(d.pos(), "doCatch catches no exception", "add exception: [java.lang.Exception], or the classes that are meant")
			continue
		}
		k := catcher{clause: onException{classes: c.exceptionClasses(d.Exception)}, run: d.Steps.compile(c)}
		ok = ok && k.run != nil
		if d.OnWhen != nil {
			k.clause.when = d.OnWhen.predicate(c)
			ok = ok && k.clause.when != nil
		}
		catchers = append(catchers, k)
	}
	var finally Processor
	if s.DoFinally != nil && !s.DoFinally.Disabled {
		finally = s.DoFinally.Steps.compile(c)
		ok = ok && finally != nil
	}
	if !ok {
		return nil
	}
	route := c.route.ID
	return func(ex *components.Exchange) error {
		ex.Properties.Set(tryRouteBlock, true)
		err := try(ex)
		defer leaveTry(ex, err != nil)
		if errors.Is(err, components.ErrStopping) || ex.Stopped {
			return err
		}
		if err != nil {
			noteFailure(ex, route)
			err = catch(catchers, ex, err)
		}
		if finally == nil || ex.Stopped && !ex.RollbackOnly {
			return err
		}
		if err != nil {
			ex.Properties.Set(exceptionCaught, components.AsException(err))
		}
		ex.Properties.Set(tryRouteBlock, true)
		failed := finally(ex) // where the exchange has ended, only the first step runs, as in Camel
		if err == nil {
			err = failed
		}
		return err
	}
}

// catch gives the exchange to the first catcher that is meant for err; it answers err itself where there is none.
func catch(catchers []catcher, ex *components.Exchange, err error) error {
	ex.Properties.Set(exceptionCaught, components.AsException(err))
	for _, k := range catchers {
		switch fits, failed := k.clause.fitsAny(ex, err); {
		case failed != nil:
			return failed
		case fits:
			ex.Properties.Set(exceptionHandled, true)
			ex.Properties.Set(tryRouteBlock, true)
			return k.catch(ex, err)
		}
	}
	return err
}

// What Camel notes in the exchange while it is in a doTry.
const (
	tryRouteBlock    = "TryRouteBlock"
	exceptionHandled = "CamelExceptionHandled" // in doCatch, and doFinally after it
)

// leaveTry removes what is true only within a doTry.
func leaveTry(ex *components.Exchange, failed bool) {
	ex.Properties.Remove(tryRouteBlock)
	if failed {
		ex.Properties.Remove(exceptionHandled)
		ex.Properties.Remove(failureEndpoint)
		ex.Properties.Remove(failureRouteID)
	}
}

// catch runs the steps of the clause. What rollback raised fails all the same afterwards, whatever came of them.
func (k *catcher) catch(ex *components.Exchange, err error) error {
	rollback := ex.RollbackOnly
	ex.RollbackOnly = false
	failed := k.run(ex)
	ex.RollbackOnly = ex.RollbackOnly || rollback
	if rollback && components.Class(err) == rollbackException {
		return err
	}
	return failed
}
