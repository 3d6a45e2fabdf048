package broker

import "slices"

// fifo is a queue in a slice: what is popped leaves a gap in front, which is closed when it is half of the whole.
type fifo struct {
	entries []*entry
	head    int
}

func (f *fifo) push(e *entry) { f.entries = append(f.entries, e) }

// pop answers the oldest, nil where there is none.
func (f *fifo) pop() *entry {
	if f.head == len(f.entries) {
		return nil
	}
	e := f.entries[f.head]
	f.entries[f.head] = nil
	f.head++
	if f.head == len(f.entries) || f.head >= 64 && f.head*2 >= len(f.entries) {
		f.compact()
	}
	return e
}

func (f *fifo) compact() {
	const keep = 1024 // entries of capacity that an empty queue may keep after a burst
	n := copy(f.entries, f.entries[f.head:])
	clear(f.entries[n:])
	f.entries, f.head = f.entries[:n], 0
	if n == 0 && cap(f.entries) > keep {
		f.entries = nil
	}
}

func (f *fifo) deleteFunc(gone func(*entry) bool) {
	f.compact()
	f.entries = slices.DeleteFunc(f.entries, gone)
}
