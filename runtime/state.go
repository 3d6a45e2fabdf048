package runtime

import (
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// The states of a route.
const (
	Waiting      = "waiting"      // not started yet, or not to be started
	Started      = "started"      // it reads
	Reconnecting = "reconnecting" // its source is lost; it is tried again and again
	Stopped      = "stopped"      // the engine stopped it, or its source is at its end
	Failed       = "failed"       // its source cannot go on
)

// routeState is what is known of a route. Each change is logged once.
type routeState struct {
	route string
	log   *slog.Logger

	mu     sync.Mutex
	state  string // "" is Waiting
	reason string
	ill    string // a failure that the source survives by itself
	over   bool   // the source has ended for good
}

func (s *routeState) get() (state, reason string, up bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch s.state {
	case "":
		return Waiting, s.reason, false
	case Started:
		return Started, s.ill, s.ill == ""
	}
	return s.state, s.reason, s.state == Stopped
}

func (s *routeState) hasEnded() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.over
}

// reading is told each time that the source is subscribed.
func (s *routeState) reading() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return
	}
	if s.state == Reconnecting {
		s.log.Info(fmt.Sprintf("route %s: reading again", s.route), "route", s.route)
	}
	s.state, s.reason = Started, ""
}

// lost is told of each attempt to subscribe that failed.
func (s *routeState) lost(err error, pause time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return
	}
	reason := err.Error()
	if s.state != Reconnecting || s.reason != reason {
		s.log.Warn(fmt.Sprintf("route %s: %s; trying again in %s", s.route, reason, pause.Round(100*time.Millisecond)), "route", s.route)
	}
	s.state, s.reason = Reconnecting, reason
}

// trouble is [components.RouteContext.Trouble].
func (s *routeState) trouble(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ill := ""
	if err != nil {
		ill = err.Error()
	}
	if s.over || ill == s.ill {
		return
	}
	s.ill = ill
	if ill == "" {
		s.log.Info(fmt.Sprintf("route %s: works again", s.route), "route", s.route)
		return
	}
	s.log.Warn(fmt.Sprintf("route %s: %s", s.route, ill), "route", s.route)
}

// end is [components.RouteContext.End].
func (s *routeState) end(reason error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return
	}
	s.over, s.state, s.ill = true, Stopped, ""
	if reason == nil {
		s.reason = "all is read"
		s.log.Info(fmt.Sprintf("route %s has ended: all is read", s.route), "route", s.route)
		return
	}
	s.state, s.reason = Failed, reason.Error()
	s.log.Error(fmt.Sprintf("route %s has stopped: %s", s.route, s.reason), "route", s.route)
}

// stopped is told when the engine has stopped the route.
func (s *routeState) stopped() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.over {
		s.over, s.state, s.reason, s.ill = true, Stopped, "", ""
	}
}
