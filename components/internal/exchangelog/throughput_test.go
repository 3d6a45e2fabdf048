package exchangelog

import (
	"testing"
	"time"
)

func TestThroughput(t *testing.T) {
	now := time.Unix(0, 0)
	th := NewThroughput(func() time.Time { return now })
	var lines []string
	add := func(after time.Duration) {
		now = now.Add(after)
		if line := th.Add(2); line != "" {
			lines = append(lines, line)
		}
	}
	for _, after := range []time.Duration{0, 3, 0, 4, 0, 0} {
		add(after * time.Millisecond)
	}
	want := []string{
		"Received: 2 messages so far. Last group took: 3 millis which is: 666.667 messages per second. average: 666.667",
		"Received: 4 messages so far. Last group took: 4 millis which is: 500 messages per second. average: 571.429",
		"Received: 6 messages so far. Last group took: 0 millis which is: ∞ messages per second. average: 857.143",
	}
	for i := range max(len(lines), len(want)) {
		if i >= len(lines) || i >= len(want) || lines[i] != want[i] {
			t.Fatalf("got %q\nwant %q", lines, want)
		}
	}
}

func TestThroughputByTime(t *testing.T) {
	now := time.Unix(0, 0)
	th := NewThroughput(func() time.Time { return now })
	for range 4 {
		th.Add(0)
	}
	for _, row := range []struct {
		after      time.Duration
		add        int
		activeOnly bool
		want       string
	}{
		{51, 0, true, "Received: 4 new messages, with total 4 so far. Last group took: 51 millis which is: 78.431 messages per second. average: 78.431"},
		{100, 0, true, ""},
		{299, 1, true, "Received: 1 new messages, with total 5 so far. Last group took: 399 millis which is: 2.506 messages per second. average: 11.111"},
		{100, 0, false, "Received: 0 new messages, with total 5 so far. Last group took: 100 millis which is: 0 messages per second. average: 9.091"},
	} {
		now = now.Add(row.after * time.Millisecond)
		for range row.add {
			th.Add(0)
		}
		if got := th.Interval(row.activeOnly); got != row.want {
			t.Errorf("got %q\nwant %q", got, row.want)
		}
	}
}

func TestPerSecond(t *testing.T) {
	for _, row := range []struct {
		count, millis int64
		want          string
	}{{2000, 1000, "2,000"}, {1234567, 1000, "1,234,567"}, {1, 3, "333.333"}, {1, 2000, "0.5"}, {0, 0, "NaN"}, {1, 0, "∞"}, {0, 5, "0"}, {999, 1, "999,000"}} {
		if got := perSecond(row.count, row.millis); got != row.want {
			t.Errorf("%d in %d ms: got %s, want %s", row.count, row.millis, got, row.want)
		}
	}
}
