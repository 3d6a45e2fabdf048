package demo

import (
	"fmt"
	"hash/fnv"
	"net/http"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components/twitter/demo/cats"
)

// servePicture answers GET /media/{key}.svg?name=thumb|small|large. Any key that is well formed has a picture, so pages
// that outlive a restart keep theirs.
func (f *Feed) servePicture(w http.ResponseWriter, r *http.Request) {
	key, ok := strings.CutSuffix(r.PathValue("file"), ".svg")
	id, err := attachmentID(key)
	size, known := map[string]int{"": 0, "large": 0, "medium": 0, "small": cats.Small, "thumb": cats.Thumb}[r.FormValue("name")]
	if !ok || err != nil || !known {
		http.NotFound(w, r)
		return
	}
	writeSVG(w, r, f.picture(id).SVG(size))
}

// serveAvatar answers GET /avatar/{n}.svg, n counting people from 1.
func (f *Feed) serveAvatar(w http.ResponseWriter, r *http.Request) {
	number, ok := strings.CutSuffix(r.PathValue("file"), ".svg")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n < 1 || n > len(everybody()) {
		http.NotFound(w, r)
		return
	}
	writeSVG(w, r, cats.Avatar(uint64(n), everybody()[n-1].cat))
}

// writeSVG sends a drawing, to be kept for a day: a new version may draw it better.
func writeSVG(w http.ResponseWriter, r *http.Request, svg []byte) {
	sum := fnv.New64a()
	_, _ = sum.Write(svg) // a hash does not fail
	etag := fmt.Sprintf(`"%016x"`, sum.Sum64())
	h := w.Header()
	h.Set("Content-Type", "image/svg+xml")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "public, max-age=86400")
	h.Set("ETag", etag)
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(svg)))
	_, _ = w.Write(svg) // whoever asked may be gone
}
