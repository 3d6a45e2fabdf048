package components

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
)

// Pattern says whether the sender waits for a reply.
type Pattern uint8

// The two message exchange patterns.
const (
	InOnly Pattern = iota // an event
	InOut                 // a request that gets a reply
)

func (p Pattern) String() string {
	if p == InOut {
		return "InOut"
	}
	return "InOnly"
}

// Exchange is a message on its way through a route, as Camel's Exchange: body, headers, properties, variables.
//
// It rides on a Watermill message inside the process without being marshalled: [Exchange.Msg] makes the message, and the
// exchange is that message's context. It must not be copied; see [Exchange.Clone]. One goroutine at a time works on it.
type Exchange struct {
	context.Context // ends when the work must be given up, not when the source stops reading

	Body       any
	Headers    Headers
	Properties Map
	Variables  Map

	// Exception is the error being handled or, after it was handled, nil.
	Exception error
	Pattern   Pattern
	// Stopped is set by the stop step: nothing of the route or of its callers runs any more.
	Stopped bool
	// Handled is set by an error handler that has dealt with a failure: nothing of the route or of its callers runs any
	// more, and the exchange ends well.
	Handled bool
	// RollbackOnly is set by a rollback that raises no exception: nothing of the route or of its callers runs any more.
	RollbackOnly bool
	// Shared says that others may work on the same values at the same time, as both sides of a wire tap do: who changes a map
	// or list in place copies it first.
	Shared bool
	// Depth counts how deep the steps that work on the exchange are nested, called routes included.
	Depth int
	// History is what the exchange went through; nil unless that is wanted.
	History *History
	// Original is the message that the unit of work began with; nil where no route of the program asks for it.
	Original *Message
	// RouteID is the id of the route whose steps the exchange is in, RouteGroup the group of that route, "" for none.
	RouteID, RouteGroup string
	// FromRoute is the id of the route that made the exchange, FromEndpoint its URI as shown.
	FromRoute, FromEndpoint string
	// Created is when the exchange came into being.
	Created time.Time

	id    string
	typed *typedBody // nil until a route's contract names the body's type
	ride  *ride      // made when first asked for: of a burst only the first needs one
	done  func(ex *Exchange, err error)
	end   func(ex *Exchange, err error)
	leash *leash   // shared by the parts of its work; nil where nobody lets go of it
	few   [5]entry // where Properties begin
}

// leash is what holds a source to an exchange.
type leash struct {
	detach   func() // nil once it was called
	detached bool
}

// ride is the message that carries an exchange, and those behind it.
type ride struct {
	message.Message
	more func() *Exchange // nil where there are none
	end  func()
}

// ToEndpoint is the property that holds the URI, as shown, of the endpoint which the exchange was last sent to or polled from.
const ToEndpoint = "CamelToEndpoint"

// CorrelationID is the property of a copy with the id of the exchange that it was made of.
const CorrelationID = "CamelCorrelationId"

// Message is a body with its headers.
type Message struct {
	Body    any
	Headers Headers
}

// Message answers the exchange's message as it is now: headers may be changed without the other noticing.
func (ex *Exchange) Message() *Message { return &Message{ex.Body, ex.Headers.Clone()} }

// SetMessage replaces body and headers by a copy of m's.
func (ex *Exchange) SetMessage(m *Message) { ex.Body, ex.Headers = m.Body, m.Headers.Clone() }

// Ended tells whether no further step is to run on the exchange.
func (ex *Exchange) Ended() bool { return ex.Stopped || ex.Handled || ex.RollbackOnly }

type exchangeKey struct{}

// NewExchange makes an exchange whose work is given up when ctx ends.
func NewExchange(ctx context.Context, body any) *Exchange {
	return NewExchangeAt(ctx, body, time.Now())
}

// NewExchangeAt is [NewExchange] for who knows what time it is.
func NewExchangeAt(ctx context.Context, body any, created time.Time) *Exchange {
	ex := &Exchange{Context: ctx, Body: body, Created: created}
	ex.Properties.list = ex.few[:0] // not the headers: copies share their list, and would keep the exchange and its body alive
	return ex
}

