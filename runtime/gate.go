package runtime

import (
	"context"
	"iter"
	"sync"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// gate stands between a source and Watermill's router, as the subscriber that the router reads and as its outermost
// middleware. The router by itself neither bounds what is in flight nor lets it finish: at a stop it cancels contexts at once
// and closes subscribers under the handlers that still work. The gate
//   - takes a message from the source only when there is room for it,
//   - gives exchanges a context that outlives the subscription,
//   - acknowledges, or refuses after a pause, when the handler is through,
//   - and at a stop takes no more, waits for what is in flight, and only then ends the subscription.
type gate struct {
	source *supervisor
	life   *lifetime
	slots  chan struct{}
	flight tally

	intake     context.Context // ends when no more may be taken
	stopIntake context.CancelFunc
	redelivery redelivery
	plain      bool // plain messages have come; run's own
	subscribe  sync.Once
	closed     chan struct{} // all is settled, the source is closed
	err        error         // of closing the source; to be read once closed
}

// ackTime is what a Pub/Sub gets to note the last acks before it is closed.
const ackTime = 10 * time.Millisecond

// handOverTime is how long a stop waits for the router to take a message that was taken from the source.
const handOverTime = 100 * time.Millisecond

// lifetime holds the contexts that all routes of an engine share.
type lifetime struct {
	// work ends when exchanges in flight must be given up.
	work context.Context
	// patience ends a little later: what still does not return is left behind.
	patience context.Context
}

func newGate(source *supervisor, life *lifetime, concurrency int) *gate {
	g := &gate{source: source, life: life, slots: make(chan struct{}, max(1, concurrency)), closed: make(chan struct{})}
	g.redelivery.pause = pauseAfter
	g.intake, g.stopIntake = context.WithCancel(context.Background())
	return g
}

// Subscribe begins to read, once; the channel it answers closes when the gate does or when the source has ended.
// The context's end is no reason to stop: the router ends it before its handlers are done.
func (g *gate) Subscribe(ctx context.Context, topic string) (<-chan *message.Message, error) {
	out := make(chan *message.Message)
	g.subscribe.Do(func() { go g.run(context.WithoutCancel(ctx), topic, out) })
	return out, nil
}

func (g *gate) run(ctx context.Context, topic string, out chan<- *message.Message) {
	defer close(g.closed)
	ctx, unsubscribe := context.WithCancel(ctx)
	defer unsubscribe()
	in := g.source.read(ctx, g.intake, topic, func(in <-chan *message.Message) bool { return g.pass(in, out) })
	_ = g.flight.wait(g.life.patience)
	close(out) // only now: the router closes itself as soon as its handler has nothing to read, in flight or not
	if g.plain {
		select { // a Pub/Sub learns of an ack in a goroutine of its own, and may forget it when it is closed meanwhile
		case <-time.After(ackTime):
		case <-g.life.patience.Done():
		}
	}
	unsubscribe()
	g.closeSource(in)
}

// pass hands over what comes from in; it answers whether in is at its end, false where the intake was stopped.
func (g *gate) pass(in <-chan *message.Message, out chan<- *message.Message) bool {
	stop := g.intake.Done()
	for {
		select {
		case g.slots <- struct{}{}:
		case <-stop:
			return false
		}
		select {
		case msg, ok := <-in:
			if !ok {
				<-g.slots
				return true
			}
			g.take(msg)
			g.flight.add(1)
			select {
			case out <- msg:
			case <-stop:
				// The router is about to take it, as a rule: a source that holds its messages in this process counts this one as
				// read, and would lose it.
				select {
				case out <- msg:
				case <-time.After(handOverTime):
					refuse(msg)
					g.flight.add(-1)
					g.free()
				}
				return false
			}
		case <-stop:
			<-g.slots
			return false
		}
	}
}

// take gives what rides on msg the context of the work.
func (g *gate) take(msg *message.Message) {
	if ex := components.ExchangeOf(msg); ex != nil {
		ex.Context = g.life.work
		return
	}
	g.plain = true
	msg.SetContext(g.life.work)
}

// exchanges yields what rides on msg until no more may be taken, with the context of the work.
func (g *gate) exchanges(msg *message.Message) iter.Seq[*components.Exchange] {
	return func(yield func(*components.Exchange) bool) {
		defer g.free() // now, though exchanges that are detached may be in flight: the source goes on
		for ex := range components.Exchanges(msg) {
			ex.Context = g.life.work
			if !yield(ex) || g.intake.Err() != nil {
				return
			}
		}
	}
}

// free makes room for the next message.
func (g *gate) free() { <-g.slots }

// refuse gives back what was not worked on.
func refuse(msg *message.Message) {
	_ = guard(func() error { components.Refuse(msg); return nil })
	msg.Nack()
}

// settle is the router's outermost middleware. Exchanges were completed one by one when next returns; its error concerns
// plain messages, which are refused only after a pause because many Pub/Subs give them again at once.
func (g *gate) settle(next message.HandlerFunc) message.HandlerFunc {
	return func(msg *message.Message) ([]*message.Message, error) {
		defer g.flight.add(-1)
		if components.ExchangeOf(msg) == nil {
			defer g.free()
		}
		_, err := next(msg)
		if err == nil {
			g.redelivery.succeeded(msg.UUID)
			msg.Ack()
			return nil, nil
		}
		pause := time.NewTimer(g.redelivery.failed(msg.UUID))
		defer pause.Stop()
		select {
		case <-pause.C:
		case <-g.intake.Done():
		}
		msg.Nack()
		return nil, nil // settled: the router has nothing to add
	}
}

// closeSource closes the source, and gives back what it still hands out meanwhile.
func (g *gate) closeSource(in <-chan *message.Message) {
	done := make(chan error, 1)
	go func() { done <- guard(g.source.sub.Close) }()
	for in != nil || done != nil {
		select {
		case msg, ok := <-in:
			if ok {
				refuse(msg)
			} else {
				in = nil
			}
		case g.err = <-done:
			done = nil
		case <-g.life.patience.Done():
			return
		}
	}
}

// Close stops the intake and waits until everything is settled and the source is closed, or patience ends.
func (g *gate) Close() error {
	g.stopIntake()
	g.subscribe.Do(func() { // never subscribed: there is only the source to close
		g.closeSource(nil)
		close(g.closed)
	})
	select {
	case <-g.closed:
		return g.err
	case <-g.life.patience.Done():
		return context.Cause(g.life.patience)
	}
}
