package twitter

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// What X answers to a search that it refuses for good.
func TestRefusalsStopTheRoute(t *testing.T) {
	for name, c := range map[string]struct {
		answer *http.Response
		want   string
	}{
		"400": {respond(400, `{"errors":[{"parameters":{"query":["cat ("]},"message":"a ) is missing (at position 6)"}],"title":"Invalid Request"}`),
			"X does not accept the search: a ) is missing (at position 6)"},
		"401": {respond(401, `{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}`), "refuses the bearer token (401); check X_BEARER_TOKEN"},
		"402": {respond(402, `{"title":"CreditsDepleted","detail":"Your account [1] does not have any credits."}`), "no credits are left at X (402)"},
		"403": {respond(403, `{"title":"Client Forbidden","detail":"Use an app of a Project.","reason":"client-not-enrolled"}`), "(403); it must belong to a project with access to the API: Use an app of a Project."},
		"404": {respond(404, "not here"), "api.x.com refuses the search (404 Not Found)"},
		"cap": {respond(429, `{"title":"UsageCapExceeded","detail":"Usage cap exceeded: Monthly product cap","type":"https://api.twitter.com/2/problems/usage-capped"}`,
			"x-rate-limit-remaining", "400", "x-rate-limit-reset", "99999999999"), "in a month are used up (429): Usage cap exceeded"},
		"302": {respond(302, "", "Location", "https://elsewhere.example/"), "a redirect (302), which is not followed"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newSearch(t, "twitter-search:cat?cursorStore=none", func(int, url.Values) *http.Response { return c.answer }).start()
				time.Sleep(time.Hour)
				synctest.Wait()
				if got := s.ending(); !strings.Contains(got, c.want) || len(s.wire.requests()) != 1 {
					t.Errorf("ended %s after %d requests, want %s", got, len(s.wire.requests()), c.want)
				}
				if h := s.poller.Health(); h.Up || !strings.Contains(h.Reason, c.want) {
					t.Errorf("health %+v", h)
				}
			})
		})
	}
}

// What ends by itself: asked again after 5 seconds, 10, 20 and so on, with the cursor where it was.
func TestTroubleIsWaitedOut(t *testing.T) {
	for name, c := range map[string]struct {
		answer func() *http.Response
		want   string
	}{
		"500":          {func() *http.Response { return respond(500, `{"title":"oops"}`) }, "api.x.com has a problem (500 Internal Server Error)"},
		"502":          {func() *http.Response { return respond(502, "<html>", "Content-Type", "text/html") }, "api.x.com has a problem (502 Bad Gateway)"},
		"503":          {func() *http.Response { return respond(503, "") }, "api.x.com has a problem (503 Service Unavailable)"},
		"504":          {func() *http.Response { return respond(504, "") }, "api.x.com has a problem (504 Gateway Timeout)"},
		"html":         {func() *http.Response { return respond(200, "<html>", "Content-Type", "text/html; charset=utf-8") }, `answered "text/html; charset=utf-8" instead of JSON`},
		"no type":      {func() *http.Response { return respond(200, emptyPage, "Content-Type", "") }, `answered "" instead of JSON`},
		"cut off":      {func() *http.Response { return respond(200, pageOf("", "101")[:30]) }, "is broken: the text ends"},
		"empty":        {func() *http.Response { return respond(200, "") }, "is broken: there is no content"},
		"a list":       {func() *http.Response { return respond(200, "[]") }, "is not as expected: it is java.util.ArrayList and not an object"},
		"no meta":      {func() *http.Response { return respond(200, "{}") }, "is not as expected: it has no meta"},
		"no id":        {func() *http.Response { return respond(200, `{"data":[{"text":"cat"}],"meta":{}}`) }, "is not as expected: a post in it has no id"},
		"no post":      {func() *http.Response { return respond(200, `{"data":[7],"meta":{}}`) }, "is not as expected: a post in it has no id"},
		"huge":         {func() *http.Response { return respond(200, strings.Repeat(" ", maxAnswer)+emptyPage) }, "has more than 8 MiB"},
		"408":          {func() *http.Response { return respond(408, "<html>") }, "asks to try again (408)"},
		"unclear 5xx ": {func() *http.Response { return respond(520, "") }, "has a problem (520 )"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newSearch(t, "twitter-search:cat?sinceId=90&cursorStore=none", func(n int, _ url.Values) *http.Response {
					if n < 8 {
						return c.answer()
					}
					return respond(200, pageOf("", "101"))
				}).start()
				began := time.Now()
				time.Sleep(20 * time.Minute)
				synctest.Wait()
				if trouble := s.trouble(); len(trouble) != 2 || !strings.Contains(trouble[0], c.want) || trouble[1] != "" {
					t.Errorf("trouble %q, want %s", trouble, c.want)
				}
				if s.got() != "101" || s.ending() != "[]" {
					t.Errorf("got posts %q, ended %s", s.got(), s.ending())
				}
				at := time.Second
				for i, pause := range []time.Duration{0, 5, 10, 20, 40, 80, 160, 320, 320} {
					at += pause * time.Second
					late := s.wire.when[i].Sub(began) - at
					if late < 0 || late > time.Duration(i)*time.Second || s.wire.requests()[i].Get("since_id") != "90" {
						t.Errorf("request %d came %s after its time, with %v", i, late, s.wire.requests()[i])
					}
				}
			})
		})
	}
}

