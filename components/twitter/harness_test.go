package twitter

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

const testToken = "AAAAtopsecretAAAA"

// wire stands for X: it answers each request by a function and keeps what it was asked.
type wire struct {
	mu     sync.Mutex
	answer func(n int, q url.Values) *http.Response
	asked  []url.Values
	when   []time.Time
	heads  []http.Header
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked = append(w.asked, r.URL.Query())
	w.when = append(w.when, time.Now())
	w.heads = append(w.heads, r.Header)
	resp := w.answer(len(w.asked)-1, r.URL.Query())
	resp.Request = r
	return resp, nil
}

func (w *wire) requests() []url.Values {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]url.Values(nil), w.asked...)
}

// respond makes an answer; pairs are headers.
func respond(status int, body string, pairs ...string) *http.Response {
	h := http.Header{}
	h.Set("Content-Type", "application/json; charset=utf-8")
	for i := 0; i < len(pairs); i += 2 {
		h.Set(pairs[i], pairs[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}
}

const emptyPage = `{"meta":{"result_count":0}}`

// pageOf makes a page of posts, which are given newest first.
func pageOf(next string, ids ...string) string {
	var b strings.Builder
	b.WriteString(`{"data":[`)
	for i, id := range ids {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%q,"text":"cat %s"}`, id, id)
	}
	fmt.Fprintf(&b, `],"meta":{"newest_id":%q,"oldest_id":%q,"result_count":%d`, ids[0], ids[len(ids)-1], len(ids))
	if next != "" {
		fmt.Fprintf(&b, `,"next_token":%q`, next)
	}
	b.WriteString("}}")
	return b.String()
}

// search is a route under test: a poller on a wire, read as an engine reads it.
type search struct {
	t       *testing.T
	wire    *wire
	poller  *poller
	logged  *bytes.Buffer
	process func(ex *components.Exchange) error

	mu       sync.Mutex
	bodies   []*components.Map
	ids      []string
	troubles []string
	ended    []error
	stop     func()
}

func newSearch(t *testing.T, uri string, answer func(n int, q url.Values) *http.Response) *search {
	t.Helper()
	t.Setenv("X_BEARER_TOKEN", testToken)
	s := &search{t: t, wire: &wire{answer: answer}, logged: &bytes.Buffer{}}
	u, err := components.ParseURI(uri)
	if err != nil {
		t.Fatal(err)
	}
	ctx := &components.Context{Logger: slog.New(slog.NewTextHandler(s.logged, nil))}
	e, err := Component.Endpoint(ctx, u)
	if err != nil {
		t.Fatal(err)
	}
	rc := &components.RouteContext{Context: ctx, RouteID: "cats"}
	rc.End = func(err error) { s.mu.Lock(); s.ended = append(s.ended, err); s.mu.Unlock() }
	rc.Trouble = func(err error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		text := ""
		if err != nil {
			text = err.Error()
		}
		if n := len(s.troubles); n == 0 && text != "" || n > 0 && s.troubles[n-1] != text {
			s.troubles = append(s.troubles, text)
		}
	}
	s.poller = newPoller(e.(*endpoint), rc)
	s.poller.client = newClient(s.poller.endpoint, s.wire, rc.Now)
	return s
}

// start reads until stop is called.
func (s *search) start() *search {
	ctx, cancel := context.WithCancel(context.Background())
	sub := components.NewFeed(s.poller.run)
	in, err := sub.Subscribe(ctx, "")
	if err != nil {
		s.t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for m := range in {
			ex := components.ExchangeOf(m)
			var err error
			if s.process != nil {
				err = s.process(ex)
			}
			s.mu.Lock()
			if err == nil {
				s.ids = append(s.ids, ex.ID())
				body, _ := ex.Body.(*components.Map)
				s.bodies = append(s.bodies, body)
			}
			s.mu.Unlock()
			ex.Complete(err)
		}
	}()
	s.stop = sync.OnceFunc(func() {
		cancel()
		if err := sub.Close(); err != nil {
			s.t.Error(err)
		}
		<-done
	})
	s.t.Cleanup(s.stop)
	return s
}

func (s *search) got() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.ids, " ")
}

func (s *search) ending() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Sprint(s.ended)
}

func (s *search) trouble() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.troubles...)
}
