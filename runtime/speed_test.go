package runtime

import (
	"os"
	"strconv"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/direct"
	"github.com/dromedary-go/dromedary/components/seda"
	"github.com/dromedary-go/dromedary/components/timer"
	"github.com/dromedary-go/dromedary/routes"
)

// The work of bench/, inside one process: go test ./runtime -bench . -cpuprofile cpu.out

func BenchmarkChain(b *testing.B) { benchmarkFile(b, "chain.yaml") }

func BenchmarkSeda(b *testing.B) { benchmarkFile(b, "seda.yaml") }

func benchmarkFile(b *testing.B, name string) {
	text, err := os.ReadFile("../bench/routes/" + name)
	if err != nil {
		b.Fatal(err)
	}
	properties := routes.NewProperties()
	properties.Set("messages", strconv.Itoa(b.N))
	e, diags, err := New(Config{
		Components: []components.Component{timer.Component, direct.Component, seda.Component},
		Files:      []routes.File{{Name: name, Text: text}}, Properties: properties,
	})
	if err != nil || diags.HasErrors() {
		b.Fatal(diags, err)
	}
	b.ReportAllocs()
	b.ResetTimer()
	if err := e.Start(b.Context()); err != nil {
		b.Fatal(err)
	}
	<-e.routes[0].ended // the timer's; the stop drains the queues behind it
	if err := e.Stop(b.Context()); err != nil {
		b.Fatal(err)
	}
}
