// Package class is the component that calls a method of a new object of a class.
package class

import (
	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/beancall"
)

// Component answers class: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "class",
	Title:  "Calls a method of a new object of a class.",
	Syntax: "class:beanName",
}, func(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	return beancall.NewEndpoint(ctx, uri, "", o.Class, &o.Options)
})

// Options of class: URIs.
type Options struct {
	Class string `camel:"beanName,path,required" doc:"Full name of the class: one of Java's that is a value here, such as java.lang.String, or one of Go code of one's own."`
	beancall.Options
}
