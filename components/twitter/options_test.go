package twitter

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

func open(t *testing.T, ctx *components.Context, uri string) (*endpoint, error) {
	t.Helper()
	u, err := components.ParseURI(uri)
	if err != nil {
		t.Fatal(err)
	}
	e, err := Component.Endpoint(ctx, u)
	if err != nil {
		return nil, err
	}
	return e.(*endpoint), nil
}

func TestOptions(t *testing.T) {
	t.Setenv("X_BEARER_TOKEN", "fromenv")
	for uri, check := range map[string]func(e *endpoint) bool{
		"twitter-search:cat": func(e *endpoint) bool {
			return e.query == "cat" && e.base == "https://api.x.com" && e.pages == "https://x.com" && e.token == "fromenv" && e.pageSize() == 10 && e.Delay == time.Minute
		},
		"twitter-search:(cat OR %23caturday) has:images -is:retweet": func(e *endpoint) bool {
			return e.query == "(cat OR #caturday) has:images -is:retweet"
		},
		"twitter-search:cat OR dog?lang=de":                                   func(e *endpoint) bool { return e.query == "(cat OR dog) lang:de" },
		"twitter-search:cat?bearerToken=RAW(a%2Fb)":                           func(e *endpoint) bool { return e.token == "a%2Fb" },
		"twitter-search:cat?count=5":                                          func(e *endpoint) bool { return e.pageSize() == 10 },
		"twitter-search:cat?count=500":                                        func(e *endpoint) bool { return e.pageSize() == 100 },
		"twitter-search:cat?count=50&sinceId=1":                               func(e *endpoint) bool { return e.pageSize() == 50 && e.first == 0 },
		"twitter-search:cat?sinceId=2124484669993930759":                      func(e *endpoint) bool { return e.first == 2124484669993930759 },
		"twitter-search:cat?baseUrl=demo:":                                    func(e *endpoint) bool { return e.feed != nil && e.pages == "/demo" && e.pageSize() == 100 },
		"twitter-search:cat?baseUrl=demo:?seed=7,rate=30/min":                 func(e *endpoint) bool { return e.pages == "/demo/7-30-0" },
		"twitter-search:cat?baseUrl=http://127.0.0.1:8085/":                   func(e *endpoint) bool { return e.base == "http://127.0.0.1:8085" && e.pages == e.base },
		"twitter-search:cat?baseUrl=https://API.twitter.com&cursorStore=none": func(e *endpoint) bool { return e.pages == "https://x.com" && e.cursorStore("r").path == "" },
		"twitter-search:cat?cursorStore=/tmp/x.json":                          func(e *endpoint) bool { return e.cursorStore("r").path == "/tmp/x.json" },
	} {
		e, err := open(t, &components.Context{}, uri)
		if err != nil {
			t.Errorf("%s: %v", uri, err)
		} else if !check(e) {
			t.Errorf("%s: query %q, base %q, pages %q, options %+v", uri, e.query, e.base, e.pages, *e.Options)
		}
	}
}

func TestStoreIsOneForEachRouteAndQuery(t *testing.T) {
	t.Setenv("X_BEARER_TOKEN", "fromenv")
	paths := map[string]bool{}
	for _, uri := range []string{"twitter-search:cat", "twitter-search:dog", "twitter-search:cat?baseUrl=https://api.example.org"} {
		e, err := open(t, &components.Context{}, uri)
		if err != nil {
			t.Fatal(err)
		}
		for _, route := range []string{"one", "two"} {
			path := e.cursorStore(route).path
			if !strings.HasPrefix(path, ".dromedary/twitter-search-") || path != e.cursorStore(route).path {
				t.Errorf("path %s", path)
			}
			paths[path] = true
		}
	}
	if len(paths) != 6 {
		t.Errorf("paths %v", paths)
	}
}

