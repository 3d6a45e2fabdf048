package runtime

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/dromedary-go/dromedary/components"
)

// TestDetachedExchangesDoNotHoldUpTheirSource sends bursts whose exchanges detach, but for those that say no: all that may be
// is worked on at once, each is told its outcome, and a stop waits for them.
func TestDetachedExchangesDoNotHoldUpTheirSource(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var began, done []any
		note := func(list *[]any, v any) {
			mu.Lock()
			defer mu.Unlock()
			*list = append(*list, v)
		}
		bursts := [][]any{{"a", "b", "c"}, {"d"}, {"e", "waits", "f"}, {"g"}}
		source := &endpoint{uri: "feed://test", subscriber: components.NewFeed(func(ctx context.Context, out *components.Outlet) {
			for _, bodies := range bursts {
				var all []*components.Exchange
				for _, body := range bodies {
					ex := components.NewExchange(ctx, body)
					ex.OnCompletion(func(ex *components.Exchange, err error) {
						if err != nil {
							t.Error(err)
						}
						note(&done, ex.Body)
					})
					all = append(all, ex)
				}
				if out.Send(all[0], all[1:]...) != nil {
					return
				}
			}
			<-ctx.Done()
		})}
		finish, waits := make(chan struct{}), make(chan struct{})
		e := engineOf(t, newLogbook(), nil, routeOf("r", source, func(ex *components.Exchange) error {
			note(&began, ex.Body)
			if ex.Body == "waits" {
				<-waits
				return nil
			}
			ex.Part().Part().Detach()
			<-finish
			return nil
		}))
		e.detaches = true
		start(t, e)
		synctest.Wait()
		if want := []any{"a", "b", "c", "d", "e", "waits"}; !slices.Equal(began, want) {
			t.Errorf("began %v, want %v", began, want)
		}
		close(waits)
		synctest.Wait()
		if len(began) != 8 || !slices.Equal(done, []any{"waits"}) {
			t.Errorf("began %v, done %v", began, done)
		}
		stopped := make(chan struct{})
		go func() {
			defer close(stopped)
			stop(t, e)
		}()
		synctest.Wait()
		select {
		case <-stopped:
			t.Error("the stop did not wait for what is in flight")
		default:
		}
		close(finish)
		<-stopped
		if len(done) != 8 {
			t.Errorf("done %v", done)
		}
	})
}
