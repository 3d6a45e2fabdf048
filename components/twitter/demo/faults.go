package demo

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// fault is something that goes wrong on request, for a while.
type fault struct {
	kind  string // "" is none
	until time.Time
	delay time.Duration // of latency
	serve func(w http.ResponseWriter)
}

// faultKind describes a fault; one without serve bends the usual answer instead of replacing it.
type faultKind struct {
	kind, words string
	serve       func(w http.ResponseWriter)
}

func serving(a answer) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { writeAnswer(w, a) }
}

var faultKinds = []faultKind{
	{"400", "a request that is refused as invalid", serving(invalid("query", "cat", "this request is refused because the fault 400 is set"))},
	{"401", "a token that is not accepted", serving(unauthorized())},
	{"402", "no credits left", serving(creditsDepleted())},
	{"403", "an app without access", serving(clientForbidden())},
	{"429", "the rate limit is reached, until the fault ends", nil},
	{"cap", "429 because the month's posts are used up", serving(usageCapped())},
	{"500", "an error of the server, as JSON", serving(serverProblem(500))},
	{"502", "an error of a gateway, as HTML", servingHTML(502)},
	{"503", "over capacity, as JSON", serving(serverProblem(503))},
	{"504", "a time-out of a gateway, with an empty body", func(w http.ResponseWriter) { w.WriteHeader(504) }},
	{"html", "200 with a page instead of data", servingHTML(200)},
	{"truncated", "200 with JSON that breaks off", nil},
	{"huge", "200 with more than 8 MiB", serveHuge},
	{"latency", "answers come late, by &ms= milliseconds", nil},
	{"stale", "400 because since_id is too old", nil},
	{"partial", "200 with data and with errors", nil},
	{"duplicates", "the first post twice", nil},
	{"missing-media", "media keys that are not among the includes", nil},
}

func servingHTML(status int) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		_, _ = w.Write([]byte("<!doctype html><title>Something went wrong</title><p>Please try again later."))
	}
}

func serveHuge(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write([]byte(`{"data":[{"id":"1","text":"`))
	block := bytes.Repeat([]byte("cat "), 16<<10)
	for range 144 { // 9 MiB
		if _, err := w.Write(block); err != nil {
			return
		}
	}
	_, _ = w.Write([]byte(`"}],"meta":{"result_count":1}}`))
}

const (
	usualFault   = time.Minute
	longestFault = time.Hour
)

// Fail sets a fault ("" ends it) for a while, at most an hour; latency is how late answers come for the fault "latency".
func (f *Feed) Fail(kind string, during, latency time.Duration) error {
	set := fault{kind: kind, until: f.options.Clock().Add(min(during, longestFault)), delay: min(latency, time.Minute)}
	known := kind == ""
	names := make([]string, len(faultKinds))
	for i, k := range faultKinds {
		names[i] = k.kind
		if k.kind == kind {
			known, set.serve = true, k.serve
		}
	}
	if !known {
		return fmt.Errorf("there is no fault %q; there are %s", kind, strings.Join(names, ", "))
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fault = set
	return nil
}

// Speak sets which names of fields are understood: "tweet" for tweet.fields, "post" for post.fields, "" for both.
func (f *Feed) Speak(vocabulary string) error {
	if vocabulary == "both" {
		vocabulary = ""
	}
	if vocabulary != "" && vocabulary != "tweet" && vocabulary != "post" {
		return fmt.Errorf("there is no vocabulary %q; there are both, tweet and post", vocabulary)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.vocabulary = vocabulary
	return nil
}

func (f *Feed) currentFault(now time.Time) fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fault.kind == "" || !now.Before(f.fault.until) {
		return fault{}
	}
	return f.fault
}

// serveFault sets faults over HTTP: ?status=429&for=60s, ?vocab=post. Only a browser or tool on this machine may do so,
// and no other site's page.
func (f *Feed) serveFault(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodPost {
		w.Header().Set("Allow", "GET, POST")
		http.Error(w, "send GET or POST", http.StatusMethodNotAllowed)
		return
	}
	if !local(r) {
		http.Error(w, "faults can only be set from this machine", http.StatusForbidden)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 4096)
	during, err := durationOf(r.FormValue("for"), usualFault)
	if err == nil && r.Form.Has("vocab") {
		err = f.Speak(r.FormValue("vocab"))
	}
	if err == nil && r.Form.Has("status") {
		latency := 2000
		if ms := r.FormValue("ms"); ms != "" {
			latency, err = strconv.Atoi(ms)
		}
		kind := r.FormValue("status")
		if kind == "none" || kind == "200" {
			kind = ""
		}
		if err == nil {
			err = f.Fail(kind, during, time.Duration(max(latency, 0))*time.Millisecond)
		}
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if strings.Contains(r.Header.Get("Accept"), "text/html") {
		w.Header().Set("Location", "../_stub")
		w.WriteHeader(http.StatusSeeOther)
		return
	}
	_, _ = fmt.Fprintln(w, f.state())
}

func durationOf(text string, otherwise time.Duration) (time.Duration, error) {
	if text == "" {
		return otherwise, nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		return 0, fmt.Errorf("%q is not a duration; write 60s or 5m", text)
	}
	return d, nil
}

// state says in a line what is set.
func (f *Feed) state() string {
	now := f.options.Clock()
	flaw := f.currentFault(now)
	if flaw.kind == "" {
		return "no fault is set"
	}
	return fmt.Sprintf("fault %s for another %s", flaw.kind, flaw.until.Sub(now).Round(time.Second))
}
