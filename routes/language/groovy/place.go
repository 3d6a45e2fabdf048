package groovy

import (
	"strings"
	"unsafe"

	"github.com/dromedary-go/dromedary/components"
)

// place is where a value of the exchange stands.
type place struct {
	kind placeKind
	m    *components.Map
	name string
	l    *List
	i    int
}

type placeKind uint8

const (
	nowhere placeKind = iota
	inBody
	inHeader
	inProperty
	inVariable
	inMap
	inList
)

func (r *run) at(p place) any {
	switch p.kind {
	case inBody:
		return r.ex.Body
	case inHeader:
		return r.ex.Headers.Value(p.name)
	case inProperty:
		return r.ex.Properties.Value(p.name)
	case inVariable:
		v, _ := r.ex.Variable(p.name)
		return v
	case inMap:
		return p.m.Value(p.name)
	case inList:
		if p.i < len(p.l.items) {
			return p.l.items[p.i]
		}
	}
	return nil
}

func (r *run) put(p place, v any) {
	switch p.kind {
	case inBody:
		r.ex.Body = v
	case inHeader:
		r.ex.Headers.Set(p.name, v)
	case inProperty:
		r.ex.Properties.Set(p.name, v)
	case inVariable:
		r.ex.SetVariable(p.name, v)
	case inMap:
		p.m.Set(p.name, v)
	case inList:
		if p.l.writable(r); p.i < len(p.l.items) {
			p.l.items[p.i] = v
		}
	}
}

// store puts a value of the script into the exchange: what the script makes stays its own until it ends, so that later changes
// show, and is turned into the exchange's kinds of values then.
func (r *run) store(p place, v any) {
	switch {
	case p.kind == inBody && !r.replaced:
		r.firstBody, r.replaced = r.load(p), true
	case p.kind == inProperty && r.script.readsProperties:
		r.properties()
	}
	r.keep(p, v)
}

// keep puts a value in the place of the one that it was made of.
func (r *run) keep(p place, v any) {
	if isOwn(v) {
		r.stored = append(r.stored, p)
	} else {
		v = exported(v, nil)
	}
	r.put(p, v)
}

// holds tells whether a list is still at the place where it was found.
func (r *run) holds(p place, items []any) bool {
	if p.kind == nowhere {
		return false
	}
	v, ok := r.at(p).([]any)
	return ok && len(v) == len(items) && unsafe.SliceData(v) == unsafe.SliceData(items)
}

// load answers the value at a place for the script.
func (r *run) load(p place) any {
	if r.script.mutates && (r.ex.Shared || p.kind == inVariable && strings.Contains(p.name, ":")) { // variables beyond the exchange
		r.own(p)
	}
	return r.imported(r.at(p), p)
}

// own puts a copy in the place of a value that others may work on at the same time, once in an evaluation.
func (r *run) own(p place) {
	if r.owned[p] {
		return
	}
	if r.owned == nil {
		r.owned = map[place]bool{}
	}
	r.owned[p] = true
	switch v := r.at(p).(type) {
	case *components.Map, []any:
		r.put(p, r.copied(v, 0))
	}
}

// copied copies maps and lists, to the depth that they have.
func (r *run) copied(v any, depth int) any {
	if depth > maxNesting {
		throw(stackOverflow, "")
	}
	switch v := v.(type) {
	case *components.Map:
		r.allocate(48 * v.Len())
		m := &components.Map{}
		m.Grow(v.Len())
		for k, x := range v.All() {
			m.Set(k, r.copied(x, depth+1))
		}
		return m
	case []any:
		r.allocate(16 * len(v))
		list := make([]any, len(v))
		for i, x := range v {
			list[i] = r.copied(x, depth+1)
		}
		return list
	}
	return v
}

// imported makes a value of the exchange one of the script: a list becomes a List, the same as before where it was met before.
func (r *run) imported(v any, from place) any {
	switch v := v.(type) {
	case []any:
		var key *any
		if cap(v) > 0 {
			key = unsafe.SliceData(v)
			if l := r.lists[key]; l != nil && len(l.items) == len(v) {
				return l
			}
		}
		l := &List{items: v, foreign: true, mixed: true, from: from}
		if key != nil {
			if r.lists == nil {
				r.lists = map[*any]*List{}
			}
			r.lists[key] = l
		}
		return l
	case error:
		return components.AsException(v)
	case components.Opener:
		return stream{v}
	case *components.Entry:
		return &Entry{key: v.Key, value: v.Value}
	}
	return v
}

// isOwn tells the kinds of values that only the script knows and that it may change later.
func isOwn(v any) bool {
	switch v.(type) {
	case *List, *Dict, *Set, *Builder:
		return true
	}
	return false
}

// finish turns what the script stored into the exchange's kinds of values.
func (r *run) finish() {
	if r.stored == nil {
		return
	}
	seen := map[any]any{}
	for _, p := range r.stored {
		if v := r.at(p); isOwn(v) {
			r.put(p, exported(v, seen))
		}
	}
}

// exported makes a value of the script one of the exchange's. seen holds what was met before, so that what is held twice
// stays one.
func exported(v any, seen map[any]any) any {
	switch v.(type) {
	case nil, string, int, int64, bool, float64, *components.Map:
		return v
	}
	if seen == nil {
		seen = map[any]any{}
	}
	return exportedDeep(v, seen, 0)
}

func exportedDeep(v any, seen map[any]any, depth int) any {
	if depth > maxNesting {
		throw("java.lang.StackOverflowError", "")
	}
	switch v := v.(type) {
	case *List:
		if v.foreign {
			return v.items
		}
		return exportedItems(v, v.items, seen, depth)
	case *Set:
		return exportedItems(v, v.list(), seen, depth)
	case *Range:
		items := make([]any, v.size())
		for i := range items {
			items[i] = v.item(i)
		}
		return items
	case *Dict:
		if done, ok := seen[v]; ok {
			return done
		}
		m := &components.Map{}
		keys, values := v.ordered()
		m.Grow(len(keys))
		seen[v] = m
		for i, k := range keys {
			m.Set(toText(k), exportedDeep(values[i], seen, depth+1))
		}
		return m
	case *Entry:
		return &components.Entry{Key: toText(v.key), Value: exportedDeep(v.value, seen, depth+1)}
	case exporter:
		return v.export()
	}
	return v
}

func exportedItems(self any, items []any, seen map[any]any, depth int) any {
	if done, ok := seen[self]; ok {
		return done
	}
	list := make([]any, len(items))
	seen[self] = list
	for i, item := range items {
		list[i] = exportedDeep(item, seen, depth+1)
	}
	return list
}

// exporter is a value of the script that is something else outside of it.
type exporter interface{ export() any }

// stream is a body that is read on demand.
type stream struct{ components.Opener }

func (s stream) export() any { return s.Opener }
