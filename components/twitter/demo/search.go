package demo

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/twitter/demo/dice"
)

const (
	// searchable is how far back the search reaches.
	searchable = 7 * 24 * time.Hour
	// maxScan is how many posts one request looks through; the rest is for the next page.
	maxScan = 20000
)

var searchParams = []string{"query", "max_results", "since_id", "until_id", "start_time", "end_time", "next_token", "pagination_token", "sort_order",
	"expansions", "tweet.fields", "post.fields", "media.fields", "user.fields", "place.fields", "poll.fields"}

// span is the part of the timeline that a search is about: ids from (inclusive) to below (exclusive).
type span struct{ from, below uint64 }

// search answers GET /2/tweets/search/recent.
func (f *Feed) search(r *http.Request, now time.Time, bent string) answer {
	q := r.URL.Query()
	if problem := unknownParams(q, searchParams); problem != nil {
		return *problem
	}
	shape, problem := f.shapeOf(q)
	if problem != nil {
		return *problem
	}
	matches, err := parseQuery(q.Get("query"))
	if err != nil {
		return invalid("query", q.Get("query"), "There were errors processing your request: %v", err)
	}
	most := 10
	if text := q.Get("max_results"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 10 || n > 100 {
			return invalid("max_results", text, "The `max_results` query parameter value [%s] is not between 10 and 100", text)
		}
		most = n
	}
	if order := q.Get("sort_order"); order != "" && order != "recency" && order != "relevancy" {
		return invalid("sort_order", order, "The `sort_order` query parameter value [%s] is not one of [recency,relevancy]", order)
	}
	part, problem := f.spanOf(q, now, bent)
	if problem != nil {
		return *problem
	}
	return f.page(r, shape, matches, part, most, now, bent)
}

// page looks for most posts in a part of the timeline, newest first.
func (f *Feed) page(r *http.Request, shape shape, matches match, part span, most int, now time.Time, bent string) answer {
	var posts []*post
	next, scanned := "", 0
	for id := range f.backwards(part.below, part.from) {
		if scanned++; scanned > maxScan {
			next = f.token(id + 1)
			break
		}
		p := f.post(id)
		if !p.visible(now) || !matches(p) {
			continue
		}
		if len(posts) == most {
			next = f.token(id + 1)
			break
		}
		posts = append(posts, p)
	}
	f.mu.Lock()
	f.served += len(posts)
	f.mu.Unlock()
	if bent == "duplicates" && len(posts) > 0 {
		posts = append(posts[:1:1], posts...)
	}
	body := shape.posts(posts, f.base(r), now, bent)
	meta := &components.Map{}
	if len(posts) > 0 {
		meta.Set("newest_id", strconv.FormatUint(posts[0].id, 10))
		meta.Set("oldest_id", strconv.FormatUint(posts[len(posts)-1].id, 10))
	}
	meta.Set("result_count", len(posts))
	if next != "" {
		meta.Set("next_token", next)
	}
	if bent == "partial" {
		body.Set("errors", []any{notFound("456")})
	}
	body.Set("meta", meta)
	return answer{http.StatusOK, body}
}

