package runtime

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/dromedary-go/dromedary/routes"
)

var longScript = strings.Repeat("console.log('miaow');\n", 200)

// staticFolder makes a folder with a page, and something beside it that is not to be served.
func staticFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{
		"site/index.html": "<h1>cats</h1>", "site/wall.js": longScript, "site/sub/index.html": "sub", "site/bare/x.txt": "x",
		"site/.env": "TOKEN=x", "site/.git/config": "x", "site/photo.jpg": "\xff\xd8", "secret.txt": "secret",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "secret.txt"), filepath.Join(dir, "site", "link.txt")); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "site")
}

func staticEngine(t *testing.T, source string, more ...string) *Engine {
	t.Helper()
	return engineOf(t, nil, append(more, "camel.server.port=0", "camel.server.staticEnabled=true", "camel.server.staticSourceDir="+source))
}

func TestStaticFiles(t *testing.T) {
	e := staticEngine(t, staticFolder(t))
	start(t, e)
	defer stop(t, e)
	for path, want := range map[string]struct {
		status     int
		body, kind string
	}{
		"":                         {200, "<h1>cats</h1>", "text/html; charset=utf-8"},
		"index.html":               {200, "<h1>cats</h1>", "text/html; charset=utf-8"},
		"wall.js":                  {200, longScript, "text/javascript; charset=utf-8"},
		"photo.jpg":                {200, "\xff\xd8", "image/jpeg"},
		"sub/":                     {200, "sub", "text/html; charset=utf-8"},
		"bare/":                    {404, "", ""}, // no listing
		"bare":                     {404, "", ""},
		"nothing.html":             {404, "", ""},
		".env":                     {404, "", ""},
		".git/config":              {404, "", ""},
		"link.txt":                 {404, "", ""}, // leads out of the folder
		"..%2fsecret.txt":          {404, "", ""},
		"sub/..%2f..%2fsecret.txt": {404, "", ""},
		"%00":                      {404, "", ""},
	} {
		answer, body := get(t, e, path)
		if answer.StatusCode != want.status || want.status == 200 && (body != want.body || answer.Header.Get("Content-Type") != want.kind) {
			t.Errorf("/%s: got %d %s %.30q", path, answer.StatusCode, answer.Header.Get("Content-Type"), body)
		}
		for name, value := range staticHeaders {
			if answer.StatusCode == 200 && answer.Header.Get(name) != value {
				t.Errorf("/%s: %s is %q", path, name, answer.Header.Get(name))
			}
		}
	}
	answer, err := http.Post(e.URL()+"index.html", "text/plain", strings.NewReader("x"))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", answer.StatusCode)
	}
}

func TestStaticFilesAreKeptByBrowsersUntilTheyChange(t *testing.T) {
	dir := staticFolder(t)
	e := staticEngine(t, dir)
	start(t, e)
	defer stop(t, e)
	for _, coding := range []string{"identity", "br, gzip;q=0.5"} {
		first, _ := get(t, e, "wall.js", "Accept-Encoding", coding)
		tag := first.Header.Get("ETag")
		if !strings.HasPrefix(tag, `"`) || first.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s: ETag %s, Vary %s", coding, tag, first.Header.Get("Vary"))
		}
		again, body := get(t, e, "wall.js", "Accept-Encoding", coding, "If-None-Match", `"other", `+tag)
		if again.StatusCode != http.StatusNotModified || body != "" {
			t.Errorf("%s: got %d", coding, again.StatusCode)
		}
		if other, _ := get(t, e, "wall.js", "Accept-Encoding", coding, "If-None-Match", `"other"`); other.StatusCode != 200 {
			t.Errorf("%s: got %d", coding, other.StatusCode)
		}
	}
	before, _ := get(t, e, "wall.js")
	if err := os.WriteFile(filepath.Join(dir, "wall.js"), []byte(longScript+"// new"), 0o644); err != nil {
		t.Fatal(err)
	}
	after, body := get(t, e, "wall.js", "If-None-Match", before.Header.Get("ETag"))
	if after.StatusCode != 200 || !strings.HasSuffix(body, "// new") {
		t.Errorf("after the change: %d", after.StatusCode)
	}
}

func TestStaticFilesAreCompressed(t *testing.T) {
	e := staticEngine(t, staticFolder(t))
	start(t, e)
	defer stop(t, e)
	for accept, want := range map[string]string{"gzip": "gzip", "deflate, gzip": "gzip", "gzip;q=0": "", "gzip; q=0.0": "", "": "", "br": "", "xgzip": ""} {
		answer, body := get(t, e, "wall.js", "Accept-Encoding", accept)
		if got := answer.Header.Get("Content-Encoding"); got != want {
			t.Errorf("Accept-Encoding %q: got %q", accept, got)
		}
		if want == "" {
			continue
		}
		z, err := gzip.NewReader(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if plain, err := io.ReadAll(z); err != nil || string(plain) != longScript {
			t.Errorf("Accept-Encoding %q: %v", accept, err)
		}
	}
	if answer, _ := get(t, e, "photo.jpg", "Accept-Encoding", "gzip"); answer.Header.Get("Content-Encoding") != "" {
		t.Error("a photo is compressed")
	}
	answer, body := get(t, e, "wall.js", "Accept-Encoding", "gzip", "Range", "bytes=0-6")
	if answer.StatusCode != http.StatusPartialContent || body != "console" {
		t.Errorf("range: got %d %q", answer.StatusCode, body)
	}
}

func TestWhereStaticFilesComeFrom(t *testing.T) {
	t.Chdir(filepath.Dir(staticFolder(t)))
	inside := fstest.MapFS{"page/index.html": {Data: []byte("inside")}, "site/index.html": {Data: []byte("not this")}}
	for source, want := range map[string]string{
		"site": "<h1>cats</h1>", "file:site": "<h1>cats</h1>", "classpath:site": "<h1>cats</h1>", "classpath:page": "inside", "classpath:/page/": "inside",
		"page": "", "classpath:nowhere": "", "site/index.html": "", "": "",
	} {
		p := routes.NewProperties()
		for _, kv := range [][2]string{{"camel.server.port", "0"}, {"camel.server.staticEnabled", "true"}, {"camel.server.staticSourceDir", source}, {"camel.server.staticContextPath", "/a/b"}} {
			p.Set(kv[0], kv[1])
		}
		e, _, err := New(Config{Properties: p, Static: inside, Files: []routes.File{{Name: "r.yaml", Text: []byte("[]")}}})
		if err != nil || e == nil {
			t.Fatal(err)
		}
		err = e.Start(t.Context())
		if want == "" {
			var failed *StartError
			if !errors.As(err, &failed) || !strings.Contains(failed.Hint, "staticSourceDir") {
				t.Errorf("%q: got %v", source, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", source, err)
			continue
		}
		if _, body := get(t, e, "a/b/"); body != want {
			t.Errorf("%q: got %q", source, body)
		}
		if answer, _ := get(t, e, ""); answer.StatusCode != 404 {
			t.Errorf("%q: / answers %d", source, answer.StatusCode)
		}
		stop(t, e)
	}
}
