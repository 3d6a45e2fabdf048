package runtime

import "log/slog"

// maxBesides is how much may run beside the routes at once; what is more runs in its caller.
const maxBesides = 1000

// besides runs what steps start beside their route (wireTap) and knows how much of it is under way.
type besides struct {
	slots chan struct{}
	tally
	log *slog.Logger
}

func newBesides(log *slog.Logger) *besides {
	return &besides{slots: make(chan struct{}, maxBesides), log: log}
}

func (b *besides) run(f func()) {
	b.add(1)
	select {
	case b.slots <- struct{}{}:
		go func() {
			defer b.add(-1)
			defer func() { <-b.slots }()
			b.guarded(f)
		}()
	default:
		defer b.add(-1)
		b.guarded(f)
	}
}

func (b *besides) guarded(f func()) {
	err := guard(func() error {
		f()
		return nil
	})
	if err != nil {
		logPanic(b.log, "beside a route", err)
	}
}
