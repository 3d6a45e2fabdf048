package twitter

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// The two vocabularies of X's API: in August 2026 a tweet became a post.
const (
	newFields = "post.fields"
	oldFields = "tweet.fields"
)

const postFields = "created_at,lang,possibly_sensitive,public_metrics,attachments,entities"

// poll fetches the pages of one poll into pending.
func (p *poller) poll(ctx context.Context) error {
	posts, newest, err := p.fetch(ctx)
	if p.isStale(err) {
		p.rc.Log().Warn(fmt.Sprintf("route %s: the search had stopped for more than the 7 days that X can look back, so posts are missing; it begins anew with the last %s",
			p.rc.RouteID, p.Backfill), "route", p.rc.RouteID)
		p.progress.Cursor, p.start = 0, p.rc.Now().Add(-p.Backfill)
		posts, newest, err = p.fetch(ctx)
	}
	var bad *invalid
	if errors.As(err, &bad) {
		return &fatal{err.Error()}
	}
	if err != nil {
		return err
	}
	if p.SortByID {
		slices.SortFunc(posts, func(a, b *post) int {
			switch {
			case a.id < b.id:
				return -1
			case a.id > b.id:
				return 1
			}
			return 0
		})
	}
	p.pending = posts
	p.health.update(func(h *health) { h.last, h.posts = p.rc.Now(), len(posts) })
	if p.FilterOld {
		p.reached = max(p.progress.Cursor, cursor(newest))
	}
	return nil
}

// fetch asks for page after page and answers the posts of all, newest first, and the newest id. It is that of the first
// page, so that posts which are written meanwhile come with the next poll.
func (p *poller) fetch(ctx context.Context) (posts []*post, newest uint64, err error) {
	seen, problems := map[uint64]bool{}, 0
	next := ""
	for n := range p.NumberOfPages {
		got, err := p.request(ctx, next)
		if err != nil {
			return nil, 0, err
		}
		if err := p.spend(len(got.posts)); err != nil {
			return nil, 0, err
		}
		if n == 0 {
			newest = got.newest
		}
		for _, post := range got.posts {
			if !seen[post.id] && (!p.FilterOld || post.id > uint64(p.progress.Cursor)) {
				posts = append(posts, post)
			}
			seen[post.id] = true
		}
		problems += got.problems
		if got.next == next {
			next = ""
			break
		}
		if next = got.next; next == "" || p.budget() != nil {
			break
		}
	}
	p.note(next != "", problems)
	return posts, newest, nil
}

// note logs what a poll lacks: posts on pages that were not fetched (when that begins) and posts that X could not give.
func (p *poller) note(left bool, problems int) {
	if left && !p.left && p.progress.Cursor > 0 {
		p.rc.Log().Warn(fmt.Sprintf("route %s: there are more new posts than a poll fetches, and the oldest are left out; raise count, numberOfPages or maxItemsPerDay, or shorten delay",
			p.rc.RouteID), "route", p.rc.RouteID)
	}
	p.left = left
	if problems > 0 {
		p.rc.Log().Warn(fmt.Sprintf("route %s: X could not give everything that it found (%d errors in its answer)", p.rc.RouteID, problems), "route", p.rc.RouteID)
	}
}

// request asks for one page, with the other vocabulary where the first is not understood.
func (p *poller) request(ctx context.Context, next string) (*page, error) {
	got, err := p.ask(ctx, next)
	var bad *invalid
	if p.FieldsParam == "auto" && errors.As(err, &bad) && bad.names(p.fields) {
		first := p.fields
		if p.fields = oldFields; first == oldFields {
			p.fields = newFields
		}
		if got, err = p.ask(ctx, next); err != nil && errors.As(err, &bad) {
			p.fields = first
		}
	}
	return got, err
}

func (p *poller) ask(ctx context.Context, next string) (*page, error) {
	got, rate, err := p.client.search(ctx, p.params(next))
	if rate.known {
		p.health.update(func(h *health) { h.limited, h.remaining = true, rate.remaining })
		if p.blocked = (time.Time{}); rate.remaining <= 0 {
			p.blocked = rate.reset
		}
	}
	return got, err
}

// params are the request of one page.
func (p *poller) params(next string) url.Values {
	most := p.pageSize()
	if p.feed == nil && p.MaxItemsPerDay > 0 {
		most = int(min(int64(most), max(p.MaxItemsPerDay-p.progress.Items, 10)))
	}
	q := url.Values{"query": {p.query}, "max_results": {strconv.Itoa(most)}}
	fields, expansions := postFields, "attachments.media_keys"
	if p.Authors {
		expansions += ",author_id"
		q.Set("user.fields", "name,username,profile_image_url")
		if p.fields == oldFields {
			fields += ",author_id"
		}
	}
	q.Set(p.fields, fields)
	q.Set("expansions", expansions)
	q.Set("media.fields", "media_key,type,url,preview_image_url,width,height,alt_text,duration_ms")
	since := p.progress.Cursor
	if !p.FilterOld {
		since = cursor(p.first)
	}
	switch {
	case since > 0:
		q.Set("since_id", strconv.FormatUint(uint64(since), 10))
	case !p.FilterOld:
		q.Set("start_time", rfc3339(p.rc.Now().Add(-p.Backfill)))
	default:
		// Without a cursor the beginning stays, so that nothing is missed while there is nothing to find.
		q.Set("start_time", rfc3339(later(p.start, p.rc.Now().Add(-maxBackfill))))
	}
	if next != "" {
		q.Set("next_token", next)
	}
	return q
}

func rfc3339(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// isStale tells whether the cursor is older than what X can search.
func (p *poller) isStale(err error) bool {
	var bad *invalid
	return errors.As(err, &bad) && bad.names("since_id") && p.FilterOld && p.progress.Cursor > 0
}
