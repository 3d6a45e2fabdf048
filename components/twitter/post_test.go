package twitter

import (
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

const joined = `{"id":"2124484669993930759","text":"Miso found the warm laptop again","author_id":"1500000000000000007","created_at":"2026-11-22T12:46:31.000Z",` +
	`"lang":"en","possibly_sensitive":false,"edit_history_post_ids":["2124484669993930759"],"attachments":{"media_keys":["3_1","13_2","3_9"]},` +
	`"referenced_posts":[{"type":"quoted","id":"5"}],"note_post":{"text":"long"},"public_metrics":{"repost_count":2,"reply_count":1,"like_count":17},` +
	`"media":[{"media_key":"3_1","type":"photo","url":"https://pbs.twimg.com/media/FpJu.jpg","width":1080,"height":1080,"alt_text":"A ginger cat",` +
	`"thumb":"https://pbs.twimg.com/media/FpJu?format=jpg&name=small","full":"https://pbs.twimg.com/media/FpJu.jpg"},` +
	`{"media_key":"13_2","type":"video","preview_image_url":"https://pbs.twimg.com/ext_tw_video_thumb/2/pu/img/x.jpg","width":1280,"height":720,"duration_ms":9000,` +
	`"thumb":"https://pbs.twimg.com/ext_tw_video_thumb/2/pu/img/x.jpg","full":"https://pbs.twimg.com/ext_tw_video_thumb/2/pu/img/x.jpg"}],` +
	`"author":{"id":"1500000000000000007","name":"Miso's human","username":"miso_daily","profile_image_url":"https://pbs.twimg.com/profile_images/1/a_normal.jpg"},` +
	`"url":"https://x.com/miso_daily/status/2124484669993930759"}`

// Both vocabularies give the same body: media and author joined in, in X's order.
func TestBody(t *testing.T) {
	old, err := os.ReadFile("testdata/page-old.json")
	if err != nil {
		t.Fatal(err)
	}
	fresh := strings.NewReplacer("edit_history_tweet_ids", "edit_history_post_ids", "referenced_tweets", "referenced_posts", "note_tweet", "note_post", "retweet_count", "repost_count").Replace(string(old))
	for name, text := range map[string]string{"old words": string(old), "new words": fresh} {
		v, err := components.DecodeJSON([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		p, err := readPage(v)
		if err != nil || len(p.posts) != 2 || p.newest != 2124484669993930759 {
			t.Fatalf("%s: %+v, %v", name, p, err)
		}
		for range 2 { // each body is new
			body := p.posts[0].body("https://x.com")
			if got, err := body.MarshalJSON(); err != nil || string(got) != joined {
				t.Errorf("%s:\ngot  %s\nwant %s\n%v", name, got, joined, err)
			}
			body.Set("text", "changed")
			body.Value("author").(*components.Map).Set("name", "changed")
			body.Value("media").([]any)[0].(*components.Map).Set("url", "changed")
		}
		if got := components.Text(p.posts[1].body("https://x.com").Value("media")); got != "[]" {
			t.Errorf("%s: without media: %s", name, got)
		}
		if got := p.posts[0].created().UTC().Format(time.RFC3339); got != "2026-11-22T12:46:31Z" {
			t.Errorf("created %s", got)
		}
	}
}

func TestBodyWithoutAuthor(t *testing.T) {
	v, err := components.DecodeJSON([]byte(pageOf("", "7")))
	if err != nil {
		t.Fatal(err)
	}
	p, err := readPage(v)
	if err != nil {
		t.Fatal(err)
	}
	if got := components.Text(p.posts[0].body("https://x.com")); got != "{id=7, text=cat 7, media=[], author=null, url=https://x.com/i/status/7}" {
		t.Errorf("got %s", got)
	}
}

func TestDemoPostsAreRelative(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)))
		s := newSearch(t, "twitter-search:cat?baseUrl=demo:", nil)
		s.poller.client.http.Transport = s.poller.feed
		s.start()
		time.Sleep(2 * time.Second)
		synctest.Wait()
		s.mu.Lock()
		defer s.mu.Unlock()
		if len(s.bodies) < 24 {
			t.Errorf("the first poll gives %d posts: the wall would look empty", len(s.bodies))
		}
		pictures := 0
		for i, b := range s.bodies {
			author := b.Value("author").(*components.Map)
			if want := "/demo/" + author.Value("username").(string) + "/status/" + s.ids[i]; b.Value("url") != want {
				t.Errorf("url %s, want %s", b.Value("url"), want)
			}
			for _, m := range b.Value("media").([]any) {
				pictures++
				thumb, _ := m.(*components.Map).Value("thumb").(string)
				full, _ := m.(*components.Map).Value("full").(string)
				if !strings.HasPrefix(full, "/demo/media/") || thumb != full+"?name=small" {
					t.Errorf("thumb %s, full %s", thumb, full)
				}
			}
		}
		if pictures < 15 {
			t.Errorf("%d pictures in %d posts", pictures, len(s.bodies))
		}
		if h := s.poller.Health(); h.Detail.Value("demo") != true || h.Detail.Value("lastPoll") != time.Now().Add(-time.Second).UTC().Format(time.RFC3339) {
			t.Errorf("health %s", components.Text(h.Detail))
		}
	})
}

