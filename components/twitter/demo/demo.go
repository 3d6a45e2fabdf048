// Package demo is the demo feed: a stand-in for X's API v2 that needs no key and no network. It is an HTTP handler with
// the same wire shape, invented people, and drawings of cats from package cats.
//
// Posts are a function of the seed and the time. Nothing is stored: a restart, a second client or another machine sees
// the same posts with the same ids, and any moment of the past can be asked for.
package demo

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Options are the feed's settings; the zero value is the usual feed.
type Options struct {
	// Seed picks one of many feeds; 0 means 1.
	Seed uint64
	// Rate is how many posts come in a minute on average, 0.1 to 1200; 0 means 12.
	Rate float64
	// Limit is how many API requests are answered in 15 minutes; 0 means 450.
	Limit int
	// Token is the bearer token that is asked for; where it is "" any will do.
	Token string
	// Prefix is the path at which the handler is mounted, such as "/demo"; the URLs in posts then begin with it and have
	// no host. Where it is "", they begin with the host that the request was sent to.
	Prefix string
	// Clock answers the time; nil means time.Now.
	Clock func() time.Time
}

// ParseOptions reads the settings behind "demo:", such as "?rate=30/min,seed=7,limit=1000". An & parts them too, but would
// end the option that holds them in an endpoint URI.
func ParseOptions(query string) (Options, error) {
	var o Options
	values, err := url.ParseQuery(strings.ReplaceAll(strings.TrimPrefix(query, "?"), ",", "&"))
	if err != nil {
		return o, fmt.Errorf("the options of demo: cannot be read: %w", err)
	}
	for name := range values {
		value := values.Get(name)
		switch name {
		case "seed":
			o.Seed, err = strconv.ParseUint(value, 10, 64)
		case "rate":
			o.Rate, err = ParseRate(value)
		case "limit":
			if o.Limit, err = strconv.Atoi(value); err == nil && o.Limit < 1 {
				err = fmt.Errorf("%d is less than 1", o.Limit)
			}
		default:
			err = fmt.Errorf("the options are rate, seed and limit")
		}
		if err != nil {
			return o, fmt.Errorf("option %s of demo: %w", name, err)
		}
	}
	return o, nil
}

// ParseRate reads a rate such as "12/min", "2/s" or "600/h"; a bare number is a minute's.
func ParseRate(text string) (float64, error) {
	number, unit, _ := strings.Cut(text, "/")
	rate, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	switch strings.TrimSpace(unit) {
	case "", "min", "m", "minute":
	case "s", "sec", "second":
		rate *= 60
	case "h", "hour":
		rate /= 60
	default:
		err = fmt.Errorf("unit %q", unit)
	}
	if err != nil || !(rate >= 0.1 && rate <= 1200) {
		return 0, fmt.Errorf("%q is not a rate from 0.1/min to 1200/min; write 12/min or 2/s", text)
	}
	return rate, nil
}

// Feed is one demo feed. It keeps only the state of its control page.
type Feed struct {
	timeline
	options Options
	mux     *http.ServeMux

	mu         sync.Mutex
	fault      fault
	vocabulary string // "" is both, else tweet or post
	window     time.Time
	used       int // API requests in the window
	served     int // posts given out since the start
}

// New makes a feed.
func New(o Options) *Feed {
	if o.Seed == 0 {
		o.Seed = 1
	}
	if o.Rate == 0 {
		o.Rate = 12
	}
	if o.Limit == 0 {
		o.Limit = 450
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	f := &Feed{timeline: timeline{o.Seed, o.Rate}, options: o, mux: http.NewServeMux()}
	f.mux.Handle("GET /2/tweets/search/recent", f.api(f.search))
	f.mux.Handle("GET /2/tweets", f.api(f.lookup))
	f.mux.Handle("GET /2/usage/tweets", f.api(f.usage))
	f.mux.HandleFunc("GET /media/{file}", f.servePicture)
	f.mux.HandleFunc("GET /avatar/{file}", f.serveAvatar)
	f.mux.HandleFunc("GET /{user}/status/{id}", f.servePost)
	f.mux.HandleFunc("GET /{user}", f.serveProfile)
	f.mux.HandleFunc("GET /_stub", f.serveControl)
	f.mux.HandleFunc("/_stub/fault", f.serveFault)
	f.mux.HandleFunc("GET /{$}", f.serveControl)
	return f
}

func (f *Feed) ServeHTTP(w http.ResponseWriter, r *http.Request) { f.mux.ServeHTTP(w, r) }

// Prefix is the path below which the feed is to be mounted.
func (f *Feed) Prefix() string { return f.options.Prefix }

// base is what the URLs of pictures and posts begin with.
func (f *Feed) base(r *http.Request) string {
	if f.options.Prefix != "" {
		return f.options.Prefix
	}
	return "http://" + r.Host
}
