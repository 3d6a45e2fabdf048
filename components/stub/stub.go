// Package stub is the component that stands in for one that is not at hand.
package stub

import (
	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/seda"
)

// Component answers stub: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme:  "stub",
	Title:   "Stands in for a component that is not at hand.",
	Syntax:  "stub:name",
	Lenient: true,
}, build)

// Options of stub: URIs.
type Options struct{ seda.Options }

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	return seda.New(ctx, "stub", uri, &o.Options)
}
