package routes

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what the tests got into their files")

// TestInvalid loads each archive of testdata/invalid: route files, perhaps application.properties, and under "want" the
// diagnostics that they must get.
func TestInvalid(t *testing.T) {
	names, err := filepath.Glob("testdata/invalid/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			h := newHarness(t)
			var files []File
			var got bytes.Buffer
			var want *txtar.File
			for i, f := range archive.Files {
				switch {
				case f.Name == "want":
					want = &archive.Files[i]
				case strings.HasSuffix(f.Name, ".properties"):
					for _, d := range h.properties.Parse(f.Name, f.Data) {
						d.Write(&got, Style{})
					}
				default:
					files = append(files, File{f.Name, f.Data})
				}
			}
			_, ds := h.load(files...)
			for _, d := range ds {
				if strings.Contains(d.Msg, "compact notation") && !strings.HasPrefix(filepath.Base(name), "compact") {
					continue // nearly all cases are, for brevity
				}
				d.Write(&got, Style{})
			}
			if *update {
				want.Data = got.Bytes()
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if got.String() != string(want.Data) {
				t.Errorf("got:\n%s\nwant:\n%s", got.Bytes(), want.Data)
			}
		})
	}
}

func FuzzLoad(f *testing.F) {
	names, _ := filepath.Glob("testdata/invalid/*.txtar")
	for _, name := range names {
		if archive, err := txtar.ParseFile(name); err == nil {
			for _, file := range archive.Files {
				f.Add(file.Data)
			}
		}
	}
	f.Add([]byte("---"))
	f.Add([]byte("- &a [*a]"))
	f.Add([]byte("- from: &a {uri: tick:x, steps: [choice: {when: [*a]}]}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		h := newHarness(t)
		_, ds := h.load(File{"f.yaml", text})
		h.alone = true
		_, alone := h.load(File{"f.yaml", text})
		for _, d := range append(ds, alone...) {
			if d.Line < 0 || d.Line > len(lineBreak.FindAllIndex(text, -1))+1 || d.Msg == "" {
				t.Errorf("bad diagnostic %+v", d)
			}
			d.Write(&bytes.Buffer{}, Style{})
		}
	})
}
