package components

import (
	"iter"
	"strings"
)

// Headers are a message's headers: in order, names without regard to case (the first spelling stays), values of any type.
// The zero value is empty. They are not safe for concurrent use.
type Headers struct{ entries }

func (h *Headers) find(name string) int {
	for i := range h.list {
		if k := h.list[i].key; len(k) == len(name) && (k == name || strings.EqualFold(k, name)) {
			return i
		}
	}
	return -1
}

// Len is the number of headers.
func (h *Headers) Len() int { return len(h.list) }

// Get answers the value of a header.
func (h *Headers) Get(name string) (value any, ok bool) {
	if i := h.find(name); i >= 0 {
		return h.list[i].value, true
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
		h.replace(i, value)
		return
	}
	h.add(name, value)
}

// Remove takes a header out and answers what was there.
func (h *Headers) Remove(name string) (value any, ok bool) {
	i := h.find(name)
	if i < 0 {
		return nil, false
	}
	return h.remove(i), true
}

// All yields the headers in order. They must not be changed meanwhile.
func (h *Headers) All() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		for i := range h.list {
			if !yield(h.list[i].key, h.list[i].value) {
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

// Clone makes a copy. It costs next to nothing: the first of the two that is changed copies what they share.
func (h *Headers) Clone() Headers { return Headers{h.share()} }
