package stompws

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// origins decides which pages may connect: a browser lets any page open a WebSocket anywhere and says in the Origin header
// whose page it is, so the server must look (OWASP ASVS 4.4.2, cross-site WebSocket hijacking).
type origins struct {
	patterns []originPattern
	allowNo  bool
}

func newOrigins(o *Gateway) origins {
	list := origins{allowNo: o.AllowNoOrigin}
	for _, text := range o.AllowedOrigins {
		if p, err := parseOriginPattern(text); err == nil { // the options are checked before
			list.patterns = append(list.patterns, p)
		}
	}
	return list
}

// check answers why a request is refused, "" where it may connect.
func (o origins) check(r *http.Request) string {
	values := r.Header.Values("Origin")
	switch {
	case len(values) > 1:
		return "several Origin headers"
	case len(values) == 0 && (o.allowNo || fromLoopback(r)):
		return ""
	case len(values) == 0:
		return "no Origin header, and not from this machine"
	}
	origin, err := url.Parse(values[0])
	if err != nil || origin.Scheme == "" || origin.Hostname() == "" {
		return "an origin that is no host" // null: sandboxed frames and files
	}
	if sameHost(origin, r.Host) {
		return ""
	}
	for _, p := range o.patterns {
		if p.matches(origin) {
			return ""
		}
	}
	return "an origin that is not allowed"
}

func fromLoopback(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	return err == nil && net.ParseIP(host).IsLoopback()
}

// sameHost compares an origin with a Host header; either may leave out the usual port. The schemes may differ, since TLS
// may end at a proxy.
func sameHost(origin *url.URL, host string) bool {
	own, err := url.Parse(origin.Scheme + "://" + host)
	return err == nil && (origin.Scheme == "http" || origin.Scheme == "https") &&
		strings.EqualFold(own.Hostname(), origin.Hostname()) && portOf(own) == portOf(origin)
}

// originPattern is one of allowedOrigins.
type originPattern struct {
	any                bool
	scheme, host, port string // port * is any; a host that begins with a dot is any below it
}

func parseOriginPattern(text string) (originPattern, error) {
	if text == "*" {
		return originPattern{any: true}, nil
	}
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok || scheme == "" {
		return originPattern{}, fmt.Errorf("%q is not an origin", text)
	}
	anyPort := strings.HasSuffix(rest, ":*")
	sub := strings.HasPrefix(rest, "*.")
	u, err := url.Parse(scheme + "://" + strings.TrimPrefix(strings.TrimSuffix(rest, ":*"), "*."))
	if err != nil || u.Hostname() == "" || strings.Contains(u.Host, "*") || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return originPattern{}, fmt.Errorf("%q is not an origin", text)
	}
	p := originPattern{scheme: u.Scheme, host: strings.ToLower(u.Hostname()), port: portOf(u)}
	if anyPort {
		p.port = "*"
	}
	if sub {
		p.host = "." + p.host
	}
	return p, nil
}

func (p originPattern) matches(u *url.URL) bool {
	if p.any {
		return true
	}
	host := strings.ToLower(u.Hostname())
	return p.scheme == u.Scheme && (p.port == "*" || p.port == portOf(u)) &&
		(p.host == host || p.host[0] == '.' && strings.HasSuffix(host, p.host))
}

// portOf is the port of a URL, the scheme's usual one where none is written.
func portOf(u *url.URL) string {
	switch {
	case u.Port() != "":
		return u.Port()
	case u.Scheme == "https" || u.Scheme == "wss":
		return "443"
	}
	return "80"
}
