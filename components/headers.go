package components

import (
	"iter"
	"slices"
	"strings"
)

// Headers are a message's headers: in order, names without regard to case (the first spelling stays), values of any type.
// The zero value is empty. They are not safe for concurrent use.
type Headers struct {
	entries []entry
}

func (h *Headers) find(name string) int {
	for i := range h.entries {
		if k := h.entries[i].key; len(k) == len(name) && (k == name || strings.EqualFold(k, name)) {
			return i
		}
	}
	return -1
}

// Len is the number of headers.
func (h *Headers) Len() int { return len(h.entries) }

// Get answers the value of a header.
func (h *Headers) Get(name string) (value any, ok bool) {
	if i := h.find(name); i >= 0 {
		return h.entries[i].value, true
	}
	return nil, false
}

// Value answers the value of a header, nil where there is none.
func (h *Headers) Value(name string) any {
	v, _ := h.Get(name)
	return v
}

// Text answers the value of a header as text, "" where there is none.
func (h *Headers) Text(name string) string {
	v, ok := h.Get(name)
	if !ok || v == nil {
		return ""
	}
	return Text(v)
}

// Set gives a header a value; one that is there keeps its place and spelling.
func (h *Headers) Set(name string, value any) {
	if i := h.find(name); i >= 0 {
		h.entries[i].value = value
		return
	}
	h.entries = append(h.entries, entry{name, value})
}

// Remove takes a header out and answers what was there.
func (h *Headers) Remove(name string) (value any, ok bool) {
	i := h.find(name)
	if i < 0 {
		return nil, false
	}
	value = h.entries[i].value
	h.entries = slices.Delete(h.entries, i, i+1)
	return value, true
}

// All yields the headers in order. They must not be changed meanwhile.
func (h *Headers) All() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		for i := range h.entries {
			if !yield(h.entries[i].key, h.entries[i].value) {
				return
			}
		}
	}
}

// Map makes a map of the headers, in order.
func (h *Headers) Map() *Map {
	m := &Map{}
	for k, v := range h.All() {
		m.Set(k, v)
	}
	return m
}

// Clone makes a copy.
func (h *Headers) Clone() Headers {
	if len(h.entries) == 0 {
		return Headers{}
	}
	return Headers{append(make([]entry, 0, len(h.entries)+2), h.entries...)}
}
