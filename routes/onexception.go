package routes

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

// onExceptionDefinition says what is done with some classes of exceptions.
// See https://camel.apache.org/manual/exception-clause.html
type onExceptionDefinition struct {
	common
	Exception              []text                      `yaml:"exception"`
	OnWhen                 *expression                 `yaml:"onWhen"`
	Handled                *expression                 `yaml:"handled"`
	Continued              *expression                 `yaml:"continued"`
	RetryWhile             *expression                 `yaml:"retryWhile"`
	RedeliveryPolicy       *redeliveryPolicyDefinition `yaml:"redeliveryPolicy"`
	RedeliveryPolicyRef    text                        `yaml:"redeliveryPolicyRef"`
	UseOriginalMessage     bool                        `yaml:"useOriginalMessage"`
	UseOriginalBody        bool                        `yaml:"useOriginalBody"`
	OnRedeliveryRef        text                        `yaml:"onRedeliveryRef"`
	OnExceptionOccurredRef text                        `yaml:"onExceptionOccurredRef"`
	Steps                  steps                       `yaml:"steps"`

	place place
}

func (d *onExceptionDefinition) children() *steps { return &d.Steps }

// onException is a compiled clause.
type onException struct {
	classes    []string
	when       components.Predicate // nil: always
	handled    components.Predicate // nil: never
	continued  components.Predicate
	retryWhile components.Predicate
	policy     redeliveryPolicy
	message    originalMessage
	run        Processor // nil where the clause has no steps
}

// originalMessage says how much of the message that the unit of work began with replaces the one that failed.
type originalMessage struct{ whole, body bool }

func (o originalMessage) wanted() bool { return o.whole || o.body }

// restore puts the original message in place.
func (o originalMessage) restore(c *compiler, ex *components.Exchange) error {
	switch {
	case !o.wanted() || ex.Original == nil:
	case o.whole:
		ex.SetMessage(ex.Original)
	case !c.setting("camel.main.allowUseOriginalMessage"):
		return components.NewException(components.IllegalArgumentException, "AllowUseOriginalMessage is disabled. Cannot access the original message.")
	default:
		ex.Body = ex.Original.Body
	}
	return nil
}

// compile makes the clause of an error handler with this policy; nil where it is wrong, which is then reported.
func (d *onExceptionDefinition) compile(c *compiler, base redeliveryPolicy) *onException {
	o := &onException{message: originalMessage{d.UseOriginalMessage, d.UseOriginalBody}}
	c.original = c.original || o.message.wanted()
	if len(d.Exception) == 0 {
		c.report(d.place.pos(), "onException needs \"exception\"", "write, for example, exception: [java.lang.Exception]")
		return nil
	}
	if d.Handled != nil && d.Continued != nil {
		c.atStart(d.place.pos(), "onException has both handled and continued", "keep one of them")
		return nil
	}
	o.classes = c.exceptionClasses(d.Exception)
	ok := true
	for _, p := range []struct {
		from *expression
		to   *components.Predicate
	}{{d.OnWhen, &o.when}, {d.Handled, &o.handled}, {d.Continued, &o.continued}, {d.RetryWhile, &o.retryWhile}} {
		if p.from != nil {
			*p.to = p.from.predicate(c)
			ok = ok && *p.to != nil
		}
	}
	hasSteps := len(d.Steps.list) > 0
	if d.RedeliveryPolicyRef.set() {
		d.RedeliveryPolicy = c.redeliveryPolicyBean(d.RedeliveryPolicyRef)
	}
	switch {
	case d.RedeliveryPolicy != nil:
		o.policy = d.RedeliveryPolicy.over(c, base)
	case hasSteps:
		o.policy = base
		o.policy.maximum = 0
	default:
		o.policy = base
	}
	if hasSteps {
		c.unguarded(func() { o.run = d.Steps.compile(c) })
		ok = ok && o.run != nil
	}
	if !ok {
		return nil
	}
	return o
}

// fits tells how near the clause, or the doCatch, is to an exception of this class: 0 for its very class, -1 where it is not
// meant.
func (o *onException) fits(ex *components.Exchange, class string) (int, error) {
	nearest := -1
	for _, c := range o.classes {
		if d := components.ExceptionDistance(class, c); d >= 0 && (nearest < 0 || d < nearest) {
			nearest = d
		}
	}
	if nearest >= 0 && o.when != nil {
		if ok, err := o.when(ex); err != nil || !ok {
			return -1, err
		}
	}
	return nearest, nil
}

// fitsAny tells whether the clause fits an error or one of its causes.
func (o *onException) fitsAny(ex *components.Exchange, err error) (bool, error) {
	for _, cause := range components.Causes(err) {
		if distance, err := o.fits(ex, cause.Class); err != nil || distance >= 0 {
			return err == nil, err
		}
	}
	return false, nil
}

// redelivers tells whether the clause can have a step tried again.
func (o *onException) redelivers() bool { return o.policy.maximum != 0 || o.retryWhile != nil }

// again tells whether the try with this number, from 1, is to be made.
func again(p *redeliveryPolicy, o *onException, try int, ex *components.Exchange) (bool, error) {
	if o != nil && o.retryWhile != nil {
		ok, err := o.retryWhile(ex)
		if err != nil {
			err = fmt.Errorf("retryWhile: %w", err)
		}
		return ok, err
	}
	return p.maximum < 0 || try <= p.maximum, nil
}
