// Package components is the contract between the route language and the outside world.
//
// A component answers one URI scheme. It is a folder with an options struct, the code that speaks to the outside,
// a README and one line in components/all. What a component needs from the engine it is lent in a [Context];
// what it gives is an [Endpoint] that is a [Source] (from:), a [Target] (to:) or both.
package components

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
)

// Info says what a component is called and how its URIs are written.
type Info struct {
	// Scheme is what stands before the first colon of a URI.
	Scheme string
	// Aliases are further schemes that mean the same.
	Aliases []string
	// Title is one line for lists and reference pages.
	Title string
	// Syntax is the URI's shape in Camel's notation, such as "timer:timerName" or
	// "activemq:destinationType:destinationName"; the names are options of kind path.
	Syntax string
	// Lenient lets URIs have options that the component does not know. [Of] sets it for a [ParamTaker].
	Lenient bool
}

// ParamTaker is an options struct that takes parameters that are no options, such as the query of a web address.
type ParamTaker interface {
	// TakeParam is told each in its order, decoded unless it is RAW.
	TakeParam(p Param)
}

// Component makes the endpoints of one scheme. Make one with [Of].
type Component interface {
	Info() Info
	// Options describes every option, in the order of the options struct.
	Options() []OptionInfo
	// Endpoint checks the URI and makes its endpoint. It opens nothing: validation stops here. What is wrong with
	// the options is an [OptionErrors] that names all of them.
	Endpoint(ctx *Context, uri URI) (Endpoint, error)
	// Commands are the command line's words that the component brings along, none as a rule.
	Commands() []Command
}

// Endpoint is one address of a component, made from one URI.
type Endpoint interface {
	// URI is the address as it may be shown: normalised (scheme://path?options) and without secrets.
	URI() string
}

// Source is an endpoint that routes may start from.
type Source interface {
	Endpoint
	// Subscriber makes a handle for one route; the engine closes it. The client or broker behind it may be shared.
	// The engine subscribes to topic, again after an error (with backoff) or after the channel closed without rc.End.
	// A message either carries an [Exchange] (see [Exchange.Msg]) or is a plain Watermill message, whose payload
	// becomes the body and whose metadata become headers.
	Subscriber(rc *RouteContext) (sub message.Subscriber, topic string, err error)
}

// Poller is a source that can be asked for one exchange at a time, as pollEnrich and poll do.
type Poller interface {
	Endpoint
	// Poll waits at most timeout for an exchange: a negative timeout waits until ctx ends, 0 does not wait. It answers
	// nil where none came. Who polls completes the exchange: only then does the source acknowledge it.
	Poll(ctx context.Context, timeout time.Duration) (*Exchange, error)
}

// Prepared is a source that stands on another component. It gets ready while routes are compiled, once one is to start from it.
type Prepared interface {
	Source
	// Prepare makes what it stands on.
	Prepare() error
}

// Concurrent is a Source that lets more than one exchange be in flight.
type Concurrent interface {
	// Concurrency is the most exchanges in flight at once; less than 2 keeps their order.
	Concurrency() int
}

// RouteContext is what the engine lends to one route's source.
type RouteContext struct {
	*Context
	// RouteID is the route that reads.
	RouteID string
	// End tells the engine that the source has ended for good: with nil because all is read, with an error because
	// it cannot go on (a refused token, no credit). The route stops and the reason is logged and shown.
	End func(reason error)
	// Trouble tells of a failure that the source survives by itself (a poll that failed), nil that it is over.
	// The engine logs the change and shows it in the health; the same trouble again is not logged again.
	Trouble func(err error)
}

// Linked is an endpoint that meets others inside this process: what one route sends to it, routes read whose endpoint
// answers the same link. The engine starts readers before writers and stops them after these.
type Linked interface {
	Endpoint
	// Link is what reader and writer share: scheme and name without the options, such as "seda:cats".
	Link() string
}

// Draining is a [Linked] source whose messages wait in this process only (a seda queue, the broker inside the
// process). At a stop, once nothing writes to it any more, its routes go on until it is drained.
type Draining interface {
	Linked
	// Drain returns once no message waits to be read, or with ctx's error where that ends first.
	Drain(ctx context.Context) error
}

// Queued is a source whose messages wait in this process until a route reads them.
type Queued interface {
	// Pending is how many wait or are worked on.
	Pending() int
}

// Inline is an endpoint whose routes run in the caller's goroutine, as direct: does. The engine binds the route's
// chain instead of subscribing.
type Inline interface {
	Linked
	// Bind makes process answer the calls; it fails where the link is bound already.
	Bind(process func(*Exchange) error) (unbind func(), err error)
}

// Target is an endpoint that routes may send to.
type Target interface {
	Endpoint
	// Producer opens what sends. The engine opens it at the first use or at start, shares it among steps and routes,
	// closes and reopens it (with backoff) after an error that is an [ErrConnection].
	Producer() (Producer, error)
}

// Secretive is a target whose URI does not show all that makes it what it is. Two that show the same but hold other secrets
// get a producer each.
type Secretive interface {
	Target
	// Secrets tells them apart. Nobody is shown it.
	Secrets() string
}

// Producer sends exchanges to a target.
type Producer interface {
	// Process sends ex and returns once the receiver has it; where the exchange is [InOut] the reply is then in ex.
	// It must be safe for concurrent use.
	Process(ex *Exchange) error
	io.Closer
}

// Healthy is an endpoint that has more to tell about its state than that it is up.
type Healthy interface {
	// Health is shown under /q/health and in the status topic. It must not block.
	Health() Health
}

// Health is the state of an endpoint.
type Health struct {
	// Up is false while the endpoint cannot work.
	Up bool
	// Reason says why not, in a line for people.
	Reason string
	// Detail holds figures, such as when a source was last polled.
	Detail *Map
}

// Command is a word of the command line that a component brings along.
type Command struct {
	Name  string // the word, such as "x-stub"
	Short string // one line for the list of commands
	Usage string // the help text
	// Run does it and returns the exit code: 0 done, 1 failed, 2 wrong usage. It ends when ctx does.
	Run func(ctx context.Context, args []string, stdout, stderr io.Writer) int
}

// ErrConnection is in the chain of an error when the connection behind a producer or subscriber is not usable.
var ErrConnection = errors.New("not connected")

type component[O any] struct {
	info     Info
	build    func(ctx *Context, uri string, opts *O) (Endpoint, error)
	commands []Command
	options  []OptionInfo
}

// Of makes a component from its options struct O and the function that makes an endpoint of decoded options.
// The build function gets the URI as it may be shown. See [OptionInfo] for the tags of O's fields.
func Of[O any](info Info, build func(ctx *Context, uri string, opts *O) (Endpoint, error), commands ...Command) Component {
	if _, lenient := any(new(O)).(ParamTaker); lenient {
		info.Lenient = true
	}
	return &component[O]{info, build, commands, describeOptions(new(O))}
}

func (c *component[O]) Info() Info            { return c.info }
func (c *component[O]) Options() []OptionInfo { return c.options }
func (c *component[O]) Commands() []Command   { return c.commands }

func (c *component[O]) Endpoint(ctx *Context, uri URI) (Endpoint, error) {
	opts := new(O)
	shown, err := decodeOptions(ctx, c.info, c.options, uri, opts)
	if err != nil {
		return nil, err
	}
	return c.build(ctx, shown, opts)
}
