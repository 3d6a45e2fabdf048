package datasettest

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{Beside: []components.Component{shelves}, URIs: []string{
		"dataset-test:shelf:expected",
		"dataset-test:shelf:expected?split=true&noop=true&anyOrder=true",
	}})
}

type shelfOptions struct {
	Name string `camel:"name,path,required" doc:"Name."`
}

func (*shelfOptions) TakeParam(components.Param) {}

var shelves = components.Of(components.Info{Scheme: "shelf", Title: "Answers bodies.", Syntax: "shelf:name"},
	func(*components.Context, string, *shelfOptions) (components.Endpoint, error) { return &shelf{}, nil })

// shelf answers bodies when asked for them.
type shelf struct{ bodies []any }

func (s *shelf) URI() string { return "shelf:x" }

func (s *shelf) Poll(ctx context.Context, _ time.Duration) (*components.Exchange, error) {
	if len(s.bodies) == 0 {
		return nil, nil
	}
	ex := components.NewExchange(ctx, s.bodies[0])
	s.bodies = s.bodies[1:]
	return ex, nil
}

func TestCompares(t *testing.T) {
	for _, row := range []struct {
		options  string
		expected []any
		sent     []any
		want     []string // in the log; none where empty
	}{
		{"", []any{"a", "b"}, []any{"a", "b"}, nil},
		{"", []any{"a", "b"}, []any{"b", "b"}, []string{"message 1: expected a, but there is b"}},
		{"", []any{"1"}, []any{1, 2}, []string{"message 2: no more is expected"}},
		{"?anyOrder=true", []any{"a", "b"}, []any{"b", "a"}, nil},
		{"?anyOrder=true", []any{"a", "b"}, []any{"c"}, []string{"none of those expected is c"}},
		{"?split=true", []any{"a\nb"}, []any{"a", "b"}, nil},
		{"?split=true&delimiter=;", []any{"a;b"}, []any{"a", "b"}, nil},
	} {
		var log bytes.Buffer
		ctx := &components.Context{Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn}))}
		ctx.Endpoint = func(string) (components.Endpoint, error) { return &shelf{row.expected}, nil }
		p, err := componenttest.Endpoint(t, ctx, Component, "dataset-test:shelf:x"+row.options).(components.Target).Producer()
		if err != nil {
			t.Fatal(err)
		}
		if err := ctx.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, body := range row.sent {
			if err := p.Process(components.NewExchange(t.Context(), body)); err != nil {
				t.Error(err)
			}
		}
		for _, want := range row.want {
			if !strings.Contains(log.String(), want) {
				t.Errorf("%v %v: log %q lacks %q", row.expected, row.sent, log.String(), want)
			}
		}
		if len(row.want) == 0 && log.Len() > 0 {
			t.Errorf("%v %v: log %q", row.expected, row.sent, log.String())
		}
	}
}
