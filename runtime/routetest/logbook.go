package routetest

import (
	"context"
	"log/slog"
	"strings"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// logbook is a [slog.Handler] that keeps the lines of log steps and log: endpoints.
type logbook struct {
	*entriesOf
	logger string
}

type entriesOf struct {
	mu    sync.Mutex
	lines []any
}

func newLogbook() *logbook { return &logbook{entriesOf: &entriesOf{}} }

func (l *logbook) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelInfo }

func (l *logbook) Handle(ctx context.Context, r slog.Record) error {
	logger := l.logger
	r.Attrs(func(a slog.Attr) bool {
		if a.Key == "logger" {
			logger = a.Value.String()
		}
		return true
	})
	if !components.IsRouteLine(ctx) || isLibrary(logger) {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, r.Level.String()+" "+logger+": "+r.Message)
	return nil
}

// isLibrary tells loggers that are left out, as Camel's own and those of libraries are.
func isLibrary(logger string) bool {
	for _, prefix := range []string{"org.", "com.", "io."} {
		if strings.HasPrefix(logger, prefix) {
			return true
		}
	}
	return false
}

func (l *logbook) WithAttrs(attrs []slog.Attr) slog.Handler {
	with := *l
	for _, a := range attrs {
		if a.Key == "logger" {
			with.logger = a.Value.String()
		}
	}
	return &with
}

func (l *logbook) WithGroup(string) slog.Handler { return l }

func (l *entriesOf) all() []any {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]any(nil), l.lines...)
}
