package timer

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

// run reads a timer until it ends or the time is over, and answers when each exchange began, in milliseconds.
func run(t *testing.T, options string, over time.Duration, work func(n int)) (began []int64, ended bool) {
	t.Helper()
	ctx := &components.Context{}
	start := time.Now()
	r := componenttest.Read(t, ctx, "r", componenttest.Source(t, ctx, Component, "timer:t?"+options), func(*components.Exchange) error {
		began = append(began, time.Since(start).Milliseconds())
		work(len(began))
		return nil
	})
	select {
	case err := <-r.Ended:
		if err != nil {
			t.Errorf("%s: ended with %v", options, err)
		}
		ended = true
	case <-time.After(over):
	}
	r.Stop()
	return began, ended
}

func TestTicks(t *testing.T) {
	slow := func(n int) { // the first exchange takes three and a half periods
		if n == 1 {
			time.Sleep(350 * time.Millisecond)
		}
	}
	quick := func(int) {}
	for _, row := range []struct {
		options string
		work    func(int)
		want    []int64
		ended   bool
	}{
		{"", quick, []int64{1000, 2000, 3000, 4000}, false},
		{"delay=0&period=2s", quick, []int64{0, 2000, 4000}, false},
		{"delay=250&period=2s&repeatCount=2", quick, []int64{250, 2250}, true},
		{"repeatCount=-5&period=2s", quick, []int64{1000, 3000}, false},
		{"period=0", quick, []int64{1000}, true},
		{"period=-1&delay=5", quick, []int64{5}, true},
		{"delay=0&period=100&repeatCount=6", slow, []int64{0, 350, 450, 550, 650, 750}, true},
		{"delay=0&period=100&repeatCount=6&fixedRate=true", slow, []int64{0, 350, 350, 350, 400, 500}, true},
		{"delay=-1&repeatCount=3", slow, []int64{0, 350, 350}, true},
		{"delay=1h", quick, nil, false},
	} {
		synctest.Test(t, func(t *testing.T) {
			got, ended := run(t, row.options, 4500*time.Millisecond, row.work)
			if !slices.Equal(got, row.want) || ended != row.ended {
				t.Errorf("%s: got %v, ended %v, want %v, %v", row.options, got, ended, row.want, row.ended)
			}
		})
	}
}

func TestTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, row := range []struct {
			in   time.Duration
			want []int64
		}{{3 * time.Second, []int64{3000, 4000}}, {-time.Hour, []int64{0, 1000, 2000, 3000, 4000}}} {
			at := time.Now().Add(row.in).Format("2006-01-02T15:04:05")
			if got, _ := run(t, "delay=-1&time="+at, 4500*time.Millisecond, func(int) {}); !slices.Equal(got, row.want) {
				t.Errorf("in %v: got %v, want %v", row.in, got, row.want)
			}
		}
	})
}

func TestMistakes(t *testing.T) {
	for options, want := range map[string]string{
		"fixedRate=true&period=0": "a fixed rate needs a period above 0",
		"time=yesterday":          `"yesterday" is not a time`,
		"repeatCount=x":           `"x" is not a whole number`,
		"pattern=x":               `option "pattern" of component timer is not in this build`,
	} {
		uri, err := components.ParseURI("timer:t?" + options)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = Component.Endpoint(&components.Context{}, uri); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", options, err, want)
		}
	}
}

func TestMetadata(t *testing.T) {
	now := time.Date(2026, 11, 24, 0, 35, 10, 855e6, time.UTC)
	ctx := &components.Context{Clock: func() time.Time { return now }}
	for _, row := range []struct{ options, properties, headers string }{
		{"", "{}", "{}"},
		{
			"&includeMetadata=true",
			"{CamelTimerName=t, CamelTimerCounter=1, CamelTimerPeriod=1000, CamelTimerFiredTime=Tue Nov 24 00:35:10 UTC 2026}",
			"{CamelTimerFiredTime=Tue Nov 24 00:35:10 UTC 2026, CamelMessageTimestamp=1795480510855}",
		},
	} {
		var ex *components.Exchange
		r := componenttest.Read(t, ctx, "r", componenttest.Source(t, ctx, Component, "timer:t?delay=0&repeatCount=1"+row.options),
			func(e *components.Exchange) error { ex = e; return nil })
		<-r.Closed
		if p, h := components.Text(&ex.Properties), components.Text(ex.Headers.Map()); p != row.properties || h != row.headers || ex.Body != nil {
			t.Errorf("%s: got body %v, properties %s, headers %s", row.options, ex.Body, p, h)
		}
	}
}

// TestWhatNobodyTookCountsForNothing holds that a subscription that ends before its exchange is taken leaves repeatCount alone.
func TestWhatNobodyTookCountsForNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := &components.Context{}
		sub, topic, err := componenttest.Source(t, ctx, Component, "timer:t?delay=0&repeatCount=1&includeMetadata=true").Subscriber(&components.RouteContext{Context: ctx})
		if err != nil {
			t.Fatal(err)
		}
		subscription, cancel := context.WithCancel(t.Context())
		messages, err := sub.Subscribe(subscription, topic)
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait() // the exchange is there, and nobody takes it
		cancel()
		if _, open := <-messages; open {
			t.Fatal("the subscription goes on")
		}
		messages, err = sub.Subscribe(t.Context(), topic)
		if err != nil {
			t.Fatal(err)
		}
		msg, open := <-messages
		if !open || components.ExchangeOf(msg).Properties.Value("CamelTimerCounter") != int64(1) {
			t.Fatalf("got %v, %v", msg, open)
		}
		components.ExchangeOf(msg).Complete(nil)
		if err := sub.Close(); err != nil {
			t.Error(err)
		}
	})
}

func BenchmarkRace(b *testing.B) {
	ctx := &components.Context{}
	b.ReportAllocs()
	source := componenttest.Source(b, ctx, Component, fmt.Sprintf("timer:t?delay=-1&repeatCount=%d", b.N))
	r := componenttest.Read(b, ctx, "r", source, func(*components.Exchange) error { return nil })
	<-r.Closed
}
