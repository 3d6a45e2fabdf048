package seda

import (
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestSize(t *testing.T) {
	queue8 := map[string]string{"camel.component.seda.queueSize": "8"}
	for _, row := range []struct {
		properties map[string]string
		uris       []string
		want       int
		err        string
	}{
		{nil, []string{"seda:cats"}, 1000, ""},
		{queue8, []string{"seda:cats"}, 8, ""},
		{queue8, []string{"seda:cats?size=5", "seda:cats"}, 5, ""},
		{nil, []string{"seda:cats", "seda:cats?size=5", "seda:dogs?size=7"}, 5, ""},
		{nil, []string{"seda:cats?size=5", "seda:cats?size=7"}, 0, "queue seda:cats has size 5 elsewhere, not 7"},
		{nil, []string{"seda:cats?size=-1"}, 0, "must be above 0"},
		{nil, []string{"seda:cats?concurrentConsumers=501"}, 0, "more than 500"},
		{nil, []string{"seda:cats?concurrentConsumers=501&limitConcurrentConsumers=false"}, 1000, ""},
		{nil, []string{"seda:cats?concurrentConsumers=0"}, 0, "at least 1"},
	} {
		ctx := &components.Context{Property: func(key string) (string, bool) { v, ok := row.properties[key]; return v, ok }}
		var err error
		for _, text := range row.uris {
			uri, parsing := components.ParseURI(text)
			if parsing != nil {
				t.Fatal(parsing)
			}
			if _, err = Component.Endpoint(ctx, uri); err != nil {
				break
			}
		}
		if row.err != "" {
			if err == nil || !strings.Contains(err.Error(), row.err) {
				t.Errorf("%v: got %v, want %q", row.uris, err, row.err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%v: %v", row.uris, err)
			continue
		}
		if _, size := componenttest.Endpoint(t, ctx, Component, "seda:cats").(*endpoint).fill(); size != row.want {
			t.Errorf("%v: got size %d, want %d", row.uris, size, row.want)
		}
	}
}

func BenchmarkHop(b *testing.B) {
	ctx := &components.Context{}
	through := make(chan struct{})
	n := 0
	source := componenttest.Source(b, ctx, Component, "seda:cats")
	componenttest.Read(b, ctx, "r", source, func(*components.Exchange) error {
		if n++; n == b.N {
			close(through)
		}
		return nil
	})
	p := componenttest.Producer(b, ctx, Component, "seda:cats?blockWhenFull=true")
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		if err := p.Process(exchange("cat")); err != nil {
			b.Fatal(err)
		}
	}
	<-through
}