func TestOptionMistakes(t *testing.T) {
	t.Setenv("X_BEARER_TOKEN", "")
	t.Setenv("TWITTER_BEARER_TOKEN", "")
	for uri, want := range map[string]string{
		"twitter-search:cat":                                                     "X asks for a bearer token",
		"twitter-search:cat?bearerToken=RAW(a\nb)":                               "characters that no token has",
		"twitter-search:?baseUrl=demo:":                                          `needs option "keywords"`,
		"twitter-search:%20?baseUrl=demo:":                                       "there are no keywords",
		"twitter-search:100%?baseUrl=demo:":                                      "cannot be decoded",
		"twitter-search:" + strings.Repeat("x", 4097) + "?baseUrl=demo:":         "4097 characters",
		"twitter-search:cat?baseUrl=demo:&lang=e n":                              `"e n" is not a language`,
		"twitter-search:cat?baseUrl=demo:&sinceId=abc":                           `"abc" is not the id of a post`,
		"twitter-search:cat?baseUrl=demo:&delay=0":                               "a delay of 0s is too short",
		"twitter-search:cat?baseUrl=demo:&numberOfPages=0":                       "0 pages are not possible",
		"twitter-search:cat?baseUrl=demo:&backfill=8d":                           "cannot look back for 192h",
		"twitter-search:cat?baseUrl=demo:&timeout=0":                             "timeout above 0",
		"twitter-search:cat?baseUrl=demo:&maxItemsPerDay=-1":                     "-1 posts a day",
		"twitter-search:cat?baseUrl=demo:&fieldsParam=fields":                    "is none of auto, post.fields, tweet.fields",
		"twitter-search:cat?baseUrl=demo:?rate=fast":                             `"fast" is not a rate`,
		"twitter-search:cat?baseUrl=demo:?colour=red":                            "option colour of demo",
		"twitter-search:cat?bearerToken=t&baseUrl=http://api.example.org":        "without encryption; https is needed",
		"twitter-search:cat?bearerToken=t&baseUrl=api.x.com":                     "no http(s) URL",
		"twitter-search:cat?bearerToken=t&baseUrl=https://u:secret@api.x.com":    "more than scheme, host and path",
		"twitter-search:cat?bearerToken=t&baseUrl=https://u:secret@api.x.com:xx": "cannot be read",
	} {
		_, err := open(t, &components.Context{}, uri)
		errs, ok := err.(components.OptionErrors)
		if !ok || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%.80s: got %v, want %s", uri, err, want)
			continue
		}
		for _, e := range errs {
			if e.Hint == "" && e.Option != "fieldsParam" { // an enum names its words in the message
				t.Errorf("%.80s: %v has no hint", uri, e)
			}
		}
	}
	_, err := open(t, &components.Context{}, "twitter-search:cat?sinceId=x&delay=0&numberOfPages=999")
	if errs, ok := err.(components.OptionErrors); !ok || len(errs) != 4 {
		t.Errorf("all mistakes at once: %v", err)
	}
}

func TestDemoIsMountedOnce(t *testing.T) {
	mux := http.NewServeMux()
	ctx := &components.Context{Mux: mux}
	first, err := open(t, ctx, "twitter-search:cat?baseUrl=demo:")
	if err != nil {
		t.Fatal(err)
	}
	second, err := open(t, ctx, "twitter-search:dog?baseUrl=demo:")
	if err != nil {
		t.Fatal(err)
	}
	other, err := open(t, ctx, "twitter-search:dog?baseUrl=demo:?seed=7")
	if err != nil {
		t.Fatal(err)
	}
	if first.feed != second.feed || first.feed == other.feed {
		t.Error("the feeds are not shared as they should be")
	}
	for path, status := range map[string]int{"/demo/avatar/1.svg": 200, "/demo/7-0-0/avatar/1.svg": 200, "/demo/media/3_2124484632245211137.svg": 200, "/demo/_stub": 200, "/avatar/1.svg": 404} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != status {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}
