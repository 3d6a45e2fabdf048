package routes

import (
	"fmt"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// aggregate gathers exchanges by a key until one of its completions says that a group is whole: its steps then run on what the
// strategy made of the group. What comes in goes on behind the aggregate as it is.
// See https://camel.apache.org/components/4.18.x/eips/aggregate-eip.html
type aggregate struct {
	common
	strategyOptions
	CorrelationExpression           *expression `yaml:"correlationExpression,required"`
	CompletionSize                  text        `yaml:"completionSize"`
	CompletionSizeExpression        *expression `yaml:"completionSizeExpression"`
	CompletionTimeout               text        `yaml:"completionTimeout"`
	CompletionTimeoutExpression     *expression `yaml:"completionTimeoutExpression"`
	CompletionInterval              text        `yaml:"completionInterval"`
	CompletionPredicate             *expression `yaml:"completionPredicate"`
	CompletionFromBatchConsumer     bool        `yaml:"completionFromBatchConsumer"`
	CompletionOnNewCorrelationGroup bool        `yaml:"completionOnNewCorrelationGroup"`
	CompletionTimeoutCheckInterval  text        `yaml:"completionTimeoutCheckerInterval"`
	EagerCheckCompletion            bool        `yaml:"eagerCheckCompletion"`
	IgnoreInvalidCorrelationKeys    bool        `yaml:"ignoreInvalidCorrelationKeys"`
	CloseCorrelationKeyOnCompletion text        `yaml:"closeCorrelationKeyOnCompletion"`
	DiscardOnCompletionTimeout      bool        `yaml:"discardOnCompletionTimeout"`
	// Our strategies do not fail, so there is nothing to discard for that.
	DiscardOnAggregationFailure   bool  `yaml:"discardOnAggregationFailure"`
	ForceCompletionOnStop         bool  `yaml:"forceCompletionOnStop"`
	CompleteAllOnStop             bool  `yaml:"completeAllOnStop"`
	ParallelProcessing            bool  `yaml:"parallelProcessing"`
	OptimisticLocking             bool  `yaml:"optimisticLocking"`
	ExecutorService               text  `yaml:"executorService"`
	TimeoutCheckerExecutorService text  `yaml:"timeoutCheckerExecutorService"`
	AggregationRepository         text  `yaml:"aggregationRepository"`
	AggregateController           text  `yaml:"aggregateController"`
	Steps                         steps `yaml:"steps"`
}

func (s *aggregate) children() *steps { return &s.Steps }

func (s *aggregate) compile(c *compiler, n *stepNode) Processor {
	inner := s.Steps.compile(c)
	a := newAggregator(c.env, c.route.ID, inner)
	a.eager, a.ignoreInvalid = s.EagerCheckCompletion, s.IgnoreInvalidCorrelationKeys
	a.fromBatch, a.onNewGroup = s.CompletionFromBatchConsumer, s.CompletionOnNewCorrelationGroup
	a.discardOnTimeout = s.DiscardOnCompletionTimeout
	a.forceOnStop, a.completeOnStop = s.ForceCompletionOnStop, s.CompleteAllOnStop

	ok := inner != nil
	check := func(right bool) { ok = ok && right }
	number := func(t text, unit string) (n int) {
		n, right := c.number(t, unit)
		check(right)
		return n
	}
	a.size = number(s.CompletionSize, "completionSize")
	a.timeout = c.milliseconds(s.CompletionTimeout, &ok)
	a.interval = c.milliseconds(s.CompletionInterval, &ok)
	a.checkEvery = time.Second
	if s.CompletionTimeoutCheckInterval.set() {
		a.checkEvery = max(c.milliseconds(s.CompletionTimeoutCheckInterval, &ok), time.Millisecond)
	}
	if s.CloseCorrelationKeyOnCompletion.set() {
		a.closed = newClosedKeys(number(s.CloseCorrelationKeyOnCompletion, "closeCorrelationKeyOnCompletion"))
	}
	if s.CorrelationExpression != nil {
		a.key = s.CorrelationExpression.compile(c)
		check(a.key != nil)
	}
	if s.CompletionSizeExpression != nil {
		a.sizeOf = s.CompletionSizeExpression.compile(c)
		check(a.sizeOf != nil)
	}
	if s.CompletionTimeoutExpression != nil {
		a.timeoutOf = s.CompletionTimeoutExpression.compile(c)
		check(a.timeoutOf != nil)
	}
	if s.CompletionPredicate != nil {
		a.complete = s.CompletionPredicate.predicate(c)
		check(a.complete != nil)
	}
	var known bool
	a.strategy, known = c.strategy(&s.strategyOptions, nil)
	if check(known); !s.Strategy.set() {
		c.atStart(n.pos(), "aggregate needs an aggregationStrategy",
			`write, for example, aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy"`)
		check(false)
	}
	check(s.supported(c, n))
	if s.ParallelProcessing || s.ExecutorService.set() {
		a.pool = c.threadPool(s.ExecutorService)
		check(a.pool != nil)
	}
	if s.TimeoutCheckerExecutorService.set() {
		check(c.threadPool(s.TimeoutCheckerExecutorService) != nil)
	}
	repository, known := c.aggregationRepository(s.AggregationRepository)
	if check(known); !ok {
		return nil
	}
	if a.optimistic = s.OptimisticLocking; repository != nil {
		a.keepIn(repository)
	}
	c.route.onDrain(a.drain)
	return a.process
}

// supported reports what a file may write that cannot be served.
func (s *aggregate) supported(c *compiler, n *stepNode) bool {
	timed := s.CompletionTimeout.set() || s.CompletionTimeoutExpression != nil
	switch {
	case !timed && !s.CompletionInterval.set() && !s.CompletionSize.set() && s.CompletionSizeExpression == nil && s.CompletionPredicate == nil && !s.CompletionFromBatchConsumer:
		c.atStart(n.pos(), "aggregate never completes: it needs at least one of completionSize, completionTimeout, completionInterval, completionPredicate, completionFromBatchConsumer",
			"add, for example, completionSize: 10 and completionTimeout: 1000")
		return false
	case timed && s.CompletionInterval.set():
		c.report(s.CompletionInterval.pos(), "an aggregate has a completionInterval or a completionTimeout, not both", "keep one of them")
		return false
	case s.AggregateController.set():
		c.report(s.AggregateController.pos(), "an aggregateController is an object of Java", "complete groups by a message with the header CamelAggregationCompleteAllGroups")
		return false
	}
	return true
}

// memoryAggregationRepository is what every aggregate has where it names no repository.
type memoryAggregationRepository struct{}

func newMemoryAggregationRepository(*compiler, map[string]string) (any, error) {
	return memoryAggregationRepository{}, nil
}

// aggregationRepository answers where a step wants its groups to be kept, nil for memory.
func (c *compiler) aggregationRepository(name text) (repository components.AggregationRepository, ok bool) {
	if !name.set() {
		return nil, true
	}
	bean := c.referred(name)
	switch bean := bean.(type) {
	case nil:
		return nil, false
	case memoryAggregationRepository:
		return nil, true
	case components.AggregationRepository:
		return bean, true
	}
	c.report(name.pos(), fmt.Sprintf("bean %q is no aggregation repository", name.Value), "leave it out: groups are kept in memory")
	return nil, false
}
