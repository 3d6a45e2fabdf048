package demo

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

func TestTokenIsAskedFor(t *testing.T) {
	for _, c := range []struct {
		token, header string
		status        int
	}{
		{"", "", 401}, {"", "Bearer", 401}, {"", "Bearer ", 401}, {"", "Basic abc", 401}, {"", "bearer any", 200},
		{"right", "Bearer right", 200}, {"right", "Bearer wrong", 401}, {"right", "Bearer righ", 401},
	} {
		f := newTestFeed(t, Options{Token: c.token})
		w := f.get("/2/tweets/search/recent?query=cat", "Authorization", c.header)
		if w.Code != c.status {
			t.Errorf("token %q, header %q: %d", c.token, c.header, w.Code)
		}
		if w.Code == 401 && w.Body.String() != `{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}` {
			t.Errorf("body %s", w.Body)
		}
	}
}

func TestRateLimit(t *testing.T) {
	f := newTestFeed(t, Options{Limit: 3})
	for i, want := range []struct {
		status    int
		remaining string
	}{{200, "2"}, {200, "1"}, {200, "0"}, {429, "0"}, {429, "0"}} {
		w := f.get("/2/tweets/search/recent?query=cat")
		h := w.Header()
		if w.Code != want.status || h.Get("x-rate-limit-remaining") != want.remaining || h.Get("x-rate-limit-limit") != "3" ||
			h.Get("x-rate-limit-reset") != strconv.FormatInt(noon.Add(15*time.Minute).Unix(), 10) {
			t.Errorf("request %d: %d %v", i, w.Code, h)
		}
		f.now = f.now.Add(time.Minute)
	}
	f.now = noon.Add(15 * time.Minute)
	if w := f.get("/2/tweets/search/recent?query=cat"); w.Code != 200 {
		t.Errorf("in the next window: %d", w.Code)
	}
}

func TestMethodsAndPaths(t *testing.T) {
	f := newTestFeed(t, Options{})
	w := httptest.NewRecorder()
	f.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/2/tweets/search/recent", nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
	for _, path := range []string{"/2/tweets/search/stream", "/2", "/media/x.svg", "/avatar/0.svg", "/avatar/999.svg", "/avatar/1.png", "/nobody_at_all", "/x/status/1"} {
		if w := f.get(path); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

func TestRoundTrip(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := New(Options{Prefix: "/demo"})
		c := http.Client{Transport: f}
		ask := func(ctx context.Context) (*http.Response, error) {
			r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://demo/2/tweets/search/recent?query=cat", nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Authorization", "Bearer x")
			return c.Do(r)
		}
		resp, err := ask(t.Context())
		if err != nil || resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "application/json; charset=utf-8" {
			t.Fatalf("%v, %v", resp, err)
		}
		if err := f.Fail("latency", time.Hour, 30*time.Second); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if _, err := ask(t.Context()); err != nil || time.Since(began) != 30*time.Second {
			t.Errorf("%v after %s", err, time.Since(began))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := ask(ctx); err == nil || time.Since(began) != 31*time.Second {
			t.Errorf("%v after %s", err, time.Since(began))
		}
	})
}
