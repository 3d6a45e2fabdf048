package runtime

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/direct"
	"github.com/dromedary-go/dromedary/components/file"
	"github.com/dromedary-go/dromedary/components/seda"
	"github.com/dromedary-go/dromedary/components/stream"
	"github.com/dromedary-go/dromedary/components/timer"
	"github.com/dromedary-go/dromedary/routes"
)

// The work of bench/, inside one process: go test ./runtime -bench . -cpuprofile cpu.out

func BenchmarkChain(b *testing.B) { benchmarkFile(b, "chain.yaml") }

func BenchmarkSeda(b *testing.B) { benchmarkFile(b, "seda.yaml") }

func benchmarkFile(b *testing.B, name string) {
	e := engineOfFile(b, name, fmt.Sprintf("messages=%d", b.N))
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

func engineOfFile(b *testing.B, name string, properties ...string) *Engine {
	text, err := os.ReadFile("../bench/routes/" + name)
	if err != nil {
		b.Fatal(err)
	}
	set := routes.NewProperties()
	for _, p := range properties {
		key, value, _ := strings.Cut(p, "=")
		set.Set(key, value)
	}
	e, diags, err := New(Config{
		Components: []components.Component{timer.Component, direct.Component, seda.Component, file.Component, stream.Component},
		Files:      []routes.File{{Name: name, Text: text}}, Properties: set,
	})
	if err != nil || diags.HasErrors() {
		b.Fatal(diags, err)
	}
	return e
}

func BenchmarkJSONLines(b *testing.B) {
	dir := b.TempDir()
	if err := os.Mkdir(dir+"/in", 0o700); err != nil {
		b.Fatal(err)
	}
	var text []byte
	for i := range b.N {
		language := []string{"en", "de", "ko", "en", "fr"}[i%5]
		text = fmt.Appendf(text, `{"id": %d, "lang": "%s", "text": "cat window sofa box mouse garden roof lap bowl fence moon cat window sofa", `+
			`"author": {"name": "author-%d", "followers": %d}, "media": [{"type": "photo", "url": "https://pictures.example/%[1]d.jpg"}]}`+"\n",
			7_000_000_000_000_000_000+i, language, i%500, i%4000)
	}
	if err := os.WriteFile(dir+"/in/posts.jsonl", text, 0o600); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text) / b.N))
	e := engineOfFile(b, "json.yaml", "dir="+dir, "camel.main.durationMaxMessages=1")
	b.ReportAllocs()
	b.ResetTimer()
	if err := e.Start(b.Context()); err != nil {
		b.Fatal(err)
	}
	<-e.Done()
	b.StopTimer()
	if err := e.Stop(b.Context()); err != nil {
		b.Fatal(err)
	}
}
