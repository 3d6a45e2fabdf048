package nettyhttp

import (
	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// Subscriber answers requests with one route.
func (e *endpoint) Subscriber(rc *components.RouteContext) (message.Subscriber, string, error) {
	if e.source == nil {
		if err := e.Prepare(); err != nil {
			return nil, "", err
		}
	}
	return e.source.Subscriber(rc)
}

// Concurrency is that of platform-http.
func (e *endpoint) Concurrency() int {
	if c, ok := e.source.(components.Concurrent); ok {
		return c.Concurrency()
	}
	return 1
}
