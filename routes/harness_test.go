package routes

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// harness compiles routes against small components of the test's own: tick: (a source), call: (inline, as direct:) and
// keep: (a target that keeps what it gets).
type harness struct {
	t          *testing.T
	properties *Properties
	beans      []components.BeanType
	alone      bool // only check the files
	log        strings.Builder
	program    *Program
	context    *components.Context
	calls      map[string]func(*components.Exchange) error

	mu   sync.Mutex
	kept map[string][]*components.Exchange
	busy sync.WaitGroup
}

type tickOptions struct {
	Name   string        `camel:"name,path,required"`
	Period time.Duration `camel:"period" default:"1s"`
	Token  string        `camel:"token,secret"`
}

type tick struct{ uri string }

func (e tick) URI() string { return e.uri }
func (e tick) Subscriber(*components.RouteContext) (message.Subscriber, string, error) {
	return nil, "", errors.New("not in this test")
}

type nameOptions struct {
	Name string `camel:"name,path,required"`
	Fail string `camel:"fail"`
}

type inline struct {
	h    *harness
	uri  string
	name string
}

func (e *inline) URI() string                            { return e.uri }
func (e *inline) Link() string                           { return "call:" + e.name }
func (e *inline) Producer() (components.Producer, error) { return e, nil }
func (e *inline) Process(ex *components.Exchange) error  { return e.h.calls[e.name](ex) }
func (e *inline) Close() error                           { return nil }
func (e *inline) Bind(func(*components.Exchange) error) (func(), error) {
	return func() {}, nil
}

type keep struct {
	h         *harness
	uri, name string
	fail      string
}

func (e *keep) URI() string                            { return e.uri }
func (e *keep) Producer() (components.Producer, error) { return e, nil }
func (e *keep) Close() error                           { return nil }
func (e *keep) Process(ex *components.Exchange) error {
	e.h.mu.Lock()
	defer e.h.mu.Unlock()
	e.h.kept[e.name] = append(e.h.kept[e.name], ex.Clone())
	switch e.fail {
	case "":
		return nil
	case "panic":
		panic("keep was told to")
	}
	return components.NewException(components.IOException, e.fail)
}

func newHarness(t *testing.T) *harness {
	p := NewProperties()
	p.Env = func(string) (string, bool) { return "", false }
	return &harness{t: t, properties: p, calls: map[string]func(*components.Exchange) error{}, kept: map[string][]*components.Exchange{}}
}

func (h *harness) load(files ...File) (*Program, Diagnostics) {
	logger := slog.New(slog.NewTextHandler(&h.log, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
	env := &Environment{
		Components: []components.Component{
			components.Of(components.Info{Scheme: "tick", Syntax: "tick:name"}, func(_ *components.Context, uri string, _ *tickOptions) (components.Endpoint, error) {
				return tick{uri}, nil
			}),
			components.Of(components.Info{Scheme: "call", Syntax: "call:name"}, func(_ *components.Context, uri string, o *nameOptions) (components.Endpoint, error) {
				return &inline{h, uri, o.Name}, nil
			}),
			components.Of(components.Info{Scheme: "keep", Syntax: "keep:name"}, func(_ *components.Context, uri string, o *nameOptions) (components.Endpoint, error) {
				return &keep{h, uri, o.Name, o.Fail}, nil
			}),
		},
		Properties: h.properties, Beans: h.beans, Alone: h.alone,
		Context: &components.Context{Logger: logger, Property: h.properties.Get},
		Producer: func(_ string, t components.Target) components.Producer {
			p, err := t.Producer()
			if err != nil {
				h.t.Fatal(err)
			}
			return p
		},
		Go: func(f func()) { h.busy.Go(f) },
	}
	p, ds := Load(env, files...)
	h.program, h.context = p, env.Context
	for _, r := range p.Routes {
		if in, ok := r.From.(*inline); ok {
			h.calls[in.name] = r.Process
		}
	}
	return p, ds
}

// start loads one file that must be right.
func (h *harness) start(text string) *harness {
	h.t.Helper()
	if _, ds := h.load(File{"routes.yaml", []byte(text)}); ds.HasErrors() {
		h.t.Fatalf("%v", ds)
	}
	return h
}

// send runs the route that reads call:NAME and waits for what it started beside itself.
func (h *harness) send(name string, body any, headers ...any) (*components.Exchange, error) {
	h.t.Helper()
	ex := components.NewExchange(context.Background(), body)
	for i := 0; i < len(headers); i += 2 {
		ex.Headers.Set(headers[i].(string), headers[i+1])
	}
	err := h.calls[name](ex)
	ex.Complete(err)
	h.busy.Wait()
	return ex, err
}

// bodies are what keep:NAME got, as text with blanks between.
func (h *harness) bodies(name string) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	var all []string
	for _, ex := range h.kept[name] {
		all = append(all, components.Text(ex.Body))
	}
	return strings.Join(all, " ")
}

func (h *harness) want(name, bodies string) {
	h.t.Helper()
	if got := h.bodies(name); got != bodies {
		h.t.Errorf("keep:%s got %q, want %q", name, got, bodies)
	}
}
