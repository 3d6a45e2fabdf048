package routes

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// redeliveryPolicy says how often, and after which pauses, a failing step is tried again.
type redeliveryPolicy struct {
	maximum           int // tries again at most; below 0 without end
	delay, longest    time.Duration
	exponential       bool
	multiplier        float64
	avoidCollisions   bool
	collisionFactor   float64 // the share of a pause by which it varies
	pattern           []patternStep
	logHandled        bool
	logContinued      bool
	logRetry          bool
	logExhausted      bool
	deniedWhenStopped bool
	async             bool // the source goes on during a pause
}

type patternStep struct {
	from  int
	delay time.Duration
}

// defaultPolicy is Camel's.
var defaultPolicy = redeliveryPolicy{
	delay: time.Second, longest: time.Minute, multiplier: 2, collisionFactor: 0.15, logRetry: true, logExhausted: true,
}

// redeliveryPolicyDefinition is a policy as a file writes it: what is left out is the error handler's.
type redeliveryPolicyDefinition struct {
	place
	ID                           string         `yaml:"id"`
	MaximumRedeliveries          *int           `yaml:"maximumRedeliveries"`
	RedeliveryDelay              *time.Duration `yaml:"redeliveryDelay"`
	MaximumRedeliveryDelay       *time.Duration `yaml:"maximumRedeliveryDelay"`
	UseExponentialBackOff        *bool          `yaml:"useExponentialBackOff"`
	BackOffMultiplier            *float64       `yaml:"backOffMultiplier"`
	UseCollisionAvoidance        *bool          `yaml:"useCollisionAvoidance"`
	CollisionAvoidanceFactor     *float64       `yaml:"collisionAvoidanceFactor"`
	DelayPattern                 text           `yaml:"delayPattern"`
	AsyncDelayedRedelivery       *bool          `yaml:"asyncDelayedRedelivery"`
	AllowRedeliveryWhileStopping *bool          `yaml:"allowRedeliveryWhileStopping"`
	DisableRedelivery            *bool          `yaml:"disableRedelivery"`
	LogStackTrace                *bool          `yaml:"logStackTrace"`
	LogRetryStackTrace           *bool          `yaml:"logRetryStackTrace"`
	LogHandled                   *bool          `yaml:"logHandled"`
	LogContinued                 *bool          `yaml:"logContinued"`
	LogExhausted                 *bool          `yaml:"logExhausted"`
	LogExhaustedMessageHistory   *bool          `yaml:"logExhaustedMessageHistory"`
	LogExhaustedMessageBody      *bool          `yaml:"logExhaustedMessageBody"`
	LogNewException              *bool          `yaml:"logNewException"`
	LogRetryAttempted            *bool          `yaml:"logRetryAttempted"`
	RetryAttemptedLogInterval    *int           `yaml:"retryAttemptedLogInterval"`
	RetryAttemptedLogLevel       text           `yaml:"retryAttemptedLogLevel" enum:"TRACE,DEBUG,INFO,WARN,ERROR,OFF"`
	RetriesExhaustedLogLevel     text           `yaml:"retriesExhaustedLogLevel" enum:"TRACE,DEBUG,INFO,WARN,ERROR,OFF"`
	ExchangeFormatterRef         string         `yaml:"exchangeFormatterRef"`
}

// over answers base with what the file says in place of it.
func (d *redeliveryPolicyDefinition) over(c *compiler, base redeliveryPolicy) redeliveryPolicy {
	if d == nil {
		return base
	}
	p := base
	p.maximum = given(d.MaximumRedeliveries, p.maximum)
	p.delay = given(d.RedeliveryDelay, p.delay)
	p.longest = given(d.MaximumRedeliveryDelay, p.longest)
	p.exponential = given(d.UseExponentialBackOff, p.exponential)
	p.multiplier = given(d.BackOffMultiplier, p.multiplier)
	p.avoidCollisions = given(d.UseCollisionAvoidance, p.avoidCollisions)
	p.collisionFactor = given(d.CollisionAvoidanceFactor, p.collisionFactor)
	p.logHandled = given(d.LogHandled, p.logHandled)
	p.logContinued = given(d.LogContinued, p.logContinued)
	p.logRetry = given(d.LogRetryAttempted, p.logRetry)
	p.logExhausted = given(d.LogExhausted, p.logExhausted)
	p.async = given(d.AsyncDelayedRedelivery, p.async)
	c.detaches = c.detaches || p.async
	p.deniedWhenStopped = !given(d.AllowRedeliveryWhileStopping, !p.deniedWhenStopped)
	if d.DelayPattern.set() {
		pattern, err := parsePattern(d.DelayPattern.Value)
		if err != nil {
			c.report(d.DelayPattern.pos(), err.Error(), "write, for example, 1:1000;5:5000 for one second from the first try on and five from the fifth")
		}
		p.pattern = pattern
	}
	if given(d.DisableRedelivery, false) {
		p.maximum = 0
	}
	return p
}

func given[T any](value *T, otherwise T) T {
	if value == nil {
		return otherwise
	}
	return *value
}

// parsePattern reads Camel's delayPattern: groups FROM:DELAY, parted by semicolons.
func parsePattern(text string) ([]patternStep, error) {
	var steps []patternStep
	for group := range strings.SplitSeq(text, ";") {
		first, delay, ok := strings.Cut(strings.TrimSpace(group), ":")
		from, err := strconv.Atoi(strings.TrimSpace(first))
		if !ok || err != nil {
			return nil, fmt.Errorf("delayPattern: %q is not NUMBER:DELAY", group)
		}
		pause, err := components.ParseDuration(strings.TrimSpace(delay))
		if err != nil {
			return nil, fmt.Errorf("delayPattern: %w", err)
		}
		steps = append(steps, patternStep{from, pause})
	}
	return steps, nil
}

// pause answers how long to wait before the try with this number, from 1, given the pause before.
func (p *redeliveryPolicy) pause(try int, before time.Duration) time.Duration {
	if p.pattern != nil {
		var delay time.Duration
		for _, step := range p.pattern {
			if try >= step.from {
				delay = step.delay
			}
		}
		return delay
	}
	delay := p.delay
	if p.exponential && before > 0 {
		delay = time.Duration(min(float64(before)*p.multiplier, math.MaxInt64/2))
	}
	if p.avoidCollisions {
		delay += time.Duration(float64(delay) * p.collisionFactor * (2*rand.Float64() - 1))
	}
	if p.longest > 0 {
		delay = min(delay, p.longest)
	}
	return max(delay, 0)
}
