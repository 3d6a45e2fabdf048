package twitter

import (
	"fmt"
	"net/http"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/twitter/demo"
)

// demoKey is the key of an engine's demo feed with one set of options.
type demoKey struct{ prefix string }

// demoFeed answers the engine's demo feed of these options. Its pictures and pages are on the engine's HTTP server: the
// usual one's at /demo/, those of others below it.
func demoFeed(ctx *components.Context, options string) (*demo.Feed, error) {
	o, err := demo.ParseOptions(options)
	if err != nil {
		return nil, err
	}
	o.Clock = ctx.Now
	o.Prefix = "/demo"
	if o.Seed != 0 || o.Rate != 0 || o.Limit != 0 {
		o.Prefix = fmt.Sprintf("/demo/%d-%g-%d", o.Seed, o.Rate, o.Limit)
	}
	return components.Shared(ctx, demoKey{o.Prefix}, func() *demo.Feed {
		feed := demo.New(o)
		if ctx.Mux != nil {
			ctx.Mux.Handle(o.Prefix+"/", http.StripPrefix(o.Prefix, feed))
		}
		return feed
	}), nil
}
