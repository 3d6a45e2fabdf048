package components

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFileRepositoryOutlivesItself(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sub", "ids.txt")
	open := func() *FileRepository { return &FileRepository{Path: path, CacheSize: 1} }
	add := func(r *FileRepository, id string, want bool) {
		t.Helper()
		if fresh, err := r.Add(id); fresh != want || err != nil {
			t.Errorf("%s: got %v, %v", id, fresh, err)
		}
	}
	r := open()
	add(r, "a", true)
	add(r, "b", true)
	add(r, "c", true)
	add(r, "a", false)
	if err := r.Remove("b"); err != nil {
		t.Fatal(err)
	}
	// A power cut may leave a line without its end: it is still an id, and the next one does not stick to it.
	if err := os.WriteFile(path, []byte("a\nc\ntorn"), 0o600); err != nil {
		t.Fatal(err)
	}
	r = open()
	add(r, "torn", false)
	add(r, "b", true)
	add(r, "c", false)
	if data, err := os.ReadFile(path); string(data) != "a\nc\ntorn\nb\n" || err != nil {
		t.Errorf("the file holds %q, %v", data, err)
	}
	r = open()
	if known, err := r.Contains("b"); !known || err != nil {
		t.Errorf("got %v, %v", known, err)
	}
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".*")); len(left) > 0 || err != nil {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestFileRepositoryThatCannotBeRead(t *testing.T) {
	r := &FileRepository{Path: t.TempDir(), CacheSize: 1}
	if _, err := r.Add("a"); err == nil {
		t.Error("a folder was taken for a file")
	}
}
