package runtime

// maxBesides is how much may run beside the routes at once; what is more runs in its caller.
const maxBesides = 1000

// besides runs what steps start beside their route (wireTap) and knows how much of it is under way.
type besides struct {
	slots chan struct{}
	tally
}

func (b *besides) run(f func()) {
	b.add(1)
	select {
	case b.slots <- struct{}{}:
		go func() {
			defer b.add(-1)
			defer func() { <-b.slots }()
			f()
		}()
	default:
		defer b.add(-1)
		f()
	}
}
