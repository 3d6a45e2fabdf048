package twitter

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/twitter/demo"
)

const (
	minDelay = 100 * time.Millisecond
	maxPages = 100
	maxQuery = 4096 // characters that X takes of an enterprise; of others it takes 512
	// maxBackfill stays clear of the 7 days that X can search.
	maxBackfill = 6 * 24 * time.Hour
)

type endpoint struct {
	*Options
	uri    string
	query  string
	first  uint64 // sinceId
	token  string
	base   string // of the API, "" for the demo feed
	pages  string // what the addresses of posts begin with
	feed   *demo.Feed
	health health
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	e := &endpoint{Options: o, uri: uri}
	var errs components.OptionErrors
	wrong := func(option, hint, format string, args ...any) {
		errs = append(errs, components.OptionError{Option: option, Offset: -1, Msg: fmt.Sprintf(format, args...), Hint: hint})
	}
	if err := e.setQuery(); err != nil {
		wrong("keywords", "a ? is written %3F and a % is written %25", "%v", err)
	}
	if id, err := strconv.ParseUint(o.SinceID, 10, 64); o.SinceID != "" && err != nil {
		wrong("sinceId", "write the digits of a post's id", "%q is not the id of a post", o.SinceID)
	} else if id > 1 {
		e.first = id
	}
	if o.Delay < minDelay {
		wrong("delay", "write delay=60s", "a delay of %s is too short: %s is the least", o.Delay, minDelay)
	}
	if o.NumberOfPages < 1 || o.NumberOfPages > maxPages {
		wrong("numberOfPages", "write numberOfPages=1", "%d pages are not possible: 1 to %d are", o.NumberOfPages, maxPages)
	}
	if o.Backfill < 0 || o.Backfill > maxBackfill {
		wrong("backfill", "write backfill=5m, or 6d at most", "X cannot look back for %s", o.Backfill)
	}
	if o.Timeout <= 0 {
		wrong("timeout", "write timeout=20s", "a request needs a timeout above 0")
	}
	if o.MaxItemsPerDay < 0 {
		wrong("maxItemsPerDay", "write 0 for no limit", "%d posts a day are not possible", o.MaxItemsPerDay)
	}
	if err := e.setBase(ctx); err != nil {
		wrong("baseUrl", "write https://api.x.com, or demo: for the demo feed", "%v", err)
	} else if err := e.setToken(); err != nil {
		wrong("bearerToken", "set the environment variable X_BEARER_TOKEN, or baseUrl=demo: for the demo feed, which needs none", "%v", err)
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return e, nil
}

func (e *endpoint) setQuery() error {
	query, err := url.PathUnescape(e.Keywords)
	if err != nil {
		return fmt.Errorf("the keywords %q cannot be decoded: %w", e.Keywords, err)
	}
	if query = strings.TrimSpace(query); query == "" {
		return fmt.Errorf("there are no keywords")
	}
	if e.Lang != "" {
		if strings.ContainsFunc(e.Lang, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
			return fmt.Errorf("%q is not a language", e.Lang)
		}
		query = "(" + query + ") lang:" + e.Lang // OR binds less tightly than a space
	}
	if n := utf8.RuneCountInString(query); n > maxQuery {
		return fmt.Errorf("the query has %d characters, and X takes %d at most", n, maxQuery)
	}
	e.query = query
	return nil
}

// setBase finds out whom to ask. A token is only sent over TLS, or to this machine.
func (e *endpoint) setBase(ctx *components.Context) error {
	if options, ok := strings.CutPrefix(e.BaseURL, "demo:"); ok {
		feed, err := demoFeed(ctx, options)
		if err != nil {
			return err
		}
		e.feed, e.pages = feed, feed.Prefix()
		return nil
	}
	u, err := url.Parse(e.BaseURL)
	switch {
	case err != nil:
		return fmt.Errorf("the base URL cannot be read") // the error would show a password in it
	case u.Scheme != "https" && u.Scheme != "http" || u.Host == "":
		return fmt.Errorf("the base URL is no http(s) URL with a host")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return fmt.Errorf("the base URL of %s has more than scheme, host and path", u.Host)
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		return fmt.Errorf("the token would go to %s without encryption; https is needed", u.Host)
	}
	e.base = strings.TrimSuffix(u.String(), "/")
	e.pages = e.base
	if host := strings.ToLower(u.Hostname()); host == "api.x.com" || host == "api.twitter.com" {
		e.pages = "https://x.com"
	}
	return nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (e *endpoint) setToken() error {
	if e.feed != nil {
		e.token = "demo"
		return nil
	}
	for _, token := range []string{e.BearerToken, os.Getenv("X_BEARER_TOKEN"), os.Getenv("TWITTER_BEARER_TOKEN")} {
		if token = strings.TrimSpace(token); token == "" {
			continue
		}
		if strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }) {
			return fmt.Errorf("the bearer token has characters that no token has")
		}
		e.token = token
		return nil
	}
	return fmt.Errorf("X asks for a bearer token")
}

func (e *endpoint) URI() string { return e.uri }

// pageSize is the option count as X takes it.
func (e *endpoint) pageSize() int {
	if e.Count == 0 && e.feed != nil {
		return 100
	}
	return min(max(e.Count, 10), 100)
}

// Subscriber makes the search of one route.
func (e *endpoint) Subscriber(rc *components.RouteContext) (message.Subscriber, string, error) {
	if size := e.pageSize(); e.Count != 0 && size != e.Count {
		rc.Log().Info(fmt.Sprintf("route %s: count=%d is taken as %d, because X gives 10 to 100 posts a page", rc.RouteID, e.Count, size), "route", rc.RouteID)
	}
	p := newPoller(e, rc)
	if e.feed != nil {
		p.client = newClient(e, e.feed, rc.Now)
	} else {
		transport := http.DefaultTransport.(*http.Transport).Clone() // it knows the proxy of the environment
		p.idle = transport.CloseIdleConnections
		p.client = newClient(e, transport, rc.Now)
	}
	return components.NewFeed(p.run), e.query, nil
}

// cursorStore answers where a route's search keeps its state. A folder gets a file for each route and query.
func (e *endpoint) cursorStore(route string) *store {
	path := e.CursorStore
	switch {
	case path == "none" || path == "" && e.feed != nil:
		return &store{}
	case path == "":
		path = ".dromedary"
	case filepath.Ext(path) == ".json":
		return &store{path: path}
	}
	sum := sha256.Sum256([]byte(route + "\x00" + e.base + "\x00" + e.query))
	return &store{path: filepath.Join(path, "twitter-search-"+hex.EncodeToString(sum[:6])+".json")}
}
