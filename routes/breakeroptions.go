package routes

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// resilience4j are the options of a circuit breaker as Camel names them; camel.resilience4j.* properties are what is not written.
type resilience4j struct {
	ID                                    string `yaml:"id"`
	FailureRateThreshold                  text   `yaml:"failureRateThreshold"`
	SlowCallRateThreshold                 text   `yaml:"slowCallRateThreshold"`
	SlowCallDurationThreshold             text   `yaml:"slowCallDurationThreshold"`
	MinimumNumberOfCalls                  text   `yaml:"minimumNumberOfCalls"`
	SlidingWindowSize                     text   `yaml:"slidingWindowSize"`
	SlidingWindowType                     text   `yaml:"slidingWindowType"`
	WaitDurationInOpenState               text   `yaml:"waitDurationInOpenState"`
	PermittedNumberOfCallsInHalfOpenState text   `yaml:"permittedNumberOfCallsInHalfOpenState"`
	ThrowExceptionWhenHalfOpenOrOpenState text   `yaml:"throwExceptionWhenHalfOpenOrOpenState"`
	BulkheadEnabled                       text   `yaml:"bulkheadEnabled"`
	BulkheadMaxConcurrentCalls            text   `yaml:"bulkheadMaxConcurrentCalls"`
	BulkheadMaxWaitDuration               text   `yaml:"bulkheadMaxWaitDuration"`
	TimeoutEnabled                        text   `yaml:"timeoutEnabled"`
	TimeoutDuration                       text   `yaml:"timeoutDuration"`
	RecordException                       []text `yaml:"recordException"`
	IgnoreException                       []text `yaml:"ignoreException"`
	// What follows is of Java: objects and how its threads and stack traces are handled.
	CircuitBreaker                               text `yaml:"circuitBreaker"`
	Config                                       text `yaml:"config"`
	TimeoutExecutorService                       text `yaml:"timeoutExecutorService"`
	TimeoutCancelRunningFuture                   text `yaml:"timeoutCancelRunningFuture"`
	WritableStackTraceEnabled                    text `yaml:"writableStackTraceEnabled"`
	AutomaticTransitionFromOpenToHalfOpenEnabled text `yaml:"automaticTransitionFromOpenToHalfOpenEnabled"`
	MicrometerEnabled                            text `yaml:"micrometerEnabled"`
}

// faultTolerance are the options of MicroProfile's circuit breaker, which is served by the same one.
type faultTolerance struct {
	ID                         string `yaml:"id"`
	TypedGuard                 text   `yaml:"typedGuard"`
	CircuitBreaker             text   `yaml:"circuitBreaker"`
	Delay                      text   `yaml:"delay"`
	SuccessThreshold           text   `yaml:"successThreshold"`
	RequestVolumeThreshold     text   `yaml:"requestVolumeThreshold"`
	FailureRatio               text   `yaml:"failureRatio"`
	TimeoutEnabled             text   `yaml:"timeoutEnabled"`
	TimeoutDuration            text   `yaml:"timeoutDuration"`
	TimeoutPoolSize            text   `yaml:"timeoutPoolSize"`
	BulkheadEnabled            text   `yaml:"bulkheadEnabled"`
	BulkheadMaxConcurrentCalls text   `yaml:"bulkheadMaxConcurrentCalls"`
	BulkheadWaitingTaskQueue   text   `yaml:"bulkheadWaitingTaskQueue"`
	ThreadOffloadExecutor      text   `yaml:"threadOffloadExecutorService"`
}

// breakerOptions are what a circuit breaker goes by.
type breakerOptions struct {
	failureRate, slowRate               float64 // in percent
	slowCall, waitOpen                  time.Duration
	minimumCalls, window, halfOpenCalls int // a time based window is in seconds
	timeBased, throwWhenOpen            bool
	bulkhead                            int           // 0: none
	bulkheadWait, timeout               time.Duration // a timeout of 0 is none
	record, ignore                      []string
}

// breakerOptions reads what a file says; it clears ok where that is wrong.
func (c *compiler) breakerOptions(s *circuitBreaker, n *stepNode, ok *bool) *breakerOptions {
	if s.Configuration.set() {
		c.report(s.Configuration.pos(), "a configuration by its name is an object of Java", "write its options under resilience4jConfiguration:, or as camel.resilience4j.* properties")
		*ok = false
	}
	if s.FaultToleranceConfiguration != nil {
		return c.faultTolerance(s.FaultToleranceConfiguration, n, ok)
	}
	w := s.Resilience4jConfiguration
	if w == nil {
		w = &resilience4j{}
	}
	r := &breakerReader{c, "camel.resilience4j.", n, ok}
	o := &breakerOptions{
		failureRate: r.float(w.FailureRateThreshold, "failure-rate-threshold", 50),
		slowRate:    r.float(w.SlowCallRateThreshold, "slow-call-rate-threshold", 100),
		slowCall:    r.seconds(w.SlowCallDurationThreshold, "slow-call-duration-threshold", time.Minute),
		waitOpen:    r.seconds(w.WaitDurationInOpenState, "wait-duration-in-open-state", time.Minute),

		minimumCalls:  r.int(w.MinimumNumberOfCalls, "minimum-number-of-calls", 100),
		window:        r.int(w.SlidingWindowSize, "sliding-window-size", 100),
		halfOpenCalls: r.int(w.PermittedNumberOfCallsInHalfOpenState, "permitted-number-of-calls-in-half-open-state", 10),
		throwWhenOpen: r.bool(w.ThrowExceptionWhenHalfOpenOrOpenState, "throw-exception-when-half-open-or-open-state"),
		record:        c.exceptionClasses(w.RecordException),
		ignore:        c.exceptionClasses(w.IgnoreException),
	}
	switch kind, pos := r.get(w.SlidingWindowType, "sliding-window-type"); strings.ToUpper(strings.ReplaceAll(kind, "-", "_")) {
	case "", "COUNT_BASED":
	case "TIME_BASED":
		o.timeBased = true
	default:
		r.wrong(pos, fmt.Sprintf("slidingWindowType %q is neither COUNT_BASED nor TIME_BASED", kind))
	}
	if r.bool(w.BulkheadEnabled, "bulkhead-enabled") {
		o.bulkhead = r.int(w.BulkheadMaxConcurrentCalls, "bulkhead-max-concurrent-calls", 25)
		o.bulkheadWait = r.duration(w.BulkheadMaxWaitDuration, "bulkhead-max-wait-duration", 0)
	}
	if r.bool(w.TimeoutEnabled, "timeout-enabled") {
		o.timeout = r.duration(w.TimeoutDuration, "timeout-duration", time.Second)
	}
	return o
}

