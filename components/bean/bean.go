// Package bean is the component that calls a method of a bean.
package bean

import (
	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/beancall"
)

// Component answers bean: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "bean",
	Title:  "Calls a method of a bean.",
	Syntax: "bean:beanName",
}, func(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	return beancall.NewEndpoint(ctx, uri, o.Name, "", &o.Options)
})

// Options of bean: URIs.
type Options struct {
	Name string `camel:"beanName,path,required" doc:"Name of the bean."`
	beancall.Options
}
