package rest

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Producer makes what calls the service.
func (e *endpoint) Producer() (components.Producer, error) {
	host := e.Host
	if host == "" {
		host = e.said("host")
		if port := e.said("port"); host != "" && port != "" {
			host += ":" + port
		}
	}
	if host == "" {
		return nil, components.NewException(components.IllegalArgumentException,
			"Hostname must be configured on either restConfiguration or in the rest endpoint uri as a query parameter with name host, eg rest:"+
				e.Method+":"+e.Path+"?host=someserver")
	}
	if !strings.Contains(host, "://") {
		scheme := e.said("scheme")
		if scheme == "" {
			scheme = "http"
		}
		host = scheme + "://" + host
	}
	host = strings.TrimSuffix(host, "/")
	if e.ctx.Endpoint == nil {
		return nil, fmt.Errorf("%s: nothing calls", e.uri)
	}
	made, err := e.ctx.Endpoint(host + e.path(e.said("contextPath")))
	if err != nil {
		return nil, err
	}
	target, ok := made.(components.Target)
	if !ok {
		return nil, fmt.Errorf("one cannot send to %s", made.URI())
	}
	inner, err := target.Producer()
	if err != nil {
		return nil, err
	}
	return &producer{endpoint: e, Producer: inner, host: host}, nil
}

type producer struct {
	*endpoint
	components.Producer
	host string
}

// Process fills the path's places and the query in, and calls.
func (p *producer) Process(ex *components.Exchange) error {
	if path, filled := fill(ex, p.path(p.said("contextPath")), segment); filled {
		ex.Headers.Set("CamelRestHttpUri", p.host+path)
		ex.Headers.Remove("CamelHttpPath")
	}
	if p.QueryParameters != "" {
		ex.Headers.Set("CamelRestHttpQuery", p.query(ex))
	}
	ex.Headers.Set("CamelHttpMethod", strings.ToUpper(p.Method))
	for _, h := range []struct{ name, value string }{{"Content-Type", p.Produces}, {"Accept", p.Consumes}} {
		if h.value != "" && ex.Headers.Text(h.name) == "" {
			ex.Headers.Set(h.name, h.value)
		}
	}
	if p.BindingMode == "off" {
		return p.Producer.Process(ex)
	}
	if err := write(ex); err != nil {
		return err
	}
	if err := p.Producer.Process(ex); err != nil {
		return err
	}
	return read(ex)
}

// query fills the parameters in; those that may be missing, and are, stay out.
func (p *producer) query(ex *components.Exchange) string {
	var parts []string
	for part := range strings.SplitSeq(p.QueryParameters, "&") {
		name, value, _ := strings.Cut(part, "=")
		optional := strings.HasSuffix(value, "?}")
		if optional {
			value = strings.TrimSuffix(value, "?}") + "}"
		}
		filled, done := fill(ex, value, url.QueryEscape)
		if optional && !done {
			continue
		}
		parts = append(parts, name+"="+filled)
	}
	return strings.Join(parts, "&")
}

// fill puts headers or variables in the place of {name}; filled tells whether it found any.
func fill(ex *components.Exchange, text string, escape func(string) string) (result string, filled bool) {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, "{")
		name, rest, closed := strings.Cut(after, "}")
		if !found || !closed {
			b.WriteString(text)
			return b.String(), filled
		}
		b.WriteString(before)
		value := ex.Headers.Value(name)
		if value == nil {
			value = ex.Variables.Value(name)
		}
		if value == nil {
			b.WriteString("{" + name + "}")
		} else {
			b.WriteString(escape(components.Text(value)))
			filled = true
		}
		text = rest
	}
}

// segment escapes a value for a path. Slashes stay, as in Camel, but nobody's value leads to another path: dots are escaped.
func segment(value string) string {
	parts := strings.Split(value, "/")
	for i, part := range parts {
		parts[i] = url.PathEscape(part)
		if part == "." || part == ".." {
			parts[i] = strings.ReplaceAll(part, ".", "%2E")
		}
	}
	return strings.Join(parts, "/")
}

// write makes JSON of a body that is neither text nor bytes.
func write(ex *components.Exchange) error {
	switch ex.Body.(type) {
	case *components.Map, []any:
		data, err := components.EncodeJSON(ex.Body)
		if err != nil {
			return err
		}
		ex.Body = data
		ex.Headers.Set("Content-Type", "application/json")
	}
	return nil
}

// read makes a map or a list of a response in JSON.
func read(ex *components.Exchange) error {
	data, ok := components.AtHand(ex.Body)
	if !ok || len(data) == 0 || !strings.Contains(ex.Headers.Text("Content-Type"), "json") {
		return nil
	}
	v, err := components.DecodeJSON(data)
	if err == nil {
		ex.Body = v
	}
	return err
}
