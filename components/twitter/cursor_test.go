package twitter

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// script answers the n-th request with the n-th body, and then with empty pages.
func script(bodies ...string) func(int, url.Values) *http.Response {
	return func(n int, _ url.Values) *http.Response {
		if n < len(bodies) {
			return respond(200, bodies[n])
		}
		return respond(200, emptyPage)
	}
}

func TestPollsMoveTheCursor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat has:images?delay=60s&cursorStore=none", script(pageOf("", "105", "103"), emptyPage, pageOf("", "110"))).start()
		began := time.Now()
		time.Sleep(125 * time.Second)
		synctest.Wait()
		if got := s.got(); got != "103 105 110" {
			t.Errorf("got posts %s", got)
		}
		asked := s.wire.requests()
		if len(asked) != 3 {
			t.Fatalf("%d requests", len(asked))
		}
		first := asked[0]
		if first.Get("query") != "cat has:images" || first.Get("max_results") != "10" || first.Get("since_id") != "" ||
			first.Get("start_time") != began.Add(-5*time.Minute).UTC().Format(time.RFC3339) || first.Get("expansions") != "attachments.media_keys,author_id" {
			t.Errorf("first request: %v", first)
		}
		for i := 1; i < 3; i++ {
			if asked[i].Get("since_id") != "105" || asked[i].Has("start_time") {
				t.Errorf("request %d: %v", i, asked[i])
			}
		}
		for i, at := range []time.Duration{1, 61, 121} {
			if got := s.wire.when[i].Sub(began); got != at*time.Second {
				t.Errorf("request %d came after %s", i, got)
			}
		}
		if h := s.wire.heads[0]; h.Get("Authorization") != "Bearer "+testToken || !strings.HasPrefix(h.Get("User-Agent"), "dromedary ") {
			t.Errorf("headers: %v", h)
		}
	})
}

// Until something is found the beginning does not move on, however long that takes.
func TestBeginningStaysUntilSomethingIsFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?delay=1h&backfill=10m&cursorStore=none", script()).start()
		begin := time.Now().Add(-10 * time.Minute).UTC().Format(time.RFC3339)
		time.Sleep(5 * time.Hour)
		synctest.Wait()
		for i, q := range s.wire.requests() {
			if q.Get("start_time") != begin {
				t.Errorf("request %d: start_time %s, want %s", i, q.Get("start_time"), begin)
			}
		}
		if n := len(s.wire.requests()); n != 5 {
			t.Errorf("%d requests", n)
		}
	})
}

func TestPagesOfOnePoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?numberOfPages=3&sinceId=90&cursorStore=none", script(
			pageOf("two", "109", "108"), pageOf("three", "108", "107"), pageOf("four", "106"), pageOf("", "120"))).start()
		time.Sleep(65 * time.Second)
		synctest.Wait()
		if got := s.got(); got != "106 107 108 109 120" {
			t.Errorf("got posts %s", got)
		}
		var asked []string
		for _, q := range s.wire.requests() {
			asked = append(asked, q.Get("since_id")+" "+q.Get("next_token"))
		}
		if got := strings.Join(asked, ", "); got != "90 , 90 two, 90 three, 109 " {
			t.Errorf("requests: %s", got)
		}
		if n := strings.Count(s.logged.String(), "are left out"); n != 1 {
			t.Errorf("the log says %d times that posts are left out: %s", n, s.logged)
		}
	})
}

func TestFailureOnALaterPageLosesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?numberOfPages=2&sinceId=90&cursorStore=none", func(n int, q url.Values) *http.Response {
			switch {
			case n == 1:
				return respond(503, "")
			case q.Get("next_token") == "two":
				return respond(200, pageOf("", "101"))
			}
			return respond(200, pageOf("two", "103", "102"))
		})
		s.poller.RepeatCount = 1
		s.start()
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := s.got(); got != "101 102 103" || s.ending() != "[<nil>]" {
			t.Errorf("got posts %s, ended %s", got, s.ending())
		}
	})
}

func TestDownstreamFailureKeepsTheCursor(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cats.json")
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?sinceId=90&cursorStore="+file, script(pageOf("", "103", "102", "101"), pageOf("", "104")))
		failing := 2
		var tried []string
		s.process = func(ex *components.Exchange) error {
			tried = append(tried, ex.ID())
			if ex.Body.(*components.Map).Value("changed") != nil {
				t.Error("a post is given again as the route left it")
			}
			ex.Body.(*components.Map).Set("changed", true)
			if ex.ID() == "102" && failing > 0 {
				failing--
				return errors.New("no")
			}
			return nil
		}
		s.start()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if got := s.got(); got != "101 103" || len(s.wire.requests()) != 1 {
			t.Fatalf("got posts %s after %d requests", got, len(s.wire.requests()))
		}
		if b, err := os.ReadFile(file); err != nil || strings.Contains(string(b), `"103"`) || !strings.Contains(string(b), `"items": 3`) {
			t.Errorf("stored before all is accepted: %s, %v", b, err)
		}
		if h := s.poller.Health(); h.Up || !strings.Contains(h.Reason, "1 posts wait") {
			t.Errorf("health %+v", h)
		}
		time.Sleep(20 * time.Second) // two more attempts, 5 and 10 seconds later
		synctest.Wait()
		if got := strings.Join(tried, " "); got != "101 102 103 102 102" || len(s.wire.requests()) != 1 {
			t.Errorf("tried %s with %d requests", got, len(s.wire.requests()))
		}
		if b, err := os.ReadFile(file); err != nil || !strings.Contains(string(b), `"cursor": "103"`) {
			t.Errorf("stored %s, %v", b, err)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := s.got(); got != "101 103 102 104" || s.wire.requests()[1].Get("since_id") != "103" {
			t.Errorf("got posts %s", got)
		}
		if h := s.poller.Health(); !h.Up {
			t.Errorf("health %+v", h)
		}
	})
}

func TestPoisonIsLeftBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?sinceId=90&cursorStore=none", script(pageOf("", "102", "101"), pageOf("", "103")))
		tries := 0
		s.process = func(ex *components.Exchange) error {
			if ex.ID() == "101" {
				tries++
				return errors.New("poison")
			}
			return nil
		}
		s.start()
		time.Sleep(3 * time.Minute)
		synctest.Wait()
		if got := s.got(); got != "102 103" || tries != maxStrikes || !strings.Contains(s.logged.String(), "post 101 failed 3 times and is left behind") {
			t.Errorf("got posts %s after %d tries, log %s", got, tries, s.logged)
		}
	})
}

func TestLostConnectionLeavesNothingBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?sinceId=90&cursorStore=none", script(pageOf("", "102", "101")))
		var down atomic.Bool
		down.Store(true)
		tries := 0
		s.process = func(*components.Exchange) error {
			if down.Load() {
				tries++
				return fmt.Errorf("broker: %w", components.ErrConnection)
			}
			return nil
		}
		s.start()
		time.Sleep(time.Hour)
		synctest.Wait()
		if tries < 8 || tries > 20 || len(s.wire.requests()) != 1 {
			t.Errorf("%d tries and %d requests in an hour", tries, len(s.wire.requests()))
		}
		down.Store(false)
		time.Sleep(longestBackoff + time.Second)
		synctest.Wait()
		if got := s.got(); got != "101 102" {
			t.Errorf("got posts %s", got)
		}
	})
}

// A crash between the last post and the store gives posts again; it loses none.
func TestCrashRepeatsAndNeverLoses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cats.json")
	answer := func(_ int, q url.Values) *http.Response {
		switch q.Get("since_id") {
		case "90":
			return respond(200, pageOf("", "102", "101"))
		case "102":
			return respond(200, pageOf("", "103"))
		}
		return respond(200, emptyPage)
	}
	synctest.Test(t, func(t *testing.T) {
		uri := "twitter-search:cat?sinceId=90&cursorStore=" + file
		crashed := newSearch(t, uri, answer)
		crashed.process = func(ex *components.Exchange) error {
			if ex.ID() == "102" { // the process ends while the last post is under way
				crashed.poller.store = &store{path: filepath.Join(file, "gone", "cats.json")}
			}
			return nil
		}
		crashed.start()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		crashed.stop()
		if got := crashed.got(); got != "101 102" {
			t.Fatalf("got posts %s", got)
		}
		again := newSearch(t, uri, answer).start()
		time.Sleep(65 * time.Second)
		synctest.Wait()
		again.stop()
		if got := again.got(); got != "101 102 103" {
			t.Errorf("after the crash: posts %s", got)
		}
		third := newSearch(t, uri, answer).start()
		time.Sleep(65 * time.Second)
		synctest.Wait()
		if got := third.got(); got != "" || third.wire.requests()[0].Get("since_id") != "103" {
			t.Errorf("after a good end: posts %s", got)
		}
	})
}

func TestStaleCursorBeginsAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?sinceId=90&cursorStore=none", func(_ int, q url.Values) *http.Response {
			if q.Get("since_id") == "90" {
				return respond(400, `{"errors":[{"parameters":{"since_id":["90"]},"message":"'since_id' must be a tweet id created after 2026-11-15T12:00Z. Please use a 'since_id' that is larger than 95"}],"title":"Invalid Request"}`)
			}
			return respond(200, pageOf("", "101"))
		}).start()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		asked := s.wire.requests()
		if got := s.got(); got != "101" || len(asked) != 2 || asked[1].Get("start_time") == "" || asked[1].Has("since_id") {
			t.Errorf("got posts %s, requests %v", got, asked)
		}
		if !strings.Contains(s.logged.String(), "it begins anew with the last 5m0s") {
			t.Errorf("log: %s", s.logged)
		}
	})
}

func TestFilterOldFalseGivesAllAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?filterOld=false&sortById=false&repeatCount=2&cursorStore=none", func(int, url.Values) *http.Response {
			return respond(200, pageOf("", "102", "101"))
		}).start()
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if got := s.got(); got != "102 101 102 101" || s.ending() != "[<nil>]" {
			t.Errorf("got posts %s, ended %s", got, s.ending())
		}
	})
}
