package components

import (
	"slices"
	"sync/atomic"
)

// entries are what headers and maps hold, in order. Copies share the list until one of them is changed: most copies of an
// exchange are only read.
type entries struct {
	list   []entry
	shared uint32 // not 0 where others may see the list; atomic, because several may copy at once
}

type entry struct {
	key   string
	value any
}

// The first entry makes room for some; an entry that is added to a copy for one more.
const some, more = 4, 2

func (e *entries) isShared() bool { return atomic.LoadUint32(&e.shared) != 0 }

// share makes a copy with the same list.
func (e *entries) share() entries {
	if len(e.list) == 0 {
		return entries{}
	}
	if !e.isShared() {
		atomic.StoreUint32(&e.shared, 1)
	}
	return entries{e.list, 1}
}

// Grow makes room for n more, for who knows how many will come.
func (e *entries) Grow(n int) {
	if e.isShared() || cap(e.list) < len(e.list)+n {
		e.list = append(make([]entry, 0, len(e.list)+n), e.list...)
		e.shared = 0
	}
}

func (e *entries) add(key string, value any) {
	if e.list == nil {
		e.Grow(some)
	} else if e.isShared() {
		e.Grow(more)
	}
	e.list = append(e.list, entry{key, value})
}

func (e *entries) replace(i int, value any) {
	if e.isShared() {
		e.Grow(0)
	}
	e.list[i].value = value
}

func (e *entries) remove(i int) (value any) {
	if e.isShared() {
		e.Grow(0)
	}
	value = e.list[i].value
	e.list = slices.Delete(e.list, i, i+1)
	return value
}
