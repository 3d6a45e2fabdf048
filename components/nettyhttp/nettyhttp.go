// Package nettyhttp is the component for Camel's other HTTP servers: what they would answer, the engine's one server does.
package nettyhttp

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers netty-http:, undertow:, jetty: and servlet: URIs, after Camel's components of these names.
var Component = components.Of(components.Info{
	Scheme:  "netty-http",
	Aliases: []string{"jetty", "servlet", "undertow"},
	Title:   "Answers HTTP requests, and calls web addresses, under the names of Camel's other HTTP components.",
	Syntax:  "netty-http:httpUri",
}, build)

// Options of the URIs. Others that Camel's components have mean nothing here; what none of them has is the query of an address
// that is called.
type Options struct {
	HTTPURI            string `camel:"httpUri,path,required" doc:"Protocol, host, port and path, such as http://0.0.0.0:8080/orders/{id}; of servlet: the path alone."`
	MatchOnURIPrefix   bool   `camel:"matchOnUriPrefix" default:"false" doc:"Whether every path that begins with this one is answered."`
	HTTPMethodRestrict string `camel:"httpMethodRestrict" doc:"Methods that are answered, with commas between, such as GET,POST. Without it all are."`
	MuteException      string `camel:"muteException" enum:"true,false" doc:"Whether the reply of a failed exchange is empty; else it names the exception. Without it jetty and servlet name it, the others do not."`
	UseStreaming       bool   `camel:"useStreaming" default:"false" doc:"Whether the body is a stream that is read while it arrives, once, instead of being read before the route starts."`

	params []components.Param
}

// TakeParam keeps what is no option for the address that is called.
func (o *Options) TakeParam(p components.Param) { o.params = append(o.params, p) }

// guards are options that keep requests out or hide what is sent: a route is not to run without them.
var guards = []string{
	"allowedRoles", "filters", "filtersRef", "handlers", "keyStoreFile", "keyStoreResource", "oauthProfile", "passphrase", "securityConfiguration",
	"securityProvider", "ssl", "sslContextParameters", "sslHandler", "trustStoreFile", "trustStoreResource",
}

type endpoint struct {
	*Options
	ctx                         *components.Context
	uri, scheme, protocol, host string
	path                        string
	source                      components.Source // set once a route is to start here
}

// target is an endpoint that can be called, too.
type target struct{ *endpoint }

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	e := &endpoint{Options: o, ctx: ctx, uri: uri, protocol: "http"}
	e.scheme, _, _ = strings.Cut(uri, ":")
	rest := o.HTTPURI
	for _, protocol := range []string{"http", "https", "proxy"} {
		if behind, ok := strings.CutPrefix(rest, protocol+":"); ok {
			e.protocol, rest = protocol, behind
			break
		}
	}
	rest = strings.TrimPrefix(rest, "//")
	if e.scheme != "servlet" {
		e.host, rest, _ = strings.Cut(rest, "/")
		if e.host == "" {
			return nil, components.OptionErrors{{Option: "httpUri", Offset: -1, Msg: fmt.Sprintf("%q names no host", o.HTTPURI), Hint: "write, for example, " + e.scheme + ":http://0.0.0.0:8080/orders"}}
		}
	}
	e.path = "/" + strings.TrimPrefix(rest, "/")
	for _, p := range o.params {
		if name := components.CamelCase(p.Name); slices.Contains(guards, name) && p.Value != "false" {
			return nil, components.OptionErrors{{Option: name, Offset: p.Offset, Missing: true,
				Msg: fmt.Sprintf("option %q of component %s is not in this build", name, e.scheme), Hint: "let a proxy in front of the server see to it"}}
		}
	}
	if e.scheme == "jetty" || e.scheme == "servlet" { // Camel's cannot be sent to
		return e, nil
	}
	return &target{e}, nil
}

func (e *endpoint) URI() string { return e.uri }

// Prepare makes the platform-http endpoint that a route starts from.
func (e *endpoint) Prepare() error {
	if e.protocol != "http" {
		return components.OptionErrors{{Option: "httpUri", Offset: -1, Missing: true, Msg: fmt.Sprintf("the server speaks http, not %s", e.protocol),
			Hint: "write http, and let a proxy in front of the server do the rest"}}
	}
	path := e.path
	if e.scheme == "servlet" {
		path = strings.TrimSuffix(strings.TrimSuffix(e.property("camel.servlet.mapping.contextPath"), "*"), "/") + path
	}
	mute := e.MuteException
	if mute == "" {
		mute = fmt.Sprint(e.scheme != "jetty" && e.scheme != "servlet")
	}
	address := fmt.Sprintf("platform-http:%s?matchOnUriPrefix=%t&muteException=%s&useStreaming=%t", path, e.MatchOnURIPrefix, mute, e.UseStreaming)
	if e.HTTPMethodRestrict != "" {
		address += "&httpMethodRestrict=RAW(" + e.HTTPMethodRestrict + ")"
	}
	made, err := e.other(address)
	if err != nil {
		return err
	}
	source, ok := made.(components.Source)
	if !ok {
		return fmt.Errorf("one cannot read from %s", made.URI())
	}
	if _, port, ok := strings.Cut(e.host, ":"); ok && port != e.serverPort() {
		e.ctx.Log().Warn(fmt.Sprintf("%s is answered on the server's port %s, not on %s", e.uri, e.serverPort(), port))
	}
	e.source = source
	return nil
}

func (e *endpoint) property(key string) string {
	if e.ctx.Property == nil {
		return ""
	}
	value, _ := e.ctx.Property(key)
	return value
}

func (e *endpoint) serverPort() string {
	if port := e.property("camel.server.port"); port != "" {
		return port
	}
	return "8080"
}

func (e *endpoint) other(address string) (components.Endpoint, error) {
	if e.ctx.Endpoint == nil {
		return nil, errors.New(e.uri + ": there are no other components")
	}
	return e.ctx.Endpoint(address)
}
