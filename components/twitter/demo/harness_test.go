package demo

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"
)

// testFeed is a feed whose clock stands still until it is moved.
type testFeed struct {
	*Feed
	t   *testing.T
	now time.Time
}

func newTestFeed(t *testing.T, o Options) *testFeed {
	f := &testFeed{t: t, now: noon}
	o.Clock = func() time.Time { return f.now }
	f.Feed = New(o)
	return f
}

// get asks for a path from this machine, with a token.
func (f *testFeed) get(path string, headers ...string) *httptest.ResponseRecorder {
	f.t.Helper()
	r := httptest.NewRequestWithContext(f.t.Context(), http.MethodGet, path, nil)
	r.RemoteAddr = "127.0.0.1:1234"
	r.Header.Set("Authorization", "Bearer secret")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	f.ServeHTTP(w, r)
	return w
}

type wirePost struct {
	ID          string
	Text        string
	AuthorID    string `json:"author_id"`
	Attachments struct {
		MediaKeys []string `json:"media_keys"`
	}
	PublicMetrics map[string]int `json:"public_metrics"`
}

type wirePage struct {
	Data     []wirePost
	Includes struct {
		Media []struct {
			Key     string `json:"media_key"`
			Type    string
			URL     string
			Preview string `json:"preview_image_url"`
			Width   int
			Height  int
			Alt     string `json:"alt_text"`
		}
		Users []struct {
			ID, Username string
			Avatar       string `json:"profile_image_url"`
		}
	}
	Meta struct {
		NewestID    string `json:"newest_id"`
		OldestID    string `json:"oldest_id"`
		ResultCount int    `json:"result_count"`
		NextToken   string `json:"next_token"`
	}
	Errors []struct {
		Message    string
		Parameters map[string][]string
	}
	Title, Type, Detail string
}

// search asks for a page; pairs are parameters.
func (f *testFeed) search(pairs ...string) (int, wirePage) {
	f.t.Helper()
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	w := f.get("/2/tweets/search/recent?" + q.Encode())
	var p wirePage
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		f.t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	return w.Code, p
}

const catQuery = "cat OR cats OR kitten"

var everything = []string{"query", catQuery, "max_results", "100", "expansions", "attachments.media_keys,author_id",
	"tweet.fields", "created_at,lang,author_id,possibly_sensitive,public_metrics,entities,attachments",
	"media.fields", "media_key,type,url,preview_image_url,width,height,alt_text,duration_ms", "user.fields", "name,username,profile_image_url,verified"}
