package routes

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestBounds holds that files of any size and depth end in an error or in routes, within a time and a memory that are in
// proportion.
func TestBounds(t *testing.T) {
	deep := func(levels int) string {
		var b strings.Builder
		b.WriteString("- route:\n    from:\n      uri: tick:x\n      steps:\n")
		for i := range levels {
			indent := strings.Repeat("  ", 4+2*i)
			fmt.Fprintf(&b, "%s- filter:\n%s    simple: ${body}\n%s    steps:\n", indent, indent, indent)
		}
		fmt.Fprintf(&b, "%s- stop: {}\n", strings.Repeat("  ", 4+2*levels))
		return b.String()
	}
	for _, row := range []struct {
		name, text string
		routes     int // 0: an error is fine too
	}{
		{"10,000 routes", strings.Repeat("- route: {from: {uri: \"tick:x\", steps: [{log: {message: hello}}, {stop: {}}]}}\n", 10_000), 10_000},
		{"100,000 steps", "- route:\n    from:\n      uri: tick:x\n      steps:\n" + strings.Repeat("        - log: {message: \"${body}\"}\n", 100_000), 1},
		{"a text of 10 MB", "- route: {from: {uri: \"tick:x\", steps: [{setBody: {constant: \"" + strings.Repeat("0123456789", 1<<20) + "\"}}]}}", 1},
		{"10 MB of one line a list", "- " + strings.Repeat("[", 5<<20), 0},
		{"10 MB of steps", "- route:\n    from:\n      uri: tick:x\n      steps:\n" + strings.Repeat("        - log: x\n", 10<<20/17), 0},
		{"10 MB of keys", strings.Repeat("- a: b\n", 10<<20/7), 0},
		{"100 levels", deep(100), 1},
		{"1,000 levels", deep(1_000), 0},
		{"1,000 levels of maps", "- route: " + strings.Repeat("{a: ", 1_000) + strings.Repeat("}", 1_000), 0},
		{"20,000 levels of lists", strings.Repeat("- ", 20_000) + "x", 0},
		{"1,000 levels of an expression", "- from: {uri: \"tick:x\", steps: [{setBody: {simple: \"" + strings.Repeat("${header.", 1_000) + strings.Repeat("}", 1_000) + "\"}}]}", 0},
		{"1,000 levels of a placeholder", "- from: {uri: \"tick:" + strings.Repeat("{{", 1_000) + strings.Repeat("}}", 1_000) + "\", steps: [{stop: {}}]}", 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			start := time.Now()
			p, ds := newHarness(t).load(File{"routes.yaml", []byte(row.text)})
			took := time.Since(start)
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			t.Logf("%v, %d MB, %d diagnostics", took, m.HeapAlloc>>20, len(ds))
			if row.routes > 0 && (ds.HasErrors() || len(p.Routes) != row.routes) {
				t.Errorf("got %d routes, %v", len(p.Routes), ds[:min(len(ds), 3)])
			}
			if row.routes == 0 && !ds.HasErrors() && len(p.Routes) == 0 {
				t.Error("neither an error nor a route")
			}
			if alive := m.HeapAlloc >> 20; alive > 400 {
				t.Errorf("%d MB are in use", alive)
			}
			if took > time.Minute {
				t.Errorf("took %v", took)
			}
		})
	}
}