// Value answers the exchange itself for its own key: so it is found from the message's context.
func (ex *Exchange) Value(key any) any {
	if key == (exchangeKey{}) {
		return ex
	}
	if ex.Context == nil {
		return nil
	}
	return ex.Context.Value(key)
}

// Msg is the Watermill message that carries the exchange.
func (ex *Exchange) Msg() *message.Message {
	if ex.ride == nil {
		ex.ride = &ride{}
		ex.ride.SetContext(ex)
	}
	return &ex.ride.Message
}

// Burst puts several exchanges on one message: what the router costs a message is then paid once for all of them.
// They are worked on in order, each is done by itself. Those that the route stops before are completed with [ErrStopping].
func Burst(first *Exchange, rest ...*Exchange) *message.Message {
	if len(rest) == 0 {
		return first.Msg()
	}
	return BurstOf(first, func() (next *Exchange) {
		if len(rest) > 0 {
			next, rest = rest[0], rest[1:]
		}
		return next
	}, func() {
		for _, ex := range rest {
			ex.Complete(ErrStopping)
		}
	})
}

// BurstOf is [Burst] for exchanges that are made only when it is their turn: more answers the next one, nil where there is
// none, whenever the route is through with the one before. end, which is called in any case, says that more will not be
// asked again.
func BurstOf(first *Exchange, more func() *Exchange, end func()) *message.Message {
	msg := first.Msg()
	first.ride.more, first.ride.end = more, end
	return msg
}

// Exchanges yields the exchanges that ride on m, each when the one before is done; a plain message has none.
func Exchanges(m *message.Message) iter.Seq[*Exchange] {
	return func(yield func(*Exchange) bool) {
		ex := ExchangeOf(m)
		if ex == nil {
			return
		}
		ride := ex.ride
		if ride.end != nil {
			defer ride.end()
		}
		for yield(ex) && ride.more != nil {
			if ex = ride.more(); ex == nil {
				return
			}
		}
	}
}

// Refuse completes what rides on m with [ErrStopping]: nobody will work on it.
func Refuse(m *message.Message) {
	for ex := range Exchanges(m) {
		ex.Complete(ErrStopping)
		return
	}
}

// ExchangeOf answers the exchange that rides on m, or nil where m is a plain message, be it one whose context was copied
// from an exchange's.
func ExchangeOf(m *message.Message) *Exchange {
	ex, _ := m.Context().Value(exchangeKey{}).(*Exchange)
	if ex == nil || ex.ride == nil || &ex.ride.Message != m {
		return nil
	}
	return ex
}

// FromMessage makes an exchange of a plain Watermill message: the payload is the body, the metadata are headers.
func FromMessage(ctx context.Context, m *message.Message) *Exchange {
	ex := NewExchange(ctx, []byte(m.Payload))
	ex.id = m.UUID
	for k, v := range m.Metadata {
		ex.Headers.Set(k, v)
	}
	return ex
}

// OnCompletion has f called once, with the outcome, when the exchange is through the route that it was made for: this is how
// a source learns that it may acknowledge (err is nil) or must give it again. Last registered runs first.
func (ex *Exchange) OnCompletion(f func(ex *Exchange, err error)) { ex.done = before(f, ex.done) }

// before answers what runs f and then next, which may be nil.
func before(f, next func(ex *Exchange, err error)) func(ex *Exchange, err error) {
	if next == nil {
		return f
	}
	return func(ex *Exchange, err error) { f(ex, err); next(ex, err) }
}

// OnEnd is an [Exchange.OnCompletion] that waits for the end of the work rather than of the route: where the exchange is handed
// over to another route (seda), it waits for that, and in any case runs after what OnCompletion registered. A source that
// must not let go of something before it is used says so.
func (ex *Exchange) OnEnd(f func(ex *Exchange, err error)) { ex.end = before(f, ex.end) }

