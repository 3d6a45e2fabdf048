package routes

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// aggregationStrategy puts exchanges together: split, multicast, recipientList, enrich and aggregate have one. An exchange
// that failed carries its error in Exception.
type aggregationStrategy interface {
	// aggregate adds ex to what there is so far (nil for the first) and answers what there is then. It may change and
	// answer either.
	aggregate(so, ex *components.Exchange) *components.Exchange
}

// completing is a strategy with something left to do once nothing more comes.
type completing interface {
	complete(result *components.Exchange)
}

// bound is a strategy that needs to know the exchange that is split or sent: on makes the one to use for it.
type bound interface {
	on(original *components.Exchange) aggregationStrategy
}

// newStrategy is the constructor of a strategy that has no properties.
func newStrategy(s aggregationStrategy) func(*compiler, map[string]string) (any, error) {
	return func(*compiler, map[string]string) (any, error) { return s, nil }
}

func newJoinText(_ *compiler, properties map[string]string) (any, error) {
	return joinText{properties["delimiter"]}, nil
}

// strategyOptions name a strategy in a step.
type strategyOptions struct {
	Strategy text `yaml:"aggregationStrategy"`
	// The two below are for objects that are no strategies themselves; Camel's strategies, and so ours, need neither.
	StrategyMethodName      string `yaml:"aggregationStrategyMethodName"`
	StrategyMethodAllowNull string `yaml:"aggregationStrategyMethodAllowNull"`
}

// strategy answers the strategy that a step names, otherwise where it names none; ok is false where it is wrong, which is
// then reported.
func (c *compiler) strategy(o *strategyOptions, otherwise aggregationStrategy) (s aggregationStrategy, ok bool) {
	if !o.Strategy.set() {
		return otherwise, true
	}
	bean := c.referred(o.Strategy)
	if s, ok = bean.(aggregationStrategy); !ok && bean != nil {
		c.report(o.Strategy.pos(), fmt.Sprintf("%s is no aggregation strategy", o.Strategy.Value), "name one, such as #class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy")
	}
	return s, ok
}

// groupedProperty is where a strategy keeps what it collects until it is complete.
const groupedProperty = "CamelGroupedExchange"

// collect adds v to the list that ex carries.
func collect(ex *components.Exchange, v any) {
	list, _ := ex.Properties.Value(groupedProperty).([]any)
	ex.Properties.Set(groupedProperty, append(list, v))
}

// collected makes the list that ex carries its body.
func collected(ex *components.Exchange) {
	if list, ok := ex.Properties.Value(groupedProperty).([]any); ok {
		ex.Properties.Remove(groupedProperty)
		ex.Body = components.Grouped(list)
	}
}

// groupedBody makes a list of the bodies; the rest is the first exchange's.
type groupedBody struct{}

func (groupedBody) aggregate(so, ex *components.Exchange) *components.Exchange {
	if so == nil {
		so = ex
	}
	if ex != nil {
		collect(so, ex.Body)
	} else if _, begun := so.Properties.Get(groupedProperty); !begun {
		so.Properties.Set(groupedProperty, []any{})
	}
	return so
}

func (groupedBody) complete(result *components.Exchange) { collected(result) }

// groupedExchange makes a list of the exchanges as they are.
type groupedExchange struct{}

func (groupedExchange) aggregate(so, ex *components.Exchange) *components.Exchange {
	return hold(so, ex, func() any { return ex })
}

func (groupedExchange) complete(result *components.Exchange) { collected(result) }

// groupedMessage makes a list of the messages: bodies with their headers.
type groupedMessage struct{}

func (groupedMessage) aggregate(so, ex *components.Exchange) *components.Exchange {
	return hold(so, ex, func() any { return ex.Message() })
}

func (groupedMessage) complete(result *components.Exchange) { collected(result) }

// hold collects in an exchange that is none of those that are collected.
func hold(so, ex *components.Exchange, value func() any) *components.Exchange {
	if so == nil {
		so = components.NewExchange(ex.Context, nil)
		so.Pattern, so.FromRoute, so.FromEndpoint = ex.Pattern, ex.FromRoute, ex.FromEndpoint
	}
	if ex != nil {
		collect(so, value())
	}
	return so
}

// joinText puts the bodies behind each other as text; the rest is the first exchange's.
type joinText struct{ delimiter string }

func (s joinText) aggregate(so, ex *components.Exchange) *components.Exchange {
	if so == nil {
		so = ex
	}
	b, ok := so.Properties.Value(groupedProperty).(*strings.Builder)
	if !ok {
		b = &strings.Builder{}
		so.Properties.Set(groupedProperty, b)
	}
	if ex != nil && ex.Body != nil {
		if so != ex {
			b.WriteString(s.delimiter)
		}
		b.WriteString(components.Text(ex.Body))
	}
	return so
}

func (joinText) complete(result *components.Exchange) {
	if b, ok := result.Properties.Remove(groupedProperty); ok {
		result.Body = components.Text(b)
	}
}

// useLatest keeps the last exchange, and a failure from before: one that an error handler dealt with ends it all.
type useLatest struct{}

func (useLatest) aggregate(so, ex *components.Exchange) *components.Exchange {
	switch {
	case ex == nil:
		return so
	case so == nil:
		return ex
	case ex.Exception == nil && so.Exception != nil:
		ex.Exception = so.Exception
		return ex
	case ex.Exception == nil && (so.Handled || so.RollbackOnly):
		return so
	}
	return ex
}

// useOriginal keeps the exchange from before, with the last failure.
type useOriginal struct{ original *components.Exchange }

func (*useOriginal) on(original *components.Exchange) aggregationStrategy {
	return &useOriginal{original}
}

func (s *useOriginal) aggregate(so, ex *components.Exchange) *components.Exchange {
	keep := s.original
	if keep == nil {
		keep = so
	}
	if keep == nil || ex == nil {
		return keep
	}
	if ex.Exception != nil {
		keep.Exception = ex.Exception
	}
	if caught, ok := ex.Properties.Get(exceptionCaught); ok {
		keep.Properties.Set(exceptionCaught, caught)
	}
	return keep
}

// sharedUnitOfWork makes what fails in a part of the whole a failure of the whole.
type sharedUnitOfWork struct{ aggregationStrategy }

func (s sharedUnitOfWork) aggregate(so, ex *components.Exchange) *components.Exchange {
	answer := s.aggregationStrategy.aggregate(so, ex)
	if answer != nil && answer != ex && ex != nil && (ex.Exception != nil || ex.Handled || ex.RollbackOnly) {
		if ex.Exception != nil {
			answer.Exception = ex.Exception
		}
		if caught, ok := ex.Properties.Get(exceptionCaught); ok {
			answer.Properties.Set(exceptionCaught, caught)
		}
		answer.Handled = answer.Handled || ex.Handled
	}
	return answer
}

func (s sharedUnitOfWork) complete(result *components.Exchange) {
	if c, ok := s.aggregationStrategy.(completing); ok {
		c.complete(result)
	}
}
