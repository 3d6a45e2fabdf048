package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components/all"
	"github.com/dromedary-go/dromedary/components/reference"
)

func TestReadmesAreFresh(t *testing.T) {
	if err := run("../..", true); err != nil {
		t.Error(err)
	}
}

func TestRun(t *testing.T) {
	folder := t.TempDir()
	for _, c := range all.Components {
		dir := filepath.Join(folder, strings.ReplaceAll(c.Info().Scheme, "-", ""))
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		text := "# " + c.Info().Scheme + ": title\n\n" + reference.Begin + "\n" + reference.End + "\n"
		if err := os.WriteFile(filepath.Join(dir, "README.md"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := run(folder, true); err == nil || strings.Count(err.Error(), "is stale") != len(all.Components) {
		t.Errorf("before: got %v", err)
	}
	if err := run(folder, false); err != nil {
		t.Fatal(err)
	}
	if err := run(folder, true); err != nil {
		t.Errorf("after: got %v", err)
	}
	if err := os.RemoveAll(filepath.Join(folder, "timer")); err != nil {
		t.Fatal(err)
	}
	if err := run(folder, false); err == nil || !strings.Contains(err.Error(), `"# timer: "`) {
		t.Errorf("without a README: got %v", err)
	}
}
