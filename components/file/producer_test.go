package file

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func TestANameCannotLeaveTheDirectory(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "out")
	for _, name := range []string{"../a", "..", "x/../../a", "../outer/a", "./../../../../etc/passwd"} {
		if err := send(t, newContext(), "file:"+dir, name, "x"); components.Class(err) != components.IllegalArgumentException {
			t.Errorf("%q: got %v", name, err)
		}
	}
	gone(t, filepath.Join(root, "a"))
	for _, name := range []string{"/etc/passwd", "..a/..b", "a\\..\\b"} {
		if err := send(t, newContext(), "file:"+dir, name, "x"); err != nil {
			t.Errorf("%q: %v", name, err)
		}
		if got := text(t, dir+"/"+name); got != "x" {
			t.Errorf("%q: got %q", name, got)
		}
	}
}

func TestWhatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, "d/x", "")
	for name, body := range map[string]any{
		"number": 5, "float": 1.5, "truth": true, "list": []any{1}, "map": components.NewMap("a", 1), "null": nil,
		"d": "a directory is there", "d/x/y": "a file is no directory", "a\x00b": "no name", strings.Repeat("n", 300): "too long",
		"gone": &Body{path: filepath.Join(dir, "none")}, "broken": io.MultiReader(strings.NewReader("half"), broken{}),
	} {
		if err := send(t, newContext(), "file:"+dir, name, body); components.Class(err) != operationFailed {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("broken") }

func TestAFullDiskIsTold(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("there is no /dev/full")
	}
	err := send(t, newContext(), "file:/dev", "full", "x")
	if components.Class(err) != operationFailed || !strings.Contains(fmt.Sprint(errors.Unwrap(err)), "no space") {
		t.Errorf("got %v, %v", err, errors.Unwrap(err))
	}
}

func TestAFileIsNotDestroyedByItself(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, "a.txt", "precious")
	body := &Body{path: filepath.Join(dir, "a.txt")}
	if err := send(t, newContext(), "file:"+dir, "a.txt", body); err != nil {
		t.Error(err)
	}
	for _, option := range []string{"fileExist=Append", "charset=UTF-16"} {
		if err := send(t, newContext(), "file:"+dir+"?"+option, "a.txt", body); err == nil {
			t.Errorf("%s: no error", option)
		}
	}
	if got := text(t, filepath.Join(dir, "a.txt")); got != "precious" {
		t.Errorf("got %q", got)
	}
}

func TestAppendingAtOnce(t *testing.T) {
	dir, ctx := t.TempDir(), newContext()
	var running sync.WaitGroup
	for i := range 50 {
		running.Go(func() {
			if err := send(t, ctx, "file:"+dir+`?fileExist=Append&appendChars=\n`, "log", strings.Repeat(string(rune('a'+i%26)), 1000)); err != nil {
				t.Error(err)
			}
		})
	}
	running.Wait()
	lines := strings.Split(strings.TrimSuffix(text(t, filepath.Join(dir, "log")), "\n"), "\n")
	if len(lines) != 50 {
		t.Errorf("got %d lines", len(lines))
	}
	for _, line := range lines {
		if line != strings.Repeat(line[:1], 1000) {
			t.Errorf("mixed: %q", line)
		}
	}
}

func TestNobodySeesHalfAFile(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, "a.txt", "old")
	err := send(t, newContext(), "file:"+dir+"?tempPrefix=.tmp-&eagerDeleteTargetFile=false", "a.txt", io.MultiReader(strings.NewReader("half"), broken{}))
	if err == nil {
		t.Error("no error")
	}
	if got := text(t, filepath.Join(dir, "a.txt")); got != "old" {
		t.Errorf("got %q", got)
	}
}

func TestPermissions(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	if err := send(t, newContext(), "file:"+dir+"?chmod=0640&chmodDirectory=750", "sub/a.txt", "x"); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{"sub/a.txt": 0o640, "sub": 0o750, "": 0o750} {
		if info, err := os.Stat(filepath.Join(dir, path)); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: got %v, %v", path, info.Mode(), err)
		}
	}
}

func TestMistakes(t *testing.T) {
	for uri, want := range map[string]string{
		"file:x?delete=true&move=y":                   "a file cannot be both deleted and moved",
		"file:x?include=[":                            "missing closing",
		"file:x?sortBy=file:nam":                      "unknown function",
		"file:x?charset=klingon":                      "unknown charset",
		"file:x?fileExist=Move":                       "belong together",
		"file:x?moveExisting=y":                       "belong together",
		"file:x?fileExist=Append&tempPrefix=t":        "cannot be written to a temporary file",
		"file:x?tempPrefix=t&tempFileName=u":          "exclude each other",
		"file:x?chmod=999":                            "are no permissions",
		"file:x?delay=0":                              "must be above 0",
		"file:x?readLock=changed&readLockTimeout=10":  "must be longer",
		"file:x?readLock=idempotent":                  "needs an idempotentRepository",
		"file:x?idempotentRepository=%23a&noop=true":  "there is no bean",
		"file:x?doneFileName=${header.a}":             "doneFileName knows",
		"file:${header.a}":                            "the directory is the same for all files",
		"file:x?checksumFileAlgorithm=CRC":            "unknown checksum",
		"file:x?startingDirectoryMustHaveAccess=true": "needs startingDirectoryMustExist",
	} {
		parsed, err := components.ParseURI(uri)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Component.Endpoint(newContext(), parsed); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", uri, err, want)
		}
	}
}