// faultTolerance reads MicroProfile's options: the window is as long as the least number of calls.
func (c *compiler) faultTolerance(w *faultTolerance, n *stepNode, ok *bool) *breakerOptions {
	r := &breakerReader{c, "camel.faulttolerance.", n, ok}
	calls := r.int(w.RequestVolumeThreshold, "request-volume-threshold", 20)
	o := &breakerOptions{
		failureRate: r.float(w.FailureRatio, "failure-ratio", 50), slowRate: 101, // calls are never slow
		waitOpen:     r.duration(w.Delay, "delay", 5*time.Second),
		minimumCalls: calls, window: calls,
		halfOpenCalls: r.int(w.SuccessThreshold, "success-threshold", 1),
	}
	if r.bool(w.BulkheadEnabled, "bulkhead-enabled") {
		o.bulkhead = r.int(w.BulkheadMaxConcurrentCalls, "bulkhead-max-concurrent-calls", 10)
	}
	if r.bool(w.TimeoutEnabled, "timeout-enabled") {
		o.timeout = r.duration(w.TimeoutDuration, "timeout-duration", time.Second)
	}
	return o
}

// breakerReader reads options that a step writes or that properties give to all breakers.
type breakerReader struct {
	c      *compiler
	prefix string
	node   *stepNode
	ok     *bool
}

// get answers an option's text and where it stands; "" where it is not given.
func (r *breakerReader) get(t text, name string) (string, Pos) {
	if t.set() {
		return t.Value, t.pos()
	}
	for _, key := range []string{r.prefix + name, r.prefix + components.CamelCase(name)} {
		if v, ok := r.c.env.Properties.Get(key); ok {
			return v, r.node.pos()
		}
	}
	return "", r.node.pos()
}

func (r *breakerReader) wrong(pos Pos, msg string) {
	r.c.report(pos, msg, "")
	*r.ok = false
}

func (r *breakerReader) float(t text, name string, otherwise float64) float64 {
	v, pos := r.get(t, name)
	if v == "" {
		return otherwise
	}
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || f <= 0 || f > 100 {
		r.wrong(pos, fmt.Sprintf("%s must be a percentage above 0, not %s", components.CamelCase(name), v))
	}
	return f
}

func (r *breakerReader) int(t text, name string, otherwise int) int {
	v, pos := r.get(t, name)
	if v == "" {
		return otherwise
	}
	i, err := strconv.Atoi(v)
	if err != nil || i <= 0 {
		r.wrong(pos, fmt.Sprintf("%s must be a whole number above 0, not %s", components.CamelCase(name), v))
	}
	return i
}

func (r *breakerReader) bool(t text, name string) bool {
	v, pos := r.get(t, name)
	if v == "" || strings.EqualFold(v, "false") {
		return false
	}
	if !strings.EqualFold(v, "true") {
		r.wrong(pos, fmt.Sprintf("%s must be true or false, not %s", components.CamelCase(name), v))
	}
	return true
}

func (r *breakerReader) duration(t text, name string, otherwise time.Duration) time.Duration {
	v, pos := r.get(t, name)
	if v == "" {
		return otherwise
	}
	d, err := components.ParseDuration(v)
	if err != nil {
		r.wrong(pos, err.Error())
	}
	return d
}

// seconds reads an option that Camel counted in seconds before it took durations: a small lone number still means them.
func (r *breakerReader) seconds(t text, name string, otherwise time.Duration) time.Duration {
	v, _ := r.get(t, name)
	if n, err := strconv.Atoi(v); err == nil && n < 1000 {
		return time.Duration(n) * time.Second
	}
	return r.duration(t, name, otherwise)
}

// matchesClasses tells whether an error or one of its causes is of one of the classes.
func matchesClasses(classes []string, err error) bool {
	for _, cause := range components.Causes(err) {
		for _, class := range classes {
			if components.ExceptionDistance(cause.Class, class) >= 0 {
				return true
			}
		}
	}
	return false
}
