package twitter

import (
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// health is what is known of a search.
type health struct {
	mu        sync.Mutex
	reason    string // why it does not work, "" while it does
	last      time.Time
	next      time.Time
	posts     int   // of the last poll
	total     int64 // handed over since the start
	today     int64 // fetched on this day
	remaining int   // requests that the rate limit leaves
	limited   bool  // remaining is known
}

func (h *health) update(change func(h *health)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	change(h)
}

// Health tells of the last poll and of the next: lastPoll and nextPoll (RFC 3339), posts in the last poll, total handed
// over, today (fetched in this UTC day) of budget, remaining requests, and demo where it is the demo feed.
func (e *endpoint) Health() components.Health {
	h := &e.health
	h.mu.Lock()
	defer h.mu.Unlock()
	d := &components.Map{}
	if e.feed != nil {
		d.Set("demo", true)
	}
	for _, t := range []struct {
		name string
		at   time.Time
	}{{"lastPoll", h.last}, {"nextPoll", h.next}} {
		if !t.at.IsZero() {
			d.Set(t.name, t.at.UTC().Format(time.RFC3339))
		}
	}
	d.Set("posts", h.posts)
	d.Set("total", h.total)
	if h.limited {
		d.Set("remaining", h.remaining)
	}
	if e.feed == nil && e.MaxItemsPerDay > 0 {
		d.Set("today", h.today)
		d.Set("budget", e.MaxItemsPerDay)
	}
	return components.Health{Up: h.reason == "", Reason: h.reason, Detail: d}
}
