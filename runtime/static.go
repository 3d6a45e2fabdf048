package runtime

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path"
	"strings"
	"sync"
	"time"
)

// staticFiles serves a folder: a page and what it needs. There are no listings, hidden files are not served, and the
// page may load nothing from elsewhere but pictures.
type staticFiles struct {
	files fs.FS

	mu   sync.Mutex
	tags map[string]fileTag // by name; made when a file is first asked for
}

// fileTag is a file's strong ETag, and what it was made of.
type fileTag struct {
	modified time.Time
	size     int64
	tag      string
}

// staticHeaders are sent with every file.
var staticHeaders = map[string]string{
	"Content-Security-Policy": "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' https: data:; " +
		"connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
	"X-Content-Type-Options": "nosniff",
	"Referrer-Policy":        "no-referrer",
	"Cache-Control":          "no-cache", // keep it, but ask whether it is still the same
}

const (
	maxTags         = 1000
	staticWriteTime = time.Minute
	minGzip         = 1 << 10
	maxGzip         = 4 << 20
)

// openStatic finds what camel.server.staticSourceDir names: a folder, or classpath:PATH, which is the working
// directory's PATH where it has one and else that of the files inside the binary. Close the closer at the end.
func openStatic(source string, builtIn fs.FS) (fs.FS, io.Closer, error) {
	name, inside := strings.CutPrefix(source, "classpath:")
	name = strings.TrimPrefix(name, "file:")
	if source == "" {
		return nil, nil, &StartError{Msg: "static files are enabled but not where they are", Hint: "set the property camel.server.staticSourceDir to a folder"}
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		root, err := os.OpenRoot(name) // symbolic links must not lead out of the folder
		if err != nil {
			return nil, nil, &StartError{Msg: "cannot serve files of " + name, Err: err}
		}
		return root.FS(), root, nil
	}
	if inside && builtIn != nil {
		name = path.Clean(strings.TrimPrefix(name, "/"))
		if info, err := fs.Stat(builtIn, name); err == nil && info.IsDir() {
			sub, err := fs.Sub(builtIn, name)
			return sub, io.NopCloser(nil), err
		}
	}
	return nil, nil, &StartError{Msg: fmt.Sprintf("there is no folder %s to serve files of", name), Hint: "check the property camel.server.staticSourceDir"}
}

// ServeHTTP serves the file that the path names, index.html for a folder.
func (s *staticFiles) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for k, v := range staticHeaders {
		w.Header().Set(k, v)
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "This is a file.", http.StatusMethodNotAllowed)
		return
	}
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	if name == "" || strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	file, info := s.open(name)
	if file == nil {
		http.NotFound(w, r)
		return
	}
	defer file.Close()
	tag, err := s.tag(name, info, file)
	if err != nil {
		http.Error(w, "The file cannot be read.", http.StatusInternalServerError)
		return
	}
	// Not for the server as a whole: WebSockets live long. A writer without deadlines is a test's.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(staticWriteTime))
	if kind := mime.TypeByExtension(path.Ext(name)); kind != "" {
		w.Header().Set("Content-Type", kind)
	}
	if compressible(name, info.Size()) {
		w.Header().Set("Vary", "Accept-Encoding")
		if acceptsGzip(r) {
			serveGzip(w, r, tag, file)
			return
		}
	}
	w.Header().Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, name, time.Time{}, file)
}

// staticFile is a file that can be served in parts, as those of folders and of embed.FS are.
type staticFile interface {
	fs.File
	io.Seeker
}

func (s *staticFiles) open(name string) (staticFile, fs.FileInfo) {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") {
			return nil, nil
		}
	}
	opened, err := s.files.Open(name)
	if err != nil {
		return nil, nil
	}
	info, err := opened.Stat()
	file, seeks := opened.(staticFile)
	if err != nil || !info.Mode().IsRegular() || !seeks {
		opened.Close()
		return nil, nil
	}
	return file, info
}

// tag answers the hash of a file's content, made once for each size and time of change.
func (s *staticFiles) tag(name string, info fs.FileInfo, file staticFile) (string, error) {
	s.mu.Lock()
	known, ok := s.tags[name]
	s.mu.Unlock()
	if ok && known.size == info.Size() && known.modified.Equal(info.ModTime()) {
		return known.tag, nil
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return "", err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	tag := hex.EncodeToString(hash.Sum(nil)[:12])
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tags == nil || len(s.tags) >= maxTags {
		s.tags = map[string]fileTag{}
	}
	s.tags[name] = fileTag{info.ModTime(), info.Size(), tag}
	return tag, nil
}

func compressible(name string, size int64) bool {
	switch path.Ext(name) {
	case ".html", ".js", ".mjs", ".css", ".svg", ".json", ".txt", ".md", ".map", ".webmanifest":
		return size >= minGzip && size <= maxGzip
	}
	return false
}

func acceptsGzip(r *http.Request) bool {
	if r.Header.Get("Range") != "" {
		return false
	}
	for coding := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, quality, weighted := strings.Cut(strings.TrimSpace(coding), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			return !weighted || strings.Trim(strings.TrimSpace(quality), "q=0.") != ""
		}
	}
	return false
}

// serveGzip sends a file compressed. That has an ETag of its own, for it is another sequence of bytes.
func serveGzip(w http.ResponseWriter, r *http.Request, tag string, file io.Reader) {
	tag = `"` + tag + `-gzip"`
	w.Header().Set("ETag", tag)
	if match := r.Header.Get("If-None-Match"); match == "*" || strings.Contains(match, tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	if r.Method == http.MethodHead {
		return
	}
	z := gzip.NewWriter(w)
	if _, err := io.Copy(z, file); err == nil { // else the client sees a body that is cut off
		_ = z.Close()
	}
}
