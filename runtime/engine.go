// Package runtime runs compiled routes on Watermill's router.
//
// An [Engine] is one program: a [message.Router] for each route, whose one handler is the whole chain of steps, behind a
// gate that bounds what is in flight and settles it. The engine owns what routes share (producers, the HTTP server, the
// health), starts readers before writers and stops the other way round, so that nothing that was taken is lost.
package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

// Config says what an engine runs.
type Config struct {
	// Version is the program's, for the log.
	Version string
	// Components are the schemes that routes may use.
	Components []components.Component
	// Beans are the classes whose beans are Go.
	Beans []components.BeanType
	// Files are the route files.
	Files []routes.File
	// Properties configure routes, components and, under camel.main and camel.server, the engine. Nil: the environment's.
	Properties *routes.Properties
	// Stubs are the components that the component stub stands in for.
	Stubs routes.Stubs
	// Alone only checks the files, each by itself, see [routes.Environment]; no engine is made.
	Alone bool
	// Logger is where all goes; nil is silent.
	Logger *slog.Logger
	// Clock answers the time; nil is time.Now.
	Clock func() time.Time
	// Static are the files that classpath: names where the working directory has none; it may be nil.
	Static fs.FS
}

// Engine runs the routes of one program, once. Its methods may be called at any time by any goroutine.
type Engine struct {
	config    Config
	settings  settings
	log       *slog.Logger
	context   *components.Context
	producers *producers
	http      *httpServer
	routes    []*route // as in the files
	flow      *flow
	order     []*route // as started
	besides   *besides
	detaches  bool  // some step lets sources go on before an exchange is done
	sending   tally // what Send has under way

	environment *routes.Environment

	life        lifetime
	giveUp      context.CancelFunc // ends life.work
	leaveBehind context.CancelFunc // ends life.patience

	mu         sync.Mutex // guards phase and began
	phase      phase
	began      time.Time
	abortStart context.CancelFunc
	startDone  chan struct{}
	stopped    chan struct{}

	// What the start leaves for the stop, which waits for it.
	unbinds []func()
	static  io.Closer
	limit   *time.Timer

	through  atomic.Int64
	done     chan struct{}
	finished sync.Once
	forced   sync.Once
}

type phase int

const (
	made phase = iota
	starting
	running
	stopping
)

// New loads and compiles the files. Nothing is opened. The engine is nil where the diagnostics hold an error; an error
// beside them, a [StartError] as a rule, is about the properties or the components.
func New(cfg Config) (*Engine, routes.Diagnostics, error) {
	return compile(cfg, func(env *routes.Environment) (*routes.Program, routes.Diagnostics) {
		return routes.Load(env, cfg.Files...)
	})
}

func compile(cfg Config, load func(*routes.Environment) (*routes.Program, routes.Diagnostics)) (*Engine, routes.Diagnostics, error) {
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	if cfg.Properties == nil {
		cfg.Properties = routes.NewProperties()
	}
	s, err := readSettings(cfg.Properties)
	if err != nil {
		return nil, nil, err
	}
	e := &Engine{config: cfg, settings: s, log: cfg.Logger.With("logger", "dromedary"), stopped: make(chan struct{}), done: make(chan struct{})}
	e.producers = newProducers(e.log)
	e.http = newHTTPServer(s.server, e.log)
	e.besides = newBesides(e.log)
	e.life.patience, e.leaveBehind = context.WithCancel(context.Background())
	e.context = &components.Context{
		Name: s.name, Logger: cfg.Logger, Clock: cfg.Clock, Property: cfg.Properties.Get, Mux: e.http, Status: e.Status,
	}
	e.life.work, e.giveUp = context.WithCancel(components.WithContext(context.Background(), e.context))
	if e.context.Name == "" {
		e.context.Name = nameOf(cfg.Files)
	}
	e.environment = &routes.Environment{
		Components: cfg.Components, Beans: cfg.Beans, Properties: cfg.Properties, Context: e.context, Producer: e.producers.get, Go: e.besides.run,
		Work: e.life.work, Stubs: cfg.Stubs, Alone: cfg.Alone,
	}
	program, diags := load(e.environment)
	if diags.HasErrors() || cfg.Alone {
		return nil, diags, nil
	}
	if e.http.conflict != nil {
		return nil, diags, e.http.conflict
	}
	e.detaches = program.Detaches
	for _, r := range program.Routes {
		e.routes = append(e.routes, newRoute(e, r))
	}
	e.flow = newFlow(e.routes, e.producers)
	e.order = e.flow.startOrder()
	return e, diags, nil
}

