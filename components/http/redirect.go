package http

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

const maxRedirects = 50

// do sends a request, with who we are, and follows redirects where that is wanted.
func (e *endpoint) do(req *http.Request) (*http.Response, error) {
	resp, err := e.authenticated(req)
	if err != nil || !e.FollowRedirects {
		return resp, err
	}
	var seen []string
	for range maxRedirects {
		location := resp.Header.Get("Location")
		if location == "" || !slices.Contains([]int{301, 302, 303, 307, 308}, resp.StatusCode) {
			return resp, nil
		}
		next, err := e.follow(resp.Request, resp.StatusCode, location)
		_ = resp.Body.Close() // its content does not count
		if err != nil {
			return nil, err
		}
		address := next.Method + " " + next.URL.String()
		if slices.Contains(seen, address) || address == req.Method+" "+req.URL.String() {
			return nil, protocol("Circular redirect to '" + next.URL.Redacted() + "'")
		}
		seen = append(seen, address)
		if resp, err = e.authenticated(next); err != nil {
			return nil, err
		}
	}
	_ = resp.Body.Close()
	return nil, protocol(fmt.Sprintf("Maximum redirects (%d) exceeded", maxRedirects))
}

func protocol(text string) error {
	return &components.Exception{Class: clientProtocol, Message: text, Cause: components.NewException(components.IOException, text)}
}

// follow makes the request of a redirect. 303, and 301 or 302 of a POST, are fetched with GET and nothing of the first
// request; another host learns no credentials.
func (e *endpoint) follow(last *http.Request, status int, location string) (*http.Request, error) {
	target, err := last.URL.Parse(escape(location))
	if err != nil || target.Host == "" || target.Scheme != "http" && target.Scheme != "https" {
		return nil, protocol("Invalid redirect URI: " + location)
	}
	if last.URL.Scheme == "https" && target.Scheme == "http" {
		return nil, protocol("Refusing to leave TLS: " + last.URL.Redacted() + " redirects to " + target.Redacted())
	}
	next := last.Clone(last.Context())
	next.URL, next.Host = target, target.Host
	if status == http.StatusSeeOther && last.Method != http.MethodHead || last.Method == http.MethodPost && status < http.StatusSeeOther {
		next.Method, next.Header = http.MethodGet, http.Header{}
		for _, name := range []string{"User-Agent", "Accept-Encoding", "Authorization"} {
			if v := last.Header.Values(name); len(v) > 0 {
				next.Header[name] = v
			}
		}
		next.Body, next.GetBody, next.ContentLength = nil, nil, 0
	} else if last.Body != nil && last.Body != http.NoBody {
		if last.GetBody == nil {
			return nil, protocol("Cannot retry request with a non-repeatable request entity")
		}
		if next.Body, err = last.GetBody(); err != nil {
			return nil, err
		}
	}
	if !strings.EqualFold(target.Host, last.URL.Host) {
		for _, secret := range []string{"Authorization", "Cookie", "Proxy-Authorization"} {
			next.Header.Del(secret)
		}
	}
	return next, nil
}

var errNotRepeatable = errors.New("the server asks who we are, and the body, a stream, cannot be sent again; add authenticationPreemptive=true")
