package runtime

import (
	"context"
	"log/slog"

	"github.com/ThreeDotsLabs/watermill"
)

// routerLog is Watermill's view of the log. The router's news are debugging here: the engine tells users itself.
type routerLog struct {
	log *slog.Logger
	// stopping tells whether the route is being stopped, which the router reports as an error.
	stopping func() bool
}

func (l routerLog) Error(msg string, err error, fields watermill.LogFields) {
	level := slog.LevelError
	if l.stopping() {
		level = slog.LevelDebug
	}
	l.write(level, msg, fields, slog.Any("error", err))
}

func (l routerLog) Info(msg string, fields watermill.LogFields) {
	l.write(slog.LevelDebug, msg, fields)
}

func (l routerLog) Debug(msg string, fields watermill.LogFields) {
	l.write(slog.LevelDebug, msg, fields)
}

// Trace drops what the router says of every single message.
func (l routerLog) Trace(string, watermill.LogFields) {}

func (l routerLog) With(fields watermill.LogFields) watermill.LoggerAdapter {
	for k, v := range fields {
		l.log = l.log.With(k, v)
	}
	return l
}

func (l routerLog) write(level slog.Level, msg string, fields watermill.LogFields, attrs ...slog.Attr) {
	if !l.log.Enabled(context.Background(), level) {
		return
	}
	for k, v := range fields {
		attrs = append(attrs, slog.Any(k, v))
	}
	l.log.LogAttrs(context.Background(), level, msg, attrs...)
}