// HandOver takes away what waits for the end of the work, nil where nothing does: whoever goes on with the work runs it then.
func (ex *Exchange) HandOver() func(ex *Exchange, err error) {
	end := ex.end
	ex.end = nil
	return end
}

// Complete runs what OnCompletion and OnEnd registered. The engine calls it.
func (ex *Exchange) Complete(err error) {
	if ex.done == nil && ex.end == nil {
		return
	}
	done, end := ex.done, ex.HandOver() // before done runs, which may give the exchange to others
	ex.done = nil
	if done != nil {
		done(ex, err)
	}
	if end != nil {
		end(ex, err)
	}
}

// OnDetach has f called where a step lets go of whoever sent the exchange, see [Exchange.Detach]. The engine says so.
func (ex *Exchange) OnDetach(f func()) { ex.leash = &leash{detach: f} }

// Detach lets the source go on with the next exchange while the work on this one is under way; steps that Camel takes to other
// threads do so. The source is told the outcome as ever, and acknowledges only then.
func (ex *Exchange) Detach() {
	if l := ex.leash; l != nil && l.detach != nil {
		f := l.detach
		l.detach, l.detached = nil, true
		f()
	}
}

// Detached tells whether the source has gone on.
func (ex *Exchange) Detached() bool { return ex.leash != nil && ex.leash.detached }

// Share makes a [Exchange.Clone] that is worked on while ex is, see [Exchange.Shared].
func (ex *Exchange) Share() *Exchange {
	ex.Shared = true
	return ex.Clone()
}

// Part makes a [Exchange.Clone] whose work is part of ex's: ex waits for it, and to detach it is to detach ex.
func (ex *Exchange) Part() *Exchange {
	c := ex.Clone()
	c.leash = ex.leash
	return c
}

var (
	idPrefix  = fmt.Sprintf("%015X-", rand.Uint64()>>4)
	idCounter atomic.Uint64
)

// NewID answers an id that is unique to this process and very likely elsewhere, in Camel's form.
func NewID() string {
	const digits, width = "0123456789ABCDEF", 16
	var b [len("123456789012345-") + width]byte
	copy(b[:], idPrefix)
	n := idCounter.Add(1) - 1
	for i := len(b) - 1; i >= len(b)-width; i-- {
		b[i] = digits[n&0xf]
		n >>= 4
	}
	return string(b[:])
}

// ID is the exchange's id, made when first asked for.
func (ex *Exchange) ID() string {
	if ex.id == "" {
		ex.id = NewID()
	}
	return ex.id
}

// Name is how messages name the exchange: with its id, where it has one yet.
func (ex *Exchange) Name() string { return "Exchange[" + ex.id + "]" }

// HeaderOrProperty answers a header, or where there is none the exchange property of that name, as Camel's header expressions do.
func (ex *Exchange) HeaderOrProperty(name string) (value any, ok bool) {
	if value, ok = ex.Headers.Get(name); ok {
		return value, true
	}
	return ex.Properties.Get(name)
}

// SetID gives the exchange the id that a broker knows it by.
func (ex *Exchange) SetID(id string) { ex.id = id }

// Clone makes a shallow copy with an id, a life and a unit of work of its own: headers, properties and variables may be
// changed without the other noticing, the body is the same value. What waits on the original does not wait on the copy.
func (ex *Exchange) Clone() *Exchange {
	c := &Exchange{
		Context: ex.Context, Body: ex.Body, Headers: ex.Headers.Clone(), Variables: ex.Variables.Copy(),
		Exception: ex.Exception, Pattern: ex.Pattern, FromRoute: ex.FromRoute, RouteID: ex.RouteID, RouteGroup: ex.RouteGroup, FromEndpoint: ex.FromEndpoint, Created: ex.Created,
		History: ex.History, typed: ex.typed, Shared: ex.Shared,
	}
	if ex.Properties.Len() < len(c.few) { // copies get properties of their own as a rule: there shall be room
		c.Properties.list = append(c.few[:0], ex.Properties.list...)
	} else {
		c.Properties = ex.Properties.Copy()
	}
	return c
}