func TestRateLimitIsWaitedFor(t *testing.T) {
	const refused = `{"title":"Too Many Requests","detail":"Too Many Requests","type":"about:blank","status":429}`
	reset := func(after time.Duration) string { return strconv.FormatInt(time.Now().Add(after).Unix(), 10) }
	for name, c := range map[string]struct {
		answer func() *http.Response
		want   time.Duration
	}{
		"429 with a reset": {func() *http.Response {
			return respond(429, refused, "x-rate-limit-remaining", "0", "x-rate-limit-reset", reset(7*time.Minute))
		}, 7 * time.Minute},
		"429 without":      {func() *http.Response { return respond(429, refused) }, 15 * time.Minute},
		"429, Retry-After": {func() *http.Response { return respond(429, "", "Retry-After", "90") }, 90 * time.Second},
		"503, Retry-After": {func() *http.Response { return respond(503, "", "Retry-After", "120") }, 2 * time.Minute},
		"429, reset past": {func() *http.Response {
			return respond(429, refused, "x-rate-limit-remaining", "0", "x-rate-limit-reset", "1000")
		}, 0},
		"429, absurd reset": {func() *http.Response {
			return respond(429, refused, "x-rate-limit-remaining", "0", "x-rate-limit-reset", "99999999999")
		}, 24 * time.Hour},
		"200, none left": {func() *http.Response {
			return respond(200, emptyPage, "x-rate-limit-remaining", "0", "x-rate-limit-reset", reset(9*time.Minute))
		}, 9 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newSearch(t, "twitter-search:cat?sinceId=90&cursorStore=none", func(n int, _ url.Values) *http.Response {
					if n == 0 {
						return c.answer()
					}
					return respond(200, pageOf("", "101"), "x-rate-limit-remaining", "449", "x-rate-limit-reset", reset(15*time.Minute))
				}).start()
				time.Sleep(c.want + 5*time.Second)
				synctest.Wait()
				asked := s.wire.requests()
				if len(asked) != 2 || s.got() != "101" || asked[1].Get("since_id") != "90" {
					t.Fatalf("%d requests, posts %s", len(asked), s.got())
				}
				if waited := s.wire.when[1].Sub(s.wire.when[0]); waited < c.want || waited > c.want+3*time.Second {
					t.Errorf("it waited %s, want %s", waited, c.want)
				}
				if h := s.poller.Health(); !h.Up || strings.HasPrefix(name, "429 w") && h.Detail.Value("remaining") != 449 {
					t.Errorf("health %+v", h.Detail)
				}
			})
		})
	}
}

func TestPartialErrorsAreCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		body := strings.Replace(pageOf("", "101"), `"meta"`, `"errors":[{"resource_id":"456","title":"Not Found Error"}],"meta"`, 1)
		s := newSearch(t, "twitter-search:cat?cursorStore=none", script(body)).start()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if s.got() != "101" || !strings.Contains(s.logged.String(), "1 errors in its answer") {
			t.Errorf("got posts %q, log %s", s.got(), s.logged)
		}
	})
}

