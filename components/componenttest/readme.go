package componenttest

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/reference"
)

// examineReadme checks the README.md of the component's folder: its heading, an example that is YAML, and the options.
func examineReadme(t *testing.T, c components.Component) {
	b, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	heading, _, _ := strings.Cut(text, "\n")
	if !strings.HasPrefix(heading, "# "+c.Info().Scheme+": ") {
		t.Errorf("README.md begins with %q, want %q and a title", heading, "# "+c.Info().Scheme+": ")
	}
	if !strings.Contains(text, "\n## Options\n") {
		t.Error("README.md has no section ## Options")
	}
	if fresh, err := reference.Update(text, c); err != nil {
		t.Error(err)
	} else if fresh != text {
		t.Error("the options in README.md are stale: run go generate ./...")
	}
	examples := snippets(text, "yaml")
	if len(examples) == 0 {
		t.Error("README.md has no example in a yaml block")
	}
	mentioned := false
	for _, example := range examples {
		if err := parse(example); err != nil {
			t.Errorf("README.md: %v in\n%s", err, example)
		}
		mentioned = mentioned || strings.Contains(example, c.Info().Scheme)
	}
	if !mentioned {
		t.Errorf("no example of README.md uses %s", c.Info().Scheme)
	}
}

func parse(text string) error {
	for d := yaml.NewDecoder(strings.NewReader(text)); ; {
		var document any
		if err := d.Decode(&document); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// snippets answers the fenced blocks of a language.
func snippets(markdown, language string) []string {
	var found []string
	for _, part := range strings.Split("\n"+markdown, "\n```"+language+"\n")[1:] {
		text, _, _ := strings.Cut(part, "\n```")
		found = append(found, text+"\n")
	}
	return found
}
