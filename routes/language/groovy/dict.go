package groovy

import (
	"slices"

	"github.com/dromedary-go/dromedary/components"
)

// Dict is a map that the script made: keys of any type, in order of insertion, sorted as a TreeMap's, or in the order that a
// HashMap happens to have, which people see.
type Dict struct {
	keys, values []any
	index        map[any]int // made when a linear search is too slow
	sorted       bool
	buckets      int      // of a HashMap; 0 for other maps
	disordered   bool     // keys that were added are not yet in their place
	fallback     *Closure // of withDefault
}

const linearSearch = 8

func newDict(pairs ...any) *Dict {
	d := &Dict{}
	for i := 0; i+1 < len(pairs); i += 2 {
		d.put(pairs[i], pairs[i+1])
	}
	return d
}

// hashKey answers what two keys that Java's equals holds for equal have in common, as a Go map's key.
func hashKey(v any) any {
	switch v := v.(type) {
	case nil, bool, string, int, int64, float64, float32, Char:
		return v
	case *components.Decimal:
		return "decimal " + v.String()
	case interface{ JavaClass() string }, *List, *Set, *Dict, *Range, *components.Map:
		return struct{ class, text string }{className(v), javaText(v)}
	}
	if s, ok := v.(interface{ String() string }); ok {
		return struct{ class, text string }{className(v), s.String()}
	}
	return struct{ class, text string }{className(v), javaText(v)}
}

func (d *Dict) find(key any) int {
	h := hashKey(key)
	if d.index != nil {
		if i, ok := d.index[h]; ok {
			return i
		}
		return -1
	}
	for i, k := range d.keys {
		if k == h || hashKey(k) == h {
			return i
		}
	}
	return -1
}

func (d *Dict) get(key any) (any, bool) {
	if i := d.find(key); i >= 0 {
		return d.values[i], true
	}
	return nil, false
}

func (d *Dict) put(key, value any) {
	if i := d.find(key); i >= 0 {
		d.values[i] = value
		return
	}
	d.keys, d.values = append(d.keys, key), append(d.values, value)
	if d.sorted || d.buckets > 0 {
		d.disordered = true
		if d.full() {
			d.buckets *= 2
		}
	}
	if d.index != nil {
		d.index[hashKey(key)] = len(d.keys) - 1
	} else {
		d.reindex()
	}
}

// bucket is the place of a key in a HashMap.
func (d *Dict) bucket(key any) int {
	h := uint32(hashOf(key))
	return int((h ^ h>>16) & uint32(d.buckets-1))
}

// full tells whether a HashMap gets more buckets.
func (d *Dict) full() bool { return d.buckets > 0 && 4*len(d.keys) > 3*d.buckets }

// ordered answers keys and values in the map's order. They are not to be changed.
func (d *Dict) ordered() (keys, values []any) {
	if !d.disordered {
		return d.keys, d.values
	}
	d.disordered = false
	order := make([]int, len(d.keys))
	for i := range order {
		order[i] = i
	}
	if d.sorted {
		slices.SortStableFunc(order, func(i, j int) int { return compare(d.keys[i], d.keys[j]) })
	} else {
		bucket := make([]int, len(d.keys))
		for i, k := range d.keys {
			bucket[i] = d.bucket(k)
		}
		slices.SortStableFunc(order, func(i, j int) int { return bucket[i] - bucket[j] })
	}
	keys, values = make([]any, len(order)), make([]any, len(order))
	for to, from := range order {
		keys[to], values[to] = d.keys[from], d.values[from]
	}
	d.keys, d.values = keys, values
	d.reindex()
	return d.keys, d.values
}

// hashed makes a HashMap with room for so many, as Java rounds it.
func hashed(room int) Dict {
	n := 1
	for n < room && n < 1<<20 {
		n *= 2
	}
	return Dict{buckets: n}
}

// hashSet makes a HashSet of items.
func hashSet(items []any, room int) *Set {
	s := &Set{hashed(room)}
	for _, x := range items {
		s.add(x)
	}
	return s
}

func (d *Dict) reindex() {
	d.index = nil
	if len(d.keys) <= linearSearch {
		return
	}
	d.index = make(map[any]int, len(d.keys))
	for i, k := range d.keys {
		d.index[hashKey(k)] = i
	}
}

func (d *Dict) remove(key any) (any, bool) {
	i := d.find(key)
	if i < 0 {
		return nil, false
	}
	v := d.values[i]
	d.keys, d.values = slices.Delete(d.keys, i, i+1), slices.Delete(d.values, i, i+1)
	d.reindex()
	return v, true
}

func (d *Dict) clear() { d.keys, d.values, d.index = nil, nil, nil }

func (d *Dict) size() int { return len(d.keys) }

// all answers keys and values as they are now: the map may be changed meanwhile.
func (d *Dict) all() (keys, values []any) {
	keys, values = d.ordered()
	return slices.Clone(keys), slices.Clone(values)
}

// Set is a set that keeps the order of insertion, or is sorted.
type Set struct{ Dict }

func newSet(items ...any) *Set {
	s := &Set{}
	for _, v := range items {
		s.add(v)
	}
	return s
}

func (s *Set) add(v any) bool {
	n := len(s.keys)
	if s.find(v) < 0 {
		s.put(v, nil)
	}
	return len(s.keys) > n
}

// list answers the items of the set, in its order. They are not to be changed.
func (s *Set) list() []any {
	keys, _ := s.ordered()
	return keys
}

// empty makes a set of the same kind.
func (s *Set) empty(items ...any) *Set {
	out := &Set{Dict{sorted: s.sorted, buckets: min(s.buckets, 16)}}
	for _, x := range items {
		out.add(x)
	}
	return out
}

// Entry is one entry of a map; the map sees when its value is set.
type Entry struct {
	key, value any
	of         mapping
}
