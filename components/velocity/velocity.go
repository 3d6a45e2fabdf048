// Package velocity is the component that fills in Velocity templates.
package velocity

import (
	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/template"
)

// Component answers velocity: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "velocity",
	Title:  "Fills in a Velocity template.",
	Syntax: "velocity:resourceUri",
}, build)

// Options of velocity: URIs.
type Options struct {
	template.Options
	LoaderCache bool   `camel:"loaderCache" default:"true" doc:"Keeps what Velocity's own loader read in Camel. Here contentCache says all."`
	Properties  string `camel:"propertiesFile" doc:"Settings of Velocity's in Camel. Here they do nothing."`
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	return template.NewEndpoint(ctx, uri, &o.Options, template.Language{
		Parse:       parse,
		TextHeaders: []string{"CamelVelocityTemplate"},
		FileHeaders: []string{"CamelVelocityResourceUri"},
		TakeHeader:  true,
	})
}

const parseErrorException = "org.apache.velocity.exception.ParseErrorException"
