package cli

import (
	"os"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components/all"
)

// TestReadme: what the README shows is what there is.
func TestReadme(t *testing.T) {
	readme := read(t, "../../README.md")
	if !strings.Contains(readme, "```yaml\n"+read(t, "../../routes.yaml")+"```\n") {
		t.Error("README.md shows another route than routes.yaml holds")
	}
	for _, c := range all.Components {
		if !strings.Contains(readme, "[`"+c.Info().Scheme+"`](components/") {
			t.Errorf("README.md has no row for the component %s", c.Info().Scheme)
		}
	}
	if lines := strings.Count(readme, "\n"); lines > 150 {
		t.Errorf("README.md has %d lines; more than 150 are not read", lines)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
