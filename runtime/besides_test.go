package runtime

import (
	"log/slog"
	"testing"
	"testing/synctest"
)

func TestWhatRunsBesideIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		log := newLogbook()
		b, release, inCaller := newBesides(slog.New(log)), make(chan struct{}), false
		for range maxBesides {
			b.run(func() { <-release })
		}
		b.run(func() { inCaller = true })
		if !inCaller || b.count() != maxBesides {
			t.Errorf("in the caller: %v, under way: %d", inCaller, b.count())
		}
		close(release)
		if err := b.wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		b.run(func() { panic("tap") })
		if err := b.wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		if lines := log.with("ERROR beside a route: panic: tap stack="); len(lines) != 1 {
			t.Errorf("logged %q", log.all())
		}
	})
}