// spanOf reads the parameters that limit the time.
func (f *Feed) spanOf(q url.Values, now time.Time, bent string) (span, *answer) {
	oldest := now.Add(-searchable)
	part := span{firstID(oldest), firstID(now.Add(time.Millisecond))}
	for _, name := range []string{"since_id", "until_id"} {
		text := q.Get(name)
		if text == "" {
			continue
		}
		id, err := parseID(text)
		if err != nil {
			return part, problem(invalid(name, text, "The `%s` query parameter value [%s] does not match ^[0-9]{1,19}$", name, text))
		}
		if id < firstID(oldest) || bent == "stale" && name == "since_id" {
			return part, problem(invalid(name, text, "'%s' must be a tweet id created after %s. Please use a '%s' that is larger than %d",
				name, oldest.UTC().Format("2006-01-02T15:04Z"), name, firstID(oldest)))
		}
		if name == "since_id" {
			part.from = max(part.from, id+1)
		} else {
			part.below = min(part.below, id)
		}
	}
	for _, name := range []string{"start_time", "end_time"} {
		text := q.Get(name)
		if text == "" {
			continue
		}
		at, err := time.Parse(time.RFC3339, text)
		switch {
		case err != nil:
			return part, problem(invalid(name, text, "Invalid '%s':'%s'. Time must be as in RFC 3339, such as 2026-11-22T12:00:00Z", name, text))
		case at.Before(oldest):
			return part, problem(invalid(name, text, "Invalid '%s':'%s'. '%s' must be on or after %s", name, text, name, oldest.UTC().Format("2006-01-02T15:04Z")))
		case at.After(now):
			return part, problem(invalid(name, text, "Invalid '%s':'%s'. '%s' must be before the request time", name, text, name))
		case name == "start_time":
			part.from = max(part.from, firstID(at))
		default:
			part.below = min(part.below, firstID(at))
		}
	}
	for _, name := range []string{"next_token", "pagination_token"} {
		if text := q.Get(name); text != "" {
			below, ok := f.untoken(text)
			if !ok {
				return part, problem(invalid(name, text, "The `%s` query parameter value [%s] is not valid", name, text))
			}
			part.below = min(part.below, below)
		}
	}
	return part, nil
}

func problem(a answer) *answer { return &a }

// token names the place where the next page begins, which is before the id below.
func (f *Feed) token(below uint64) string {
	return "b" + strconv.FormatUint(below, 36) + "z" + strconv.FormatUint(dice.New(f.seed, below).Next()&0xffff, 36)
}

func (f *Feed) untoken(text string) (below uint64, ok bool) {
	end := strings.LastIndexByte(text, 'z')
	if end < 2 || text[0] != 'b' {
		return 0, false
	}
	below, err := strconv.ParseUint(text[1:end], 36, 64)
	return below, err == nil && f.token(below) == text
}

func unknownParams(q url.Values, known []string) *answer {
	for name := range q {
		if !slices.Contains(known, name) {
			return problem(invalid(name, q.Get(name), "The query parameter [%s] is not one of [%s]", name, strings.Join(known, ",")))
		}
	}
	return nil
}

// lookup answers GET /2/tweets?ids=.
func (f *Feed) lookup(r *http.Request, now time.Time, bent string) answer {
	q := r.URL.Query()
	if problem := unknownParams(q, append([]string{"ids"}, searchParams[9:]...)); problem != nil {
		return *problem
	}
	shape, problem := f.shapeOf(q)
	if problem != nil {
		return *problem
	}
	var posts []*post
	var errors []any
	ids := strings.Split(q.Get("ids"), ",")
	if len(ids) > 100 {
		return invalid("ids", q.Get("ids"), "The number of values in the `ids` query parameter list [%d] is not between 1 and 100", len(ids))
	}
	for _, text := range ids {
		id, err := parseID(text)
		if err != nil {
			return invalid("ids", text, "The `ids` query parameter value [%s] does not match ^[0-9]{1,19}$", text)
		}
		if p := f.find(id, now); p != nil {
			posts = append(posts, p)
		} else {
			errors = append(errors, notFound(text))
		}
	}
	body := shape.posts(posts, f.base(r), now, bent)
	if errors != nil {
		body.Set("errors", errors)
	}
	return answer{http.StatusOK, body}
}

// find answers the post of an id, nil where there is none or it is gone.
func (f *Feed) find(id uint64, now time.Time) *post {
	if !f.has(id) {
		return nil
	}
	if p := f.post(id); p.visible(now) {
		return p
	}
	return nil
}

// usage answers GET /2/usage/tweets.
func (f *Feed) usage(*http.Request, time.Time, string) answer {
	f.mu.Lock()
	served := f.served
	f.mu.Unlock()
	return answer{http.StatusOK, components.NewMap("data", components.NewMap("project_usage", strconv.Itoa(served), "project_id", "1",
		"project_cap", "3000000", "cap_reset_day", 1))}
}
