package http

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// client is the connections that endpoints with the same options share. It is closed with the engine.
type client struct {
	transport *http.Transport
	cookies   http.CookieJar
}

type clientKey struct{ transportOptions }

type clientOrError struct {
	*client
	err error
}

func sharedClient(ctx *components.Context, o transportOptions) (*client, error) {
	c := components.Shared(ctx, clientKey{o}, func() clientOrError {
		c, err := newClient(o)
		if err == nil {
			ctx.OnStop(func(context.Context) error { c.transport.CloseIdleConnections(); return nil })
		}
		return clientOrError{c, err}
	})
	return c.client, c.err
}

const (
	idleTime       = 90 * time.Second
	maxHeaderBytes = 256 << 10
)

func newClient(o transportOptions) (*client, error) {
	dialer := &net.Dialer{Timeout: o.ConnectTimeout, KeepAlive: 30 * time.Second}
	idle := o.ConnectionTimeToLive
	if idle <= 0 {
		idle = idleTime
	}
	proxy, err := o.proxy()
	if err != nil {
		return nil, err
	}
	roots, err := o.roots()
	if err != nil {
		return nil, err
	}
	return &client{transport: &http.Transport{
		Proxy:                  proxy,
		DialContext:            dialer.DialContext,
		TLSHandshakeTimeout:    o.ConnectTimeout,
		TLSClientConfig:        &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		MaxConnsPerHost:        o.ConnectionsPerRoute,
		MaxIdleConnsPerHost:    o.ConnectionsPerRoute,
		MaxIdleConns:           o.MaxTotalConnections,
		IdleConnTimeout:        idle,
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: maxHeaderBytes,
		DisableCompression:     true, // the producer does it: bridges pass compressed bodies on
	}}, nil
}

func (o *transportOptions) proxy() (func(*http.Request) (*url.URL, error), error) {
	if o.ProxyHost == "" {
		if o.UseSystemProperties {
			return http.ProxyFromEnvironment, nil
		}
		return nil, nil
	}
	if o.ProxyPort <= 0 || o.ProxyPort > 65535 {
		return nil, mistake("proxyPort", "a proxy needs its port", "add proxyPort=3128, say")
	}
	address := &url.URL{Scheme: o.ProxyAuthScheme, Host: net.JoinHostPort(o.ProxyHost, strconv.Itoa(o.ProxyPort))}
	if o.ProxyAuthUsername != "" {
		address.User = url.UserPassword(o.ProxyAuthUsername, o.ProxyAuthPassword)
	}
	direct := strings.FieldsFunc(o.NonProxyHosts, func(c rune) bool { return c == ',' || c == '|' || c == ' ' })
	return func(r *http.Request) (*url.URL, error) {
		for _, pattern := range direct {
			if ok, err := path.Match(pattern, r.URL.Hostname()); err == nil && ok {
				return nil, nil
			}
		}
		return address, nil
	}, nil
}

// roots are the certificates to trust; nil for the system's.
func (o *transportOptions) roots() (*x509.CertPool, error) {
	if o.TrustStore == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(o.TrustStore)
	if err != nil {
		return nil, mistake("trustCertificates", err.Error(), "name a file of PEM certificates")
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, mistake("trustCertificates", fmt.Sprintf("%s holds no certificate", o.TrustStore), "name a file of PEM certificates")
	}
	return pool, nil
}

var errResponseTime = errors.New("no data in time")

// watch cancels a request that gets no data for too long.
type watch struct {
	timer *time.Timer
	limit time.Duration
}

func newWatch(ctx context.Context, first, then time.Duration) (context.Context, *watch, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	if first <= 0 {
		first = then
	}
	w := &watch{limit: then}
	if first > 0 {
		w.timer = time.AfterFunc(first, func() { cancel(errResponseTime) })
	}
	return ctx, w, func() { w.stop(); cancel(context.Canceled) }
}

// alive is called with each piece of data.
func (w *watch) alive() {
	switch {
	case w.timer == nil:
	case w.limit > 0:
		w.timer.Reset(w.limit)
	default:
		w.timer.Stop()
	}
}

func (w *watch) stop() {
	if w.timer != nil {
		w.timer.Stop()
	}
}
