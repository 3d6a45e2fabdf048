package routetest

import (
	"context"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// replyTime bounds how long one send waits.
const replyTime = time.Minute

// sendOne does one entry of send and records its reply.
func (r *running) sendOne(ctx context.Context, s send) any {
	ctx, cancel := context.WithTimeout(ctx, replyTime)
	defer cancel()
	switch {
	case s.http != nil:
		reply, err := r.call(ctx, s.http)
		if err != nil {
			return "no answer: " + err.Error()
		}
		return reply
	case s.to == "":
		pause(ctx, s.pause)
		return nil
	}
	ex, err := r.engine.Send(ctx, r.fill(s.to), nil, func(ex *components.Exchange) {
		if s.inOut {
			ex.Pattern = components.InOut
		}
		r.prepare(ex, s.message)
	})
	if ex == nil {
		return "no reply: " + err.Error()
	}
	return exchange(ex, err)
}

// prepare fills an exchange with values of its own.
func (r *running) prepare(ex *components.Exchange, m message) {
	ex.Body = each(m.body, r.fill)
	for k, v := range m.headers.All() {
		ex.Headers.Set(k, each(v, r.fill))
	}
	for k, v := range m.properties.All() {
		ex.Properties.Set(k, each(v, r.fill))
	}
	for k, v := range m.variables.All() {
		ex.Variables.Set(k, each(v, r.fill))
	}
}
