package routes

import (
	"context"
	"testing"
	"testing/synctest"

	"github.com/dromedary-go/dromedary/components"
)

func TestThreadPoolFillsCoreThenQueueThenExtra(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &threadPool{core: make(chan struct{}, 1), extra: make(chan struct{}, 1), queue: 1, abort: true}
		ex := components.NewExchange(context.Background(), nil)
		leave, err := p.enter(ex)
		if err != nil {
			t.Fatal(err)
		}
		waited := make(chan func(), 1)
		go func() {
			leave, _ := p.enter(ex)
			waited <- leave
		}()
		synctest.Wait() // one in the core, one in the queue
		extra, err := p.enter(ex)
		if err != nil {
			t.Fatalf("the queue is full: an extra place is meant for this: %v", err)
		}
		if _, err := p.enter(ex); components.Class(err) != "java.util.concurrent.RejectedExecutionException" {
			t.Errorf("all is full: got %v", err)
		}
		leave()
		(<-waited)()
		extra()
		if len(p.core)+len(p.extra) != 0 || p.waiting.Load() != 0 {
			t.Errorf("%d, %d, %d are left", len(p.core), len(p.extra), p.waiting.Load())
		}
	})
}

func TestThreadPoolCallerRuns(t *testing.T) {
	p := &threadPool{core: make(chan struct{}, 1), extra: make(chan struct{}), queue: 0}
	ex := components.NewExchange(context.Background(), nil)
	for range 3 {
		if _, err := p.enter(ex); err != nil {
			t.Fatal(err)
		}
	}
}
