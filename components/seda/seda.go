// Package seda is the component that hands exchanges to another route through a bounded queue in memory.
package seda

import (
	"context"
	"fmt"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers seda: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "seda",
	Title:  "Hands exchanges to another route through a queue in memory.",
	Syntax: "seda:name",
}, build)

// Options of seda: URIs.
type Options struct {
	Name      string `camel:"name,path,required" doc:"Name of the queue that senders and readers share."`
	Size      int    `camel:"size" doc:"Most exchanges that wait in the queue. All URIs of a queue that say it must say the same. The default is queueSize."`
	QueueSize int    `camel:"queueSize,component" default:"1000" doc:"Most exchanges that wait in a queue whose URIs do not say size."`

	ConcurrentConsumers      int           `camel:"concurrentConsumers" default:"1" doc:"Number of exchanges that the reading route works on at once. With 1 their order is kept."`
	LimitConcurrentConsumers bool          `camel:"limitConcurrentConsumers" default:"true" doc:"Refuses more than 500 concurrentConsumers."`
	MultipleConsumers        bool          `camel:"multipleConsumers" default:"false" doc:"Lets several routes read the queue. Each gets a copy of every exchange. All of them must say it."`
	PurgeWhenStopping        bool          `camel:"purgeWhenStopping" default:"false" doc:"Drops what waits in the queue when the reading route is stopped for good, instead of working it off."`
	PollTimeout              time.Duration `camel:"pollTimeout" default:"1s" doc:"Time after which a reader in Camel looks whether it must stop. Here a stop reaches it at once, whatever the value."`

	BlockWhenFull         bool          `camel:"blockWhenFull" default:"false" doc:"Lets a sender wait while the queue is full. Else it gets an error."`
	OfferTimeout          time.Duration `camel:"offerTimeout" doc:"Longest time that a sender waits with blockWhenFull. With 0 there is no end."`
	DiscardWhenFull       bool          `camel:"discardWhenFull" default:"false" doc:"Drops what is sent while the queue is full."`
	FailIfNoConsumers     bool          `camel:"failIfNoConsumers" default:"false" doc:"Gives the sender an error while no route reads the queue."`
	DiscardIfNoConsumers  bool          `camel:"discardIfNoConsumers" default:"false" doc:"Drops what is sent while no route reads the queue."`
	WaitForTaskToComplete string        `camel:"waitForTaskToComplete" enum:"Never,IfReplyExpected,Always" default:"IfReplyExpected" doc:"When the sender waits until the reading route is through, and takes over its message and its error. IfReplyExpected is for exchanges of the pattern InOut."`
	Timeout               time.Duration `camel:"timeout" default:"30000" doc:"Longest time that the sender waits so. A number alone is milliseconds; with 0 there is no end."`
}

type endpoint struct {
	*Options
	*queue
	uri, link string
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	return New(ctx, "seda", uri, o)
}

// New makes an endpoint of a queue. The queues of each scheme are their own: stub: has some that are none of seda:'s.
func New(ctx *components.Context, scheme, uri string, o *Options) (components.Endpoint, error) {
	var errs components.OptionErrors
	wrong := func(option, format string, args ...any) {
		errs = append(errs, components.OptionError{Option: option, Offset: -1, Msg: fmt.Sprintf(format, args...)})
	}
	if o.Size < 0 {
		wrong("size", "the size of a queue must be above 0")
	}
	if o.QueueSize < 1 {
		wrong("queueSize", "the size of a queue must be above 0")
	}
	if o.ConcurrentConsumers < 1 {
		wrong("concurrentConsumers", "at least 1 concurrent consumer is needed")
	}
	if o.LimitConcurrentConsumers && o.ConcurrentConsumers > 500 {
		wrong("concurrentConsumers", "more than 500 concurrent consumers are refused unless limitConcurrentConsumers is false")
	}
	if len(errs) > 0 {
		return nil, errs
	}
	link := scheme + ":" + o.Name
	q, err := queueOf(ctx, link, o)
	if err != nil {
		return nil, components.OptionErrors{{Option: "size", Offset: -1, Msg: err.Error(), Hint: "say size in one place only"}}
	}
	return &endpoint{o, q, uri, link}, nil
}

func (e *endpoint) URI() string { return e.uri }

// Link is what senders and readers share.
func (e *endpoint) Link() string { return e.link }

// Concurrency is the number of exchanges that the reading route may work on at once.
func (e *endpoint) Concurrency() int { return e.ConcurrentConsumers }

// Drain returns once everything that was sent has been worked off, or dropped where the option purgeWhenStopping says so.
func (e *endpoint) Drain(ctx context.Context) error {
	if e.PurgeWhenStopping {
		e.purge()
	}
	return e.drained(ctx)
}

// Pending is how many exchanges wait in the queue or are worked on.
func (e *endpoint) Pending() int { return e.pending() }

// Health shows how full the queue is.
func (e *endpoint) Health() components.Health {
	waiting, size := e.fill()
	return components.Health{Up: true, Detail: components.NewMap("waiting", waiting, "size", size)}
}
