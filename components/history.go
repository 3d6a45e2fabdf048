package components

import (
	"sync"
	"time"
)

// History is what an exchange went through, kept where camel.main.messageHistory asks for it. Copies of an exchange write
// into the history of the first.
type History struct {
	mu      sync.Mutex
	entries []HistoryEntry
}

// HistoryEntry is one step that an exchange came to.
type HistoryEntry struct {
	RouteID, StepID string
	// Step is the step with what it does, such as "to[mock://a]".
	Step string
	// Source is where it is written: file:line:col.
	Source  string
	Elapsed time.Duration
}

// maxHistory bounds how many steps are kept.
const maxHistory = 1000

// Begin notes a step that begins; the function it answers notes its end.
func (h *History) Begin(e HistoryEntry) (end func()) {
	began := time.Now()
	h.mu.Lock()
	i := len(h.entries)
	if i < maxHistory {
		h.entries = append(h.entries, e)
	}
	h.mu.Unlock()
	return func() {
		if i < maxHistory {
			h.mu.Lock()
			h.entries[i].Elapsed = time.Since(began)
			h.mu.Unlock()
		}
	}
}

// Entries answers the steps in the order in which they began; a nil history has none.
func (h *History) Entries() []HistoryEntry {
	if h == nil {
		return nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]HistoryEntry(nil), h.entries...)
}
