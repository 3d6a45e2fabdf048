package demo

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func posts(t *testing.T, n int) []*post {
	t.Helper()
	line := timeline{1, 12}
	var list []*post
	for id := range line.backwards(firstID(noon), 0) {
		if list = append(list, line.post(id)); len(list) == n {
			return list
		}
	}
	return nil
}

func TestMix(t *testing.T) {
	const n = 20000
	count := map[string]float64{}
	media := 0.0
	for _, p := range posts(t, n) {
		about := hasWord(p.words, "cat") || hasWord(p.words, "cats") || hasWord(p.words, "kitten") || p.text == "🐈"
		if !about {
			count["other"]++
			continue
		}
		count["about"]++
		switch {
		case len(p.media) == 0:
			count["none"]++
		case p.media[0].kind == "photo":
			count["photo"]++
			if len(p.media) > 1 {
				count["several"]++
			}
		default:
			count["video"]++
		}
		if p.sensitive {
			count["sensitive"]++
		}
		if p.gone > 0 {
			count["gone"]++
		}
		for _, a := range p.media {
			media++
			if a.alt == "" {
				count["noalt"]++
			}
		}
	}
	for _, c := range []struct {
		what                 string
		share, of, low, high float64
	}{
		{"other", count["other"], n, 0.10, 0.14},
		{"photo", count["photo"], count["about"], 0.63, 0.67},
		{"several", count["several"], count["photo"], 0.085, 0.115},
		{"video", count["video"], count["about"], 0.07, 0.09},
		{"none", count["none"], count["about"], 0.25, 0.29},
		{"sensitive", count["sensitive"], count["about"], 0.02, 0.04},
		{"gone", count["gone"], count["about"], 0.013, 0.027},
		{"without alternative text", count["noalt"], media, 0.18, 0.22},
	} {
		if share := c.share / c.of; share < c.low || share > c.high {
			t.Errorf("%s: %.3f, want %.3f to %.3f", c.what, share, c.low, c.high)
		}
	}
}

func TestPosts(t *testing.T) {
	different, langs, authors := map[string]bool{}, map[string]int{}, map[string]int{}
	line := timeline{1, 12}
	for _, p := range posts(t, 5000) {
		if strings.ContainsAny(p.text, "{}") || strings.Contains(p.text, "  ") || strings.TrimSpace(p.text) != p.text || p.text == "" {
			t.Errorf("text %q", p.text)
		}
		if n := utf8.RuneCountInString(p.text); n > 500 {
			t.Errorf("%d characters: %q", n, p.text)
		}
		if again := line.post(p.id); !reflect.DeepEqual(again, p) {
			t.Fatalf("post %d is not the same twice", p.id)
		}
		different[p.text], langs[p.lang], authors[p.author.handle] = true, langs[p.lang]+1, authors[p.author.handle]+1
		for _, a := range p.media {
			id, err := attachmentID(a.key)
			if err != nil || id&^7 != p.id || line.picture(id).Alt != a.picture.Alt {
				t.Errorf("key %s of post %d: %d, %v", a.key, p.id, id, err)
			}
		}
	}
	if len(different) < 1200 || len(langs) != 8 || len(authors) != len(everybody()) {
		t.Errorf("%d texts, %d languages, %d of %d authors", len(different), len(langs), len(authors), len(everybody()))
	}
	if langs["en"] < 2000 || langs["en"] > 4000 {
		t.Errorf("%d of 5000 posts are English", langs["en"])
	}
}

func TestTexts(t *testing.T) {
	total := 0
	for lang, p := range languages() {
		if len(p.texts["any"]) < 8 || len(p.texts["talk"]) == 0 || len(p.texts["weather"]) == 0 {
			t.Errorf("%s lacks texts", lang)
		}
		for about, list := range p.texts {
			total += len(list)
			for _, text := range list {
				for _, part := range strings.Split(text, "{")[1:] {
					slot, _, closed := strings.Cut(part, "}")
					switch slot {
					case "name", "coat", "n", "friend", "link":
					default:
						if len(p.slots[slot]) == 0 || !closed {
							t.Errorf("%s, %s: nothing fills {%s} in %q", lang, about, slot, text)
						}
					}
				}
			}
		}
	}
	if total < 300 {
		t.Errorf("only %d texts", total)
	}
	handles := map[string]bool{}
	for _, p := range everybody() {
		if languages()[p.lang] == nil || handles[strings.ToLower(p.handle)] || len(p.handle) > 20 || p.pet == "" {
			t.Errorf("person %+v", p)
		}
		handles[strings.ToLower(p.handle)] = true
	}
	if len(handles) < 55 {
		t.Errorf("only %d people", len(handles))
	}
}

func TestPostsAge(t *testing.T) {
	gone := 0
	for _, p := range posts(t, 1000) {
		at := timeOf(p.id)
		if p.visible(at.Add(-time.Millisecond)) || !p.visible(at) {
			t.Errorf("post %d is not there when it is written, or is before", p.id)
		}
		if p.gone > 0 {
			gone++
			if p.visible(at.Add(p.gone)) || !p.visible(at.Add(p.gone-1)) || p.gone < 10*time.Minute || p.gone > time.Hour {
				t.Errorf("post %d goes after %s", p.id, p.gone)
			}
		}
		previous := -1
		for _, age := range []time.Duration{0, time.Minute, time.Hour, 24 * time.Hour} {
			likes := p.likes(at.Add(age))
			if likes < previous {
				t.Errorf("post %d has fewer likes after %s", p.id, age)
			}
			previous = likes
		}
		if previous == 0 {
			t.Errorf("nobody likes post %d in a day", p.id)
		}
	}
	if gone == 0 {
		t.Error("no post is ever taken down")
	}
}
