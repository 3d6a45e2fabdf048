package routes

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

const aggregateRoute = `
- from:
    uri: call:in
    steps:
      - aggregate:
          aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy"
          correlationExpression: {header: g}
          completionSize: 3
          %s
          steps: [to: "keep:out"]
`

func (h *harness) drain(ctx context.Context) {
	for _, r := range h.program.Routes {
		if r.Drain != nil {
			r.Drain(ctx)
		}
	}
	h.busy.Wait()
}

func TestAggregateAtAStop(t *testing.T) {
	for option, want := range map[string]string{
		"forceCompletionOnStop: true":                      "List<Exchange>(1 elements) List<Exchange>(2 elements)",
		"{completeAllOnStop: true, completionTimeout: 20}": "List<Exchange>(1 elements) List<Exchange>(2 elements)",
		"": "",
	} {
		synctest.Test(t, func(t *testing.T) {
			option := strings.NewReplacer("{", "", "}", "", ", ", "\n          ").Replace(option)
			h := newHarness(t).start(fmt.Sprintf(aggregateRoute, option))
			for _, g := range []string{"a", "b", "b"} {
				if _, err := h.send("in", "body", "g", g); err != nil {
					t.Fatal(err)
				}
			}
			h.drain(t.Context())
			h.want("out", want)
			if lost := strings.Contains(h.log.String(), "unfinished groups: 2"); lost != (want == "") {
				t.Errorf("%s: %s", option, h.log.String())
			}
		})
	}
}

func TestAggregateStopDoesNotWaitForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHarness(t).start(fmt.Sprintf(aggregateRoute, "completeAllOnStop: true"))
		if _, err := h.send("in", "body", "g", "a"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		h.drain(ctx)
		h.want("out", "")
		if !strings.Contains(h.log.String(), "unfinished groups: 1") {
			t.Error("what is lost is not said")
		}
	})
}

func TestAggregateTicksOnlyWithGroups(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHarness(t).start(fmt.Sprintf(aggregateRoute, "completionInterval: 100"))
		time.Sleep(350 * time.Millisecond)
		began := time.Now()
		if _, err := h.send("in", "body", "g", "a"); err != nil {
			t.Fatal(err)
		}
		time.Sleep(60 * time.Millisecond) // the moments of the interval count from the start
		synctest.Wait()
		h.want("out", "List<Exchange>(1 elements)")
		if time.Since(began) > 100*time.Millisecond {
			t.Error("late")
		}
	})
}

func TestResequenceAtAStop(t *testing.T) {
	for name, config := range map[string]string{"batch": "batchConfig: {batchTimeout: 60000}", "stream": "streamConfig: {timeout: 60000}"} {
		t.Run(name, func(t *testing.T) {
			h := newHarness(t).start(`
- from:
    uri: call:in
    steps:
      - resequence:
          header: n
          ` + config + `
          steps: [to: "keep:out"]
`)
			for _, n := range []int{5, 9, 7} {
				if _, err := h.send("in", n, "n", n); err != nil {
					t.Fatal(err)
				}
			}
			h.want("out", "")
			h.drain(t.Context())
			h.want("out", "5 7 9")
		})
	}
}
