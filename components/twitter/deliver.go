package twitter

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/dromedary-go/dromedary/components"
)

// maxStrikes is how often a route may fail with a post before the post is left behind.
const maxStrikes = 3

// deliver hands the pending posts over, one after the other, and keeps those that were not accepted. A post that the
// route fails with does not hold up those behind it; where the route has lost its connection, none is tried further.
func (p *poller) deliver(ctx context.Context, out *components.Outlet) error {
	var kept []*post
	var trouble error
	for i, post := range p.pending {
		err := out.Process(p.exchange(ctx, post))
		switch {
		case err == nil:
			p.health.update(func(h *health) { h.total++ })
			continue
		case ctx.Err() != nil || errors.Is(err, components.ErrStopping), isConnection(err):
			p.pending = append(kept, p.pending[i:]...)
			return p.unaccepted(err)
		}
		trouble = err
		if post.strikes++; post.strikes < maxStrikes {
			kept = append(kept, post)
			continue
		}
		p.rc.Log().Error(fmt.Sprintf("route %s: post %d failed %d times and is left behind", p.rc.RouteID, post.id, maxStrikes), "route", p.rc.RouteID)
	}
	p.pending = kept
	if len(kept) > 0 {
		return p.unaccepted(trouble)
	}
	return nil
}

func (p *poller) unaccepted(err error) error {
	return fmt.Errorf("%d posts wait, because the route did not accept them: %w", len(p.pending), err)
}

// isConnection tells whether a failure is about a connection, not about the post.
func isConnection(err error) bool {
	class := components.Class(err)
	return errors.Is(err, components.ErrConnection) || class == components.ConnectException || class == components.IOException
}

// exchange makes the exchange of a post; of nil, an empty one.
func (p *poller) exchange(ctx context.Context, post *post) *components.Exchange {
	ex := components.NewExchange(ctx, nil)
	ex.Headers.Set("CamelTwitterKeywords", p.query)
	if post != nil {
		ex.Body = post.body(p.pages)
		ex.SetID(strconv.FormatUint(post.id, 10))
		ex.Headers.Set("CamelMessageTimestamp", post.created().UnixMilli())
	}
	return ex
}
