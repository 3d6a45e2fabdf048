package mock

import (
	"context"
	"errors"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func send(t *testing.T, ctx *components.Context, uri string, bodies ...any) {
	t.Helper()
	p := componenttest.Producer(t, ctx, Component, uri)
	for _, body := range bodies {
		if err := p.Process(components.NewExchange(t.Context(), body)); err != nil {
			t.Fatal(err)
		}
	}
}

func kept(ctx *components.Context, name string) []any {
	var bodies []any
	for _, ex := range Received(ctx, name) {
		bodies = append(bodies, ex.Body)
	}
	return bodies
}

func TestRetain(t *testing.T) {
	for _, row := range []struct {
		options string
		want    []any
	}{
		{"", []any{1, 2, 3, 4}},
		{"?retainFirst=2", []any{1, 2}},
		{"?retainLast=2", []any{3, 4}},
		{"?retainFirst=1&retainLast=1", []any{1, 4}},
		{"?retainFirst=3&retainLast=3", []any{1, 2, 3, 4}},
		{"?retainFirst=0", nil},
		{"?retainLast=0", nil},
	} {
		ctx := &components.Context{}
		send(t, ctx, "mock:cats"+row.options, 1, 2, 3, 4)
		if got := kept(ctx, "cats"+row.options); !slices.Equal(got, row.want) {
			t.Errorf("%s: got %v, want %v", row.options, got, row.want)
		}
		if got := Count(ctx, "cats"+row.options); got != 4 {
			t.Errorf("%s: counted %d", row.options, got)
		}
	}
}

func TestKeepsWhatWas(t *testing.T) {
	ctx := &components.Context{}
	ex := components.NewExchange(t.Context(), "before")
	ex.Headers.Set("h", 1)
	ex.Properties.Set("p", 1)
	if err := componenttest.Producer(t, ctx, Component, "mock:cats").Process(ex); err != nil {
		t.Fatal(err)
	}
	ex.Body = "after"
	ex.Headers.Set("h", 2)
	ex.Properties.Set("p", 2)
	got := Received(ctx, "cats")[0]
	if got.Body != "before" || got.Headers.Value("h") != 1 || got.Properties.Value("p") != 1 || got.ID() != ex.ID() {
		t.Errorf("got %v %s %s", got.Body, components.Text(got.Headers.Map()), components.Text(&got.Properties))
	}
}

func TestOneMockForEachURI(t *testing.T) {
	ctx, other := &components.Context{}, &components.Context{}
	send(t, ctx, "mock:b", 1)
	send(t, ctx, "mock:a?retainLast=5&log=true", 2)
	send(t, ctx, "mock:a", 3)
	send(t, ctx, "mock://a", 4)
	for name, want := range map[string][]any{"a": {3, 4}, "a?log=true&retainLast=5": {2}, "b": {1}} {
		if got := kept(ctx, name); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
	if got := Received(ctx, "nobody sends"); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	if got := Names(ctx); !slices.Equal(got, []string{"a", "a?log=true&retainLast=5", "b"}) {
		t.Errorf("got %v", got)
	}
	if got := Names(other); len(got) != 0 {
		t.Errorf("another engine has %v", got)
	}
}

func TestWait(t *testing.T) {
	ctx := &components.Context{}
	waited := make(chan error)
	go func() { waited <- Wait(t.Context(), ctx, "cats?retainFirst=1", 3) }()
	send(t, ctx, "mock:cats?retainFirst=1", 1, 2, 3)
	if err := <-waited; err != nil {
		t.Error(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Wait(ended, ctx, "cats?retainFirst=1", 4); !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "mock:cats?retainFirst=1 received 3 of 4 messages") {
		t.Errorf("got %v", err)
	}
}

func TestUnsatisfied(t *testing.T) {
	ctx := &components.Context{}
	send(t, ctx, "mock:enough?expectedCount=1", 1)
	send(t, ctx, "mock:any", 1)
	if err := Unsatisfied(ctx); err != nil {
		t.Errorf("got %v", err)
	}
	send(t, ctx, "mock:few?expectedCount=2", 1)
	send(t, ctx, "mock:none?expectedCount=0", 1)
	const want = "mock://few?expectedCount=2 Received message count. Expected: <2> but was: <1>\nmock://none?expectedCount=0 Received message count. Expected: <0> but was: <1>"
	if err := Unsatisfied(ctx); err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

func TestLog(t *testing.T) {
	var b strings.Builder
	ctx := &components.Context{Logger: slog.New(slog.NewTextHandler(&b, nil))}
	send(t, ctx, "mock:cats?log=true&reportGroup=2", "x", "y")
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	for i, want := range []string{
		`level=INFO msg="mock:cats received #1 -> Exchange\[Id: [0-9A-F]+-[0-9A-F]+, BodyType: String, Body: x\]" logger=mock:cats`,
		`level=INFO msg="mock:cats received #2 -> Exchange\[Id: [0-9A-F]+-[0-9A-F]+, BodyType: String, Body: y\]" logger=mock:cats`,
		`level=INFO msg="Received: 2 messages so far\. Last group took: .*" logger=mock:cats`,
	} {
		if i >= len(lines) || !regexp.MustCompile(want).MatchString(lines[i]) {
			t.Fatalf("got %q\nwant %s", lines, want)
		}
	}
}
