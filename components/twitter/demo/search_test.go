package demo

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestSearchPages(t *testing.T) {
	f := newTestFeed(t, Options{})
	since := strconv.FormatUint(firstID(noon.Add(-10*time.Minute))-1, 10)
	_, all := f.search("query", catQuery, "max_results", "100", "since_id", since)
	if n := all.Meta.ResultCount; n < 60 || n >= 100 || n != len(all.Data) || all.Meta.NextToken != "" {
		t.Fatalf("%d posts in ten minutes, next %q", n, all.Meta.NextToken)
	}
	var ids []string
	token := ""
	for range 20 {
		params := []string{"query", catQuery, "since_id", since}
		if token != "" {
			params = append(params, "next_token", token)
		}
		_, page := f.search(params...)
		if len(page.Data) == 0 || page.Meta.NewestID != page.Data[0].ID || page.Meta.OldestID != page.Data[len(page.Data)-1].ID {
			t.Fatalf("page: %+v", page.Meta)
		}
		for _, p := range page.Data {
			ids = append(ids, p.ID)
		}
		f.now = f.now.Add(time.Minute) // what is written meanwhile does not shift the pages
		if token = page.Meta.NextToken; token == "" {
			break
		}
	}
	var want []string
	for _, p := range all.Data {
		want = append(want, p.ID)
	}
	if !slices.Equal(ids, want) {
		t.Errorf("in pages of 10 there are %d posts, at once %d", len(ids), len(want))
	}
	if !slices.IsSortedFunc(ids, func(a, b string) int { return strings.Compare(b, a) }) {
		t.Error("the newest is not first")
	}
}

// Whoever polls with since_id sees each post once, over hours, whatever the rhythm.
func TestSinceIDNeitherMissesNorDoubles(t *testing.T) {
	f := newTestFeed(t, Options{Limit: 1 << 30})
	since := firstID(noon) - 1
	seen := map[string]int{}
	for step := 0; f.now.Before(noon.Add(3 * time.Hour)); step++ {
		f.now = f.now.Add([]time.Duration{5 * time.Second, 1300 * time.Millisecond, time.Minute, 7 * time.Millisecond}[step%4])
		_, page := f.search("query", catQuery, "max_results", "100", "since_id", strconv.FormatUint(since, 10))
		for _, p := range page.Data {
			seen[p.ID]++
		}
		if page.Meta.NewestID != "" {
			since, _ = strconv.ParseUint(page.Meta.NewestID, 10, 64)
		}
		if page.Meta.NextToken != "" {
			t.Fatal("more than 100 posts in a minute")
		}
	}
	m, err := parseQuery(catQuery)
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for id := range f.backwards(firstID(f.now), firstID(noon)) {
		p := f.post(id)
		if !m(p) {
			continue
		}
		want++
		if n := seen[strconv.FormatUint(id, 10)]; n != 1 {
			t.Errorf("post %d of %s was seen %d times", id, timeOf(id), n)
		}
	}
	if want < 1500 || len(seen) != want {
		t.Errorf("%d posts were seen and %d written", len(seen), want)
	}
}

func TestSearchTimes(t *testing.T) {
	f := newTestFeed(t, Options{})
	from, to := noon.Add(-2*time.Hour), noon.Add(-time.Hour)
	for range 2 { // any past time gives the same, whenever it is asked
		_, page := f.search("query", catQuery, "max_results", "100", "start_time", from.Format(time.RFC3339), "end_time", to.Format(time.RFC3339))
		if len(page.Data) != 100 {
			t.Fatalf("%d posts", len(page.Data))
		}
		for _, p := range page.Data {
			id, _ := strconv.ParseUint(p.ID, 10, 64)
			if at := timeOf(id); at.Before(from) || !at.Before(to) {
				t.Errorf("post of %s", at)
			}
		}
		_, one := f.search("query", catQuery, "until_id", page.Data[5].ID, "since_id", page.Data[8].ID)
		if len(one.Data) != 2 || one.Data[0].ID != page.Data[6].ID {
			t.Errorf("between two ids: %+v", one.Data)
		}
		f.now = f.now.Add(24 * time.Hour)
		f.window = time.Time{}
	}
}

