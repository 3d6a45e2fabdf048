package language

import (
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func TestConstantAndHeaderCostNothing(t *testing.T) {
	ex := exchange(nil)
	for _, l := range []Language{constant, header} {
		e, err := l.Expression("kind", Options{Trim: true})
		if err != nil {
			t.Fatal(err)
		}
		if n := testing.AllocsPerRun(100, func() { _, _ = e(ex) }); n != 0 {
			t.Errorf("%s: %v allocations", l.Name, n)
		}
	}
}

func BenchmarkJSONPath(b *testing.B) {
	tree, err := components.DecodeJSON([]byte(store))
	if err != nil {
		b.Fatal(err)
	}
	for _, path := range []string{"$.store.bike.color", "$.store.book[*].t", "$.store.book[?(@.p > 10)].t", "$..p"} {
		b.Run(path, func(b *testing.B) {
			e, err := jsonpath.Expression(path, Options{})
			if err != nil {
				b.Fatal(err)
			}
			ex := exchange(tree)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := e(ex); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
