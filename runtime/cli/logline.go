package cli

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// lineHandler writes log records as lines in Camel's manner:
//
//	2026-11-24 10:00:00.123  INFO 1234 --- [dromedary] hello.yaml:11            : Hello route=hello
//
// The logger is the attribute "logger"; the other attributes follow the message as key=value. Those named "history" and
// "stack" are printed below, on lines of their own.
type lineHandler struct {
	out    *output
	level  slog.Leveler
	style  style
	logger string
	attrs  []byte // of With, as they are printed
	prefix string // of WithGroup, such as "http."
}

// output is shared by all handlers that stem from one: lines are written whole.
type output struct {
	mu  sync.Mutex
	w   io.Writer
	pid string
}

// levelTrace and levelOff extend slog's levels to those of Camel's log component.
const (
	levelTrace = components.LevelTrace
	levelOff   = slog.LevelError + 100
)

func newLineHandler(w io.Writer, level slog.Leveler, s style) *lineHandler {
	return &lineHandler{out: &output{w: w, pid: strconv.Itoa(os.Getpid())}, level: level, style: s, logger: "dromedary"}
}

// parseLevel reads a level as Camel and its users write it.
func parseLevel(text string) (slog.Level, bool) {
	switch strings.ToUpper(text) {
	case "TRACE", "ALL":
		return levelTrace, true
	case "DEBUG":
		return slog.LevelDebug, true
	case "INFO":
		return slog.LevelInfo, true
	case "WARN", "WARNING":
		return slog.LevelWarn, true
	case "ERROR", "FATAL":
		return slog.LevelError, true
	case "OFF":
		return levelOff, true
	}
	return 0, false
}

func levelWord(l slog.Level) string {
	switch {
	case l < slog.LevelDebug:
		return "TRACE"
	case l < slog.LevelInfo:
		return "DEBUG"
	case l < slog.LevelWarn:
		return " INFO"
	case l < slog.LevelError:
		return " WARN"
	}
	return "ERROR"
}

func (h *lineHandler) Enabled(_ context.Context, l slog.Level) bool { return l >= h.level.Level() }

func (h *lineHandler) WithGroup(name string) slog.Handler {
	if name == "" {
		return h
	}
	with := *h
	with.prefix += name + "."
	return &with
}

func (h *lineHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	with := *h
	with.attrs = append([]byte(nil), h.attrs...)
	for _, a := range attrs {
		if name, ok := h.loggerName(a); ok {
			with.logger = name
		} else {
			with.attrs = appendAttr(with.attrs, h.prefix, a)
		}
	}
	return &with
}

// loggerName answers the logger that an attribute names.
func (h *lineHandler) loggerName(a slog.Attr) (string, bool) {
	return a.Value.String(), a.Key == "logger" && h.prefix == "" && a.Value.Kind() == slog.KindString
}

var lines = sync.Pool{New: func() any { b := make([]byte, 0, 512); return &b }}

func (h *lineHandler) Handle(_ context.Context, r slog.Record) error {
	buf := lines.Get().(*[]byte)
	b := h.appendLine((*buf)[:0], r)
	h.out.mu.Lock()
	_, err := h.out.w.Write(b)
	h.out.mu.Unlock()
	if cap(b) <= 64<<10 { // one huge message must not stay in memory for ever
		*buf = b
		lines.Put(buf)
	}
	return err
}

func (h *lineHandler) appendLine(b []byte, r slog.Record) []byte {
	logger := h.logger
	var below []string
	r.Attrs(func(a slog.Attr) bool {
		if name, ok := h.loggerName(a); ok {
			logger = name
		} else if isBelow(a) {
			below = append(below, a.Value.String())
		}
		return true
	})
	s := h.style
	b = append(b, s.dim...)
	b = r.Time.AppendFormat(b, "2006-01-02 15:04:05.000")
	b = append(b, s.reset...)
	b = append(b, ' ')
	b = append(b, h.levelColour(r.Level)...)
	b = append(b, levelWord(r.Level)...)
	b = append(b, s.reset...)
	b = append(b, ' ')
	b = append(b, s.magenta...)
	b = append(b, h.out.pid...)
	b = append(b, s.reset...)
	b = append(b, " --- [dromedary] "...)
	b = append(b, s.cyan...)
	b = appendPrintable(b, logger)
	b = append(b, s.reset...)
	const column = "                        "
	if len(logger) < len(column) {
		b = append(b, column[len(logger):]...)
	}
	b = append(b, " : "...)
	b = appendPrintable(b, r.Message)
	b = append(b, h.attrs...)
	r.Attrs(func(a slog.Attr) bool {
		if _, named := h.loggerName(a); !named && !isBelow(a) {
			b = appendAttr(b, h.prefix, a)
		}
		return true
	})
	for _, text := range below {
		b = append(b, continuation...)
		b = appendPrintable(b, text)
	}
	return append(b, '\n')
}

func isBelow(a slog.Attr) bool {
	return (a.Key == "history" || a.Key == "stack") && a.Value.Kind() == slog.KindString
}

func (h *lineHandler) levelColour(l slog.Level) string {
	switch {
	case l < slog.LevelInfo:
		return h.style.dim
	case l < slog.LevelWarn:
		return h.style.green
	case l < slog.LevelError:
		return h.style.yellow
	}
	return h.style.red
}

func appendAttr(b []byte, prefix string, a slog.Attr) []byte {
	v := a.Value.Resolve()
	if v.Kind() == slog.KindGroup {
		if a.Key != "" {
			prefix += a.Key + "."
		}
		for _, member := range v.Group() {
			b = appendAttr(b, prefix, member)
		}
		return b
	}
	if a.Key == "" {
		return b
	}
	b = append(b, ' ')
	b = appendPrintable(b, prefix)
	b = appendPrintable(b, a.Key)
	b = append(b, '=')
	switch v.Kind() {
	case slog.KindInt64:
		return strconv.AppendInt(b, v.Int64(), 10)
	case slog.KindUint64:
		return strconv.AppendUint(b, v.Uint64(), 10)
	case slog.KindBool:
		return strconv.AppendBool(b, v.Bool())
	case slog.KindFloat64:
		return strconv.AppendFloat(b, v.Float64(), 'g', -1, 64)
	case slog.KindDuration:
		return append(b, v.Duration().String()...)
	case slog.KindTime:
		return v.Time().AppendFormat(b, time.RFC3339Nano)
	case slog.KindString:
		return appendValue(b, v.String())
	}
	if err, ok := v.Any().(error); ok {
		return appendValue(b, err.Error())
	}
	return appendValue(b, fmt.Sprint(v.Any()))
}

// appendValue quotes a value that could not be told from what stands around it.
func appendValue(b []byte, text string) []byte {
	if text == "" || strings.ContainsAny(text, " \t\"=") || !isPlain(text) {
		return strconv.AppendQuote(b, text)
	}
	return append(b, text...)
}
