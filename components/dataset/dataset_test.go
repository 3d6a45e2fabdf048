package dataset

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"dataset:orders",
		"dataset:orders?initialDelay=0&produceDelay=0&preloadSize=2&dataSetIndex=off",
	}})
}

func withSet(log *bytes.Buffer, set *components.DataSet) *components.Context {
	return &components.Context{
		Logger: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelWarn})),
		Bean: func(name string) any {
			if name == "set" {
				return set
			}
			return nil
		},
	}
}

// TestTimes holds when messages come, as milliseconds from the start: preloaded ones at once.
func TestTimes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		ctx := withSet(&log, &components.DataSet{Size: 4, Bodies: []any{"a", "b"}})
		start := time.Now()
		var got []int64
		var bodies string
		done := make(chan struct{})
		componenttest.Read(t, ctx, "r", componenttest.Source(t, ctx, Component, "dataset:set?preloadSize=2&initialDelay=100&produceDelay=10"), func(ex *components.Exchange) error {
			got = append(got, time.Since(start).Milliseconds())
			bodies += components.Text(ex.Body) + ex.Headers.Text(indexHeader)
			if len(got) == 4 {
				close(done)
			}
			return errors.New("a failure changes nothing")
		})
		<-done
		for i, want := range []int64{0, 10, 120, 130} {
			if got[i] != want {
				t.Errorf("got %v", got)
				break
			}
		}
		if bodies != "a0b1a2b3" {
			t.Errorf("got %s", bodies)
		}
	})
}

func TestWhatDiffersIsLogged(t *testing.T) {
	for _, row := range []struct {
		options string
		body    any
		index   any
		want    string
	}{
		{"", "5", nil, ""},
		{"", 5, int64(0), ""},
		{"", "6", nil, "message body does not match. Expected: 5 but was: 6"},
		{"", "5", 7, "Header: CamelDataSetIndex does not match. Expected: 0 but was: 7"},
		{"?dataSetIndex=strict", "5", nil, "No 'CamelDataSetIndex' header available"},
		{"?dataSetIndex=off", "5", 7, ""},
	} {
		var log bytes.Buffer
		ctx := withSet(&log, &components.DataSet{Size: 9, Bodies: []any{"5"}})
		p, err := componenttest.Endpoint(t, ctx, Component, "dataset:set"+row.options).(components.Target).Producer()
		if err != nil {
			t.Fatal(err)
		}
		ex := components.NewExchange(t.Context(), row.body)
		if row.index != nil {
			ex.Headers.Set(indexHeader, row.index)
		}
		if err := p.Process(ex); err != nil {
			t.Error(err)
		}
		if got := log.String(); row.want == "" && got != "" || !strings.Contains(got, row.want) {
			t.Errorf("%s %v %v: got %q, want %q", row.options, row.body, row.index, got, row.want)
		}
	}
}

func TestNoSuchDataSet(t *testing.T) {
	uri, _ := components.ParseURI("dataset:other")
	if _, err := Component.Endpoint(withSet(&bytes.Buffer{}, nil), uri); err == nil || !strings.Contains(err.Error(), "No bean could be found") {
		t.Errorf("got %v", err)
	}
}
