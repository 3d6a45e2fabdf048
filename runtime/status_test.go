package runtime

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

// healthy is an endpoint that tells of its health.
type healthy struct {
	*endpoint
	health func() components.Health
}

func (h healthy) Health() components.Health { return h.health() }

// shown answers the status as JSON, without what changes with time.
func shown(t *testing.T, e *Engine) string {
	t.Helper()
	m := e.Status()
	if at, err := time.Parse(time.RFC3339Nano, m.Value("time").(string)); err != nil || time.Since(at).Abs() > time.Minute {
		t.Errorf("time: %v, %v", m.Value("time"), err)
	}
	m.Set("time", "")
	b, err := components.EncodeJSON(m)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestStatusAndHealth(t *testing.T) {
	up := components.Health{Up: true, Detail: components.NewMap("polls", 3)}
	cats := healthy{feedOf(nil), func() components.Health { return up }}
	dogs := feedOf(nil)
	e := engineOf(t, nil, []string{"camel.server.enabled=true", "camel.server.port=0", "camel.main.name=pets"},
		routeOf("cats", cats, nothing), routeOf("dogs", dogs, nothing))
	if s := shown(t, e); !strings.Contains(s, `"state":"down","routes":[{"id":"cats","from":"feed://test","state":"waiting"`) {
		t.Errorf("before the start: %s", s)
	}
	start(t, e)
	want := `{"v":1,"time":"","name":"pets","state":"up","routes":[` +
		`{"id":"cats","from":"feed://test","state":"started","reason":"","total":0,"failed":0,"inflight":0,"health":{"polls":3}},` +
		`{"id":"dogs","from":"feed://test","state":"started","reason":"","total":0,"failed":0,"inflight":0}]}`
	if got := shown(t, e); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	answer, body := get(t, e, "q/health")
	want = `{"status":"UP","checks":[{"name":"context","status":"UP","data":{"name":"pets"}},` +
		`{"name":"route:cats","status":"UP","data":{"route.id":"cats","from":"feed://test","state":"started","polls":3}},` +
		`{"name":"route:dogs","status":"UP","data":{"route.id":"dogs","from":"feed://test","state":"started"}}]}` + "\n"
	if answer.StatusCode != 200 || body != want || answer.Header.Get("Content-Type") != "application/json" || answer.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("got %d %v\n%s\nwant %s", answer.StatusCode, answer.Header, body, want)
	}

	dogs.rc.Trouble(errors.New("no answer"))
	if got := shown(t, e); !strings.Contains(got, `"state":"degraded"`) || !strings.Contains(got, `"state":"started","reason":"no answer"`) {
		t.Errorf("got %s", got)
	}
	for path, want := range map[string]int{"q/health": 503, "q/health/ready": 503, "q/health/live": 200} {
		if answer, body := get(t, e, path); answer.StatusCode != want || strings.Contains(body, `"reason":"no answer"`) != (want == 503) {
			t.Errorf("/%s: %d %s", path, answer.StatusCode, body)
		}
	}
	up = components.Health{Reason: "asleep"}
	if got := shown(t, e); !strings.Contains(got, `"state":"down"`) || !strings.Contains(got, `"reason":"asleep"`) {
		t.Errorf("got %s", got)
	}
	stop(t, e)
	if got := shown(t, e); !strings.Contains(got, `"state":"down"`) || !strings.Contains(got, `"state":"stopped"`) {
		t.Errorf("after the stop: %s", got)
	}
}

func TestRouteWhoseTargetIsAwayIsNotUp(t *testing.T) {
	send := make(chan *components.Exchange)
	s := &server{down: errAway}
	e := engineWith(t, nil, nil, func(env *routes.Environment) []*routes.Route {
		to := env.Producer("cat://a", s.target("cat://a"))
		return []*routes.Route{routeOf("cats", feedOf(send), to.Process, "cat://a", "cat://dynamic"), routeOf("dogs", feedOf(nil), nothing)}
	})
	start(t, e)
	done := make(chan error)
	ex := components.NewExchange(context.Background(), nil)
	ex.OnCompletion(func(_ *components.Exchange, err error) { done <- err })
	send <- ex
	if err := <-done; !errors.Is(err, components.ErrConnection) {
		t.Errorf("got %v", err)
	}
	if r := e.Routes()[0]; r.Up || r.Reason != "cannot send to cat://a: connection refused: not connected" {
		t.Errorf("got %+v", r)
	}
	if got := shown(t, e); !strings.Contains(got, `"state":"degraded"`) {
		t.Errorf("got %s", got)
	}
	stop(t, e)
}
