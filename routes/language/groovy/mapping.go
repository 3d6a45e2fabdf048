package groovy

import "github.com/dromedary-go/dromedary/components"

// mapping is any map: of the script, of the exchange, its headers, its variables.
type mapping interface {
	get(key any) (any, bool)
	put(key, value any)
	remove(key any) (any, bool)
	size() int
	all() (keys, values []any)
}

// mappingOf answers a value as a map, where it is one.
func mappingOf(v any) (mapping, bool) {
	switch v := v.(type) {
	case *Set: // it is made of one
		return nil, false
	case *components.Map:
		return foreign{v}, true
	case mapping:
		return v, true
	}
	return nil, false
}

// foreign is a map of the exchange that is only read. [run.mapping] is for those that are written.
type foreign struct{ *components.Map }

func (f foreign) get(key any) (any, bool) { return f.Get(toText(key)) }
func (f foreign) put(key, value any)      { throw(unsupported, "") }
func (f foreign) remove(any) (any, bool)  { throw(unsupported, ""); return nil, false }
func (f foreign) size() int               { return f.Len() }
func (f foreign) all() (keys, values []any) {
	for k, v := range f.All() {
		keys, values = append(keys, k), append(values, v)
	}
	return keys, values
}

// bound is a map of the exchange in a run: lists in it are known by their place.
type bound struct {
	foreign
	r *run
}

func (b bound) get(key any) (any, bool) {
	name := toText(key)
	v, ok := b.Get(name)
	return b.r.imported(v, place{kind: inMap, m: b.Map, name: name}), ok
}

func (b bound) put(key, value any) { b.r.store(place{kind: inMap, m: b.Map, name: toText(key)}, value) }

func (b bound) remove(key any) (any, bool) {
	v, ok := b.Remove(toText(key))
	return b.r.imported(v, place{}), ok
}

func (b bound) all() (keys, values []any) {
	for k, v := range b.All() {
		keys, values = append(keys, k), append(values, b.r.imported(v, place{kind: inMap, m: b.Map, name: k}))
	}
	return keys, values
}

// mapping answers a value as a map that can be changed.
func (r *run) mapping(v any) (mapping, bool) {
	switch v := v.(type) {
	case *Set:
		return nil, false
	case *components.Map:
		return bound{foreign{v}, r}, true
	case mapping:
		return v, true
	}
	return nil, false
}

// itemsOf answers the items of a list, set, range or array. They are not to be changed.
func itemsOf(v any) ([]any, bool) {
	switch v := v.(type) {
	case *List:
		return v.items, true
	case *Set:
		return v.list(), true
	case []any:
		return v, true
	case *Range:
		items := make([]any, v.size())
		for i := range items {
			items[i] = v.item(i)
		}
		return items, true
	}
	return nil, false
}
