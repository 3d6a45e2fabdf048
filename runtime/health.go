package runtime

import (
	"net/http"

	"github.com/dromedary-go/dromedary/components"
)

// The health checks, in the format of MicroProfile Health as Camel answers it: 200 where the status is UP, else 503.
//
//	/q/health        everything
//	/q/health/live   the process works: restarting it would not help where this is UP
//	/q/health/ready  all routes work
func (e *Engine) serveHealth() {
	e.http.Handle("/q/health", http.HandlerFunc(e.answerReady))
	e.http.Handle("/q/health/ready", http.HandlerFunc(e.answerReady))
	e.http.Handle("/q/health/live", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		answerHealth(w, true, []any{})
	}))
}

func (e *Engine) answerReady(w http.ResponseWriter, _ *http.Request) {
	list := e.Routes()
	up := e.running()
	checks := []any{components.NewMap("name", "context", "status", statusWord(up), "data", components.NewMap("name", e.context.Name))}
	for _, s := range list {
		up = up && s.Up
		data := components.NewMap("route.id", s.ID, "from", s.From, "state", s.State)
		if s.Reason != "" {
			data.Set("reason", s.Reason)
		}
		for k, v := range s.Health.All() {
			data.Set(k, v)
		}
		checks = append(checks, components.NewMap("name", "route:"+s.ID, "status", statusWord(s.Up), "data", data))
	}
	answerHealth(w, up, checks)
}

func answerHealth(w http.ResponseWriter, up bool, checks []any) {
	body, err := components.EncodeJSON(components.NewMap("status", statusWord(up), "checks", checks))
	if err != nil {
		http.Error(w, "The state cannot be written as JSON.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if !up {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_, _ = w.Write(append(body, '\n')) // who does not read the answer misses it
}

func statusWord(up bool) string {
	if up {
		return "UP"
	}
	return "DOWN"
}
