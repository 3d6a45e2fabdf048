package scheduler

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"scheduler:look",
		"scheduler:look?delay=1&timeUnit=SECONDS&includeMetadata=true",
		"scheduler:look?startScheduler=false",
	}})
}

// TestTimes holds when exchanges come while each takes 30 ms, as milliseconds from the start.
func TestTimes(t *testing.T) {
	for _, row := range []struct {
		options string
		want    []int64
	}{
		{"initialDelay=100&delay=50&repeatCount=3", []int64{100, 180, 260}},
		{"initialDelay=100&delay=50&repeatCount=3&useFixedDelay=false", []int64{100, 150, 200}},
		{"initialDelay=100&delay=20&repeatCount=3&useFixedDelay=false", []int64{100, 130, 160}},
		{"initialDelay=1&delay=2&timeUnit=seconds&repeatCount=2", []int64{1000, 3030}},
		{"initialDelay=0&delay=0", []int64{0}},
		{"initialDelay=0&delay=1000&greedy=true&repeatCount=2", []int64{0, 30, 60, 90}},
	} {
		synctest.Test(t, func(t *testing.T) {
			start := time.Now()
			var got []int64
			enough := make(chan struct{})
			ctx := &components.Context{}
			componenttest.Read(t, ctx, "r", componenttest.Source(t, ctx, Component, "scheduler:x?"+row.options), func(*components.Exchange) error {
				if len(got) == len(row.want) {
					return nil // a greedy one goes on; got is being looked at
				}
				got = append(got, time.Since(start).Milliseconds())
				time.Sleep(30 * time.Millisecond)
				if len(got) == len(row.want) {
					close(enough)
				}
				return errors.New("a failure changes nothing")
			})
			<-enough
			for i, at := range row.want {
				if got[i] != at {
					t.Errorf("%s: got %v, want %v", row.options, got, row.want)
					break
				}
			}
		})
	}
}

func TestMistakes(t *testing.T) {
	for _, options := range []string{"backoffMultiplier=3", "delay=9000000000&timeUnit=DAYS", "timeUnit=FORTNIGHTS"} {
		uri, err := components.ParseURI("scheduler:x?" + options)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Component.Endpoint(&components.Context{}, uri); err == nil {
			t.Errorf("%s is taken", options)
		}
	}
}
