// Package platformhttp is the component that answers HTTP requests with routes.
package platformhttp

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers platform-http: URIs, after Camel's component of this name. All its endpoints, whatever their path,
// are served by the one HTTP server of the engine.
var Component = components.Of(components.Info{
	Scheme: "platform-http",
	Title:  "Answers HTTP requests.",
	Syntax: "platform-http:path",
}, build)

// Options of platform-http: URIs.
type Options struct {
	Path                     string        `camel:"path,path,required" doc:"Path that is answered, such as /orders/{id}. What stands in braces becomes a header of that name."`
	MatchOnURIPrefix         bool          `camel:"matchOnUriPrefix" default:"false" doc:"Whether every path that begins with this one is answered."`
	HTTPMethodRestrict       string        `camel:"httpMethodRestrict" doc:"Methods that are answered, with commas between, such as GET,POST. Without it all are."`
	Consumes                 string        `camel:"consumes" doc:"Content types that are taken, with commas between. A request of another type gets 415."`
	Produces                 string        `camel:"produces" doc:"Content types that the route answers with. A request that accepts none of them gets 406. It does not set the reply's Content-Type."`
	MuteException            bool          `camel:"muteException" default:"true" doc:"Whether the reply of a failed exchange is empty; else it names the exception."`
	PopulateBodyWithForm     bool          `camel:"populateBodyWithForm" default:"true" doc:"Whether the body of a form is a map of its fields; else it is empty. The fields are headers in any case."`
	ReturnHTTPRequestHeaders bool          `camel:"returnHttpRequestHeaders" default:"false" doc:"Whether the reply also carries those of the request's headers that only make sense in one, such as Accept, Cookie and Authorization."`
	UseStreaming             bool          `camel:"useStreaming" default:"false" doc:"Whether the body is a stream that is read while it arrives, once, instead of being read before the route starts."`
	RequestTimeout           time.Duration `camel:"requestTimeout" default:"0" doc:"Longest time until the reply, after which the client gets 503 and the route goes on. With 0 there is no limit. A number alone is milliseconds."`
}

// maxConcurrent is how many requests of one endpoint are in its route at once; more wait.
const maxConcurrent = 1000

type endpoint struct {
	*Options
	uri      string
	template *template
	methods  []string // in upper case; nil for all
	consumes []mediaType
	produces []mediaType
	router   *router
}

type routerKey struct{}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	if !strings.HasPrefix(o.Path, "/") {
		return nil, mistake("path", fmt.Sprintf("path %q does not begin with a slash", o.Path), "write platform-http:/"+o.Path)
	}
	t, err := parseTemplate(o.Path, o.MatchOnURIPrefix)
	if err != nil {
		return nil, mistake("path", err.Error(), "write, for example, platform-http:/orders/{id}")
	}
	e := &endpoint{Options: o, uri: uri, template: t}
	for m := range strings.SplitSeq(strings.ToUpper(o.HTTPMethodRestrict), ",") {
		if m = strings.TrimSpace(m); m == "" || slices.Contains(e.methods, m) {
			continue
		} else if !slices.Contains(methods, m) {
			return nil, mistake("httpMethodRestrict", fmt.Sprintf("%q is no HTTP method", m), "methods are "+strings.Join(methods, ", "))
		}
		e.methods = append(e.methods, m)
	}
	e.consumes, e.produces = parseMediaTypes(o.Consumes), parseMediaTypes(o.Produces)
	e.router = components.Shared(ctx, routerKey{}, func() *router {
		r := newRouter(ctx)
		if ctx.Mux != nil {
			ctx.Mux.Handle("/", r)
		}
		return r
	})
	e.router.announce(o.Path)
	return e, nil
}

var methods = []string{"GET", "HEAD", "POST", "PUT", "DELETE", "TRACE", "OPTIONS", "CONNECT", "PATCH"}

func mistake(option, msg, hint string) error {
	return components.OptionErrors{{Option: option, Offset: -1, Msg: msg, Hint: hint}}
}

func (e *endpoint) URI() string { return e.uri }

// Concurrency is how many requests the route works on at once.
func (e *endpoint) Concurrency() int { return maxConcurrent }
