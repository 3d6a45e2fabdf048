// Package mock is the component that keeps what it is sent, for tests of routes.
package mock

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/exchangelog"
	"github.com/dromedary-go/dromedary/components/internal/received"
)

// Component answers mock: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme:  "mock",
	Title:   "Keeps what it is sent, for tests of routes.",
	Syntax:  "mock:name",
	Lenient: true, // an option that it does not know parts one mock from another
}, build)

// Options of mock: URIs.
type Options struct {
	Name          string `camel:"name,path,required" doc:"Name of the mock."`
	ExpectedCount int    `camel:"expectedCount" default:"-1" doc:"Number of messages that are expected; a test fails with fewer or more. With -1 any number will do."`
	RetainFirst   int    `camel:"retainFirst" default:"-1" doc:"Number of messages that are kept from the first on. With -1 all are, unless retainLast is set."`
	RetainLast    int    `camel:"retainLast" default:"-1" doc:"Number of messages that are kept up to the last. With -1 all are, unless retainFirst is set."`
	Log           bool   `camel:"log" default:"false" doc:"Logs each message."`
	ReportGroup   int64  `camel:"reportGroup" doc:"Logs the throughput after each group of so many messages."`
}

// box is what one mock keeps. All endpoints of one URI share it.
type box struct {
	*received.Box
	mu       sync.Mutex
	expected int
	used     bool // an endpoint was made of it; else somebody only asked
}

// boxes are the mocks of one engine, by name: what stands behind mock: in the URI, with the options. So mock:a and
// mock:a?retainFirst=1 are two, as in Camel.
type boxes struct {
	mu     sync.Mutex
	byName map[string]*box
}

type boxesKey struct{}

func all(ctx *components.Context) *boxes {
	return components.Shared(ctx, boxesKey{}, func() *boxes { return &boxes{byName: map[string]*box{}} })
}

func (b *boxes) box(name string) *box {
	b.mu.Lock()
	defer b.mu.Unlock()
	m, ok := b.byName[name]
	if !ok {
		m = &box{Box: received.New(), expected: -1}
		b.byName[name] = m
	}
	return m
}

type endpoint struct {
	*Options
	*box
	uri        string
	log        *slog.Logger
	throughput *exchangelog.Throughput
}

// escaped are the characters that Camel writes as an escape in URIs.
var escaped = strings.NewReplacer(" ", "%20", "\"", "%22", "<", "%3C", ">", "%3E", "{", "%7B", "|", "%7C", "}", "%7D", "\\", "%5C", "^", "%5E", "[", "%5B", "]", "%5D", "`", "%60")

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	name := escaped.Replace(strings.TrimPrefix(uri, "mock://"))
	uri = "mock://" + name
	e := &endpoint{Options: o, box: all(ctx).box(name), uri: uri, log: ctx.Log().With(slog.String("logger", "mock:"+o.Name))}
	if o.ReportGroup > 0 {
		e.throughput = exchangelog.NewThroughput(ctx.Now)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.used = true
	e.expected = o.ExpectedCount
	ctx.Record("mock:"+name, e.box)
	return e, nil
}

func (e *endpoint) URI() string { return e.uri }

// Producer makes what keeps the messages. Closing it changes nothing.
func (e *endpoint) Producer() (components.Producer, error) { return e, nil }

func (e *endpoint) Close() error { return nil }

// shown is how Camel shows what a mock receives.
var shown = func() exchangelog.Format {
	f := exchangelog.DefaultFormat
	f.ShowExchangeID = true
	return f
}()

// Process keeps a copy of ex as it is now.
func (e *endpoint) Process(ex *components.Exchange) error {
	n := e.Keep(ex, e.RetainFirst, e.RetainLast)
	if e.Log {
		e.log.Info(fmt.Sprintf("mock:%s received #%d -> %s", e.Name, n, shown.Text(ex)))
	}
	if e.throughput != nil {
		if line := e.throughput.Add(e.ReportGroup); line != "" {
			e.log.Info(line)
		}
	}
	return nil
}

// Received answers what arrived at a mock and was kept, in order. The name is what stands behind mock: in the URI, with the
// options in the order of their names. What is answered are copies, as the exchanges were when they arrived. Bodies
// are the same values, so a step that changes a list or map in place changes it here too, as in Camel.
func Received(ctx *components.Context, name string) []*components.Exchange {
	return all(ctx).box(name).Received()
}

// Count answers how many messages arrived at a mock, kept or not.
func Count(ctx *components.Context, name string) int {
	return all(ctx).box(name).Count()
}

// Names lists the mocks that endpoints were made of, as [Received] takes them, sorted.
func Names(ctx *components.Context) []string {
	a := all(ctx)
	a.mu.Lock()
	defer a.mu.Unlock()
	names := make([]string, 0, len(a.byName))
	for name, b := range a.byName {
		b.mu.Lock()
		if b.used {
			names = append(names, name)
		}
		b.mu.Unlock()
	}
	slices.Sort(names)
	return names
}

// Wait waits until n messages have arrived at a mock. When wait ends first the error says how many there are.
func Wait(wait context.Context, ctx *components.Context, name string, n int) error {
	b := all(ctx).box(name)
	for {
		count, changed := b.Watch()
		if count >= n {
			return nil
		}
		select {
		case <-changed:
		case <-wait.Done():
			return fmt.Errorf("mock:%s received %d of %d messages: %w", name, count, n, context.Cause(wait))
		}
	}
}

// Unsatisfied answers an error that names every mock whose expectedCount is not what arrived, nil where there is none.
func Unsatisfied(ctx *components.Context) error {
	var errs []error
	for _, name := range Names(ctx) {
		b := all(ctx).box(name)
		b.mu.Lock()
		if count := b.Count(); b.expected >= 0 && b.expected != count {
			errs = append(errs, fmt.Errorf("mock://%s Received message count. Expected: <%d> but was: <%d>", name, b.expected, count))
		}
		b.mu.Unlock()
	}
	return errors.Join(errs...)
}
