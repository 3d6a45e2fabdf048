package twittercats

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The root's files are what `go run . run` takes in a clone, the example's what the binary carries.
func TestRootRunsTheExample(t *testing.T) {
	for _, name := range []string{"routes.yaml", "application.properties"} {
		root, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		example, err := FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(root, example) {
			t.Errorf("%s of the root and of the example differ: copy one over the other", name)
		}
	}
}

// What real Camel answers for the card, in the routes' test data, is about the steps that run here.
func TestCardIsTheOneOfCamel(t *testing.T) {
	routes, err := FS.ReadFile("routes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	recorded, err := os.ReadFile(filepath.Join("..", "..", "routes", "testdata", "camel", "cats-card.test.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	_, steps, _ := strings.Cut(string(routes), "- filter:")
	steps, _, found := strings.Cut(steps, "- to:")
	if !found || !strings.Contains(unindented(string(recorded)), unindented(strings.TrimSpace(steps))) {
		t.Error("the steps of routes.yaml are not those of cats-card.test.yaml: bring them together and record the case anew")
	}
}

func unindented(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimSpace(line) + "\n")
	}
	return b.String()
}

var (
	inlineHandler = regexp.MustCompile(`(?i)\son[a-z]+\s*=`)
	inlineStyle   = regexp.MustCompile(`(?i)\sstyle\s*=|<style|<script>|javascript:`)
	markupSink    = regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function`)
	otherHost     = regexp.MustCompile(`(?:src|href|url\(|import|fetch)[^\n]{0,3}["'(]https?://`)
)

// The page runs under a strict Content-Security-Policy, takes no markup from messages and asks no other host for anything.
func TestPageKeepsItsPolicy(t *testing.T) {
	n := 0
	err := fs.WalkDir(FS, "page", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), "stomp.") {
			return err
		}
		n++
		text, err := FS.ReadFile(path)
		if err != nil {
			return err
		}
		if lines := bytes.Count(text, []byte("\n")); lines >= 400 {
			t.Errorf("%s has %d lines, the limit is 400", path, lines)
		}
		for _, bad := range []*regexp.Regexp{markupSink, otherHost} {
			if m := bad.Find(text); m != nil {
				t.Errorf("%s: %q", path, m)
			}
		}
		if filepath.Ext(path) == ".html" {
			for _, bad := range []*regexp.Regexp{inlineHandler, inlineStyle} {
				if m := bad.Find(text); m != nil {
					t.Errorf("%s: %q is inline", path, m)
				}
			}
		}
		return nil
	})
	if err != nil || n < 10 {
		t.Errorf("%d files looked at, %v", n, err)
	}
}

// The library is the one that was published, so that nobody has to read it again.
func TestLibraryIsUnchanged(t *testing.T) {
	text, err := FS.ReadFile("page/stomp.umd.min.js")
	if err != nil {
		t.Fatal(err)
	}
	const want = "1cac8e0d31d3a70bf89fa7f2200243a00e02b2e8636e00fa5e760adb7d04f6fd"
	if got := fmt.Sprintf("%x", sha256.Sum256(text)); got != want {
		t.Errorf("sha256 %s, want %s; a new version also needs stomp.ORIGIN.txt", got, want)
	}
}

// Every file that the page names is there, and none is there that it does not need.
func TestPageIsWhole(t *testing.T) {
	names := regexp.MustCompile(`(?:href|src)="([\w.-]+\.\w+)"|from "\./([\w.-]+\.js)"`)
	named := map[string]bool{"index.html": true}
	files, err := fs.ReadDir(FS, "page")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if ext := filepath.Ext(f.Name()); ext != ".html" && (ext != ".js" || strings.HasPrefix(f.Name(), "stomp.")) {
			continue
		}
		text, err := FS.ReadFile("page/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range names.FindAllSubmatch(text, -1) {
			name := string(m[1]) + string(m[2])
			named[name] = true
			if _, err := fs.Stat(FS, "page/"+name); err != nil {
				t.Errorf("%s names %s, which is not there", f.Name(), name)
			}
		}
	}
	for _, f := range files {
		if !named[f.Name()] && !strings.HasPrefix(f.Name(), "stomp.") {
			t.Errorf("nothing names %s", f.Name())
		}
	}
}