func TestExchange(t *testing.T) {
	s := newSearch(t, "twitter-search:cat?lang=en&cursorStore=none", nil)
	ex := s.poller.exchange(t.Context(), &post{id: 2124484669993930759, data: components.NewMap("id", "2124484669993930759"), page: &page{}})
	written, _ := ex.Headers.Value("CamelMessageTimestamp").(int64)
	if ex.ID() != "2124484669993930759" || ex.Headers.Text("CamelTwitterKeywords") != "(cat) lang:en" || time.UnixMilli(written).UTC().Format(time.RFC3339) != "2026-11-22T12:46:31Z" {
		t.Errorf("id %s, headers %s", ex.ID(), components.Text(ex.Headers.Map()))
	}
}

func TestVocabularyIsFoundOut(t *testing.T) {
	refuse := func(param string) string {
		return `{"errors":[{"parameters":{"` + param + `":["created_at"]},"message":"The query parameter [` + param + `] is not one of [query]"}],"title":"Invalid Request"}`
	}
	for _, c := range []struct{ option, refused, asked, ending string }{
		{"auto", "", "post.fields post.fields", "[]"},
		{"auto", newFields, "post.fields tweet.fields tweet.fields", "[]"},
		{oldFields, "", "tweet.fields tweet.fields", "[]"},
		{newFields, newFields, "post.fields", "The query parameter [post.fields] is not one of"},
		{oldFields, oldFields, "tweet.fields", "The query parameter [tweet.fields] is not one of"},
		{"auto", "both", "post.fields tweet.fields", "The query parameter [tweet.fields] is not one of"},
	} {
		synctest.Test(t, func(t *testing.T) {
			s := newSearch(t, "twitter-search:cat?cursorStore=none&fieldsParam="+c.option, nil)
			var asked []string
			s.wire.answer = func(_ int, q url.Values) *http.Response {
				for _, param := range []string{newFields, oldFields} {
					if q.Has(param) {
						asked = append(asked, param)
						if fields := q.Get(param); strings.Contains(fields, "author_id") != (param == oldFields) {
							t.Errorf("%s=%s", param, fields)
						}
						if c.refused == param || c.refused == "both" {
							return respond(400, refuse(param))
						}
					}
				}
				return respond(200, emptyPage)
			}
			s.start()
			time.Sleep(65 * time.Second)
			synctest.Wait()
			if got := strings.Join(asked, " "); got != c.asked || !strings.Contains(s.ending(), c.ending) {
				t.Errorf("%s, refused %q: asked %s, ended %s", c.option, c.refused, got, s.ending())
			}
		})
	}
}
