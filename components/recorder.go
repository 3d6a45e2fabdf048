package components

import "maps"

// Recorder is what an endpoint keeps of all that it was sent, for tests of routes: mock: has one for each URI.
type Recorder interface {
	// Received answers what arrived and was kept, in order, as it was then.
	Received() []*Exchange
	// Count answers how many arrived, kept or not.
	Count() int
}

// Record makes a recorder known under its endpoint's URI, such as mock:out. The same URI has one recorder.
func (c *Context) Record(uri string, r Recorder) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.recorders == nil {
		c.recorders = map[string]Recorder{}
	}
	c.recorders[uri] = r
}

// Recorders answers all recorders by their URIs.
func (c *Context) Recorders() map[string]Recorder {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.recorders)
}
