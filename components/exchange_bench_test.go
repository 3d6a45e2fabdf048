package components

import (
	"context"
	"testing"
	"time"
)

// BenchmarkNewExchange measures an exchange with two headers and two properties: made new and as a copy.
func BenchmarkNewExchange(b *testing.B) {
	ctx, now := context.Background(), time.Now()
	var v any = "v"
	fill := func(ex *Exchange) {
		ex.Headers.Set("a", v)
		ex.Headers.Set("bb", v)
		ex.Properties.Set("a", v)
		ex.Properties.Set("bb", v)
	}
	b.Run("new", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			fill(NewExchangeAt(ctx, v, now))
		}
	})
	b.Run("copy", func(b *testing.B) {
		b.ReportAllocs()
		ex := NewExchangeAt(ctx, v, now)
		fill(ex)
		for b.Loop() {
			ex.Clone().Properties.Set("c", v)
		}
	})
}
