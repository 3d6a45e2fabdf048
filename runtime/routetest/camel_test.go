package routetest_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/dromedary-go/dromedary/components/all"
	"github.com/dromedary-go/dromedary/runtime/routetest"
)

const (
	cases   = "../../routes/testdata/camel"
	own     = "../../routes/testdata/rest" // what could not be recorded
	differs = "../../routes/testdata/differs"
)

// TestCamel: every recorded case comes out as in Apache Camel.
func TestCamel(t *testing.T) { runAll(t, cases, true) }

// TestRest: the cases that real Camel is recorded without.
func TestRest(t *testing.T) { runAll(t, own, false) }

func runAll(t *testing.T, folder string, strict bool) {
	files, err := routetest.Find([]string{folder})
	if err != nil {
		t.Fatal(err)
	}
	options := routetest.Options{Components: all.Components, Beans: all.Beans, Strict: strict, Parallel: 8 * runtime.GOMAXPROCS(0)}
	routetest.Run(t.Context(), files, options, func(r *routetest.Result) {
		if r.Err != nil {
			t.Error(r.Err)
		}
		for _, d := range r.Differences {
			t.Errorf("%s: %s", r.Path, d)
		}
	})
}

// TestDiffers: a case that is kept as a difference and passes belongs to the others.
func TestDiffers(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(differs, "*"+routetest.Suffix))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, err := routetest.Reason(file); err != nil {
			t.Error(err)
		}
	}
	routetest.Run(t.Context(), files, routetest.Options{Components: all.Components, Beans: all.Beans, Strict: true, Parallel: 4}, func(r *routetest.Result) {
		if r.Err != nil {
			t.Error(r.Err)
		} else if r.Passed() {
			t.Errorf("%s passes: move it to testdata/camel", r.Path)
		}
	})
}

func TestConformancePageIsCurrent(t *testing.T) {
	want, err := routetest.Conformance(cases, differs, all.Components)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../docs/conformance.md")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("docs/conformance.md is stale: go generate ./runtime/routetest")
	}
}
