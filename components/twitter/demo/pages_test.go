package demo

import (
	"bytes"
	"encoding/xml"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestPictures(t *testing.T) {
	f := newTestFeed(t, Options{Prefix: "/demo"})
	_, page := f.search(everything...)
	for _, m := range page.Includes.Media {
		path := strings.TrimPrefix(m.URL+m.Preview, "/demo")
		for _, query := range []string{"", "?name=thumb", "?name=small", "?name=large"} {
			w := f.get(path + query)
			h := w.Header()
			if w.Code != http.StatusOK || h.Get("Content-Type") != "image/svg+xml" || h.Get("X-Content-Type-Options") != "nosniff" ||
				h.Get("Content-Security-Policy") != "default-src 'none'; style-src 'unsafe-inline'" || !strings.Contains(h.Get("Cache-Control"), "max-age=86400") {
				t.Fatalf("%s: %d %v", path+query, w.Code, h)
			}
			d := xml.NewDecoder(w.Body)
			for {
				if _, err := d.Token(); err == io.EOF {
					break
				} else if err != nil {
					t.Fatalf("%s: %v", path, err)
				}
			}
		}
	}
	path := "/media/" + page.Includes.Media[0].Key + ".svg"
	one := f.get(path)
	if two := New(Options{}); !bytes.Equal(one.Body.Bytes(), two.picture(mustKey(t, page.Includes.Media[0].Key)).SVG(0)) {
		t.Error("another feed of this seed has another picture")
	}
	if w := f.get(path, "If-None-Match", one.Header().Get("ETag")); w.Code != http.StatusNotModified || w.Body.Len() != 0 {
		t.Errorf("known ETag: %d", w.Code)
	}
	for _, bad := range []string{"/media/3_1.png", "/media/3_.svg", "/media/3_abc.svg", "/media/4_2124484669993930753.svg", "/media/3_2124484669993930752.svg", path + "?name=enormous"} {
		if w := f.get(bad); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", bad, w.Code)
		}
	}
	if w := f.get("/avatar/1.svg"); w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), "<svg ") {
		t.Errorf("avatar: %d", w.Code)
	}
}

func mustKey(t *testing.T, key string) uint64 {
	t.Helper()
	id, err := attachmentID(key)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestPostPage(t *testing.T) {
	f := newTestFeed(t, Options{Prefix: "/demo"})
	_, page := f.search(everything...)
	var found *wirePost
	for i := range page.Data {
		if len(page.Data[i].Attachments.MediaKeys) > 0 {
			found = &page.Data[i]
			break
		}
	}
	handle := ""
	for _, u := range page.Includes.Users {
		if u.ID == found.AuthorID {
			handle = u.Username
		}
	}
	w := f.get("/" + handle + "/status/" + found.ID)
	body := w.Body.String()
	if w.Code != http.StatusOK || !strings.Contains(body, `src="/demo/media/`+found.Attachments.MediaKeys[0]+`.svg"`) || !strings.Contains(body, "Demo feed") ||
		!strings.Contains(body, "@"+handle) || !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
		t.Errorf("%d %s", w.Code, body)
	}
	if w := f.get("/tilda_who/status/" + found.ID); w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "This post is not here") {
		t.Errorf("somebody else's: %d", w.Code)
	}
	if w := f.get("/" + handle); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `href="/demo/`+handle+`/status/`) {
		t.Errorf("profile: %d %s", w.Code, w.Body)
	}
}

func TestPagesNameNoBrand(t *testing.T) {
	f := newTestFeed(t, Options{})
	_, page := f.search(everything...)
	for _, path := range []string{"/", "/_stub", "/miso_daily", "/miso_daily/status/1"} {
		body := f.get(path).Body.String()
		for _, word := range []string{"Twitter", "X.com", "x.com", "twimg"} {
			if strings.Contains(body, word) {
				t.Errorf("%s says %s", path, word)
			}
		}
		if !strings.Contains(body, "Demo feed") {
			t.Errorf("%s does not say that it is the demo feed", path)
		}
	}
	for _, p := range page.Data {
		if strings.Contains(p.Text, "t.co") {
			t.Errorf("%q", p.Text)
		}
	}
}

func TestParseOptions(t *testing.T) {
	o, err := ParseOptions("?rate=2/s,seed=7,limit=9")
	if err != nil || o.Rate != 120 || o.Seed != 7 || o.Limit != 9 {
		t.Errorf("%+v, %v", o, err)
	}
	if o, err = ParseOptions("?rate=600/h&seed=7"); err != nil || o.Rate != 10 {
		t.Errorf("%+v, %v", o, err)
	}
	for _, bad := range []string{"?rate=0", "?rate=NaN", "?rate=5000/s", "?rate=12/week", "?seed=-1", "?limit=0", "?colour=red", "?%zz"} {
		if o, err := ParseOptions(bad); err == nil {
			t.Errorf("%s: %+v", bad, o)
		}
	}
}
