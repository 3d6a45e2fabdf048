package runtime

import (
	"context"
	"fmt"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

// BenchmarkRoute measures what a route costs an exchange around its steps, for messages that carry one exchange or more.
func BenchmarkRoute(b *testing.B) {
	for _, burst := range []int{1, 8, 64} {
		b.Run(fmt.Sprintf("burst=%d", burst), func(b *testing.B) {
			b.ReportAllocs()
			done := make(chan struct{})
			source := &endpoint{uri: "bench://x", subscriber: components.NewFeed(func(ctx context.Context, out *components.Outlet) {
				for sent := 0; sent < b.N; sent += burst {
					list := make([]*components.Exchange, burst)
					for i := range list {
						list[i] = components.NewExchange(ctx, i)
					}
					_ = out.Send(list[0], list[1:]...)
				}
				_ = out.Process(components.NewExchange(ctx, nil))
				close(done)
				<-ctx.Done()
			})}
			e, err := benchEngine(source)
			if err != nil {
				b.Fatal(err)
			}
			b.ResetTimer()
			if err := e.Start(b.Context()); err != nil {
				b.Fatal(err)
			}
			<-done
			b.StopTimer()
			if err := e.Stop(context.Background()); err != nil {
				b.Fatal(err)
			}
		})
	}
}

func benchEngine(source components.Endpoint) (*Engine, error) {
	e, _, err := compile(Config{}, func(*routes.Environment) (*routes.Program, routes.Diagnostics) {
		return &routes.Program{Routes: []*routes.Route{routeOf("bench", source, nothing)}}, nil
	})
	return e, err
}
