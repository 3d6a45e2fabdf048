package routes

import "context"

// onDrain adds what finishes when the route stops, after what was added before.
func (r *Route) onDrain(f func(ctx context.Context)) {
	before := r.Drain
	r.Drain = func(ctx context.Context) {
		if before != nil {
			before(ctx)
		}
		f(ctx)
	}
}

// work is the context of exchanges that outlive the one they come from.
func (env *Environment) work() context.Context {
	if env.Work == nil {
		return context.Background()
	}
	return env.Work
}
