//go:build integration

package activemq

import (
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/activemq/activemqtest"
)

// Persistent text messages of 500 bytes through a queue of a real ActiveMQ: sent one by one with confirmation, and read
// with acknowledgement.
func BenchmarkActiveMQ(b *testing.B) {
	amq := activemqtest.Start(b, "", "")
	for _, persistent := range []string{"true", "false"} {
		for _, prefetch := range []string{"1", "10", "100"} {
			uri := "activemq:p" + prefetch + "?deliveryPersistent=" + persistent + "&brokerURL=RAW(" + amq.URL + "?jms.prefetchPolicy.all=" + prefetch + ")"
			e := newEndpoint(b, newContext(b, nil), uri)
			b.Run("send persistent="+persistent+" prefetch="+prefetch, func(b *testing.B) {
				p := newProducer(b, e)
				body := strings.Repeat("x", 500)
				b.ResetTimer()
				for range b.N {
					if err := p.Process(components.NewExchange(b.Context(), body)); err != nil {
						b.Fatal(err)
					}
				}
				b.StopTimer()
			})
			b.Run("read persistent="+persistent+" prefetch="+prefetch, func(b *testing.B) {
				p := newProducer(b, e)
				for range b.N {
					if err := p.Process(components.NewExchange(b.Context(), "x")); err != nil {
						b.Fatal(err)
					}
				}
				b.ResetTimer()
				r := newRoute(b, e)
				for range b.N {
					r.next().Complete(nil)
				}
				b.StopTimer()
			})
		}
	}
}
