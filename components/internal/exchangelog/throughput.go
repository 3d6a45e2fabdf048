package exchangelog

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Throughput counts exchanges and writes Camel's throughput lines. It is safe for concurrent use.
type Throughput struct {
	// Action is what happened to the exchanges; "Received" unless it is set.
	Action string

	now func() time.Time

	mu         sync.Mutex
	start      time.Time
	group      time.Time // when the last line was written
	total      int64
	groupTotal int64 // total at the last line
}

// NewThroughput starts counting; now answers the time.
func NewThroughput(now func() time.Time) *Throughput {
	t := now()
	return &Throughput{Action: "Received", now: now, start: t, group: t}
}

// Add counts one exchange. It answers the line to write, "" unless the count is a multiple of size (0: never).
func (t *Throughput) Add(size int64) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.total++
	if size <= 0 || t.total%size != 0 {
		return ""
	}
	return fmt.Sprintf("%s: %d messages so far. ", t.Action, t.total) + t.rates(size)
}

// Interval answers the line for what came since the last, "" where that is nothing and activeOnly is true.
func (t *Throughput) Interval(activeOnly bool) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	count := t.total - t.groupTotal
	if activeOnly && count == 0 {
		return ""
	}
	t.groupTotal = t.total
	return fmt.Sprintf("%s: %d new messages, with total %d so far. ", t.Action, count, t.total) + t.rates(count)
}

func (t *Throughput) rates(count int64) string {
	now := t.now()
	took := now.Sub(t.group).Milliseconds()
	t.group = now
	return fmt.Sprintf("Last group took: %d millis which is: %s messages per second. average: %s",
		took, perSecond(count, took), perSecond(t.total, now.Sub(t.start).Milliseconds()))
}

// perSecond writes a rate as Java's English number format does: 1,234.568.
func perSecond(count, millis int64) string {
	switch {
	case millis > 0:
	case count == 0:
		return "NaN"
	default:
		return "∞"
	}
	thousandths := int64(math.RoundToEven(float64(count) * 1e6 / float64(millis)))
	whole := strconv.FormatInt(thousandths/1000, 10)
	var b strings.Builder
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if rest := thousandths % 1000; rest != 0 {
		b.WriteString(strings.TrimRight(fmt.Sprintf(".%03d", rest), "0"))
	}
	return b.String()
}
