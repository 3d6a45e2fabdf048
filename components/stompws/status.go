package stompws

import (
	"bytes"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/stomp"
)

// statusFeed publishes the engine's state on the status topic, while somebody is subscribed.
type statusFeed struct {
	hub     *hub
	mu      sync.Mutex
	running bool
}

// wake starts the feed where it is not running: a first page gets the state at once, later ones get the last by replay.
func (s *statusFeed) wake() {
	if s.hub.ctx.Status == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.running {
		s.running = true
		s.hub.workers.Go(s.run)
	}
}

// statusEvery is the most looks at an unchanged state between two messages, so that a page knows the server lives.
const statusEvery = 5

func (s *statusFeed) run() {
	ticker := time.NewTicker(s.hub.options.StatusPeriod)
	defer ticker.Stop()
	var last []byte
	for unchanged := 0; s.wanted(); unchanged++ {
		state := s.hub.ctx.Status()
		if body, same := s.encode(state); body != nil {
			if !bytes.Equal(same, last) || unchanged >= statusEvery {
				s.publish(body)
				last, unchanged = same, 0
			}
		}
		select {
		case <-s.hub.done:
			return
		case <-ticker.C:
		}
	}
}

// wanted tells whether somebody is subscribed. Where nobody is, what was kept for replay is dropped, since it goes stale.
func (s *statusFeed) wanted() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.hub.topics.find(s.hub.options.StatusTopic, false)
	if t == nil {
		s.running = false
		return false
	}
	if s.running = len(t.groups) > 0; !s.running {
		t.forget(len(t.kept))
	}
	s.hub.topics.release(t)
	return s.running
}

// encode answers the state as JSON, and without its time for comparing.
func (s *statusFeed) encode(state *components.Map) (body, same []byte) {
	body, err := components.EncodeJSON(state)
	if err != nil {
		s.hub.log().Error("state of the routes cannot be sent to pages", "error", err)
		return nil, nil
	}
	timeless := state.Copy()
	timeless.Remove("time")
	same, _ = components.EncodeJSON(&timeless) // it holds nothing that body does not
	return body, same
}

func (s *statusFeed) publish(body []byte) {
	s.hub.publish(&message{
		destination: s.hub.options.StatusTopic, body: body, size: len(body), text: true,
		headers: stomp.Headers{{Name: "content-type", Value: "application/json"}},
	}, 1)
}
