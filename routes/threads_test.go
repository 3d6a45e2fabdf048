package routes

import (
	"context"
	"testing"
	"testing/synctest"

	"github.com/dromedary-go/dromedary/components"
)

func TestThreadPoolFillsCoreThenQueueThenExtra(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &threadPool{core: 1, most: 2, queue: 1}
		ex := components.NewExchange(context.Background(), nil)
		if wait, ok := p.ask(); wait != nil || !ok {
			t.Fatal("the first has no place")
		}
		second, ok := p.ask()
		if second == nil || !ok {
			t.Fatal("the second does not wait")
		}
		if wait, ok := p.ask(); wait != nil || !ok {
			t.Fatal("the queue is full: an extra place is meant for this")
		}
		if _, ok := p.ask(); ok {
			t.Error("all is full")
		}
		came := make(chan error, 1)
		go func() { came <- p.await(ex, second) }()
		synctest.Wait()
		select {
		case <-came:
			t.Error("the second did not wait")
		default:
		}
		p.leave()
		if err := <-came; err != nil {
			t.Error(err)
		}
		p.leave()
		p.leave()
		if p.busy != 0 || len(p.waiting) != 0 {
			t.Errorf("%d work, %d wait", p.busy, len(p.waiting))
		}
	})
}

func TestThreadPoolGivesUpAWait(t *testing.T) {
	p := &threadPool{core: 1, most: 1, queue: 2}
	p.ask()
	first, _ := p.ask()
	second, _ := p.ask()
	ended, end := context.WithCancel(t.Context())
	end()
	if err := p.await(components.NewExchange(ended, nil), first); err == nil {
		t.Error("a place came from nowhere")
	}
	p.leave()
	if err := p.await(components.NewExchange(t.Context(), nil), second); err != nil {
		t.Error(err)
	}
}

func TestThreadPoolRunsInItsCallerWhenFull(t *testing.T) {
	p := &threadPool{}
	ran := false
	if err := p.run(nil, nil, func() { ran = true }); err != nil || !ran {
		t.Errorf("ran: %v, error: %v", ran, err)
	}
	p.abort = true
	if err := p.run(nil, nil, func() {}); components.Class(err) != "java.util.concurrent.RejectedExecutionException" {
		t.Errorf("got %v", err)
	}
}
