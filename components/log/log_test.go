package log

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

// recorder keeps log lines as "LEVEL logger: text".
type recorder struct {
	mu    *sync.Mutex
	lines *[]string
	attrs string
	least slog.Level
}

func newRecorder(least slog.Level) recorder { return recorder{&sync.Mutex{}, &[]string{}, "", least} }

func (r recorder) Enabled(_ context.Context, l slog.Level) bool { return l >= r.least }
func (r recorder) WithGroup(string) slog.Handler                { return r }

func (r recorder) WithAttrs(attrs []slog.Attr) slog.Handler {
	for _, a := range attrs {
		r.attrs += " " + a.String()
	}
	return r
}

func (r recorder) Handle(_ context.Context, record slog.Record) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	*r.lines = append(*r.lines, record.Level.String()+r.attrs+": "+record.Message)
	return nil
}

func (r recorder) got() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(*r.lines)
}

func TestLines(t *testing.T) {
	for _, row := range []struct {
		uri  string
		want []string
	}{
		{"log:cats", []string{"INFO logger=cats: Exchange[ExchangePattern: InOnly, BodyType: String, Body: x]"}},
		{"log:com.example.Cat?plain=true&level=warn", []string{"WARN logger=com.example.Cat: x"}},
		{"log:a/b:c?showBodyType=false", []string{"INFO logger=a/b:c: Exchange[Body: x]"}},
		{"log:cats?plain=true&level=ERROR", []string{"ERROR logger=cats: x"}},
		{"log:cats?plain=true&level=DEBUG", []string{"DEBUG logger=cats: x"}},
		{"log:cats?plain=true&level=TRACE", nil},
		{"log:cats?plain=true&level=OFF", nil},
		{"log:cats?plain=true&marker=m", []string{"INFO logger=cats marker=m: x"}},
		{"log:cats?style=Tab", []string{"INFO logger=cats: Exchange[\tBodyType: String\tBody: x]"}},
	} {
		lines := newRecorder(slog.LevelDebug)
		ctx := &components.Context{Logger: slog.New(lines)}
		ex := components.NewExchange(t.Context(), "x")
		if err := componenttest.Producer(t, ctx, Component, row.uri).Process(ex); err != nil {
			t.Error(err)
		}
		if got := lines.got(); !slices.Equal(got, row.want) {
			t.Errorf("%s: got %q, want %q", row.uri, got, row.want)
		}
	}
}

func TestBodyIsLeftAloneWhereNothingIsWritten(t *testing.T) {
	ctx := &components.Context{Logger: slog.New(newRecorder(slog.LevelError))}
	body := strings.NewReader("stream")
	if err := componenttest.Producer(t, ctx, Component, "log:cats?showStreams=true").Process(components.NewExchange(t.Context(), body)); err != nil {
		t.Error(err)
	}
	if body.Len() != len("stream") {
		t.Error("the stream was read for a line that is not written")
	}
}

func TestGroupSize(t *testing.T) {
	now := time.Unix(0, 0)
	lines := newRecorder(slog.LevelInfo)
	ctx := &components.Context{Logger: slog.New(lines), Clock: func() time.Time { return now }}
	p := componenttest.Producer(t, ctx, Component, "log:cats?groupSize=2&level=WARN")
	for range 5 {
		now = now.Add(2 * time.Millisecond)
		if err := p.Process(components.NewExchange(t.Context(), "x")); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := lines.got(), []string{
		"WARN logger=cats: Received: 2 messages so far. Last group took: 4 millis which is: 500 messages per second. average: 500",
		"WARN logger=cats: Received: 4 messages so far. Last group took: 4 millis which is: 500 messages per second. average: 500",
	}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestGroupInterval(t *testing.T) {
	for _, row := range []struct {
		options string
		later   time.Duration // when two more exchanges come
		until   time.Duration
		want    []string
	}{
		{"", 1150 * time.Millisecond, 1250 * time.Millisecond, []string{
			"INFO logger=cats: Received: 1 new messages, with total 1 so far. Last group took: 1000 millis which is: 1 messages per second. average: 1",
			"INFO logger=cats: Received: 2 new messages, with total 3 so far. Last group took: 200 millis which is: 10 messages per second. average: 2.5",
		}},
		{"&groupDelay=50&groupActiveOnly=false", 160 * time.Millisecond, 170 * time.Millisecond, []string{
			"INFO logger=cats: Received: 1 new messages, with total 1 so far. Last group took: 50 millis which is: 20 messages per second. average: 20",
			"INFO logger=cats: Received: 0 new messages, with total 1 so far. Last group took: 100 millis which is: 0 messages per second. average: 6.667",
		}},
	} {
		synctest.Test(t, func(t *testing.T) {
			lines := newRecorder(slog.LevelInfo)
			ctx := &components.Context{Logger: slog.New(lines)}
			p := componenttest.Producer(t, ctx, Component, "log:cats?groupInterval=100"+row.options)
			send := func(n int) {
				for range n {
					if err := p.Process(components.NewExchange(t.Context(), "x")); err != nil {
						t.Fatal(err)
					}
				}
			}
			send(1)
			time.Sleep(row.later)
			send(2)
			time.Sleep(row.until - row.later)
			if got := lines.got(); !slices.Equal(got, row.want) {
				t.Errorf("%s: got %q, want %q", row.options, got, row.want)
			}
		})
	}
}

func TestMistakes(t *testing.T) {
	uri, err := components.ParseURI("log:cats?groupSize=-1&groupInterval=-5")
	if err != nil {
		t.Fatal(err)
	}
	_, err = Component.Endpoint(&components.Context{}, uri)
	if wrong, ok := err.(components.OptionErrors); !ok || len(wrong) != 2 {
		t.Errorf("got %v", err)
	}
}
