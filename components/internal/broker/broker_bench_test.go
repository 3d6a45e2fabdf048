package broker

import (
	"strings"
	"testing"
	"time"
)

// One message sent, received and acknowledged, with a body of 500 bytes.
func Benchmark(b *testing.B) {
	for _, d := range []Destination{cats, topic} {
		b.Run(strings.Replace(d.String(), "://", " ", 1), func(b *testing.B) {
			broker := New(time.Now)
			defer broker.Close()
			c, err := broker.Subscribe(d, DefaultPolicy)
			if err != nil {
				b.Fatal(err)
			}
			defer c.Close()
			body := strings.Repeat("x", 500)
			done := make(chan error, 1)
			b.ReportAllocs()
			b.ResetTimer()
			go func() {
				for range b.N {
					if err := broker.Send(b.Context(), &Message{Destination: d, Body: body, Priority: 4}); err != nil {
						done <- err
						return
					}
				}
				done <- nil
			}()
			for range b.N {
				m, err := c.Receive(b.Context())
				if err != nil {
					b.Fatal(err)
				}
				m.Ack()
			}
			if err := <-done; err != nil {
				b.Fatal(err)
			}
		})
	}
}
