package twitter

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// page is one answer of the search.
type page struct {
	posts    []*post // as they came, newest first
	media    map[string]*components.Map
	users    map[string]*components.Map
	newest   uint64
	next     string
	problems int // errors that came with the data
}

// post is one post that waits to be handed over.
type post struct {
	id      uint64
	data    *components.Map
	page    *page
	strikes int // how often the route failed with it
}

// readPage checks the shape of an answer.
func readPage(v any) (*page, error) {
	body, ok := v.(*components.Map)
	if !ok {
		return nil, fmt.Errorf("it is %s and not an object", components.JavaType(v))
	}
	p := &page{media: map[string]*components.Map{}, users: map[string]*components.Map{}, problems: len(list(body, "errors"))}
	meta, ok := body.Value("meta").(*components.Map)
	if !ok {
		if p.problems == 0 {
			return nil, fmt.Errorf("it has no meta")
		}
		meta = &components.Map{}
	}
	p.newest = idOf(meta.Value("newest_id"))
	p.next, _ = meta.Value("next_token").(string)
	for _, item := range list(body, "data") {
		m, ok := item.(*components.Map)
		id := idOf(m.Value("id"))
		if !ok || id == 0 {
			return nil, fmt.Errorf("a post in it has no id")
		}
		p.posts = append(p.posts, &post{id: id, data: m, page: p})
		p.newest = max(p.newest, id)
	}
	includes, _ := body.Value("includes").(*components.Map)
	index(includes, "media", "media_key", p.media)
	index(includes, "users", "id", p.users)
	return p, nil
}

func index(includes *components.Map, kind, key string, into map[string]*components.Map) {
	for _, item := range list(includes, kind) {
		if m, ok := item.(*components.Map); ok {
			if k, ok := m.Value(key).(string); ok {
				into[k] = m
			}
		}
	}
}

// idOf reads an id, which is text because its 64 bits do not fit JSON's numbers everywhere; 0 is none.
func idOf(v any) uint64 {
	text, _ := v.(string)
	id, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// renamed are the fields that had another name before August 2026.
var renamed = map[string]string{
	"edit_history_tweet_ids": "edit_history_post_ids", "referenced_tweets": "referenced_posts", "note_tweet": "note_post", "retweet_count": "repost_count",
}

// body makes what the exchange carries: the post as X gave it, in the new vocabulary, with media and author joined in and
// the post's address. It is new at each call, because routes change what they get.
func (p *post) body(pages string) *components.Map {
	m := copyOf(p.data).(*components.Map)
	id := strconv.FormatUint(p.id, 10)
	media := []any{}
	if attachments, ok := p.data.Value("attachments").(*components.Map); ok {
		for _, key := range list(attachments, "media_keys") {
			k, _ := key.(string)
			if item := p.page.media[k]; item != nil { // X leaves some out
				joined := copyOf(item).(*components.Map)
				addSizes(joined, pages)
				media = append(media, joined)
			}
		}
	}
	m.Set("media", media)
	address := pages + "/i/status/" + id // X finds the author by itself
	authorID, _ := p.data.Value("author_id").(string)
	if user := p.page.users[authorID]; user != nil {
		m.Set("author", copyOf(user))
		if name, ok := user.Value("username").(string); ok {
			address = pages + "/" + url.PathEscape(name) + "/status/" + id
		}
	} else {
		m.Set("author", nil)
	}
	m.Set("url", address)
	return m
}

// addSizes adds the addresses of the picture, which for a video is its preview: thumb is about 680 pixels wide, full is as
// big as there is.
func addSizes(media *components.Map, pages string) {
	picture, ok := media.Value("url").(string)
	if !ok {
		if picture, ok = media.Value("preview_image_url").(string); !ok {
			return
		}
	}
	thumb := picture
	u, err := url.Parse(picture)
	switch {
	case err != nil:
	case u.Host == "pbs.twimg.com" && strings.HasPrefix(u.Path, "/media/") && u.RawQuery == "":
		if dot := strings.LastIndexByte(u.Path, '.'); dot > 0 {
			thumb = "https://pbs.twimg.com" + u.Path[:dot] + "?format=" + url.QueryEscape(u.Path[dot+1:]) + "&name=small"
		}
	case strings.HasPrefix(picture, pages+"/media/") && u.RawQuery == "": // the demo feed's
		thumb = picture + "?name=small"
	}
	media.Set("thumb", thumb)
	media.Set("full", picture)
}

// created is when the post was written, as its id tells.
func (p *post) created() time.Time { return time.UnixMilli(int64(p.id>>22) + 1288834974657) }

// copyOf copies a value as deep as it goes, and puts the new names in the place of the old.
func copyOf(v any) any {
	switch v := v.(type) {
	case *components.Map:
		m := &components.Map{}
		for k, item := range v.All() {
			if name, ok := renamed[k]; ok {
				k = name
			}
			m.Set(k, copyOf(item))
		}
		return m
	case []any:
		l := make([]any, len(v))
		for i := range v {
			l[i] = copyOf(v[i])
		}
		return l
	}
	return v
}
