package cats

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

func wellFormed(t *testing.T, what string, svg []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(svg))
	depth := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v\n%s", what, err, svg)
		}
		switch e := token.(type) {
		case xml.StartElement:
			depth++
			for _, a := range e.Attr {
				name := a.Name.Local
				if strings.HasPrefix(name, "on") || name == "href" || name == "style" || strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
					t.Fatalf("%s: <%s %s=%q>", what, e.Name.Local, name, a.Value)
				}
				if strings.Contains(a.Value, "url(") && !strings.HasPrefix(a.Value, "url(#") {
					t.Fatalf("%s refers to the outside: %q", what, a.Value)
				}
			}
			if e.Name.Local == "script" || e.Name.Local == "image" || e.Name.Local == "foreignObject" {
				t.Fatalf("%s has a <%s>", what, e.Name.Local)
			}
		case xml.EndElement:
			depth--
		}
	}
	if depth != 0 {
		t.Fatalf("%s: unbalanced", what)
	}
}

func TestPictures(t *testing.T) {
	places, alts, coatsSeen := map[string]int{}, map[string]int{}, map[string]int{}
	total := 0
	for seed := range uint64(800) {
		cat := Meet(seed % 60)
		p := Of(seed, cat)
		svg := p.SVG(0)
		wellFormed(t, p.Alt, svg)
		if again := Of(seed, cat); again.Alt != p.Alt || !bytes.Equal(again.SVG(0), svg) {
			t.Fatalf("seed %d: two pictures", seed)
		}
		if len(svg) > 8<<10 {
			t.Errorf("seed %d (%s): %d bytes", seed, p.Alt, len(svg))
		}
		if !strings.Contains(p.Alt, cat.Coat()) || strings.Contains(p.Alt, "  ") || strings.HasSuffix(p.Alt, ".") {
			t.Errorf("seed %d: alternative text %q", seed, p.Alt)
		}
		if !bytes.HasPrefix(svg, []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="`)) {
			t.Errorf("seed %d: %.80s", seed, svg)
		}
		total += len(svg)
		places[p.Place]++
		alts[p.Alt]++
		coatsSeen[cat.Coat()]++
	}
	if mean := total / 800; mean > 6<<10 {
		t.Errorf("the mean picture has %d bytes", mean)
	}
	if len(places) < 13 || len(alts) < 400 || len(coatsSeen) < 10 {
		t.Errorf("%d places, %d texts, %d coats: not varied", len(places), len(alts), len(coatsSeen))
	}
}

func TestSizes(t *testing.T) {
	cat := Meet(3)
	for seed := range uint64(40) {
		p := Of(seed, cat)
		var root struct {
			Width  int    `xml:"width,attr"`
			Height int    `xml:"height,attr"`
			Fit    string `xml:"preserveAspectRatio,attr"`
		}
		for size, want := range map[int][2]int{0: {p.Width, p.Height}, Thumb: {150, 150}, Small: {p.Width * 680 / max(p.Width, p.Height), p.Height * 680 / max(p.Width, p.Height)}} {
			root.Fit = ""
			if err := xml.Unmarshal(p.SVG(size), &root); err != nil {
				t.Fatal(err)
			}
			if root.Width != want[0] || root.Height != want[1] {
				t.Errorf("seed %d, size %d: got %dx%d, want %v", seed, size, root.Width, root.Height, want)
			}
			if (root.Fit != "") != (size == Thumb) {
				t.Errorf("seed %d, size %d: preserveAspectRatio is %q", seed, size, root.Fit)
			}
		}
	}
}

func TestViewsHaveNoCat(t *testing.T) {
	for seed := range uint64(200) {
		p := View(seed)
		wellFormed(t, p.Alt, p.SVG(0))
		if p.Alt == "" || strings.Contains(p.Alt, "cat") {
			t.Errorf("seed %d: alternative text %q", seed, p.Alt)
		}
	}
}

func TestAvatars(t *testing.T) {
	different := map[string]bool{}
	for seed := range uint64(200) {
		a := Avatar(seed, Meet(seed))
		wellFormed(t, "avatar", a)
		if len(a) > 4<<10 {
			t.Errorf("avatar %d has %d bytes", seed, len(a))
		}
		different[string(a)] = true
	}
	if len(different) < 150 {
		t.Errorf("only %d of 200 avatars are different", len(different))
	}
}

func BenchmarkSVG(b *testing.B) {
	b.ReportAllocs()
	cat := Meet(1)
	for i := 0; b.Loop(); i++ {
		Of(uint64(i), cat).SVG(Small)
	}
}
