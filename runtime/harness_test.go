package runtime

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

// logbook keeps what is logged: level, message and attributes in one line each.
type logbook struct {
	mu    *sync.Mutex
	lines *[]string
	attrs string
}

func newLogbook() *logbook { return &logbook{mu: &sync.Mutex{}, lines: &[]string{}} }

func (l *logbook) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelInfo }

func (l *logbook) Handle(_ context.Context, r slog.Record) error {
	line := r.Level.String() + " " + r.Message + l.attrs
	r.Attrs(func(a slog.Attr) bool {
		line += " " + a.String()
		return true
	})
	l.mu.Lock()
	defer l.mu.Unlock()
	*l.lines = append(*l.lines, line)
	return nil
}

func (l *logbook) WithAttrs(attrs []slog.Attr) slog.Handler {
	c := *l
	for _, a := range attrs {
		c.attrs += " " + a.String()
	}
	return &c
}

func (l *logbook) WithGroup(string) slog.Handler { return l }

func (l *logbook) all() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(*l.lines)
}

// with answers the lines that contain text.
func (l *logbook) with(text string) []string {
	return slices.DeleteFunc(l.all(), func(line string) bool { return !strings.Contains(line, text) })
}

// endpoint is a source and target that a test makes up.
type endpoint struct {
	uri         string
	subscriber  message.Subscriber
	rc          *components.RouteContext
	concurrency int
	produce     func(ex *components.Exchange) error
	open        func() (components.Producer, error)
}

func (e *endpoint) URI() string      { return e.uri }
func (e *endpoint) Concurrency() int { return e.concurrency }

func (e *endpoint) Subscriber(rc *components.RouteContext) (message.Subscriber, string, error) {
	e.rc = rc
	return e.subscriber, "topic", nil
}

func (e *endpoint) Producer() (components.Producer, error) {
	if e.open != nil {
		return e.open()
	}
	return &sender{process: e.produce}, nil
}

// sender is a producer that a test makes up.
type sender struct {
	process func(ex *components.Exchange) error
	closed  func()
}

func (s *sender) Process(ex *components.Exchange) error { return s.process(ex) }

func (s *sender) Close() error {
	if s.closed != nil {
		s.closed()
	}
	return nil
}

// inline is an endpoint as direct: makes them.
type inline struct {
	link string
	mu   sync.Mutex
	call func(*components.Exchange) error
}

func (e *inline) URI() string  { return "inline://" + e.link }
func (e *inline) Link() string { return "inline:" + e.link }

func (e *inline) Bind(process func(*components.Exchange) error) (func(), error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.call = process
	return func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.call = nil
	}, nil
}

func (e *inline) bound() func(*components.Exchange) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.call
}

// feedOf is a source that hands over what send gets, until the subscription ends.
func feedOf(send chan *components.Exchange) *endpoint {
	return &endpoint{uri: "feed://test", subscriber: components.NewFeed(func(ctx context.Context, out *components.Outlet) {
		for {
			select {
			case ex := <-send:
				_ = out.Send(ex)
			case <-ctx.Done():
				return
			}
		}
	})}
}

func routeOf(id string, from components.Endpoint, process routes.Processor, targets ...string) *routes.Route {
	return &routes.Route{ID: id, From: from, AutoStartup: true, Process: process, Targets: targets}
}

// engineOf makes an engine of routes, without route files. Properties are key=value.
func engineOf(t *testing.T, log *logbook, properties []string, list ...*routes.Route) *Engine {
	t.Helper()
	return engineWith(t, log, properties, func(*routes.Environment) []*routes.Route { return list })
}

func engineWith(t *testing.T, log *logbook, properties []string, load func(*routes.Environment) []*routes.Route) *Engine {
	t.Helper()
	p := routes.NewProperties()
	p.Env = func(string) (string, bool) { return "", false }
	for _, property := range properties {
		key, value, _ := strings.Cut(property, "=")
		p.Set(key, value)
	}
	cfg := Config{Properties: p, Version: "1.2.3", Files: []routes.File{{Name: "some/cats.yaml"}}}
	if log != nil {
		cfg.Logger = slog.New(log)
	}
	e, diags, err := compile(cfg, func(env *routes.Environment) (*routes.Program, routes.Diagnostics) {
		return &routes.Program{Routes: load(env)}, nil
	})
	if err != nil || diags.HasErrors() {
		t.Fatal(err, diags)
	}
	return e
}

func start(t *testing.T, e *Engine) {
	t.Helper()
	if err := e.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func stop(t *testing.T, e *Engine) {
	t.Helper()
	if err := e.Stop(context.Background()); err != nil {
		t.Fatal(err)
	}
}
