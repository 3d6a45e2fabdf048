// Package mustache is the component that fills in Mustache templates.
package mustache

import (
	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/template"
)

// Component answers mustache: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "mustache",
	Title:  "Fills in a Mustache template.",
	Syntax: "mustache:resourceUri",
}, build)

// Options of mustache: URIs.
type Options struct {
	template.Options
	Start string `camel:"startDelimiter" default:"{{" doc:"What begins a tag."`
	End   string `camel:"endDelimiter" default:"}}" doc:"What ends a tag."`
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	p := &parser{start: o.Start, end: o.End, partial: func(name string) (string, error) {
		b, err := ctx.Resource(name + ".mustache")
		return string(b), err
	}}
	return template.NewEndpoint(ctx, uri, &o.Options, template.Language{
		Parse:       p.parse,
		TextHeaders: []string{"MustacheTemplate", "CamelMustacheTemplate"},
		FileHeaders: []string{"MustacheResourceUri", "CamelMustacheResourceUri"},
	})
}

const mustacheException = "com.github.mustachejava.MustacheException"
