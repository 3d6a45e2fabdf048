package twitter

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// tenPosts answers ten new posts to every request.
func tenPosts(n int, _ url.Values) *http.Response {
	ids := make([]string, 10)
	for i := range ids {
		ids[i] = strconv.Itoa(1000 + n*10 + 9 - i)
	}
	return respond(200, pageOf("", ids...))
}

func TestBudget(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cats.json")
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(22 * time.Hour) // the bubble begins at midnight
		uri := "twitter-search:cat?count=100&maxItemsPerDay=25&cursorStore=" + file
		s := newSearch(t, uri, tenPosts).start()
		time.Sleep(time.Hour)
		synctest.Wait()
		var sizes []string
		for _, q := range s.wire.requests() {
			sizes = append(sizes, q.Get("max_results"))
		}
		if got := strings.Join(sizes, " "); got != "25 15 10" {
			t.Errorf("pages of %s posts were asked for", got)
		}
		trouble := s.trouble()
		if len(trouble) != 1 || trouble[0] != "the budget of 25 posts for 2000-01-01 (maxItemsPerDay) is used up; polling goes on at 00:00:00 on 2000-01-02 UTC" {
			t.Errorf("trouble %q", trouble)
		}
		h := s.poller.Health()
		if h.Up || h.Reason != trouble[0] || h.Detail.Value("today") != int64(30) || h.Detail.Value("budget") != int64(25) || h.Detail.Value("nextPoll") == nil {
			t.Errorf("health %+v %v", h, h.Detail)
		}
		s.stop()

		again := newSearch(t, uri, tenPosts).start() // a restart on the same day does not spend more
		time.Sleep(50 * time.Minute)
		synctest.Wait()
		if n := len(again.wire.requests()); n != 0 {
			t.Errorf("%d requests after a restart", n)
		}
		time.Sleep(11*time.Minute + 30*time.Second) // and at midnight it goes on
		synctest.Wait()
		if n := len(again.wire.requests()); n != 2 {
			t.Errorf("%d requests in the first minutes of the day", n)
		}
		if !again.poller.Health().Up && !strings.Contains(again.poller.Health().Reason, "2000-01-02") {
			t.Errorf("health %+v", again.poller.Health())
		}
	})
}

func TestNoBudget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?maxItemsPerDay=0&cursorStore=none", tenPosts).start()
		time.Sleep(30 * time.Minute)
		synctest.Wait()
		if n := len(s.wire.requests()); n != 30 {
			t.Errorf("%d requests in half an hour", n)
		}
		if s.poller.Health().Detail.Value("budget") != nil {
			t.Error("there is a budget")
		}
	})
}

func TestBudgetEndsPaging(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?sinceId=5&numberOfPages=10&maxItemsPerDay=20&cursorStore=none", func(n int, _ url.Values) *http.Response {
			ids := make([]string, 10)
			for i := range ids {
				ids[i] = strconv.Itoa(9000 - n*10 - i)
			}
			return respond(200, pageOf("more"+strconv.Itoa(n), ids...))
		}).start()
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if len(s.wire.requests()) != 2 || len(strings.Fields(s.got())) != 20 || !strings.Contains(s.logged.String(), "are left out") {
			t.Errorf("%d requests, %s", len(s.wire.requests()), s.logged)
		}
	})
}

func TestStore(t *testing.T) {
	dir := t.TempDir()
	st := &store{path: filepath.Join(dir, "a", "b.json")}
	if p, err := st.load(); err != nil || p.Cursor != 0 {
		t.Errorf("no file: %+v, %v", p, err)
	}
	want := progress{Cursor: 1<<63 + 5, Day: "2026-11-22", Items: 7, Route: "cats", Query: "cat"}
	for range 2 {
		if err := st.save(want); err != nil {
			t.Fatal(err)
		}
	}
	got, err := st.load()
	if want.Version = 1; err != nil || got != want {
		t.Errorf("got %+v, %v", got, err)
	}
	files, err := os.ReadDir(filepath.Join(dir, "a"))
	if err != nil || len(files) != 1 {
		t.Errorf("files %v, %v", files, err)
	}
	if info, err := os.Stat(st.path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	for _, bad := range []string{"", "{", `{"v":2}`, `{"v":1,"cursor":"x"}`, `{"v":1,"cursor":-1}`} {
		if err := os.WriteFile(st.path, []byte(bad), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := st.load(); err == nil || !strings.Contains(err.Error(), "repair the file, or remove it") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "dir"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := (&store{path: filepath.Join(dir, "dir")}).save(want); err == nil {
		t.Error("a folder was written over")
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*.tmp")); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestUnreadableStoreStopsTheRoute(t *testing.T) {
	file := filepath.Join(t.TempDir(), "cats.json")
	if err := os.WriteFile(file, []byte("scratched"), 0o600); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?cursorStore="+file, tenPosts).start()
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(s.wire.requests()) != 0 || !strings.Contains(s.ending(), file) {
			t.Errorf("%d requests, ended %s", len(s.wire.requests()), s.ending())
		}
	})
}

// A store that cannot be written is trouble, not a stop: what was paid for is handed over, nothing is given twice.
func TestStoreThatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s := newSearch(t, "twitter-search:cat?maxItemsPerDay=0&cursorStore="+dir, tenPosts)
		s.process = nil
		s.poller.progress.Day = today(time.Now())
		s.poller.loaded = true
		path := s.poller.store.path
		s.poller.store.path = filepath.Join(dir, "missing\x00", "x.json")
		s.start()
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if trouble := s.trouble(); len(trouble) == 0 || !strings.Contains(trouble[0], "cannot be stored") {
			t.Errorf("trouble %q", trouble)
		}
		s.stop()
		if s.poller.store.path = path; s.poller.store.save(s.poller.progress) != nil {
			t.Error("it cannot be stored where it should be")
		}
	})
}
