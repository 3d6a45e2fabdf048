package components

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
)

func TestFeed(t *testing.T) {
	failure := errors.New("the route fails")
	outcomes := make(chan error, 3)
	f := NewFeed(func(ctx context.Context, out *Outlet) {
		outcomes <- out.Process(NewExchange(ctx, 1))
		outcomes <- out.Process(NewExchange(ctx, 2))
		outcomes <- out.Send(NewExchange(ctx, 3), NewExchange(ctx, 4), NewExchange(ctx, 5))
	})
	messages, err := f.Subscribe(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	var got []any
	for msg := range messages {
		for ex := range Exchanges(msg) {
			got = append(got, ex.Body)
			if ex.Body == 2 {
				ex.Complete(failure)
			} else {
				ex.Complete(nil)
			}
		}
	}
	if !slices.Equal(got, []any{1, 2, 3, 4, 5}) {
		t.Errorf("got %v", got)
	}
	if a, b, c := <-outcomes, <-outcomes, <-outcomes; a != nil || b != failure || c != nil {
		t.Errorf("outcomes %v, %v, %v", a, b, c)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

// TestFeedThatIsClosed holds that exchanges that nobody takes are completed when the subscription ends.
func TestFeedThatIsClosed(t *testing.T) {
	for name, end := range map[string]func(f interface{ Close() error }, cancel func()){
		"close":  func(f interface{ Close() error }, _ func()) { _ = f.Close() },
		"cancel": func(_ interface{ Close() error }, cancel func()) { cancel() },
	} {
		synctest.Test(t, func(t *testing.T) {
			var sent error
			var told []error
			f := NewFeed(func(ctx context.Context, out *Outlet) {
				a, b := NewExchange(ctx, 1), NewExchange(ctx, 2)
				for _, ex := range []*Exchange{a, b} {
					ex.OnCompletion(func(_ *Exchange, err error) { told = append(told, err) })
				}
				sent = out.Send(a, b)
			})
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			messages, err := f.Subscribe(ctx, "")
			if err != nil {
				t.Fatal(err)
			}
			synctest.Wait() // the loop waits for somebody to take the burst
			end(f, cancel)
			synctest.Wait()
			if msg, open := <-messages; open {
				t.Fatalf("%s: got %v", name, ExchangeOf(msg).Body)
			}
			if sent != ErrStopping || !slices.Equal(told, []error{ErrStopping, ErrStopping}) {
				t.Errorf("%s: sent %v, told %v", name, sent, told)
			}
			for range 2 {
				if err := f.Close(); err != nil {
					t.Error(err)
				}
			}
			if _, err := f.Subscribe(t.Context(), ""); err == nil {
				t.Errorf("%s: a closed subscriber subscribes", name)
			}
		})
	}
}

func TestExchange(t *testing.T) {
	ex := NewExchange(t.Context(), "body")
	if id := ex.ID(); ExchangeOf(ex.Msg()) != ex || id == "" || ex.ID() != id {
		t.Error("the exchange is not on its message")
	}
	var order []int
	ex.OnCompletion(func(*Exchange, error) { order = append(order, 1) })
	ex.OnCompletion(func(*Exchange, error) { order = append(order, 2) })
	clone := ex.Clone()
	clone.Complete(nil)
	ex.Complete(nil)
	ex.Complete(nil)
	if !slices.Equal(order, []int{2, 1}) {
		t.Errorf("completed %v", order)
	}
	if clone.ID() == ex.ID() || ExchangeOf(clone.Msg()) != clone {
		t.Error("the clone is not an exchange of its own")
	}
	var zero Exchange
	if zero.Value("key") != nil {
		t.Error("an exchange without a context has values")
	}
}
