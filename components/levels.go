package components

import "log/slog"

// LevelTrace is Camel's TRACE: slog has none, so it lies below DEBUG.
const LevelTrace = slog.LevelDebug - 4

// LogLevels are Camel's logging levels by their names. OFF is none of them.
var LogLevels = map[string]slog.Level{
	"TRACE": LevelTrace, "DEBUG": slog.LevelDebug, "INFO": slog.LevelInfo, "WARN": slog.LevelWarn, "ERROR": slog.LevelError,
}
