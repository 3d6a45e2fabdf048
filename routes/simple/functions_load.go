package simple

import (
	"os"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// loadFunctions read files of the program.
var loadFunctions = map[string]compiler{"load": load}

// load is the text of a file, read once: load(name), load(classpath:name), load(file:name).
func load(p *parser, c call) (components.Expression, error) {
	if err := p.parenthesized(c); err != nil {
		return nil, err
	}
	if p.trim(c.inside).empty() {
		return nil, p.wrong(c.text.start, "write ${load(greeting.txt)}", "${load} needs a file's name")
	}
	name := argument{p.of(c.inside), c.inside.start}.withoutQuotes().text
	b, err := os.ReadFile(strings.TrimPrefix(strings.TrimPrefix(name, "classpath:"), "file:"))
	if err != nil {
		return nil, p.wrong(c.inside.start, "", "cannot load %s: %v", name, err)
	}
	return constant(strings.TrimSuffix(string(b), "\n")), nil
}