func TestUnreachable(t *testing.T) {
	dead := httptest.NewServer(http.NotFoundHandler())
	dead.Close()
	slow := make(chan struct{})
	hanging := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-slow:
		case <-r.Context().Done():
		}
	}))
	defer hanging.Close()
	defer close(slow)
	for base, want := range map[string]string{dead.URL: "cannot be reached: not connected: dial tcp", hanging.URL: "did not answer within 50ms: not connected"} {
		s := newSearch(t, "twitter-search:cat?cursorStore=none&timeout=50ms&baseUrl="+base, nil)
		s.poller.client.http.Transport = http.DefaultTransport
		_, _, err := s.poller.fetch(t.Context())
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "query=") {
			t.Errorf("%s: %v", base, err)
		}
	}
}

func TestRedirectDoesNotGetTheToken(t *testing.T) {
	thief := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") }))
	defer thief.Close()
	honest := httptest.NewServer(http.RedirectHandler(thief.URL, http.StatusTemporaryRedirect))
	defer honest.Close()
	s := newSearch(t, "twitter-search:cat?cursorStore=none&baseUrl="+honest.URL, nil)
	s.poller.client.http.Transport = http.DefaultTransport
	_, _, err := s.poller.fetch(t.Context())
	if stop := (*fatal)(nil); !errors.As(err, &stop) || !strings.Contains(err.Error(), "check baseUrl") {
		t.Errorf("got %v", err)
	}
}

// Whatever the other side says, the token is in nothing that people see.
func TestTokenIsNotShown(t *testing.T) {
	for _, status := range []int{200, 400, 401, 403, 429, 500} {
		synctest.Test(t, func(t *testing.T) {
			s := newSearch(t, "twitter-search:cat?cursorStore=none&bearerToken="+testToken, func(int, url.Values) *http.Response {
				return respond(status, `{"title":"Echo","detail":"you sent `+testToken+`\r\nforged: line"}`, "Content-Type", "application/json")
			}).start()
			time.Sleep(2 * time.Second)
			synctest.Wait()
			seen := s.poller.URI() + s.ending() + strings.Join(s.trouble(), "") + s.logged.String() + s.poller.Health().Reason
			if strings.Contains(seen, testToken) || strings.Contains(seen, "\nforged") {
				t.Errorf("%d: %s", status, seen)
			}
			if !strings.Contains(seen, "bearerToken=xxxxxx") {
				t.Errorf("URI %s", s.poller.URI())
			}
		})
	}
}

// Each fault of the demo feed is met as it should be.
func TestDemoFaults(t *testing.T) {
	for kind, want := range map[string]string{
		"400": "stop", "401": "stop", "402": "stop", "403": "stop", "cap": "stop",
		"429": "wait", "500": "wait", "502": "wait", "503": "wait", "504": "wait", "html": "wait", "truncated": "wait", "huge": "wait",
		"partial": "go on", "duplicates": "go on", "missing-media": "go on", "stale": "go on", "latency": "wait",
	} {
		synctest.Test(t, func(t *testing.T) {
			time.Sleep(time.Until(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC))) // ids begin in 2010, the bubble's time in 2000
			s := newSearch(t, "twitter-search:cat OR cats?baseUrl=demo:&delay=5s", nil)
			s.poller.client.http.Transport = s.poller.feed
			s.start()
			time.Sleep(3 * time.Second)
			synctest.Wait()
			before := len(s.got())
			if err := s.poller.feed.Fail(kind, 2*time.Minute, time.Minute); err != nil || before == 0 {
				t.Fatal(err, before)
			}
			time.Sleep(90 * time.Second)
			synctest.Wait()
			stopped, troubled := s.ending() != "[]", len(s.trouble()) > 0
			if stopped != (want == "stop") || troubled != (want != "go on") {
				t.Errorf("%s: ended %s, trouble %q", kind, s.ending(), s.trouble())
			}
			time.Sleep(6 * time.Minute)
			synctest.Wait()
			if want != "stop" && len(s.got()) <= before {
				t.Errorf("%s: nothing comes after it", kind)
			}
			seen := map[string]bool{}
			for id := range strings.FieldsSeq(s.got()) {
				if seen[id] && kind != "stale" {
					t.Errorf("%s: post %s came twice", kind, id)
				}
				seen[id] = true
			}
		})
	}
}
