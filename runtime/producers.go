package runtime

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// errClosed is what a producer answers once the engine has stopped.
var errClosed = errors.New("the engine has stopped")

// producers keeps one producer for each URI, shared by all steps and routes that send there.
type producers struct {
	log *slog.Logger
	ctx context.Context // ends with the engine
	end context.CancelFunc
	// background counts what opens and closes producers beside the senders.
	background tally

	mu    sync.Mutex
	byURI map[string]*producer // by URI and what it does not show
}

func newProducers(log *slog.Logger) *producers {
	p := &producers{log: log, byURI: map[string]*producer{}}
	p.ctx, p.end = context.WithCancel(context.Background())
	return p
}

// get answers the producer for a target; it opens nothing. Whoever gets it may close it: the last one ends it. (Steps keep
// theirs; toD closes the one that it used least recently.)
func (ps *producers) get(uri string, target components.Target) components.Producer {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	key := uri
	if secret, ok := target.(components.Secretive); ok { // what is not shown makes another target all the same
		key += "\x00" + secret.Secrets()
	}
	p := ps.byURI[key]
	if p == nil {
		p = newProducer(ps, uri, target)
		p.key = key
		ps.byURI[key] = p
	}
	p.holders++
	return p
}

// release takes one holder off; it answers whether that was the last.
func (ps *producers) release(p *producer) bool {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	if p.holders--; p.holders > 0 || ps.byURI[p.key] != p {
		return false
	}
	delete(ps.byURI, p.key)
	return true
}

// beside runs f in the background.
func (ps *producers) beside(f func()) {
	ps.background.add(1)
	go func() {
		defer ps.background.add(-1)
		f()
	}()
}

// find answers the producers that are kept for some URIs, nil for those without. Of [components.Secretive] ones it knows nothing.
func (ps *producers) find(uris []string) []*producer {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	found := make([]*producer, len(uris))
	for i, uri := range uris {
		found[i] = ps.byURI[uri]
	}
	return found
}

// trouble answers why one of the targets cannot be sent to, nil where all can as far as is known.
func (ps *producers) trouble(uris []string) error {
	for _, p := range ps.find(uris) {
		if p == nil {
			continue
		}
		if err := p.trouble(); err != nil {
			return err
		}
	}
	return nil
}

// close closes all producers. Those that use one get an error from then on. It waits until ctx ends for connections
// that are being made.
func (ps *producers) close(ctx context.Context) error {
	ps.end()
	_ = ps.background.wait(ctx) // what comes later is closed by who opens it
	ps.mu.Lock()
	all := ps.byURI
	ps.byURI = map[string]*producer{}
	ps.mu.Unlock()
	var errs []error
	for _, p := range all {
		errs = append(errs, p.close())
	}
	return errors.Join(errs...)
}
