package groovy

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

// index reads v[key].
func (r *run) index(v, key any) any {
	r.tick(1)
	if v == nil {
		throw(nullPointer, "Cannot invoke method getAt() on null object")
	}
	if m, ok := r.mapping(v); ok {
		x, ok := m.get(key)
		if d, isDict := v.(*Dict); !ok && isDict && d.fallback != nil {
			return r.withDefault(d, key)
		}
		return x
	}
	switch v := v.(type) {
	case *List:
		return r.indexList(v, v.items, key)
	case *Range:
		if n, ok := wholeOf(key); ok {
			if n < 0 {
				n += int64(v.size())
			}
			if n >= 0 && n < int64(v.size()) {
				return v.item(int(n))
			}
			throw(outOfBounds, fmt.Sprintf("Index: %d, Size: %d", n, v.size()))
		}
		return r.indexList(v, v.list(r).items, key)
	case *Set:
		return r.indexList(v, v.list(), key)
	case string:
		return r.indexText(v, key)
	case *Builder:
		return r.indexText(v.String(), key)
	case []byte:
		n, ok := wholeOf(key)
		if n < 0 {
			n += int64(len(v))
		}
		if !ok || n < 0 || n >= int64(len(v)) {
			throw("java.lang.ArrayIndexOutOfBoundsException", fmt.Sprintf("Index %v out of bounds for length %d", toText(key), len(v)))
		}
		return int(int8(v[n]))
	case *Matcher:
		return v.at(r, key)
	}
	if s, ok := key.(string); ok {
		return r.property(v, s)
	}
	r.missing(className(v), "getAt", []any{key})
	return nil
}

// item answers an item of a list; a list in it is known by its place.
func (r *run) item(l *List, i int) any {
	if l.mixed {
		return r.imported(l.items[i], place{kind: inList, l: l, i: i})
	}
	return l.items[i]
}

func (r *run) indexList(self any, items []any, key any) any {
	if n, ok := wholeOf(key); ok {
		if n < 0 {
			if n += int64(len(items)); n < 0 {
				throw("java.lang.ArrayIndexOutOfBoundsException", fmt.Sprintf("Negative array index [%d] too large for array size %d", n-int64(len(items)), len(items)))
			}
		}
		if n >= int64(len(items)) {
			if l, ok := self.(*List); ok && l.array {
				throw("java.lang.ArrayIndexOutOfBoundsException", fmt.Sprintf("Index %d out of bounds for length %d", n, len(items)))
			}
			return nil
		}
		if l, ok := self.(*List); ok {
			return r.item(l, int(n))
		}
		return items[n]
	}
	if g, ok := key.(*Range); ok {
		from, to := bounds(r, g, len(items))
		return newList(cut(items, from, to)...)
	}
	if keys, ok := itemsOf(key); ok {
		out := newList()
		for _, k := range keys {
			x := r.indexList(self, items, k)
			if _, nested := itemsOf(k); nested {
				out.items = append(out.items, r.spread(x)...)
			} else {
				out.items = append(out.items, x)
			}
		}
		r.allocate(16 * len(keys))
		return out
	}
	if s, ok := key.(string); ok {
		return r.property(self, s)
	}
	r.missing(className(self), "getAt", []any{key})
	return nil
}

// bounds answers the first and the last index of a range in something of a length; they may run downwards.
func bounds(r *run, g *Range, length int) (from, to int) {
	from, to = g.from, g.to
	if from < 0 {
		from += length
	}
	if to < 0 {
		to += length
	}
	if from < 0 || to < 0 || from >= max(length, 1) || to >= max(length, 1) {
		throw(outOfBounds, fmt.Sprintf("toIndex = %d", max(from, to)+1))
	}
	r.allocate(16 * length)
	return from, to
}

// cut answers the items of an index to another, both included, downwards where that is before.
func cut(items []any, from, to int) []any {
	out := []any{}
	if from <= to {
		return append(out, items[min(from, len(items)):min(to+1, len(items))]...)
	}
	for i := from; i >= to; i-- {
		out = append(out, items[i])
	}
	return out
}

