package runtime

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// httpServer is the one HTTP server of an engine: components add paths while endpoints are made, the engine its health.
type httpServer struct {
	settings serverSettings
	log      *slog.Logger
	mux      *http.ServeMux

	mu        sync.Mutex
	patterns  []string
	selective atomic.Pointer[[]components.Selective] // replaced, never changed
	conflict  error                                  // the first pattern that could not be added

	server   *http.Server
	listener net.Listener
	served   chan struct{}
}

func newHTTPServer(s serverSettings, log *slog.Logger) *httpServer {
	return &httpServer{settings: s, log: log, mux: http.NewServeMux()}
}

// Handle is [components.Mux]. A pattern that cannot be added, because another component has it, keeps the engine from
// being made; once it runs that is logged.
func (s *httpServer) Handle(pattern string, handler http.Handler) {
	if selective, ok := handler.(components.Selective); ok && pattern == "/" {
		s.mu.Lock()
		defer s.mu.Unlock()
		all := append(slices.Clone(s.partly()), selective)
		s.selective.Store(&all)
		return
	}
	err := guard(func() error {
		s.mux.Handle(pattern, handler)
		return nil
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil {
		s.patterns = append(s.patterns, pattern)
		return
	}
	var p *panicError
	errors.As(err, &p)
	err = &StartError{Msg: fmt.Sprintf("cannot serve %s: %v", pattern, p.value), Hint: "give one of the two another path"}
	if s.listener != nil {
		s.log.Error(err.Error())
	} else if s.conflict == nil {
		s.conflict = err
	}
}

// wanted tells whether there is anything to serve.
func (s *httpServer) wanted() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.settings.enabled || s.settings.staticEnabled || len(s.patterns) > 0 || len(s.partly()) > 0
}

// partly are the selective handlers.
func (s *httpServer) partly() []components.Selective {
	if all := s.selective.Load(); all != nil {
		return *all
	}
	return nil
}

// ServeHTTP finds who serves: a pattern of its own first, then the selective handlers, then the files or the 404 of "/".
func (s *httpServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if partly := s.partly(); len(partly) > 0 {
		if _, pattern := s.mux.Handler(r); pattern == "" || pattern == "/" {
			for _, h := range partly {
				if h.TryServeHTTP(w, r) {
					return
				}
			}
			if pattern == "" { // ServeMux would send a path that is not clean elsewhere, only to say there that it is not found
				http.NotFound(w, r)
				return
			}
		}
	}
	s.mux.ServeHTTP(w, r)
}

// paths lists what is served, for the start-up lines.
func (s *httpServer) paths() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	paths := slices.Clone(s.patterns)
	for _, h := range s.partly() {
		paths = append(paths, h.Paths()...)
	}
	slices.Sort(paths)
	return paths
}

// start opens the port and serves. A port that is taken is a [StartError].
func (s *httpServer) start() error {
	address := net.JoinHostPort(s.settings.host, strconv.Itoa(s.settings.port))
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return s.cannotListen(err)
	}
	handler := http.Handler(s)
	if a, ok := listener.Addr().(*net.TCPAddr); ok && a.IP.IsLoopback() {
		handler = loopbackOnly(s.settings.host, handler)
	}
	s.mu.Lock()
	s.listener = listener
	s.mu.Unlock()
	s.server = &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelDebug), // what browsers do is no error of ours
	}
	s.served = make(chan struct{})
	go func() {
		defer close(s.served)
		if err := s.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			s.log.Error("the HTTP server ended", "error", err)
		}
	}()
	return nil
}

func (s *httpServer) cannotListen(err error) error {
	port := s.settings.port
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return &StartError{Msg: fmt.Sprintf("port %d is in use", port),
			Hint: fmt.Sprintf("stop the program that uses it, or choose another: --port %d (the property camel.server.port)", port%65535+1)}
	case errors.Is(err, syscall.EACCES):
		return &StartError{Msg: fmt.Sprintf("port %d may not be used by this user", port), Hint: "choose one above 1023: --port 8080 (the property camel.server.port)"}
	}
	return &StartError{Msg: fmt.Sprintf("cannot serve HTTP on %s:%d", s.settings.host, port), Hint: "check the properties camel.server.host and camel.server.port", Err: err}
}

// url is the address for browsers, "" where nothing is served.
func (s *httpServer) url() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listener == nil {
		return ""
	}
	host, port := s.settings.host, strconv.Itoa(s.listener.Addr().(*net.TCPAddr).Port)
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost" // 0.0.0.0 is no address to open
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// stop closes the port, waits for requests until ctx ends and cuts off what is left. WebSockets belong to their component.
func (s *httpServer) stop(ctx context.Context) error {
	if s.server == nil {
		return nil
	}
	if err := s.server.Shutdown(ctx); err != nil {
		_ = s.server.Close() // it repeats what Shutdown said
	}
	<-s.served
	return nil
}

// loopbackOnly refuses requests whose Host is not this machine: a page of another site whose name was pointed here (DNS
// rebinding) must not read what a server without log-in shows to its own user.
func loopbackOnly(configured string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		host = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSuffix(host, "]"), "["), ".")
		ip := net.ParseIP(host)
		if strings.EqualFold(host, "localhost") || strings.EqualFold(host, configured) || ip != nil && ip.IsLoopback() {
			next.ServeHTTP(w, r)
			return
		}
		http.Error(w, "This server answers to localhost only. To serve others, set the property camel.server.host.", http.StatusForbidden)
	})
}
