package runtime

import (
	"context"
	"errors"
	"net"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

func TestStartAndStopLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := newLogbook()
		away := &endpoint{uri: "cat://away", subscriber: &flaky{attempt: refusing}}
		disabled := routeOf("later", feedOf(nil), nothing)
		disabled.AutoStartup = false
		e := engineOf(t, log, []string{"cat.colour=black", "cat.password=s3cret", "broker=stomp://user:s3cret@host"},
			routeOf("cats", feedOf(nil), nothing), routeOf("dogs", away, nothing), disabled)
		start(t, e)
		stop(t, e)
		text := strings.ReplaceAll(strings.Join(log.all(), "\n"), " logger=dromedary", "")
		text = regexp.MustCompile(`again in [\d.]+m?s`).ReplaceAllString(text, "again in 1s")
		want := `INFO Dromedary 1.2.3 (cats) is starting
INFO Property-placeholders summary
INFO     [command line] cat.colour=black
INFO     [command line] cat.password=xxxxxx
INFO     [command line] broker=stomp://user:xxxxxx@host
WARN route dogs: no cats here; trying again in 1s route=dogs
INFO Routes startup (total:3 started:1 reconnecting:1 disabled:1)
INFO     Started cats (feed://test)
INFO     Reconnecting dogs (cat://away)
INFO     Disabled later (feed://test)
INFO Dromedary 1.2.3 (cats) started in 0s
INFO Dromedary 1.2.3 (cats) is shutting down (timeout:45s)
INFO Routes stopped (total:3)
INFO Dromedary 1.2.3 (cats) shutdown in 0s (uptime:0s)`
		if text != want {
			t.Errorf("got\n%s\nwant\n%s", text, want)
		}
	})
}

func TestSecretsOfPropertiesAreHidden(t *testing.T) {
	e := engineOf(t, nil, nil)
	for _, key := range []string{"x.password", "camel.component.y.bearerToken", "API_KEY", "my.apiKey", "aws.secret", "a.credentials"} {
		if got := e.presentable(key, "v"); got != hidden {
			t.Errorf("%s: %s", key, got)
		}
	}
	for _, key := range []string{"camel.server.port", "token.count", "keyboard"} {
		if got := e.presentable(key, "v"); got != "v" {
			t.Errorf("%s: %s", key, got)
		}
	}
}

func TestDone(t *testing.T) {
	for name, tc := range map[string]struct {
		property string
		messages int
		after    time.Duration
		done     bool
	}{
		"enough messages": {"camel.main.durationMaxMessages=3", 3, 0, true},
		"too few":         {"camel.main.durationMaxMessages=3", 2, time.Hour, false},
		"time is over":    {"camel.main.duration-max-seconds=60", 0, 61 * time.Second, true},
		"time is not":     {"camel.main.durationMaxSeconds=60", 9, 59 * time.Second, false},
		"no limit":        {"camel.main.durationMaxSeconds=-1", 9, time.Hour, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				send := make(chan *components.Exchange)
				e := engineOf(t, nil, []string{tc.property}, routeOf("cats", feedOf(send), nothing))
				start(t, e)
				for range tc.messages {
					send <- components.NewExchange(context.Background(), nil)
				}
				time.Sleep(tc.after)
				synctest.Wait()
				select {
				case <-e.Done():
					if !tc.done {
						t.Error("done")
					}
				default:
					if tc.done {
						t.Error("not done")
					}
				}
				stop(t, e)
			})
		})
	}
}

func TestWrongSettings(t *testing.T) {
	for property, want := range map[string]string{
		"camel.server.port=99999":                                  `property camel.server.port: "99999" is not a whole number from 0 to 65535`,
		"camel.main.shutdownTimeout=soon":                          `property camel.main.shutdownTimeout: "soon" is not a whole number`,
		"camel.server.enabled=maybe":                               `property camel.server.enabled: "maybe" is not true or false`,
		"camel.main.durationMaxMessages=-5":                        `"-5" is not a whole number`,
		"camel.main.durationMaxSeconds=9" + "99999999999999999999": "is not a whole number",
	} {
		p := routes.NewProperties()
		key, value, _ := strings.Cut(property, "=")
		p.Set(key, value)
		_, _, err := New(Config{Properties: p})
		var start *StartError
		if !errors.As(err, &start) || !strings.Contains(start.Msg, want) || start.Hint != "it is set by command line" {
			t.Errorf("%s: got %v", property, err)
		}
	}
}

func TestFailedStartClosesEverything(t *testing.T) {
	broken := errors.New("broken")
	for name, tc := range map[string]struct {
		load func(env *routes.Environment, list []*routes.Route) []*routes.Route
		want string
	}{
		"component": {func(env *routes.Environment, list []*routes.Route) []*routes.Route {
			env.Context.OnStart(func(context.Context) error { return broken })
			return list
		}, "broken"},
		"source": {func(_ *routes.Environment, list []*routes.Route) []*routes.Route {
			return append(list, routeOf("dogs", refusedSource{feedOf(nil), broken}, nothing))
		}, "route dogs cannot start: broken"},
		"no source": {func(_ *routes.Environment, list []*routes.Route) []*routes.Route {
			return append(list, routeOf("dogs", onlyURI("x://y"), nothing))
		}, "route dogs cannot start: one cannot read from x://y"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				stopped := false
				e := engineWith(t, nil, nil, func(env *routes.Environment) []*routes.Route {
					env.Context.OnStop(func(context.Context) error { stopped = true; return nil })
					return tc.load(env, []*routes.Route{routeOf("cats", feedOf(nil), nothing), routeOf("in", &inline{link: "x"}, nothing)})
				})
				if err := e.Start(t.Context()); err == nil || err.Error() != tc.want {
					t.Errorf("got %v", err)
				}
				if !stopped {
					t.Error("the components were not stopped")
				}
				stop(t, e)
			})
		})
	}
}

func TestNewLoadsRouteFiles(t *testing.T) {
	e, diags, err := New(Config{Files: []routes.File{{Name: "x.yaml", Text: []byte("- from:\n    uri: cat:x\n    steps: []\n")}}})
	if err != nil || e != nil || len(diags) == 0 || !strings.Contains(diags[0].Msg, "cat") {
		t.Errorf("got %v, %v, %v", e, diags, err)
	}
}

func TestEnginesShareNothing(t *testing.T) {
	a := engineOf(t, nil, []string{"camel.server.enabled=true", "camel.server.port=0"})
	b := engineOf(t, nil, []string{"camel.server.enabled=true", "camel.server.port=0"})
	start(t, a)
	start(t, b)
	defer stop(t, a)
	stop(t, b)
	if c, err := net.Dial("tcp", strings.Trim(strings.TrimPrefix(a.URL(), "http:"), "/")); err != nil {
		t.Error(err)
	} else {
		c.Close()
	}
}

type onlyURI string

func (o onlyURI) URI() string { return string(o) }

type refusedSource struct {
	*endpoint
	err error
}

func (r refusedSource) Subscriber(*components.RouteContext) (message.Subscriber, string, error) {
	return nil, "", r.err
}

func refusing(context.Context, int) (<-chan *message.Message, error) {
	return nil, errors.New("no cats here")
}
