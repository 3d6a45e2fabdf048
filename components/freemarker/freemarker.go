// Package freemarker is the component that fills in FreeMarker templates.
package freemarker

import (
	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/template"
)

// Component answers freemarker: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "freemarker",
	Title:  "Fills in a FreeMarker template.",
	Syntax: "freemarker:resourceUri",
}, build)

// Options of freemarker: URIs.
type Options struct {
	template.Options
	Configuration string `camel:"configuration" doc:"A configuration of FreeMarker's in Camel. Here it does nothing."`
	UpdateDelay   int    `camel:"templateUpdateDelay" doc:"Seconds for which FreeMarker's own loader keeps a template in Camel. Here contentCache says all."`
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	return template.NewEndpoint(ctx, uri, &o.Options, template.Language{
		Parse:       parse,
		TextHeaders: []string{"CamelFreemarkerTemplate"},
		FileHeaders: []string{"CamelFreemarkerResourceUri"},
		TakeHeader:  true,
	})
}

// failure is an exception of FreeMarker's.
func failure(class, message string) error {
	return components.NewException("freemarker.core."+class, message)
}
