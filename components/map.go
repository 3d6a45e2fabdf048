package components

import (
	"iter"
	"maps"
)

// Map is a map from text to any value that keeps the order of insertion, as Java's LinkedHashMap does: JSON objects,
// rows and properties are read by people in logs and messages. The zero value is an empty map.
// It is not safe for concurrent use.
type Map struct {
	entries
	index map[string]int // made when the map grows beyond what a linear search serves
}

const linear = 12

// NewMap makes a map from alternating keys and values; keys that are not text are a mistake in the program.
func NewMap(pairs ...any) *Map {
	m := &Map{}
	for i := 0; i+1 < len(pairs); i += 2 {
		m.Set(pairs[i].(string), pairs[i+1])
	}
	return m
}

func (m *Map) find(key string) int {
	if m.index != nil {
		if i, ok := m.index[key]; ok {
			return i
		}
		return -1
	}
	for i := range m.list {
		if m.list[i].key == key {
			return i
		}
	}
	return -1
}

// Len is the number of entries; a nil map has none.
func (m *Map) Len() int {
	if m == nil {
		return 0
	}
	return len(m.list)
}

// Get answers the value under key.
func (m *Map) Get(key string) (value any, ok bool) {
	if m == nil {
		return nil, false
	}
	if i := m.find(key); i >= 0 {
		return m.list[i].value, true
	}
	return nil, false
}

// Value answers the value under key, nil where there is none.
func (m *Map) Value(key string) any {
	v, _ := m.Get(key)
	return v
}

// Set puts value under key; a key that is there keeps its place.
func (m *Map) Set(key string, value any) {
	if i := m.find(key); i >= 0 {
		m.replace(i, value)
		return
	}
	m.ownIndex()
	m.add(key, value)
	if m.index != nil {
		m.index[key] = len(m.list) - 1
	} else if len(m.list) > linear {
		m.reindex()
	}
}

func (m *Map) reindex() {
	m.index = make(map[string]int, len(m.list))
	for i := range m.list {
		m.index[m.list[i].key] = i
	}
}

// Remove takes key out and answers what was there.
func (m *Map) Remove(key string) (value any, ok bool) {
	i := m.find(key)
	if i < 0 {
		return nil, false
	}
	value = m.remove(i)
	if m.index != nil {
		m.reindex()
	}
	return value, true
}

// All yields the entries in order. The map must not be changed meanwhile.
func (m *Map) All() iter.Seq2[string, any] {
	return func(yield func(string, any) bool) {
		if m == nil {
			return
		}
		for i := range m.list {
			if !yield(m.list[i].key, m.list[i].value) {
				return
			}
		}
	}
}

// Keys lists the keys in order.
func (m *Map) Keys() []string {
	keys := make([]string, 0, m.Len())
	for k := range m.All() {
		keys = append(keys, k)
	}
	return keys
}

// Copy makes a shallow copy. It costs next to nothing: the first of the two that is changed copies what they share.
func (m *Map) Copy() Map {
	if m.Len() == 0 {
		return Map{}
	}
	return Map{entries: m.share(), index: m.index}
}

// ownIndex makes the index m's own where the list is shared.
func (m *Map) ownIndex() {
	if m.index != nil && m.isShared() {
		m.index = maps.Clone(m.index)
	}
}

// Entry is one entry of a map by itself, as a split of a map gives.
type Entry struct {
	Key   string
	Value any
}

func (e *Entry) String() string { return e.Key + "=" + Text(e.Value) }
