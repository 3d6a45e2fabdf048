// Package scheduler is the component that makes an exchange again and again, a while after the last one is through.
package scheduler

import (
	"context"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers scheduler: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "scheduler",
	Title:  "Makes an exchange again and again, a while after the last one is through.",
	Syntax: "scheduler:name",
}, build)

// Options of scheduler: URIs.
type Options struct {
	Name            string `camel:"name,path,required" doc:"Name of the scheduler, for logs and for CamelTimerName."`
	InitialDelay    int64  `camel:"initialDelay" default:"1000" doc:"Time before the first exchange, in timeUnit."`
	Delay           int64  `camel:"delay" default:"500" doc:"Time from the end of an exchange to the next, in timeUnit. With 0 or less there is only one exchange."`
	TimeUnit        string `camel:"timeUnit" enum:"NANOSECONDS,MILLISECONDS,SECONDS,MINUTES,HOURS,DAYS" default:"MILLISECONDS" doc:"Unit of initialDelay and delay."`
	UseFixedDelay   bool   `camel:"useFixedDelay" default:"true" doc:"Counts the delay from the end of an exchange. With false it counts from the beginning, and what was missed is made up for at once."`
	RepeatCount     int64  `camel:"repeatCount" default:"0" doc:"Number of exchanges after which the scheduler ends. With 0 or less it never does."`
	Greedy          bool   `camel:"greedy" default:"false" doc:"Does not wait at all from the first exchange on, and does not count them."`
	IncludeMetadata bool   `camel:"includeMetadata" default:"false" doc:"Adds the property CamelTimerName, the header CamelTimerFiredTime and the header CamelMessageTimestamp."`
	PoolSize        int    `camel:"poolSize" default:"1" doc:"Number of exchanges that routes of this name work on at once in Camel. Here each route has a clock of its own, whatever the value."`
	StartScheduler  bool   `camel:"startScheduler" default:"true" doc:"Starts the clock. With false the route never gets an exchange."`

	SendEmptyMessageWhenIdle bool   `camel:"sendEmptyMessageWhenIdle" default:"false" doc:"A scheduler is never idle, so both values mean the same."`
	BackoffMultiplier        int    `camel:"backoffMultiplier" doc:"Number of times that are skipped after idle or failed ones, of which a scheduler has none. One of the thresholds must stand with it."`
	BackoffIdleThreshold     int    `camel:"backoffIdleThreshold" doc:"Goes with backoffMultiplier."`
	BackoffErrorThreshold    int    `camel:"backoffErrorThreshold" doc:"Goes with backoffMultiplier."`
	RunLoggingLevel          string `camel:"runLoggingLevel" enum:"TRACE,DEBUG,INFO,WARN,ERROR,OFF" default:"TRACE" doc:"Level at which Camel logs each run. Nothing is logged of them here."`
}

var units = map[string]time.Duration{
	"NANOSECONDS": 1, "MILLISECONDS": time.Millisecond, "SECONDS": time.Second,
	"MINUTES": time.Minute, "HOURS": time.Hour, "DAYS": 24 * time.Hour,
}

type endpoint struct {
	*Options
	uri            string
	initial, delay time.Duration
}

func build(_ *components.Context, uri string, o *Options) (components.Endpoint, error) {
	if o.BackoffMultiplier > 0 && o.BackoffIdleThreshold <= 0 && o.BackoffErrorThreshold <= 0 {
		return nil, components.OptionErrors{{
			Option: "backoffMultiplier", Offset: -1, Msg: "backoffMultiplier needs a threshold", Hint: "add backoffIdleThreshold or backoffErrorThreshold",
		}}
	}
	unit := units[o.TimeUnit]
	const most = 100 * 365 * 24 * time.Hour
	var errs components.OptionErrors
	for name, n := range map[string]int64{"initialDelay": o.InitialDelay, "delay": o.Delay} {
		if n > int64(most/unit) {
			errs = append(errs, components.OptionError{Option: name, Offset: -1, Msg: name + " is more than a hundred years"})
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return &endpoint{o, uri, time.Duration(max(o.InitialDelay, 0)) * unit, time.Duration(o.Delay) * unit}, nil
}

func (e *endpoint) URI() string { return e.uri }

// Subscriber makes the clock of one route.
func (e *endpoint) Subscriber(rc *components.RouteContext) (message.Subscriber, string, error) {
	count := int64(0) // of all subscriptions
	return components.NewFeed(func(ctx context.Context, out *components.Outlet) {
		if !e.StartScheduler {
			<-ctx.Done()
			return
		}
		if e.run(ctx, out, rc, &count) && rc.End != nil {
			rc.End(nil)
		}
	}), e.Name, nil
}

// run makes exchanges one after the other, each when the route is through with the last; false where ctx ended it.
func (e *endpoint) run(ctx context.Context, out *components.Outlet, rc *components.RouteContext, count *int64) (ended bool) {
	next := time.Now().Add(e.initial)
	timer := time.NewTimer(e.initial)
	defer timer.Stop()
	for e.RepeatCount <= 0 || *count < e.RepeatCount {
		select {
		case <-timer.C:
		case <-ctx.Done():
			return false
		}
		_ = out.Deliver(e.exchange(ctx, rc.Now())) // the route has dealt with its failure
		if ctx.Err() != nil {
			return false
		}
		if e.Greedy {
			timer.Reset(0)
			continue
		}
		*count++
		if e.delay <= 0 {
			return true
		}
		if e.UseFixedDelay {
			next = time.Now()
		}
		next = next.Add(e.delay)
		timer.Reset(time.Until(next))
	}
	return true
}

func (e *endpoint) exchange(ctx context.Context, now time.Time) *components.Exchange {
	ex := components.NewExchange(ctx, nil)
	ex.Created = now
	if e.IncludeMetadata {
		ex.Properties.Set("CamelTimerName", e.Name)
		ex.Headers.Set("CamelTimerFiredTime", now)
		ex.Headers.Set("CamelMessageTimestamp", now.UnixMilli())
	}
	return ex
}