func (r *run) indexText(s string, key any) any {
	u := units(s)
	if n, ok := wholeOf(key); ok {
		at := n
		if at < 0 {
			at += int64(len(u))
		}
		if at < 0 || at >= int64(len(u)) {
			throw(textOutOfBounds, fmt.Sprintf("Range [%d, %d) out of bounds for length %d", n, n+1, len(u)))
		}
		return u[at : at+1].String()
	}
	if g, ok := key.(*Range); ok {
		from, to := g.from, g.to
		if from < 0 {
			from += len(u)
		}
		if to < 0 {
			to += len(u)
		}
		if low, high := min(from, to), max(from, to); low < 0 || high >= len(u) {
			throw(textOutOfBounds, fmt.Sprintf("Range [%d, %d) out of bounds for length %d", low, high+1, len(u)))
		}
		if from <= to {
			return u[from : to+1].String()
		}
		return u[to : from+1].reversed().String()
	}
	if keys, ok := itemsOf(key); ok {
		out := ""
		for _, k := range keys {
			out = r.text(out + toText(r.indexText(s, k)))
		}
		return out
	}
	if name, ok := key.(string); ok {
		return r.property(s, name)
	}
	r.missing("java.lang.String", "getAt", []any{key})
	return nil
}

// setIndex writes o[key] = v.
func (r *run) setIndex(o, key, v any) {
	r.tick(1)
	if o == nil {
		throw(nullPointer, "Cannot invoke method putAt() on null object")
	}
	if m, ok := r.mapping(o); ok {
		r.allocate(entryBytes)
		m.put(key, v)
		return
	}
	switch l := o.(type) {
	case *List:
		if n, ok := wholeOf(key); ok {
			r.setItem(l, int(max(min(n, maxItems+1), -1<<31)), v)
			return
		}
	case *Builder:
		r.missing("java.lang.StringBuilder", "putAt", []any{key, v})
	case *components.Exception:
		throw(readOnlyProperty, "Cannot set readonly property: "+toText(key)+" for class: "+className(o))
	}
	if name, ok := key.(string); ok {
		r.setProperty(o, name, v)
		return
	}
	r.missing(className(o), "putAt", []any{key, v})
}

// setItem sets an item of a list; what lies between its end and the index becomes null.
func (r *run) setItem(l *List, n int, v any) {
	at := l.at(n)
	if at < 0 || l.array && at >= len(l.items) || at > maxItems {
		throw("java.lang.ArrayIndexOutOfBoundsException", fmt.Sprintf("Index %d out of bounds for length %d", n, len(l.items)))
	}
	l.writable(r)
	if grow := at + 1 - len(l.items); grow > 0 {
		r.allocate(16 * grow)
		l.items = append(l.items, make([]any, grow)...)
	}
	l.items[at] = v
}

// each gives the items of anything that has some; a map's are its entries, anything else is one item.
func (r *run) each(v any, yield func(any) bool) {
	switch v := v.(type) {
	case nil:
		return
	case *Range:
		for i := range v.size() {
			if !yield(v.item(i)) {
				return
			}
		}
		return
	case string:
		for _, ch := range v {
			if !yield(string(ch)) {
				return
			}
		}
		return
	case *List:
		for i := 0; i < len(v.items); i++ {
			n := len(v.items)
			if !yield(r.item(v, i)) {
				return
			}
			if len(v.items) != n && i+1 <= n && !v.array {
				throw("java.util.ConcurrentModificationException", "")
			}
		}
		return
	case *Iterator:
		for v.hasNext() {
			if !yield(v.next()) {
				return
			}
		}
		return
	}
	for _, x := range r.spread(v) {
		if !yield(x) {
			return
		}
	}
}

// spread answers the items of anything as a slice that is not to be changed.
func (r *run) spread(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case *List:
		if v.mixed {
			items := make([]any, len(v.items))
			for i := range items {
				items[i] = r.item(v, i)
			}
			return items
		}
		return v.items
	case *Range:
		return v.list(r).items
	case []byte:
		r.allocate(16 * len(v))
		items := make([]any, len(v))
		for i, b := range v {
			items[i] = int(int8(b))
		}
		return items
	case *Matcher:
		return v.all(r)
	case iterable:
		return v.items(r)
	}
	if items, ok := itemsOf(v); ok {
		return items
	}
	if m, ok := r.mapping(v); ok {
		keys, values := m.all()
		r.allocate(entryBytes * len(keys))
		items := make([]any, len(keys))
		for i, k := range keys {
			items[i] = &Entry{k, values[i], m}
		}
		return items
	}
	var items []any
	switch v.(type) {
	case string, *Iterator:
		r.each(v, func(x any) bool { items = append(items, x); return true })
		r.allocate(32 * len(items))
		return items
	}
	return []any{v}
}

// iterable is a value with items.
type iterable interface{ items(r *run) []any }
