package cli

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"
)

// logged answers what a handler writes of a log call, without the time and the process id.
func logged(t *testing.T, level slog.Level, f func(*slog.Logger)) string {
	t.Helper()
	var b bytes.Buffer
	h := newLineHandler(&b, level, style{})
	h.out.pid = "1"
	f(slog.New(h))
	text := b.String()
	if text == "" {
		return ""
	}
	at, rest := text[:len("2006-01-02 15:04:05.000")], text[len("2006-01-02 15:04:05.000"):]
	if _, err := time.Parse("2006-01-02 15:04:05.000", at); err != nil {
		t.Errorf("line begins with no time: %q", text)
	}
	return rest
}

func TestLine(t *testing.T) {
	const head = "  INFO 1 --- [dromedary] dromedary                : "
	for name, c := range map[string]struct {
		log  func(*slog.Logger)
		want string
	}{
		"plain":          {func(l *slog.Logger) { l.Info("hello") }, head + "hello\n"},
		"logger":         {func(l *slog.Logger) { l.Warn("hello", "logger", "hello.yaml:11") }, "  WARN 1 --- [dromedary] hello.yaml:11            : hello\n"},
		"logger of With": {func(l *slog.Logger) { l.With("logger", "cats").Error("oh") }, " ERROR 1 --- [dromedary] cats                     : oh\n"},
		"long logger":    {func(l *slog.Logger) { l.Debug("x", "logger", "a.logger.with.a.very.long.name") }, " DEBUG 1 --- [dromedary] a.logger.with.a.very.long.name : x\n"},
		"attributes": {func(l *slog.Logger) {
			l.Info("m", "n", 1, "ok", true, "d", 2*time.Second, "f", 1.5, "e", errors.New("no way"))
		}, head + `m n=1 ok=true d=2s f=1.5 e="no way"` + "\n"},
		"quoted":           {func(l *slog.Logger) { l.Info("m", "a", "", "b", "x y", "c", "a=b", "d", "line\nbreak") }, head + `m a="" b="x y" c="a=b" d="line\nbreak"` + "\n"},
		"With and groups":  {func(l *slog.Logger) { l.With("a", 1).WithGroup("g").With("b", 2).Info("m", slog.Group("h", "c", 3)) }, head + "m a=1 g.b=2 g.h.c=3\n"},
		"list":             {func(l *slog.Logger) { l.Info("m", "list", []int{1, 2}) }, head + `m list="[1 2]"` + "\n"},
		"stack":            {func(l *slog.Logger) { l.Info("m", "stack", "a()\n\tb.go:1\n", "k", "v") }, head + "m k=v\n    | a()\n    | \tb.go:1\n"},
		"no forged line":   {func(l *slog.Logger) { l.Info("a\n2026-11-24 10:00:00.000  INFO 1 --- forged") }, head + "a\n    | 2026-11-24 10:00:00.000  INFO 1 --- forged\n"},
		"carriage return":  {func(l *slog.Logger) { l.Info("good\rbad\r\nnext\r\n") }, head + "good\\rbad\n    | next\n"},
		"escape sequence":  {func(l *slog.Logger) { l.Info("\x1b[31mred\x00\x7f") }, head + `\x1b[31mred\x00\x7f` + "\n"},
		"not UTF-8":        {func(l *slog.Logger) { l.Info("a\xffb") }, head + `a\xffb` + "\n"},
		"bidi override":    {func(l *slog.Logger) { l.Info("a\u202eb\u2028c") }, head + `a\u202eb\u2028c` + "\n"},
		"other scripts":    {func(l *slog.Logger) { l.Info("Katze 猫 😺 قطة\ttab") }, head + "Katze 猫 😺 قطة\ttab\n"},
		"forged by logger": {func(l *slog.Logger) { l.Info("m", "logger", "a\nb") }, "  INFO 1 --- [dromedary] a\n    | b                      : m\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := logged(t, slog.LevelDebug, c.log); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestLevels(t *testing.T) {
	for word, want := range map[string]string{"trace": "TDIWE", "DEBUG": "DIWE", "info": "IWE", "Warning": "WE", "error": "E", "off": ""} {
		level, ok := parseLevel(word)
		if !ok {
			t.Errorf("level %q is not known", word)
		}
		var got string
		for _, l := range []slog.Level{levelTrace, slog.LevelDebug, slog.LevelInfo, slog.LevelWarn, slog.LevelError} {
			line := logged(t, level, func(log *slog.Logger) { log.Log(t.Context(), l, "x") })
			if line != "" {
				got += strings.TrimSpace(line)[:1]
			}
		}
		if got != want {
			t.Errorf("from %s on: got %q, want %q", word, got, want)
		}
	}
	if _, ok := parseLevel("loud"); ok {
		t.Error("level loud is known")
	}
}

// oneWrite fails where a line comes in pieces.
type oneWrite struct {
	t     *testing.T
	lines int
}

func (w *oneWrite) Write(b []byte) (int, error) {
	if !bytes.HasSuffix(b, []byte("end\n")) || bytes.Count(b, []byte("\n")) != 1 {
		w.t.Errorf("not one whole line: %q", b)
	}
	w.lines++
	return len(b), nil
}

func TestLinesAreWrittenWhole(t *testing.T) {
	w := &oneWrite{t: t}
	h := newLineHandler(w, slog.LevelInfo, style{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			log := slog.New(h).With("k", "v")
			for range 100 {
				log.Info("text", "last", "end")
			}
		})
	}
	wg.Wait()
	if w.lines != 800 {
		t.Errorf("%d lines, want 800", w.lines)
	}
}

func BenchmarkLine(b *testing.B) {
	log := slog.New(newLineHandler(discard{}, slog.LevelInfo, style{}))
	b.ReportAllocs()
	for b.Loop() {
		log.Info("Hello Camel", slog.String("logger", "hello.yaml:11"))
	}
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }
