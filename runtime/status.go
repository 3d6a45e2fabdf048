package runtime

import (
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// The states of an engine as a whole.
const (
	Up       = "up"       // every route that should work does
	Degraded = "degraded" // some do
	Down     = "down"     // none does, or the engine is not running
)

// RouteStatus is the state of a route at one moment.
type RouteStatus struct {
	ID   string
	From string // the source's URI as shown
	// State is Waiting, Started, Reconnecting, Stopped or Failed; Reason says why, where that is not as it should be.
	State, Reason string
	// Up is false while the route should work and cannot, or can only in part.
	Up bool
	// Total counts the exchanges that are through, Failed those of them that failed, InFlight those under way.
	Total, Failed, InFlight int64
	// Health is the detail that the source tells of itself; it may be nil.
	Health *components.Map
}

// Routes answers the state of every route, in the order of the files.
func (e *Engine) Routes() []RouteStatus {
	list := make([]RouteStatus, len(e.routes))
	for i, r := range e.routes {
		list[i] = r.status()
	}
	return list
}

func (r *route) status() RouteStatus {
	s := RouteStatus{
		ID: r.ID, From: r.From.URI(), Total: r.total.Load(), Failed: r.failed.Load(), InFlight: int64(r.working.count()),
	}
	s.State, s.Reason, s.Up = r.state.get()
	if h, ok := r.From.(components.Healthy); ok {
		health := h.Health()
		s.Health = health.Detail
		if s.State == Started && !health.Up && s.Up {
			s.Up, s.Reason = false, health.Reason
		}
	}
	if s.State == Waiting && !r.AutoStartup {
		s.Up = true // as it was asked for
	}
	if s.State == Started && s.Up {
		if err := r.engine.producers.trouble(r.Targets); err != nil {
			s.Up, s.Reason = false, err.Error()
		}
	}
	return s
}

// overall answers the engine's state, given its routes'.
func (e *Engine) overall(list []RouteStatus) string {
	if !e.running() {
		return Down
	}
	up, bad := 0, 0
	for _, s := range list {
		switch {
		case !s.Up:
			bad++
		case s.State == Started:
			up++
		}
	}
	switch {
	case bad == 0:
		return Up
	case up == 0:
		return Down
	}
	return Degraded
}

// Status answers the state of the engine and its routes, ready for JSON: v (of this shape: 1), time, name, state and
// routes, each with id, from, state, reason, total, failed, inflight and, where its source tells more, health.
func (e *Engine) Status() *components.Map {
	list := e.Routes()
	all := make([]any, len(list))
	for i, s := range list {
		m := components.NewMap("id", s.ID, "from", s.From, "state", s.State, "reason", s.Reason,
			"total", s.Total, "failed", s.Failed, "inflight", s.InFlight)
		if s.Health != nil {
			m.Set("health", s.Health)
		}
		all[i] = m
	}
	return components.NewMap("v", 1, "time", e.context.Now().UTC().Format(time.RFC3339Nano), "name", e.context.Name,
		"state", e.overall(list), "routes", all)
}
