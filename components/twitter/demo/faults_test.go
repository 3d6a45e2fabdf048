package demo

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

const someSearch = "/2/tweets/search/recent?query=cat&expansions=attachments.media_keys&max_results=100"

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		kind   string
		status int
		body   string // a part of it
	}{
		{"400", 400, `"title":"Invalid Request"`},
		{"401", 401, `"title":"Unauthorized"`},
		{"402", 402, `"title":"CreditsDepleted"`},
		{"403", 403, `"reason":"client-not-enrolled"`},
		{"429", 429, `"title":"Too Many Requests"`},
		{"cap", 429, `/problems/usage-capped"`},
		{"500", 500, `"status":500`},
		{"502", 502, `<!doctype html>`},
		{"503", 503, `"status":503`},
		{"504", 504, ``},
		{"html", 200, `<!doctype html>`},
		{"partial", 200, `/problems/resource-not-found"`},
	} {
		f := newTestFeed(t, Options{})
		if w := f.get("/_stub/fault?status=" + c.kind + "&for=90s"); w.Code != 200 || w.Body.String() != "fault "+c.kind+" for another 1m30s\n" {
			t.Errorf("%s: %d %s", c.kind, w.Code, w.Body)
		}
		w := f.get(someSearch)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.body) {
			t.Errorf("%s: %d %.200s", c.kind, w.Code, w.Body)
		}
		if isHTML := strings.HasPrefix(w.Header().Get("Content-Type"), "text/html"); isHTML != strings.HasPrefix(c.body, "<") {
			t.Errorf("%s: Content-Type %s", c.kind, w.Header().Get("Content-Type"))
		}
		f.now = noon.Add(90 * time.Second)
		if w := f.get(someSearch); w.Code != 200 || strings.Contains(w.Body.String(), `"errors"`) {
			t.Errorf("after %s: %d", c.kind, w.Code)
		}
	}
}

func TestFaultsThatBend(t *testing.T) {
	f := newTestFeed(t, Options{})
	good := f.get(someSearch).Body.String()
	set := func(kind string) string {
		if err := f.Fail(kind, time.Minute, 0); err != nil {
			t.Fatal(err)
		}
		return f.get(someSearch).Body.String()
	}
	if cut := set("truncated"); !strings.HasPrefix(good, cut) || json.Valid([]byte(cut)) {
		t.Errorf("truncated: %d of %d bytes", len(cut), len(good))
	}
	if big := set("huge"); len(big) <= 8<<20 || !json.Valid([]byte(big)) {
		t.Errorf("huge: %d bytes", len(big))
	}
	var page wirePage
	if err := json.Unmarshal([]byte(set("duplicates")), &page); err != nil || page.Data[0].ID != page.Data[1].ID || len(page.Data) != 101 {
		t.Errorf("duplicates: %v, %d posts", err, len(page.Data))
	}
	page = wirePage{}
	if err := json.Unmarshal([]byte(set("missing-media")), &page); err != nil || len(page.Includes.Media) != 0 || len(page.Data) != 100 {
		t.Errorf("missing media: %v, %+v", err, page.Includes)
	}
	set("stale")
	status, page := f.search("query", "cat", "since_id", "2124484669993930759")
	if status != 400 || !strings.Contains(page.Errors[0].Message, "'since_id' must be a tweet id created after") {
		t.Errorf("stale: %d %+v", status, page)
	}
	f.get("/_stub/fault?status=none")
	if again := f.get(someSearch).Body.String(); again != good {
		t.Error("the fault does not end")
	}
}

func TestFaultRequests(t *testing.T) {
	f := newTestFeed(t, Options{})
	for path, want := range map[string]string{
		"/_stub/fault?status=teapot":         `there is no fault "teapot"; there are 400, 401,`,
		"/_stub/fault?status=429&for=soon":   `"soon" is not a duration`,
		"/_stub/fault?status=429&for=-1s":    `"-1s" is not a duration`,
		"/_stub/fault?vocab=latin":           `there is no vocabulary "latin"`,
		"/_stub/fault?status=latency&ms=abc": `abc`,
	} {
		if w := f.get(path); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	if f.state() != "no fault is set" {
		t.Error(f.state())
	}
	if w := f.get("/_stub/fault?status=429&for=99h"); w.Body.String() != "fault 429 for another 1h0m0s\n" {
		t.Errorf("%s", w.Body)
	}
	// A form of the control page.
	r := httptest.NewRequest(http.MethodPost, "/_stub/fault", strings.NewReader("status=none&for=60s&ms=2000&vocab=post"))
	r.RemoteAddr = "[::1]:4321"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept", "text/html,*/*")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	w := httptest.NewRecorder()
	f.ServeHTTP(w, r)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "../_stub" || f.vocabulary != "post" || f.state() != "no fault is set" {
		t.Errorf("%d %v %s", w.Code, w.Header(), f.state())
	}
}

func TestOthersCannotSetFaults(t *testing.T) {
	f := newTestFeed(t, Options{})
	for _, c := range []struct{ address, site string }{{"192.0.2.1:1", ""}, {"", ""}, {"127.0.0.1:1", "cross-site"}, {"127.0.0.1:1", "same-site"}} {
		r := httptest.NewRequest(http.MethodGet, "/_stub/fault?status=500", nil)
		r.RemoteAddr = c.address
		r.Header.Set("Sec-Fetch-Site", c.site)
		w := httptest.NewRecorder()
		f.ServeHTTP(w, r)
		if w.Code != http.StatusForbidden || f.state() != "no fault is set" {
			t.Errorf("%+v: %d, %s", c, w.Code, f.state())
		}
	}
}
