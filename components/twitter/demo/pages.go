package demo

import (
	"embed"
	"html/template"
	"net"
	"net/http"
	"strconv"
	"time"
)

//go:embed pages/*.html
var pageFiles embed.FS

var pages = template.Must(template.ParseFS(pageFiles, "pages/*.html"))

type postPage struct {
	Name, Handle, Profile, Avatar, Text, Lang, Time, ISO string
	Pictures                                             []postPicture
	Likes                                                int
	Missing                                              bool
}

type postPicture struct {
	URL, Alt      string
	Width, Height int
}

// servePost answers GET /{user}/status/{id}: the post on a page of its own.
func (f *Feed) servePost(w http.ResponseWriter, r *http.Request) {
	now := f.options.Clock()
	page := postPage{Missing: true}
	status := http.StatusNotFound
	if id, err := parseID(r.PathValue("id")); err == nil {
		if p := f.find(id, now); p != nil && byHandle(r.PathValue("user")) == p.author {
			status = http.StatusOK
			at := timeOf(p.id)
			page = postPage{Name: p.author.name, Handle: p.author.handle, Text: p.text, Lang: p.lang, Likes: p.likes(now),
				Time: at.Format("2 January 2006, 15:04 UTC"), ISO: at.Format(time.RFC3339)}
			base := f.base(r)
			page.Avatar, page.Profile = avatarURL(p.author, base), base+"/"+p.author.handle
			for _, a := range p.media {
				alt := a.alt
				if alt == "" {
					alt = "Picture posted by " + p.author.name
				}
				page.Pictures = append(page.Pictures, postPicture{base + "/media/" + a.key + ".svg", alt, a.picture.Width, a.picture.Height})
			}
		}
	}
	writePage(w, status, "post.html", page)
}

type profilePage struct {
	Name, Handle, Avatar, Pet, Coat string
	Posts                           []profilePost
}

type profilePost struct{ URL, Text, Lang, Time string }

const (
	profilePosts = 12
	profileReach = 24 * time.Hour
)

// serveProfile answers GET /{user}: somebody's latest posts.
func (f *Feed) serveProfile(w http.ResponseWriter, r *http.Request) {
	who := byHandle(r.PathValue("user"))
	if who == nil {
		writePage(w, http.StatusNotFound, "post.html", postPage{Missing: true})
		return
	}
	now := f.options.Clock()
	base := f.base(r)
	page := profilePage{Name: who.name, Handle: who.handle, Avatar: avatarURL(who, base), Pet: who.pet, Coat: who.cat.Coat()}
	scanned := 0
	for id := range f.backwards(firstID(now.Add(time.Millisecond)), firstID(now.Add(-profileReach))) {
		if scanned++; scanned > maxScan || len(page.Posts) == profilePosts {
			break
		}
		if author(id) != who {
			continue
		}
		if p := f.post(id); p.visible(now) {
			page.Posts = append(page.Posts, profilePost{base + "/" + who.handle + "/status/" + strconv.FormatUint(id, 10), p.text, p.lang, timeOf(id).Format("15:04 UTC")})
		}
	}
	writePage(w, http.StatusOK, "profile.html", page)
}

type controlPage struct {
	Seed       uint64
	Rate       float64
	State      string
	Vocabulary string
	LastMinute int
	Served     int
	Used       int
	Limit      int
	Faults     []controlFault
	Search     string
}

type controlFault struct{ Kind, Words string }

// serveControl answers GET /_stub: what the feed does, and a form that makes it fail.
func (f *Feed) serveControl(w http.ResponseWriter, r *http.Request) {
	now := f.options.Clock()
	page := controlPage{Seed: f.seed, Rate: f.rate, State: f.state(), Limit: f.options.Limit, Search: f.base(r) + "/2/tweets/search/recent?query=cat"}
	for range f.backwards(firstID(now.Add(time.Millisecond)), firstID(now.Add(-time.Minute))) {
		page.LastMinute++
	}
	for _, k := range faultKinds {
		page.Faults = append(page.Faults, controlFault{k.kind, k.words})
	}
	f.mu.Lock()
	page.Served, page.Vocabulary = f.served, f.vocabulary
	if now.Sub(f.window) < limitWindow {
		page.Used = f.used
	}
	f.mu.Unlock()
	writePage(w, http.StatusOK, "control.html", page)
}

func writePage(w http.ResponseWriter, status int, name string, data any) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-cache")
	w.WriteHeader(status)
	_ = pages.ExecuteTemplate(w, name, data) // only a reader who is gone makes it fail
}

// local tells whether a request comes from this machine and not by another site's page.
func local(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil || !net.ParseIP(host).IsLoopback() {
		return false
	}
	site := r.Header.Get("Sec-Fetch-Site")
	return site == "" || site == "none" || site == "same-origin"
}
