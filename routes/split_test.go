package routes

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

func TestSplit(t *testing.T) {
	h := newHarness(t).start(`
- from:
    uri: call:in
    steps:
      - split:
          simple: ${body}
          steps:
            - setBody: {simple: "${exchangeProperty.CamelSplitIndex}:${body}"}
            - to: keep:part
      - to: keep:whole
- from: {uri: "call:semicolon", steps: [{split: {simple: "${body}", delimiter: ";", steps: [{to: "keep:semi"}]}}]}
- from: {uri: "call:none", steps: [{split: {simple: "${body}", delimiter: "false", steps: [{to: "keep:undivided"}]}}]}
`)
	for _, body := range []any{"a,b", []any{1, nil, 2}, components.NewMap("k", "v"), "", nil, 7} {
		if _, err := h.send("in", body); err != nil {
			t.Fatal(err)
		}
	}
	h.want("part", "0:a 1:b 0:1 1:2 0:k=v 0:7")
	h.want("whole", "a,b [1, null, 2] {k=v}  null 7")
	first := h.kept["part"][0]
	first.Properties.Remove(components.CorrelationID)
	if got := components.Text(&first.Properties); got != "{CamelSplitIndex=0, CamelSplitSize=2, CamelSplitComplete=false, CamelToEndpoint=keep://part}" {
		t.Errorf("properties: %s", got)
	}
	_, _ = h.send("semicolon", "a,b;c")
	h.want("semi", "a,b c")
	_, _ = h.send("none", "a,b")
	h.want("undivided", "a,b")
}

func TestSplitFailures(t *testing.T) {
	h := newHarness(t).start(`
- from: {uri: "call:all", steps: [{split: {simple: "${body}", steps: [{to: "keep:tried?fail=no"}]}}]}
- from: {uri: "call:first", steps: [{split: {simple: "${body}", stopOnException: true, steps: [{to: "keep:once?fail=no"}]}}]}
- from: {uri: "call:parallel", steps: [{split: {simple: "${body}", parallelProcessing: true, steps: [{to: "keep:beside"}]}}]}
`)
	if _, err := h.send("all", "a,b,c"); components.Class(err) != components.IOException {
		t.Errorf("got %v", err)
	}
	h.want("tried", "a b c")
	if _, err := h.send("first", "a,b,c"); components.Class(err) != components.CamelExchangeException {
		t.Errorf("got %v", err)
	}
	h.want("once", "a")
	if _, err := h.send("parallel", "a,b,c,d"); err != nil || len(h.kept["beside"]) != 4 {
		t.Errorf("got %v, %d parts", err, len(h.kept["beside"]))
	}
}

func TestThrottle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHarness(t).start(`
- from: {uri: "call:in", steps: [{throttle: {constant: 2, timePeriodMillis: 1000}}, {to: "keep:out"}]}
- from: {uri: "call:reject", steps: [{throttle: {constant: 1, rejectExecution: true}}, {to: "keep:admitted"}]}
- from: {uri: "call:groups", steps: [{throttle: {constant: 1, correlationExpression: {header: g}, rejectExecution: true}}, {to: "keep:groups"}]}
`)
		began := time.Now()
		for range 5 {
			if _, err := h.send("in", "x"); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(began); took != 2*time.Second {
			t.Errorf("5 exchanges at 2 a second took %v", took)
		}
		_, _ = h.send("reject", "a")
		if _, err := h.send("reject", "b"); components.Class(err) != "org.apache.camel.processor.ThrottlerRejectedExecutionException" {
			t.Errorf("got %v", err)
		}
		for _, g := range []string{"x", "y", "x"} {
			_, _ = h.send("groups", g, "g", g)
		}
		h.want("groups", "x y")
	})
}

func TestIdempotentConsumer(t *testing.T) {
	dir := t.TempDir()
	h := newHarness(t)
	h.properties.Set("dir", dir)
	h.start(`
- beans:
    - {name: seen, type: org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository, properties: {cache-size: 2}}
    - {name: file, type: org.apache.camel.support.processor.idempotent.FileIdempotentRepository, properties: {fileStore: "{{dir}}/ids"}}
- from:
    uri: call:in
    steps:
      - idempotentConsumer: {header: id, idempotentRepository: seen, steps: [{to: "keep:new"}]}
      - to: keep:all
- from: {uri: "call:fails", steps: [{idempotentConsumer: {simple: "${body}", idempotentRepository: "#seen", steps: [{to: "keep:tries?fail=no"}]}}]}
- from: {uri: "call:file", steps: [{idempotentConsumer: {simple: "${body}", idempotentRepository: file, steps: [{to: "keep:filed"}]}}]}
`)
	for _, id := range []string{"a", "a", "b", "c", "a"} {
		_, _ = h.send("in", id, "id", id)
	}
	h.want("new", "a b c a") // the repository holds two
	h.want("all", "a a b c a")
	if h.kept["all"][1].Properties.Value("CamelDuplicateMessage") != true {
		t.Error("the duplicate is not marked")
	}
	_, _ = h.send("fails", "x")
	_, _ = h.send("fails", "x")
	h.want("tries", "x x")
	if _, err := h.send("in", "none"); components.Class(err) != "org.apache.camel.processor.idempotent.NoMessageIdException" {
		t.Errorf("got %v", err)
	}
	for _, id := range []string{"1", "2", "1"} {
		_, _ = h.send("file", id)
	}
	again := components.FileRepository{Path: dir + "/ids", CacheSize: 1}
	if fresh, _ := again.Add("2"); fresh {
		t.Error("the file forgot an id")
	}
	h.want("filed", "1 2")
}

func TestIdempotentConsumerUnderConcurrency(t *testing.T) {
	h := newHarness(t).start(`
- from: {uri: "call:in", steps: [{idempotentConsumer: {simple: "${body}", idempotentRepository: "#class:org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository", steps: [{to: "keep:new"}]}}]}
`)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			ex := components.NewExchange(t.Context(), "same")
			ex.Complete(h.calls["in"](ex))
		})
	}
	wg.Wait()
	h.want("new", "same")
}
