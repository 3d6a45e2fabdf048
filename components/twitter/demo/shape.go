package demo

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// shape is what a request wants posts to look like: which fields, which joined objects, and in which of the two
// vocabularies (a post was called a tweet until August 2026).
type shape struct {
	postWords           bool
	media, authors      bool // expansions
	fields              map[string]bool
	mediaFields, people map[string]bool
}

var (
	expansions  = []string{"attachments.media_keys", "author_id", "referenced_tweets.id", "referenced_posts.id", "entities.mentions.username", "in_reply_to_user_id"}
	postFields  = []string{"attachments", "author_id", "conversation_id", "created_at", "edit_history_tweet_ids", "edit_history_post_ids", "entities", "id", "lang", "possibly_sensitive", "public_metrics", "referenced_tweets", "referenced_posts", "source", "text"}
	mediaFields = []string{"alt_text", "duration_ms", "height", "media_key", "preview_image_url", "public_metrics", "type", "url", "variants", "width"}
	userFields  = []string{"created_at", "description", "id", "location", "name", "profile_image_url", "protected", "public_metrics", "url", "username", "verified"}
)

// shapeOf reads the fields and expansions that are asked for.
func (f *Feed) shapeOf(q url.Values) (shape, *answer) {
	f.mu.Lock()
	vocabulary := f.vocabulary
	f.mu.Unlock()
	s := shape{postWords: q.Has("post.fields") || vocabulary == "post", fields: map[string]bool{}, mediaFields: map[string]bool{}, people: map[string]bool{}}
	for word, other := range map[string]string{"tweet": "post", "post": "tweet"} {
		if name := word + ".fields"; q.Has(name) && vocabulary == other {
			return s, problem(invalid(name, q.Get(name), "The query parameter [%s] is not one of [%s.fields,expansions,media.fields,user.fields]", name, other))
		}
	}
	wanted := map[string]bool{}
	for _, list := range []struct {
		param string
		known []string
		into  map[string]bool
	}{
		{"expansions", expansions, wanted}, {"tweet.fields", postFields, s.fields}, {"post.fields", postFields, s.fields},
		{"media.fields", mediaFields, s.mediaFields}, {"user.fields", userFields, s.people},
	} {
		if !q.Has(list.param) {
			continue
		}
		for name := range strings.SplitSeq(q.Get(list.param), ",") {
			if !slices.Contains(list.known, name) {
				return s, problem(invalid(list.param, name, "The `%s` query parameter value [%s] is not one of [%s]", list.param, name, strings.Join(list.known, ",")))
			}
			list.into[name] = true
		}
	}
	s.media, s.authors = wanted["attachments.media_keys"], wanted["author_id"]
	return s, nil
}

// posts makes the body: data, and includes where there are any.
func (s shape) posts(posts []*post, base string, now time.Time, bent string) *components.Map {
	body := &components.Map{}
	if len(posts) == 0 {
		return body
	}
	var data, media, users []any
	seen := map[string]bool{}
	for _, p := range posts {
		data = append(data, s.post(p, now))
		if id := p.author.id(); s.authors && !seen[id] {
			seen[id] = true
			users = append(users, s.user(p.author, base))
		}
		for i := range p.media {
			if a := &p.media[i]; s.media && !seen[a.key] && bent != "missing-media" {
				seen[a.key] = true
				media = append(media, s.attachment(a, base))
			}
		}
	}
	body.Set("data", data)
	includes := &components.Map{}
	if media != nil {
		includes.Set("media", media)
	}
	if users != nil {
		includes.Set("users", users)
	}
	if includes.Len() > 0 {
		body.Set("includes", includes)
	}
	return body
}

func (s shape) word(tweet, post string) string {
	if s.postWords {
		return post
	}
	return tweet
}

func (s shape) post(p *post, now time.Time) *components.Map {
	id := strconv.FormatUint(p.id, 10)
	m := components.NewMap("id", id, "text", p.text)
	if s.fields["author_id"] || s.postWords && s.authors {
		m.Set("author_id", p.author.id())
	}
	if s.fields["created_at"] {
		m.Set("created_at", p.created())
	}
	if s.fields["lang"] {
		m.Set("lang", p.lang)
	}
	if s.fields["possibly_sensitive"] {
		m.Set("possibly_sensitive", p.sensitive)
	}
	if s.fields["conversation_id"] {
		m.Set("conversation_id", id)
	}
	m.Set(s.word("edit_history_tweet_ids", "edit_history_post_ids"), []any{id})
	if (s.fields["attachments"] || s.media) && len(p.media) > 0 {
		keys := make([]any, len(p.media))
		for i := range p.media {
			keys[i] = p.media[i].key
		}
		m.Set("attachments", components.NewMap("media_keys", keys))
	}
	if e := entities(p.text); s.fields["entities"] && e.Len() > 0 {
		m.Set("entities", e)
	}
	if s.fields["public_metrics"] {
		likes := p.likes(now)
		m.Set("public_metrics", components.NewMap(s.word("retweet_count", "repost_count"), likes/7, "reply_count", likes/11, "like_count", likes,
			"quote_count", likes/40, "bookmark_count", likes/16, "impression_count", likes*23+11))
	}
	return m
}

func (s shape) attachment(a *attachment, base string) *components.Map {
	m := components.NewMap("media_key", a.key, "type", a.kind)
	set := func(field string, value any, there bool) {
		if s.mediaFields[field] && there {
			m.Set(field, value)
		}
	}
	url := base + "/media/" + a.key + ".svg"
	set("url", url, a.kind == "photo")
	set("preview_image_url", url, a.kind != "photo")
	set("duration_ms", a.seconds*1000, a.seconds > 0)
	set("width", a.picture.Width, true)
	set("height", a.picture.Height, true)
	set("alt_text", a.alt, a.alt != "")
	return m
}

func (s shape) user(p *person, base string) *components.Map {
	m := components.NewMap("id", p.id(), "name", p.name, "username", p.handle)
	if s.people["profile_image_url"] {
		m.Set("profile_image_url", avatarURL(p, base))
	}
	if s.people["verified"] {
		m.Set("verified", false)
	}
	if s.people["protected"] {
		m.Set("protected", false)
	}
	if s.people["description"] {
		m.Set("description", "Lives with "+p.pet+", a "+p.cat.Coat()+" cat.")
	}
	return m
}

func avatarURL(p *person, base string) string {
	return base + "/avatar/" + strconv.Itoa(p.index+1) + ".svg"
}

// entities finds hashtags and mentions; start and end count characters.
func entities(text string) *components.Map {
	found := map[rune][]any{}
	runes := []rune(text)
	for i := 0; i < len(runes); i++ {
		if runes[i] != '#' && runes[i] != '@' || i > 0 && spaced(runes[i-1]) {
			continue
		}
		end := i + 1
		for end < len(runes) && isTagRune(runes[end]) {
			end++
		}
		if end == i+1 {
			continue
		}
		name := "tag"
		if runes[i] == '@' {
			name = "username"
		}
		found[runes[i]] = append(found[runes[i]], components.NewMap("start", i, "end", end, name, string(runes[i+1:end])))
		i = end - 1
	}
	m := &components.Map{}
	if found['#'] != nil {
		m.Set("hashtags", found['#'])
	}
	if found['@'] != nil {
		m.Set("mentions", found['@'])
	}
	return m
}