// Start opens the HTTP server, starts the components, binds the inline routes and starts the others, readers before
// writers. A source that cannot be reached is no error: it is tried again, and Start waits a few seconds at most for the
// first attempts. After an error all is closed again.
func (e *Engine) Start(ctx context.Context) error {
	ctx, err := e.beginStart(ctx)
	if err != nil {
		return err
	}
	defer close(e.startDone)
	e.log.Info(e.title() + " is starting")
	e.logProperties()
	err = e.start(ctx)
	e.mu.Lock()
	switch {
	case e.phase == stopping:
		err = errors.New("the engine was stopped while it started")
	case err != nil:
		e.phase = stopping
		defer e.end(context.WithoutCancel(ctx)) // what matters is why it did not start
	default:
		e.phase = running
	}
	e.mu.Unlock()
	if err != nil {
		return err
	}
	e.logRoutes()
	e.log.Info(fmt.Sprintf("%s started in %s", e.title(), shortDuration(e.uptime())))
	e.logEndpoints()
	return nil
}

func (e *Engine) beginStart(ctx context.Context) (context.Context, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.phase != made {
		return nil, errors.New("an engine is started once")
	}
	e.phase, e.began, e.startDone = starting, time.Now(), make(chan struct{})
	ctx, e.abortStart = context.WithCancel(ctx)
	return ctx, nil
}

func (e *Engine) start(ctx context.Context) error {
	if e.settings.maxTime > 0 {
		e.limit = time.AfterFunc(e.settings.maxTime, e.finish)
	}
	if e.http.wanted() {
		if err := e.serve(); err != nil {
			return err
		}
	}
	if err := e.context.Start(ctx); err != nil {
		return err
	}
	for _, r := range e.order {
		if inline, ok := r.From.(components.Inline); ok && r.AutoStartup {
			unbind, err := r.bind(inline)
			if err != nil {
				return &StartError{Msg: fmt.Sprintf("route %s cannot start", r.ID), Err: err}
			}
			e.unbinds = append(e.unbinds, func() { unbind(); r.state.stopped() })
		}
	}
	return e.startSources(ctx)
}

// firstAttempts is how long a start waits, in all, for sources to be subscribed.
const firstAttempts = 5 * time.Second

func (e *Engine) startSources(ctx context.Context) error {
	wait, cancel := context.WithTimeout(ctx, firstAttempts)
	defer cancel()
	for _, r := range e.order {
		source, ok := r.From.(components.Source)
		if _, inline := r.From.(components.Inline); inline || !r.AutoStartup {
			continue
		}
		if !ok {
			return &StartError{Msg: fmt.Sprintf("route %s cannot start: one cannot read from %s", r.ID, r.From.URI())}
		}
		if err := r.start(source); err != nil {
			return &StartError{Msg: fmt.Sprintf("route %s cannot start", r.ID), Err: err}
		}
		select {
		case <-r.tried:
		case <-r.gate.closed:
		case <-wait.Done():
			if err := ctx.Err(); err != nil {
				return err
			}
		}
	}
	return nil
}

// serve opens the HTTP server with the health checks and the static files.
func (e *Engine) serve() error {
	e.serveHealth()
	if s := e.settings.server; s.staticEnabled {
		files, closer, err := openStatic(s.staticSource, e.config.Static)
		if err != nil {
			return err
		}
		e.static = closer
		at := "/" + strings.Trim(s.staticPath, "/")
		if at != "/" {
			at += "/"
		}
		e.http.Handle(at, http.StripPrefix(strings.TrimSuffix(at, "/"), &staticFiles{files: files}))
	}
	if e.http.conflict != nil {
		return e.http.conflict
	}
	return e.http.start()
}

// Done is closed when the engine has done what it was asked for: camel.main.durationMaxMessages exchanges are through, or
// camel.main.durationMaxSeconds are over. It is to be stopped then.
func (e *Engine) Done() <-chan struct{} { return e.done }

func (e *Engine) finish() { e.finished.Do(func() { close(e.done) }) }

// completed counts an exchange that is through.
func (e *Engine) completed() {
	if n := e.through.Add(1); n == e.settings.maxMessages {
		e.finish()
	}
}

// URL is where the HTTP server answers, such as http://127.0.0.1:8080/; "" where there is none.
func (e *Engine) URL() string { return e.http.url() }

func (e *Engine) running() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.phase == running
}

func (e *Engine) uptime() time.Duration {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.began.IsZero() {
		return 0
	}
	return time.Since(e.began)
}
