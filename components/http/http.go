// Package http is the component that calls web addresses.
package http

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers http: and https: URIs, after Camel's component of these names. Parameters that are no options are the
// query of the address.
var Component = components.Of(components.Info{
	Scheme:  "http",
	Aliases: []string{"https"},
	Title:   "Calls a web address.",
	Syntax:  "http:httpUri",
}, build)

// Options of http: and https: URIs.
type Options struct {
	HTTPURI string `camel:"httpUri,path,required" doc:"Host, port and path of the address, such as api.example.org/orders."`

	HTTPMethod              string `camel:"httpMethod" enum:"GET,POST,PUT,DELETE,HEAD,OPTIONS,TRACE,PATCH" doc:"Method of every request. Without it the header CamelHttpMethod says it, else it is GET where there is a query, POST where there is a body, GET where there is neither."`
	BridgeEndpoint          bool   `camel:"bridgeEndpoint" default:"false" doc:"Whether the header CamelHttpUri is ignored, for a route that passes requests on."`
	ThrowExceptionOnFailure bool   `camel:"throwExceptionOnFailure" default:"true" doc:"Whether a status outside okStatusCodeRange fails the exchange with HttpOperationFailedException."`
	OkStatusCodeRange       string `camel:"okStatusCodeRange" default:"200-299" doc:"Statuses that are no failure: numbers and ranges with commas between."`
	SkipRequestHeaders      bool   `camel:"skipRequestHeaders" default:"false" doc:"Whether the message's headers are not sent."`
	SkipResponseHeaders     bool   `camel:"skipResponseHeaders" default:"false" doc:"Whether the response's headers do not become the message's."`
	SkipControlHeaders      bool   `camel:"skipControlHeaders" default:"false" doc:"Whether CamelHttpUri, CamelHttpMethod, CamelHttpPath and CamelHttpQuery have no effect."`
	CopyHeaders             bool   `camel:"copyHeaders" default:"true" doc:"Whether the message keeps the headers that it had, but for those of the HTTP protocol."`
	ConnectionClose         bool   `camel:"connectionClose" default:"false" doc:"Whether the connection is closed after each request."`
	PreserveHostHeader      bool   `camel:"preserveHostHeader" default:"false" doc:"Whether the message's header Host is sent instead of the address's host."`
	CustomHostHeader        string `camel:"customHostHeader" doc:"Host that is sent instead of the address's."`
	DeleteWithBody          bool   `camel:"deleteWithBody" default:"false" doc:"Whether DELETE sends the body."`
	GetWithBody             bool   `camel:"getWithBody" default:"false" doc:"Whether GET sends the body."`
	IgnoreResponseBody      bool   `camel:"ignoreResponseBody" default:"false" doc:"Whether the response's body is thrown away; the message's body is then null."`
	DisableStreamCache      bool   `camel:"disableStreamCache" default:"false" doc:"Whether the body is the response's stream, which can be read once while it comes, instead of its content."`
	UserAgent               string `camel:"userAgent" doc:"User-Agent that is sent where the message has none."`
	FollowRedirects         bool   `camel:"followRedirects" default:"false" doc:"Whether redirects are followed, 50 at most; else they are failures."`

	authentication
	transportOptions

	query []components.Param
}

// TakeParam keeps what is no option for the query.
func (o *Options) TakeParam(p components.Param) { o.query = append(o.query, p) }

// transportOptions say how connections are made. Endpoints with the same ones share theirs.
type transportOptions struct {
	ConnectTimeout           time.Duration `camel:"connectTimeout" default:"3m" doc:"Longest time to connect. A number alone is milliseconds."`
	ResponseTimeout          time.Duration `camel:"responseTimeout" default:"0" doc:"Longest time until the response begins. With 0 soTimeout holds. A number alone is milliseconds."`
	SoTimeout                time.Duration `camel:"soTimeout" default:"3m" doc:"Longest time without any data while the response is read. A number alone is milliseconds."`
	ConnectionRequestTimeout time.Duration `camel:"connectionRequestTimeout" default:"3m" doc:"Taken for Camel's sake: waiting for a free connection ends with connectTimeout and responseTimeout."`
	ConnectionTimeToLive     time.Duration `camel:"connectionTimeToLive" default:"0" doc:"How long an unused connection is kept. With 0 it is 90 seconds."`
	ConnectionsPerRoute      int           `camel:"connectionsPerRoute" default:"20" doc:"Connections to one host at a time; further requests wait."`
	MaxTotalConnections      int           `camel:"maxTotalConnections" default:"200" doc:"Unused connections that are kept, to all hosts together."`
	ProxyHost                string        `camel:"proxyHost" doc:"Host of the proxy that requests go through."`
	ProxyPort                int           `camel:"proxyPort" default:"0" doc:"Port of the proxy."`
	ProxyAuthScheme          string        `camel:"proxyAuthScheme" enum:"http,https" default:"http" doc:"Protocol that is spoken with the proxy."`
	ProxyAuthUsername        string        `camel:"proxyAuthUsername" doc:"User name for the proxy."`
	ProxyAuthPassword        string        `camel:"proxyAuthPassword,secret" doc:"Password for the proxy."`
	NonProxyHosts            string        `camel:"nonProxyHosts" doc:"Hosts that are reached without the proxy, with commas between; * stands for any text."`
	UseSystemProperties      bool          `camel:"useSystemProperties" default:"false" doc:"Whether the proxy is that of the environment variables HTTP_PROXY, HTTPS_PROXY and NO_PROXY."`
	TrustStore               string        `camel:"trustCertificates,component" doc:"File of PEM certificates that are trusted besides the system's, for servers of one's own."`
}

type endpoint struct {
	*Options
	ctx     *components.Context
	uri     string
	address *url.URL
	ok      statusRanges
	client  *client
	tokens  *tokens
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	e := &endpoint{Options: o, ctx: ctx, uri: uri}
	scheme, _, _ := strings.Cut(uri, ":")
	text := o.HTTPURI
	for _, s := range []string{"http", "https"} { // httpUri may hold the whole address
		if rest, whole := strings.CutPrefix(text, s+":"); whole && strings.HasPrefix(rest, "//") {
			scheme, text = s, rest
		}
	}
	address, err := parseAddress(scheme + "://" + strings.TrimPrefix(text, "//"))
	if err != nil || address.Host == "" {
		return nil, mistake("httpUri", fmt.Sprintf("%q is no web address", scheme+"://"+o.HTTPURI), "write, for example, https://api.example.org/orders")
	}
	if len(o.query) > 0 {
		address.RawQuery = formatQuery(o.query)
	}
	e.address = address
	if e.ok, err = parseStatusRanges(o.OkStatusCodeRange); err != nil {
		return nil, mistake("okStatusCodeRange", err.Error(), "write 200-299 or 200-299,404")
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	if e.client, err = sharedClient(ctx, o.transportOptions); err != nil {
		return nil, err
	}
	e.tokens = sharedTokens(ctx, o.authentication, e.client)
	return e, nil
}

func mistake(option, msg, hint string) error {
	return components.OptionErrors{{Option: option, Offset: -1, Msg: msg, Hint: hint}}
}

func (e *endpoint) URI() string { return e.uri }

// Secrets are passwords, tokens and the query, of which the URI shows only the names.
func (e *endpoint) Secrets() string {
	return strings.Join([]string{e.AuthPassword, e.AuthBearerToken, e.OAuth2ClientSecret, e.ProxyAuthPassword, e.address.RawQuery}, "\x00")
}

// Producer makes what calls the address. Connections are made when a request needs one.
func (e *endpoint) Producer() (components.Producer, error) { return &producer{e}, nil }
