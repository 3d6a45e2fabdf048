package runtime

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// producer is what steps hold of a target: it opens the component's producer when it is first used and, after its
// connection was lost, again in the background with backoff. Until that works sends fail at once. One is shared by all that
// send to its URI.
type producer struct {
	all     *producers
	uri     string
	key     string // in all
	target  components.Target
	holders int // guarded by all.mu

	open    atomic.Pointer[openProducer]
	use     sync.RWMutex // held for reading while sending
	retired atomic.Bool  // the last holder has closed it
	// inline is what calls another route, nil for other targets: there is no connection to look after.
	inline components.Producer

	opening chan struct{} // full while opening, which may take as long as the network does
	mu      sync.Mutex    // guards what follows
	lost    error         // why it is not open although it was wanted
	closed  bool
}

func newProducer(all *producers, uri string, target components.Target) *producer {
	p := &producer{all: all, uri: uri, target: target, opening: make(chan struct{}, 1)}
	if _, ok := target.(components.Inline); ok {
		p.inline, _ = target.Producer()
	}
	return p
}

type openProducer struct{ components.Producer }

// Process sends an exchange.
func (p *producer) Process(ex *components.Exchange) error {
	if p.inline != nil {
		return p.inline.Process(ex)
	}
	if p.retired.Load() || !p.enter() { // closed between being got and being used: another takes over
		other := p.all.get(p.uri, p.target)
		defer other.Close()
		return other.Process(ex)
	}
	defer p.use.RUnlock()
	open := p.open.Load()
	if open == nil {
		var err error
		if open, err = p.connect(ex); err != nil {
			return err
		}
	}
	err := open.Process(ex)
	// An error that a step of another route gave (direct:, or seda: with a reply) tells nothing about this connection.
	if err != nil && errors.Is(err, components.ErrConnection) && failedStep(err) == nil {
		p.reconnect(open, err)
	}
	return err
}

// enter begins a use, unless the producer has been retired.
func (p *producer) enter() bool {
	p.use.RLock()
	if p.retired.Load() {
		p.use.RUnlock()
		return false
	}
	return true
}

// Close gives the producer back. After the last holder it is closed as soon as nobody sends through it.
func (p *producer) Close() error {
	if !p.all.release(p) {
		return nil
	}
	p.retired.Store(true)
	p.all.beside(func() {
		p.use.Lock()
		defer p.use.Unlock()
		if err := p.close(); err != nil {
			p.all.log.Warn(err.Error())
		}
	})
	return nil
}

// connect opens the producer for its first use. Several senders wait for one attempt.
func (p *producer) connect(ctx context.Context) (*openProducer, error) {
	select {
	case p.opening <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	defer func() { <-p.opening }()
	if open := p.open.Load(); open != nil {
		return open, nil
	}
	if err := p.unusable(); err != nil {
		return nil, err
	}
	open, err := p.make()
	if err == nil && !p.keep(open) {
		err = errClosed
	}
	if err != nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		if !p.closed {
			p.begin(err, nil)
		}
		return nil, err
	}
	return open, nil
}

// unusable answers why nothing can be sent and no attempt to open is to be made now.
func (p *producer) unusable() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return errClosed
	}
	return p.lost
}

// keep makes open the one to use, or closes it where the producer has been closed meanwhile.
func (p *producer) keep(open *openProducer) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed || p.all.ctx.Err() != nil {
		_ = guard(open.Close)
		return false
	}
	p.lost = nil
	p.open.Store(open)
	return true
}

func (p *producer) make() (*openProducer, error) {
	var inner components.Producer
	err := guard(func() (err error) {
		inner, err = p.target.Producer()
		return err
	})
	if err != nil {
		return nil, err
	}
	return &openProducer{inner}, nil
}

// reconnect replaces a producer whose connection is lost, unless somebody else is about it already.
func (p *producer) reconnect(broken *openProducer, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closed && p.open.CompareAndSwap(broken, nil) {
		p.begin(err, broken)
	}
}

// begin starts to reopen in the background, at once after a loss, after a pause where opening failed. p.mu is held.
func (p *producer) begin(err error, broken *openProducer) {
	p.lost = fmt.Errorf("cannot send to %s: %w", p.uri, err)
	var pauses backoff
	pause := time.Duration(0)
	if broken == nil {
		pause = pauses.next()
	}
	p.warn(pause)
	p.all.beside(func() {
		if broken != nil {
			_ = guard(broken.Close) // the connection is gone: its error tells nothing new
		}
		p.reopen(pause, pauses)
	})
}

func (p *producer) reopen(pause time.Duration, pauses backoff) {
	for {
		select {
		case <-time.After(pause):
		case <-p.all.ctx.Done():
			return
		}
		open, err := p.make()
		if err == nil {
			if p.keep(open) {
				p.all.log.Info(fmt.Sprintf("connected again to %s", p.uri))
			}
			return
		}
		pause = pauses.next()
		p.mu.Lock()
		if p.closed {
			p.mu.Unlock()
			return
		}
		was := p.lost.Error()
		p.lost = fmt.Errorf("cannot send to %s: %w", p.uri, err)
		if p.lost.Error() != was {
			p.warn(pause)
		}
		p.mu.Unlock()
	}
}

func (p *producer) warn(pause time.Duration) {
	text := "again at once"
	if pause > 0 {
		text = "again in " + pause.Round(100*time.Millisecond).String()
	}
	p.all.log.Warn(fmt.Sprintf("%v; trying %s", p.lost, text))
}

// trouble answers why the target cannot be sent to, as far as is known.
func (p *producer) trouble() error {
	p.mu.Lock()
	lost := p.lost
	p.mu.Unlock()
	if lost != nil {
		return lost
	}
	if h, ok := p.target.(components.Healthy); ok {
		if health := h.Health(); !health.Up {
			return fmt.Errorf("cannot send to %s: %s", p.uri, health.Reason)
		}
	}
	return nil
}

func (p *producer) close() error {
	p.mu.Lock()
	p.closed = true
	open := p.open.Swap(nil)
	p.mu.Unlock()
	if open == nil {
		return nil
	}
	if err := guard(open.Close); err != nil {
		return fmt.Errorf("closing %s: %w", p.uri, err)
	}
	return nil
}
