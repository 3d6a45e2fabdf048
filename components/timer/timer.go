// Package timer is the component that makes an exchange every period.
package timer

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers timer: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "timer",
	Title:  "Makes an exchange every period.",
	Syntax: "timer:timerName",
}, build)

// Options of timer: URIs.
type Options struct {
	Name            string        `camel:"timerName,path,required" doc:"Name of the timer, for logs and for CamelTimerName."`
	Period          time.Duration `camel:"period" default:"1s" doc:"Time from one exchange to the next. With 0 or less there is only one."`
	Delay           time.Duration `camel:"delay" default:"1s" doc:"Time before the first exchange. With a negative value, such as -1, exchanges are made as fast as the route takes them."`
	RepeatCount     int64         `camel:"repeatCount" default:"0" doc:"Number of exchanges after which the timer ends. With 0 or less it never does."`
	FixedRate       bool          `camel:"fixedRate" default:"false" doc:"Keeps the rate: periods that passed while an exchange was worked on are made up for at once."`
	Time            string        `camel:"time" doc:"Local time of the first exchange, as 2026-11-24 18:30:00 or 2026-11-24T18:30:00, instead of the delay. A time that is past means at once."`
	Daemon          bool          `camel:"daemon" default:"true" doc:"Without effect: it is about Java's threads."`
	IncludeMetadata bool          `camel:"includeMetadata" default:"false" doc:"Adds the properties CamelTimerName, CamelTimerCounter, CamelTimerPeriod and CamelTimerFiredTime, and the headers CamelTimerFiredTime and CamelMessageTimestamp."`
}

type endpoint struct {
	*Options
	uri   string
	first time.Time // of the option time; else zero
}

func build(_ *components.Context, uri string, o *Options) (components.Endpoint, error) {
	e := &endpoint{Options: o, uri: uri}
	if o.FixedRate && o.Period <= 0 {
		return nil, components.OptionErrors{{Option: "fixedRate", Offset: -1, Msg: "a fixed rate needs a period above 0", Hint: "add period=1s, or leave out fixedRate"}}
	}
	if o.Time != "" {
		var err error
		if e.first, err = parseTime(o.Time); err != nil {
			return nil, components.OptionErrors{{Option: "time", Offset: -1, Msg: err.Error(), Hint: `write "2026-11-24 18:30:00" or 2026-11-24T18:30:00`}}
		}
	}
	return e, nil
}

func parseTime(text string) (time.Time, error) {
	for _, layout := range []string{time.DateTime, "2006-01-02T15:04:05"} {
		if t, err := time.ParseInLocation(layout, text, time.Local); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is not a time", text)
}

func (e *endpoint) URI() string { return e.uri }

// Subscriber makes the timer of one route. Only one exchange (without a delay: one burst) is out at a time.
func (e *endpoint) Subscriber(rc *components.RouteContext) (message.Subscriber, string, error) {
	c := &clock{endpoint: e, rc: rc, done: make(chan struct{}, 1), name: e.Name, period: e.Period.Milliseconds()}
	return components.NewFeed(c.run), e.Name, nil
}

// clock makes the exchanges of one subscription after the other; count goes on, so that repeatCount holds for all.
type clock struct {
	*endpoint
	rc    *components.RouteContext
	count atomic.Int64 // exchanges made so far
	done  chan struct{}

	name, period any // of each exchange
}

func (c *clock) run(ctx context.Context, out *components.Outlet) {
	send := c.schedule
	if c.Delay < 0 && c.Time == "" {
		send = c.race
	}
	if send(ctx, out) && c.rc.End != nil {
		c.rc.End(nil)
	}
}

// schedule waits for each tick. A fixed rate counts from the tick before, so that missed ticks are made up for; else
// the time counts from the start of the exchange before, and ticks missed meanwhile are gone. Both are java.util.Timer's ways.
func (c *clock) schedule(ctx context.Context, out *components.Outlet) (ended bool) {
	next := time.Now().Add(c.Delay) // the waiting is by the monotonic clock: setting the wall clock does not disturb it
	if c.Time != "" {
		next = time.Now().Add(c.first.Sub(c.rc.Now()))
	}
	timer := time.NewTimer(time.Until(next))
	defer timer.Stop()
	for !c.exhausted() {
		select {
		case <-timer.C:
		case <-ctx.Done():
			return false
		}
		started := time.Now()
		now := c.fired()
		if !c.fire(ctx, out, c.exchange(ctx, &now), nothing) {
			return false
		}
		switch {
		case c.Period <= 0:
			return true
		case c.FixedRate:
			next = next.Add(c.Period)
		default:
			next = started.Add(c.Period)
		}
		timer.Reset(time.Until(next))
	}
	return true
}

func (c *clock) exhausted() bool { return c.RepeatCount > 0 && c.count.Load() >= c.RepeatCount }

func nothing() *components.Exchange { return nil }

// fire hands an exchange over, with those that more makes when it is done, and waits until the route is through with all;
// false means that the subscription ended.
func (c *clock) fire(ctx context.Context, out *components.Outlet, first *components.Exchange, more func() *components.Exchange) bool {
	if first == nil { // the last burst of an ended subscription took what was left
		return true
	}
	done := c.done
	if out.SendBurst(first, more, func() { done <- struct{}{} }) != nil {
		<-c.done // told by SendBurst
		c.count.Add(-1)
		return false
	}
	select {
	case <-c.done:
		return true
	case <-ctx.Done():
		c.done = make(chan struct{}, 1) // the burst still out answers to the old one
		return false
	}
}

// fired is a point in time as the exchanges say it that are made then.
type fired struct {
	at           time.Time
	time, millis any
}

func (c *clock) fired() fired {
	now := c.rc.Now()
	return fired{now, now, now.UnixMilli()}
}

// exchange makes the next exchange, nil where all have been made.
func (c *clock) exchange(ctx context.Context, now *fired) *components.Exchange {
	count := c.count.Add(1) // atomic: a burst may still be out when the next subscription begins
	if c.RepeatCount > 0 && count > c.RepeatCount {
		c.count.Add(-1)
		return nil
	}
	ex := components.NewExchangeAt(ctx, nil, now.at)
	if c.IncludeMetadata {
		ex.Properties.Set("CamelTimerName", c.name)
		ex.Properties.Set("CamelTimerCounter", count)
		ex.Properties.Set("CamelTimerPeriod", c.period)
		ex.Properties.Set("CamelTimerFiredTime", now.time)
		ex.Headers.Set("CamelTimerFiredTime", now.time)
		ex.Headers.Set("CamelMessageTimestamp", now.millis)
	}
	return ex
}
