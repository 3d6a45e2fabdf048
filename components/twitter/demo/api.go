package demo

import (
	"crypto/subtle"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// limitWindow is the time for which API requests are counted.
const limitWindow = 15 * time.Minute

// answer is what an API request gets.
type answer struct {
	status int
	body   *components.Map
}

// api wraps an endpoint of the API: bearer token, rate limit, faults, and the wire.
func (f *Feed) api(endpoint func(r *http.Request, now time.Time, bent string) answer) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !f.knows(r) {
			writeAnswer(w, unauthorized())
			return
		}
		now := f.options.Clock()
		flaw := f.currentFault(now)
		if flaw.kind == "latency" && !wait(r, flaw.delay) {
			return
		}
		remaining, reset := f.count(now)
		exhausted := remaining < 0 || flaw.kind == "429"
		if flaw.kind == "429" {
			remaining, reset = 0, flaw.until
		}
		w.Header().Set("x-rate-limit-limit", strconv.Itoa(f.options.Limit))
		w.Header().Set("x-rate-limit-remaining", strconv.Itoa(max(remaining, 0)))
		w.Header().Set("x-rate-limit-reset", strconv.FormatInt(reset.Unix(), 10))
		w.Header().Set("Cache-Control", "no-cache, no-store, max-age=0")
		switch {
		case exhausted:
			writeAnswer(w, tooManyRequests())
		case flaw.serve != nil:
			flaw.serve(w)
		default:
			a := endpoint(r, now, flaw.kind)
			if flaw.kind == "truncated" && a.status == http.StatusOK {
				writeTruncated(w, a)
				return
			}
			writeAnswer(w, a)
		}
	})
}

func (f *Feed) knows(r *http.Request) bool {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") || token == "" {
		return false
	}
	return f.options.Token == "" || subtle.ConstantTimeCompare([]byte(token), []byte(f.options.Token)) == 1
}

// count takes one request off the window's allowance; remaining is negative where there was none left.
func (f *Feed) count(now time.Time) (remaining int, reset time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if now.Sub(f.window) >= limitWindow || now.Before(f.window) {
		f.window, f.used = now, 0
	}
	f.used = min(f.used+1, f.options.Limit+1)
	return f.options.Limit - f.used, f.window.Add(limitWindow)
}

// wait holds a request back; false where its sender gave up.
func wait(r *http.Request, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

func encode(a answer) []byte {
	body, err := components.EncodeJSON(a.body)
	if err != nil {
		panic(err) // the maps are made here, of text and numbers
	}
	return body
}

func writeAnswer(w http.ResponseWriter, a answer) {
	body := encode(a)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(a.status)
	_, _ = w.Write(body) // whoever asked may be gone
}

// writeTruncated breaks off in the middle, as a lost connection does behind a proxy that closes the answer properly.
func writeTruncated(w http.ResponseWriter, a answer) {
	body := encode(a)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(a.status)
	_, _ = w.Write(body[:len(body)/2])
}
