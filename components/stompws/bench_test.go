package stompws

import (
	"fmt"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/stomp"
)

// sink is a connection whose peer takes everything at once.
type sink struct {
	net.Conn
	octets *atomic.Int64
}

func (s sink) Write(p []byte) (int, error) {
	s.octets.Add(int64(len(p)))
	return len(p), nil
}
func (s sink) SetReadDeadline(time.Time) error { return nil }
func (s sink) Close() error                    { return nil }

// BenchmarkPublish is one message to 1000 subscriptions, up to the last octet handed to the connections. ids is how many
// different subscription ids they have, that is how often the message is encoded.
func BenchmarkPublish(b *testing.B) {
	for _, ids := range []int{1, 10, 1000} {
		b.Run(fmt.Sprintf("ids=%d", ids), func(b *testing.B) {
			const subscriptions = 1000
			ctx := &components.Context{}
			uri, _ := components.ParseURI("stomp-ws:/topic/a")
			made, err := Component.Endpoint(ctx, uri)
			if err != nil {
				b.Fatal(err)
			}
			e := made.(*endpoint)
			var octets atomic.Int64
			for i := range subscriptions {
				c := newConn(e.hub, sink{octets: &octets}, nil)
				t := e.hub.topics.find("/topic/a", true)
				t.subscribe(c, stomp.V12, fmt.Sprint("sub-", i%ids), 0)
				e.hub.topics.release(t)
			}
			p, _ := e.Producer()
			body := make([]byte, 500)
			b.ReportAllocs()
			for b.Loop() {
				before := octets.Load()
				if err := p.Process(components.NewExchange(b.Context(), body)); err != nil {
					b.Fatal(err)
				}
				for octets.Load() < before+subscriptions*int64(len(body)) {
					time.Sleep(time.Microsecond)
				}
			}
			if n := e.hub.slowClosed.Load(); n > 0 {
				b.Fatalf("%d closed as slow", n)
			}
		})
	}
}
