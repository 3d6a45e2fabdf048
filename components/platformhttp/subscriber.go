package platformhttp

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// Subscriber makes what answers requests with one route. A second route of the same URI is refused.
func (e *endpoint) Subscriber(rc *components.RouteContext) (message.Subscriber, string, error) {
	if err := e.router.claim(e.uri, rc.RouteID); err != nil {
		return nil, "", err
	}
	limit, err := bodyLimit(rc.Context)
	if err != nil {
		return nil, "", err
	}
	h := &handler{endpoint: e, limit: limit, ready: make(chan struct{}, 1)}
	return &subscriber{components.NewFeed(h.run), h}, e.Path, nil
}

type subscriber struct {
	feed message.Subscriber
	*handler
}

// Subscribe returns when requests are answered.
func (s *subscriber) Subscribe(ctx context.Context, topic string) (<-chan *message.Message, error) {
	messages, err := s.feed.Subscribe(ctx, topic)
	if err == nil {
		<-s.ready
	}
	return messages, err
}

// Close ends the subscription and gives the URI free.
func (s *subscriber) Close() error {
	defer s.router.release(s.uri)
	return s.feed.Close()
}

// handler turns requests into exchanges of its route, and these into replies.
type handler struct {
	*endpoint
	limit int64
	ready chan struct{} // gets a token from each subscription
}

func (h *handler) run(ctx context.Context, out *components.Outlet) {
	b := &binding{endpoint: h.endpoint, serve: func(w http.ResponseWriter, r *http.Request, path string, values []string) {
		h.serve(w, r, path, values, out)
	}}
	h.router.add(b)
	defer h.router.remove(b)
	h.ready <- struct{}{}
	<-ctx.Done()
}

func (h *handler) serve(w http.ResponseWriter, r *http.Request, path string, values []string, out *components.Outlet) {
	ex := components.NewExchange(r.Context(), nil)
	ex.Pattern = components.InOut
	h.headers(ex, r, path, values)
	if err := h.body(ex, w, r); err != nil {
		refuse(w, err)
		return
	}
	if h.RequestTimeout > 0 {
		h.serveInTime(w, ex, out)
		return
	}
	err := out.Process(ex)
	h.answer(w, ex, err)
}

// serveInTime answers 503 where the route takes too long. The exchange belongs to the route until it is through.
func (h *handler) serveInTime(w http.ResponseWriter, ex *components.Exchange, out *components.Outlet) {
	outcome := make(chan error, 1)
	go func() { outcome <- out.Process(ex) }()
	limit := time.NewTimer(h.RequestTimeout)
	defer limit.Stop()
	select {
	case err := <-outcome:
		h.answer(w, ex, err)
	case <-limit.C:
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
	}
}

func (h *handler) answer(w http.ResponseWriter, ex *components.Exchange, err error) {
	if errors.Is(err, components.ErrStopping) {
		http.Error(w, http.StatusText(http.StatusServiceUnavailable), http.StatusServiceUnavailable)
		return
	}
	h.reply(w, ex, err)
}
