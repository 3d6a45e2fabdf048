package components

import (
	"context"
	"log/slog"
)

type routeLine struct{}

var routeLineContext = context.WithValue(context.Background(), routeLine{}, true)

// LogRouteLine writes a line that a route asked for, by a log step or a log: endpoint, as opposed to what the engine says of
// itself. The logger's attribute "logger" names who speaks.
func LogRouteLine(logger *slog.Logger, level slog.Level, text string, attrs ...slog.Attr) {
	logger.LogAttrs(routeLineContext, level, text, attrs...)
}

// IsRouteLine tells a [slog.Handler], by the context it gets, whether a record is a route's own line.
func IsRouteLine(ctx context.Context) bool { return ctx.Value(routeLine{}) != nil }
