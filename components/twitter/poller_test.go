package twitter

import (
	"errors"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

func TestGreedyPollsAgainAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?greedy=true&initialDelay=0&cursorStore=none", script(pageOf("", "101"), pageOf("", "102"), emptyPage, pageOf("", "103"))).start()
		time.Sleep(59 * time.Second)
		synctest.Wait()
		if got := s.got(); got != "101 102" || len(s.wire.requests()) != 3 {
			t.Errorf("got posts %s in %d requests", got, len(s.wire.requests()))
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if got := s.got(); got != "101 102 103" {
			t.Errorf("got posts %s", got)
		}
	})
}

func TestEmptyMessageWhenIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?sendEmptyMessageWhenIdle=true&repeatCount=3&cursorStore=none", script(emptyPage, pageOf("", "101"), emptyPage))
		s.start()
		time.Sleep(5 * time.Minute)
		synctest.Wait()
		s.mu.Lock()
		defer s.mu.Unlock()
		if len(s.bodies) != 3 || s.bodies[0] != nil || s.bodies[1] == nil || s.bodies[2] != nil || s.ids[1] != "101" {
			t.Errorf("bodies %v", s.bodies)
		}
	})
}

// The engine may subscribe again: what waits is not fetched again, and nothing is given twice.
func TestSecondSubscriptionGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?sinceId=90&cursorStore=none", script(pageOf("", "103", "102", "101"), pageOf("", "104")))
		s.process = func(ex *components.Exchange) error {
			if ex.ID() == "102" {
				return components.ErrConnection
			}
			return nil
		}
		s.start()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		s.stop()
		s.process = nil
		s.start()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if got := s.got(); got != "101 102 103" || len(s.wire.requests()) != 1 {
			t.Errorf("got posts %s in %d requests", got, len(s.wire.requests()))
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := s.got(); got != "101 102 103 104" {
			t.Errorf("got posts %s", got)
		}
	})
}

// A stop in the middle of a post is not a failure of the post.
func TestStopWhileARouteWorks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?sinceId=90&cursorStore=none", script(pageOf("", "102", "101")))
		working, finish := make(chan struct{}), make(chan struct{})
		s.process = func(*components.Exchange) error {
			close(working)
			<-finish
			return errors.New("stopped half-way")
		}
		s.start()
		<-working
		go s.stop()
		synctest.Wait()
		close(finish)
		s.stop()
		if n := len(s.poller.pending); n != 2 || s.poller.pending[0].strikes != 0 || len(s.trouble()) != 0 {
			t.Errorf("%d posts wait, trouble %q", n, s.trouble())
		}
	})
}

func TestCountIsNoted(t *testing.T) {
	s := newSearch(t, "twitter-search:cat?count=5&cursorStore=none", nil)
	if _, topic, err := s.poller.Subscriber(s.poller.rc); err != nil || topic != "cat" {
		t.Errorf("topic %q, %v", topic, err)
	}
	if !strings.Contains(s.logged.String(), "count=5 is taken as 10") {
		t.Errorf("log %s", s.logged)
	}
}

// Nothing grows with the number of polls.
func TestMemoryStaysSmall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)))
		s := newSearch(t, "twitter-search:cat OR cats?baseUrl=demo:?rate=60/min,limit=100000&delay=60s", nil)
		posts := 0
		s.process = func(*components.Exchange) error {
			posts++
			s.mu.Lock()
			s.ids, s.bodies = nil, nil // the test keeps them, the search must not
			s.mu.Unlock()
			return nil
		}
		s.poller.client.http.Transport = s.poller.feed
		s.start()
		time.Sleep(10 * time.Minute)
		before := heap()
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		if after := heap(); after > before+1<<20 {
			t.Errorf("after %d posts the heap has grown from %d to %d KiB", posts, before>>10, after>>10)
		}
		if posts < 3700 || len(s.poller.pending) != 0 {
			t.Errorf("%d posts came, %d wait", posts, len(s.poller.pending))
		}
	})
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func BenchmarkPage(b *testing.B) {
	ids := make([]string, 100)
	for i := range ids {
		ids[i] = strconv.Itoa(2000 - i)
	}
	text := []byte(pageOf("", ids...))
	b.ReportAllocs()
	for b.Loop() {
		v, err := components.DecodeJSON(text)
		if err != nil {
			b.Fatal(err)
		}
		p, err := readPage(v)
		if err != nil {
			b.Fatal(err)
		}
		for _, post := range p.posts {
			post.body("https://x.com")
		}
	}
}
