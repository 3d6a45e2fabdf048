package demo

import (
	"slices"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func TestIDs(t *testing.T) {
	// The example that X's own documentation of errors gives.
	if got := timeOf(2089996193672200192).Truncate(time.Second); !got.Equal(time.Date(2026, 8, 19, 8, 41, 37, 0, time.UTC)) {
		t.Errorf("2089996193672200192 is of %s", got)
	}
	for _, sequence := range []int{0, 1, 4095} {
		for _, author := range []int{0, 59, 127} {
			at := noon.Add(1234 * time.Millisecond)
			id := makeID(at, sequence, author)
			if !timeOf(id).Equal(at) || authorOf(id) != author || id&7 != 0 {
				t.Errorf("sequence %d, author %d: got %s, %d, %d", sequence, author, timeOf(id), authorOf(id), id&7)
			}
			if id < firstID(at) || id >= firstID(at.Add(time.Millisecond)) {
				t.Errorf("%d is not within its millisecond", id)
			}
		}
	}
	if len(everybody()) > maxAuthors {
		t.Errorf("%d people do not fit into an id", len(everybody()))
	}
}

func TestTimelineIsAFunctionOfSeedAndTime(t *testing.T) {
	collect := func(line timeline, from, to time.Time) []uint64 {
		return slices.Collect(line.backwards(firstID(to), firstID(from)))
	}
	line := timeline{1, 12}
	day := collect(line, noon.Add(-24*time.Hour), noon)
	if again := collect(timeline{1, 12}, noon.Add(-24*time.Hour), noon); !slices.Equal(day, again) {
		t.Error("two looks see two timelines")
	}
	if other := collect(timeline{2, 12}, noon.Add(-24*time.Hour), noon); slices.Equal(day, other) {
		t.Error("another seed has the same posts")
	}
	if !slices.IsSortedFunc(day, func(a, b uint64) int {
		if a > b {
			return -1
		}
		return 1
	}) {
		t.Error("ids are not strictly falling")
	}
	if perMinute := float64(len(day)) / (24 * 60); perMinute < 11 || perMinute > 13 {
		t.Errorf("%.1f posts a minute, want about 12", perMinute)
	}
	// What is seen in parts is what is seen at once.
	var parts []uint64
	for to := noon; to.After(noon.Add(-24 * time.Hour)); to = to.Add(-7 * time.Minute) {
		parts = append(parts, collect(line, later(to.Add(-7*time.Minute), noon.Add(-24*time.Hour)), to)...)
	}
	if !slices.Equal(parts, day) {
		t.Errorf("in parts there are %d posts, at once %d", len(parts), len(day))
	}
	for _, id := range day[:100] {
		if !line.has(id) || line.has(id+8) && !slices.Contains(day, id+8) {
			t.Errorf("has does not know %d", id)
		}
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func TestTimelineHasWaves(t *testing.T) {
	line := timeline{1, 12}
	busiest, quietest := 0, 1000
	for slot := slotOf(noon); slot < slotOf(noon)+360; slot += 3 {
		n := len(line.slot(slot)) + len(line.slot(slot+1)) + len(line.slot(slot+2))
		busiest, quietest = max(busiest, n), min(quietest, n)
	}
	if busiest < 10 || quietest > 1 {
		t.Errorf("half a minute has %d to %d posts: no waves", quietest, busiest)
	}
	for range line.backwards(firstID(time.Unix(0, 0)), 0) {
		t.Error("there are posts before there are ids")
	}
}

func TestRateLimitsAreKept(t *testing.T) {
	for rate, most := range map[float64]int{0.1: 20, 1200: 1200 * 70} {
		n := 0
		for range (timeline{3, rate}).backwards(firstID(noon), firstID(noon.Add(-time.Hour))) {
			n++
		}
		if n > most {
			t.Errorf("rate %g: %d posts in an hour", rate, n)
		}
	}
}

// Posts stay what they are from version to version: addresses that people keep lead to them.
func TestOnePostStays(t *testing.T) {
	line := timeline{1, 12}
	for id := range line.backwards(firstID(noon), 0) {
		if id != 2124472939821663552 {
			t.Errorf("the last post before noon is %d", id)
		}
		return
	}
}