func TestEmptyPageHasNoData(t *testing.T) {
	f := newTestFeed(t, Options{})
	w := f.get("/2/tweets/search/recent?query=from:nobody_at_all&start_time=" + noon.Add(-time.Hour).Format(time.RFC3339))
	if w.Code != http.StatusOK || w.Body.String() != `{"meta":{"result_count":0}}` {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestScanIsBounded(t *testing.T) {
	f := newTestFeed(t, Options{Rate: 1200})
	_, page := f.search("query", "from:nobody_at_all")
	if len(page.Data) != 0 || page.Meta.NextToken == "" {
		t.Fatalf("%+v", page.Meta)
	}
	if _, page = f.search("query", catQuery, "next_token", page.Meta.NextToken); len(page.Data) != 10 {
		t.Errorf("the next page has %d posts", len(page.Data))
	}
	id, _ := strconv.ParseUint(page.Data[0].ID, 10, 64)
	if age := noon.Sub(timeOf(id)); age < 14*time.Minute || age > 20*time.Minute {
		t.Errorf("the next page begins %s ago", age)
	}
}

func TestSearchRefuses(t *testing.T) {
	f := newTestFeed(t, Options{})
	for _, c := range []struct{ param, value, want string }{
		{"query", "", "0 characters"},
		{"query", "cat min_faves:3", "at position 5"},
		{"max_results", "9", "not between 10 and 100"},
		{"max_results", "101", "not between 10 and 100"},
		{"max_results", "many", "not between 10 and 100"},
		{"since_id", "abc", "does not match"},
		{"since_id", "12345678901234567890", "does not match"},
		{"since_id", "1", "'since_id' must be a tweet id created after 2026-11-15T12:00Z"},
		{"until_id", "-5", "does not match"},
		{"start_time", "yesterday", "RFC 3339"},
		{"start_time", noon.Add(-8 * 24 * time.Hour).Format(time.RFC3339), "must be on or after 2026-11-15T12:00Z"},
		{"end_time", noon.Add(time.Hour).Format(time.RFC3339), "must be before"},
		{"next_token", "b123", "is not valid"},
		{"next_token", "bzz0", "is not valid"},
		{"sort_order", "random", "not one of"},
		{"expansions", "everything", "not one of"},
		{"tweet.fields", "text,colour", "[colour]"},
		{"media.fields", "smell", "[smell]"},
		{"user.fields", "shoe_size", "[shoe_size]"},
		{"colour", "red", "[colour] is not one of"},
	} {
		params := []string{"query", "cat", c.param, c.value}
		status, p := f.search(params...)
		if status != http.StatusBadRequest || len(p.Errors) != 1 || !strings.Contains(p.Errors[0].Message, c.want) || p.Title != "Invalid Request" ||
			!strings.HasSuffix(p.Type, "/problems/invalid-request") || len(p.Errors[0].Parameters[c.param]) != 1 {
			t.Errorf("%s=%s: %d %+v", c.param, c.value, status, p)
		}
	}
}

func TestLookupAndUsage(t *testing.T) {
	f := newTestFeed(t, Options{})
	_, page := f.search("query", "cat")
	first, second := page.Data[0], page.Data[1]
	w := f.get("/2/tweets?ids=" + first.ID + "," + second.ID + ",1")
	body := w.Body.String()
	if w.Code != http.StatusOK || strings.Count(body, `"text"`) != 2 || !strings.Contains(body, first.ID) || !strings.Contains(body, "Could not find tweet with ids: [1].") {
		t.Errorf("%d %s", w.Code, body)
	}
	for _, ids := range []string{"", "x", strings.Repeat("1,", 100) + "1"} {
		if w := f.get("/2/tweets?ids=" + ids); w.Code != http.StatusBadRequest {
			t.Errorf("ids=%.10s: %d", ids, w.Code)
		}
	}
	if w := f.get("/2/usage/tweets"); !strings.Contains(w.Body.String(), `"project_usage":"10"`) {
		t.Errorf("usage: %s", w.Body)
	}
}
