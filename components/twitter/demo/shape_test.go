package demo

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestOnlyWhatIsAskedFor(t *testing.T) {
	f := newTestFeed(t, Options{})
	keys := func(query string) map[string]bool {
		var page struct {
			Data     []map[string]any
			Includes map[string]any
		}
		if err := json.Unmarshal(f.get("/2/tweets/search/recent?query=cat+has:media&max_results=100"+query).Body.Bytes(), &page); err != nil {
			t.Fatal(err)
		}
		found := map[string]bool{}
		for _, p := range page.Data {
			for k := range p {
				found[k] = true
			}
		}
		for k := range page.Includes {
			found["includes."+k] = true
		}
		return found
	}
	for query, want := range map[string]string{
		"":                                       "edit_history_tweet_ids id text",
		"&tweet.fields=created_at,lang":          "created_at edit_history_tweet_ids id lang text",
		"&tweet.fields=author_id":                "author_id edit_history_tweet_ids id text",
		"&expansions=author_id":                  "edit_history_tweet_ids id includes.users text",
		"&expansions=attachments.media_keys":     "attachments edit_history_tweet_ids id includes.media text",
		"&post.fields=lang&expansions=author_id": "author_id edit_history_post_ids id includes.users lang text",
		"&tweet.fields=possibly_sensitive,public_metrics,conversation_id": "conversation_id edit_history_tweet_ids id possibly_sensitive public_metrics text",
	} {
		found := keys(query)
		list := make([]string, 0, len(found))
		for k := range found {
			list = append(list, k)
		}
		slices.Sort(list)
		if got := strings.Join(list, " "); got != want {
			t.Errorf("%s: got %s, want %s", query, got, want)
		}
	}
}

func TestIncludes(t *testing.T) {
	f := newTestFeed(t, Options{})
	_, page := f.search(everything...)
	media, users := map[string]int{}, map[string]int{}
	kinds := map[string]int{}
	for _, m := range page.Includes.Media {
		media[m.Key]++
		kinds[m.Type]++
		picture := m.URL
		if m.Type != "photo" {
			if m.URL != "" {
				t.Errorf("%s %s has a url", m.Type, m.Key)
			}
			picture = m.Preview
		}
		if picture != "http://example.com/media/"+m.Key+".svg" || m.Width < 700 || m.Height < 700 {
			t.Errorf("media %+v", m)
		}
	}
	for _, u := range page.Includes.Users {
		users[u.ID]++
		if !strings.HasPrefix(u.Avatar, "http://example.com/avatar/") {
			t.Errorf("user %+v", u)
		}
	}
	for _, p := range page.Data {
		if users[p.AuthorID] != 1 {
			t.Errorf("author %s is there %d times", p.AuthorID, users[p.AuthorID])
		}
		for _, k := range p.Attachments.MediaKeys {
			if media[k] != 1 {
				t.Errorf("media %s is there %d times", k, media[k])
			}
		}
	}
	if len(page.Data) != 100 || kinds["photo"] < 50 || kinds["video"] == 0 || len(users) < 20 {
		t.Errorf("%d posts, %v, %d authors", len(page.Data), kinds, len(users))
	}
	mounted := newTestFeed(t, Options{Prefix: "/demo"})
	_, page = mounted.search(everything...)
	if !strings.HasPrefix(page.Includes.Media[0].URL+page.Includes.Media[0].Preview, "/demo/media/") || !strings.HasPrefix(page.Includes.Users[0].Avatar, "/demo/avatar/") {
		t.Errorf("below a prefix: %+v", page.Includes.Media[0])
	}
}

func TestVocabularies(t *testing.T) {
	f := newTestFeed(t, Options{})
	fields := func(param string) (int, map[string]int, string) {
		status, page := f.search("query", "cat", param, "public_metrics")
		if status != http.StatusOK {
			return status, nil, page.Errors[0].Message
		}
		return status, page.Data[0].PublicMetrics, ""
	}
	for _, c := range []struct {
		vocabulary, param string
		status            int
		metric            string
	}{
		{"both", "tweet.fields", 200, "retweet_count"},
		{"both", "post.fields", 200, "repost_count"},
		{"tweet", "tweet.fields", 200, "retweet_count"},
		{"tweet", "post.fields", 400, ""},
		{"post", "post.fields", 200, "repost_count"},
		{"post", "tweet.fields", 400, ""},
	} {
		if err := f.Speak(c.vocabulary); err != nil {
			t.Fatal(err)
		}
		status, metrics, msg := fields(c.param)
		_, there := metrics[c.metric]
		if status != c.status || status == 200 && !there || status == 400 && !strings.Contains(msg, "["+c.param+"]") {
			t.Errorf("%s, %s: %d %v %s", c.vocabulary, c.param, status, metrics, msg)
		}
	}
	if err := f.Speak("latin"); err == nil {
		t.Error("it speaks Latin")
	}
}

func TestEntities(t *testing.T) {
	for text, want := range map[string]string{
		"no tags # here @":     `{}`,
		"🐈 #cat, x#no @miso_d": `{"hashtags":[{"start":2,"end":6,"tag":"cat"}],"mentions":[{"start":13,"end":20,"username":"miso_d"}]}`,
		"#猫 #猫2":               `{"hashtags":[{"start":0,"end":2,"tag":"猫"},{"start":3,"end":6,"tag":"猫2"}]}`,
	} {
		if b, err := entities(text).MarshalJSON(); err != nil || string(b) != want {
			t.Errorf("%s: got %s, %v", text, b, err)
		}
	}
}
