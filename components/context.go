package components

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

// Context is what one engine lends to its components. Engines share nothing: state that endpoints of a component
// have in common (a broker inside the process, a hub) is kept by [Shared] and ends with the engine.
//
// The zero value works in tests: a silent log, the real clock, no properties.
type Context struct {
	// Name is the name of the whole, as in camel.main.name.
	Name string
	// Logger is where components log; use [Context.Log].
	Logger *slog.Logger
	// Clock answers the time; nil is time.Now.
	Clock func() time.Time
	// Property answers a configuration property by its key, such as camel.component.twitter-search.baseUrl.
	Property func(key string) (string, bool)
	// Compile compiles an expression for an option that holds one, in a language such as "simple".
	Compile func(language, text string) (Expression, error)
	// Predicate compiles the text of an option that holds a question, such as ${file:size} > 5000.
	Predicate func(language, text string) (Predicate, error)
	// DataFormat makes what marshals a body, or else unmarshals it, by a data format's name and options; nil in tests.
	DataFormat func(name string, marshal bool, options map[string]string) (func(*Exchange) error, error)
	// Invoke makes the call of a method of a bean, or of an object of a class; what it answers becomes the body. Nil in tests.
	Invoke func(bean, class, method string) (func(*Exchange) error, error)
	// Bean answers an object of the registry by its name, with or without # or #bean: before it, nil where there is none;
	// Bean may be nil in tests. It is for options that name an object.
	Bean func(name string) any
	// Beans answers all objects of the registry, for an option that takes the only one of its kind; it may be nil.
	Beans func() []any
	// Endpoint makes the endpoint of a URI of another component, for a component that stands on it; nil in tests.
	Endpoint func(uri string) (Endpoint, error)
	// Folders are those of the route files, where [Context.Resource] looks for what is not in the working directory.
	Folders []string
	// Rest answers a word of restConfiguration (host, contextPath, producerComponent ...), "" where the routes say none; it may be nil.
	Rest func(key string) string
	// Mux is the one HTTP server's: components add their paths while endpoints are made. It may be nil in tests.
	Mux Mux
	// Status answers the engine's state (routes, counts, health) as a JSON-ready map; it may be nil.
	Status func() *Map

	mu      sync.Mutex
	shared  map[any]*sharedValue
	starts  []func(context.Context) error
	stops   []func(context.Context) error
	started bool

	recorders map[string]Recorder // by URI
}

// Mux takes HTTP handlers; patterns are those of [http.ServeMux].
type Mux interface {
	Handle(pattern string, handler http.Handler)
}

// Selective is a handler for the pattern "/" that takes some requests only. Those that no other pattern takes are shown to one
// after the other, and to the plain handler of "/" last.
type Selective interface {
	http.Handler
	// TryServeHTTP serves the request, or answers false and has touched nothing.
	TryServeHTTP(w http.ResponseWriter, r *http.Request) bool
	// Paths are what it serves, for people.
	Paths() []string
}

// Log is the logger to use; never nil.
func (c *Context) Log() *slog.Logger {
	if c.Logger == nil {
		return slog.New(slog.DiscardHandler)
	}
	return c.Logger
}

// Now is the time.
func (c *Context) Now() time.Time {
	if c.Clock == nil {
		return time.Now()
	}
	return c.Clock()
}

// Shared answers the value kept under key, made by the first caller. It is how endpoints of one component, or of two
// (the gateway and the broker), find what they have in common. Keys are of a type of the component's own.
func Shared[T any](c *Context, key any, make func() T) T {
	c.mu.Lock()
	entry := c.shared[key]
	if entry == nil {
		entry = &sharedValue{}
		if c.shared == nil {
			c.shared = map[any]*sharedValue{}
		}
		c.shared[key] = entry
	}
	c.mu.Unlock()
	entry.once.Do(func() { entry.value = make() }) // outside the lock: it may use Shared, OnStart and OnStop itself
	return entry.value.(T)
}

// sharedValue is made by whoever asks first; the others wait for it.
type sharedValue struct {
	once  sync.Once
	value any
}

// OnStart has f called before the first route starts (at once where that is past).
func (c *Context) OnStart(f func(context.Context) error) {
	c.mu.Lock()
	started := c.started
	if !started {
		c.starts = append(c.starts, f)
	}
	c.mu.Unlock()
	if started {
		if err := f(context.Background()); err != nil {
			c.Log().Error("component could not start", "error", err)
		}
	}
}

// OnStop has f called after the last route stopped, last registered first.
func (c *Context) OnStop(f func(context.Context) error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stops = append(c.stops, f)
}

// Start runs what OnStart registered, up to the first error. The engine calls it.
func (c *Context) Start(ctx context.Context) error {
	c.mu.Lock()
	starts := c.starts
	c.starts, c.started = nil, true
	c.mu.Unlock()
	for _, f := range starts {
		if err := f(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Stop runs what OnStop registered, all of it, and joins the errors. The engine calls it.
func (c *Context) Stop(ctx context.Context) error {
	c.mu.Lock()
	stops := c.stops
	c.stops = nil
	c.mu.Unlock()
	var errs []error
	for i := len(stops) - 1; i >= 0; i-- {
		errs = append(errs, stops[i](ctx))
	}
	return errors.Join(errs...)
}
