package demo

import (
	"iter"
	"slices"
	"time"

	"github.com/dromedary-go/dromedary/components/twitter/demo/dice"
)

// timeline says when posts come into being. Time is cut into slots; what happens in a slot follows from the seed and
// the slot's number alone, so nothing is kept and everybody who asks sees the same.
type timeline struct {
	seed uint64
	rate float64 // posts a minute, on average
}

const (
	slotLength = 10 * time.Second
	// epoch is the time of id 0, in milliseconds since 1970.
	epoch = 1288834974657
	// maxAuthors is how many authors an id can tell apart.
	maxAuthors = 128
)

// An id holds the time (42 bits of milliseconds), a sequence number within the slot (12 bits), the author (7 bits) and
// which of the post's attachments is meant (3 bits, 0 for the post itself). So an id says all that a picture needs.
func makeID(at time.Time, sequence, author int) uint64 {
	return uint64(at.UnixMilli()-epoch)<<22 | uint64(sequence&4095)<<10 | uint64(author&(maxAuthors-1))<<3
}

func timeOf(id uint64) time.Time { return time.UnixMilli(int64(id>>22) + epoch).UTC() }
func authorOf(id uint64) int     { return int(id >> 3 & (maxAuthors - 1)) }

// firstID is the smallest id of a time: posts at or after it have an id that is not smaller.
func firstID(at time.Time) uint64 { return uint64(max(at.UnixMilli()-epoch, 0)) << 22 }

func slotOf(at time.Time) int64 { return at.UnixMilli() / slotLength.Milliseconds() }

// slot lists the ids of the posts of a slot, in order.
func (t timeline) slot(number int64) []uint64 {
	start := number * slotLength.Milliseconds()
	if start < epoch {
		return nil
	}
	mean := t.rate * slotLength.Minutes()
	switch wave := dice.New(t.seed, 0x3a7e, uint64(number/2)).Float(); { // the three together are 1 on average
	case wave < 0.18: // a quiet moment
		mean *= 0.1
	case wave < 0.26: // everybody at once
		mean *= 2.5
	default:
		mean *= 1.06
	}
	d := dice.New(t.seed, 0x5107, uint64(number))
	offsets := make([]int, d.Poisson(mean))
	for i := range offsets {
		offsets[i] = d.Int(int(slotLength.Milliseconds()))
	}
	slices.Sort(offsets)
	ids := make([]uint64, len(offsets))
	for i, offset := range offsets {
		author := min(d.Int(len(everybody())), d.Int(len(everybody())+20)) // some post more than others
		ids[i] = makeID(time.UnixMilli(start+int64(offset)), i, author)
	}
	return ids
}

// backwards yields the ids of the posts before the id below, newest first, back to the id from (inclusive).
func (t timeline) backwards(below, from uint64) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		if below == 0 {
			return
		}
		for slot := slotOf(timeOf(below - 1)); slot >= slotOf(timeOf(from)); slot-- {
			for _, id := range slices.Backward(t.slot(slot)) {
				if id < from {
					return
				}
				if id < below && !yield(id) {
					return
				}
			}
		}
	}
}

// has tells whether there is a post of this id.
func (t timeline) has(id uint64) bool {
	return slices.Contains(t.slot(slotOf(timeOf(id))), id)
}
