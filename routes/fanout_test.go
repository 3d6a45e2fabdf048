package routes

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/iotest"

	"github.com/dromedary-go/dromedary/components"
)

// endless is a body of many lines that are made as they are read.
type endless struct {
	lines  int
	opened atomic.Int32
}

type endlessReader struct {
	*endless
	left int
	rest []byte
}

func (e *endless) JavaClass() string { return "java.io.File" }
func (e *endless) Open() (io.ReadCloser, error) {
	e.opened.Add(1)
	return &endlessReader{endless: e, left: e.lines}, nil
}

func (r *endlessReader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		if r.left == 0 {
			return 0, io.EOF
		}
		r.left--
		r.rest = []byte(strings.Repeat("x", 999) + "\n")
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func (r *endlessReader) Close() error {
	r.opened.Add(-1)
	return nil
}

// A streaming split reads what it splits piece by piece, and closes it.
func TestSplitStreamsInConstantMemory(t *testing.T) {
	const lines = 20_000 // of 1 kB
	for _, parallel := range []string{"false", "true"} {
		h := newHarness(t).start(`
- from: {uri: "call:in", steps: [{split: {tokenize: "\n", streaming: true, parallelProcessing: ` + parallel + `, steps: [{to: "call:line"}]}}]}
- from: {uri: "call:line", steps: [{setBody: {constant: done}}]}
`)
		var most uint64
		var n int
		var mu sync.Mutex
		h.calls["line"] = func(*components.Exchange) error {
			mu.Lock()
			defer mu.Unlock()
			if n++; n%5_000 == 0 {
				var m runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
			return nil
		}
		body := &endless{lines: lines}
		if _, err := h.send("in", body); err != nil {
			t.Fatal(err)
		}
		if n != lines || body.opened.Load() != 0 {
			t.Errorf("parallel %s: %d lines, %d left open", parallel, n, body.opened.Load())
		}
		if most > 8<<20 {
			t.Errorf("parallel %s: %d MB at once for %d MB of lines", parallel, most>>20, lines*1000>>20)
		}
	}
}

// A part that panics fails the split; nothing hangs.
func TestParallelSplitSurvivesWhatFails(t *testing.T) {
	h := newHarness(t).start(`
- from: {uri: "call:in", steps: [{split: {simple: "${body}", parallelProcessing: true, stopOnException: true, steps: [{to: "call:part"}]}}]}
- from: {uri: "call:part", steps: [{setBody: {constant: done}}]}
`)
	h.calls["part"] = func(ex *components.Exchange) error {
		if ex.Body == "7" {
			panic("seven")
		}
		return nil
	}
	var numbers []string
	for i := range 100 {
		numbers = append(numbers, fmt.Sprint(i))
	}
	_, err := h.send("in", strings.Join(numbers, ","))
	if components.Class(err) != components.CamelExchangeException {
		t.Errorf("got %v", err)
	}
	h.busy.Wait()
}

// What cannot be read any further fails the split after the parts before.
func TestSplitOfWhatBreaksOff(t *testing.T) {
	h := newHarness(t).start(`
- from: {uri: "call:in", steps: [{split: {tokenize: ",", streaming: true, steps: [{to: "keep:part"}]}}]}
`)
	_, err := h.send("in", broken{})
	if components.Class(err) != components.IOException {
		t.Errorf("got %v", err)
	}
	h.want("part", "a")
}

// broken is a body that cannot be read to its end.
type broken struct{}

func (broken) JavaClass() string { return "java.io.File" }
func (broken) Open() (io.ReadCloser, error) {
	return io.NopCloser(io.MultiReader(strings.NewReader("a,b,"), iotest.ErrReader(errors.New("the disk is gone")))), nil
}
