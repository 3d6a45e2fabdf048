package componenttest

import (
	"slices"
	"testing"
)

func TestSnippets(t *testing.T) {
	const text = "# x: y\n```\nplain\n```\n\n```yaml\na: 1\nb:\n```\n```json\n{}\n```\n```yaml\n- c\n```\n"
	if got := snippets(text, "yaml"); !slices.Equal(got, []string{"a: 1\nb:\n", "- c\n"}) {
		t.Errorf("got %q", got)
	}
	if got := snippets("```yaml\nfirst\n```\n", "yaml"); !slices.Equal(got, []string{"first\n"}) {
		t.Errorf("got %q", got)
	}
	if got := snippets("no block", "yaml"); len(got) != 0 {
		t.Errorf("got %q", got)
	}
}

func TestParse(t *testing.T) {
	for text, good := range map[string]bool{"": true, "a: 1\n---\n- b\n": true, "a: [1": false, "a: 1\n  b: 2\n": false} {
		if err := parse(text); (err == nil) != good {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

func TestWith(t *testing.T) {
	for uri, want := range map[string]string{"a:b": "a:b?c=d", "a:b?e=f": "a:b?e=f&c=d"} {
		if got := with(uri, "c", "d"); got != want {
			t.Errorf("got %s", got)
		}
	}
}
