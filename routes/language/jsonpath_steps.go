package language

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// jsonPath is a compiled path: steps from the root, and functions at the end.
type jsonPath struct {
	steps     []jsonStep
	functions []jsonFunction
}

// jsonStep goes from values to values. One of names, indexes, slice, filter and wildcard is set.
type jsonStep struct {
	scan     bool // .. before it: at any depth
	names    []string
	indexes  []int
	slice    *jsonSlice
	filter   jsonFilter
	wildcard bool
}

type jsonSlice struct{ from, to *int }

// isDefinite tells whether the step leads to one place at most. Several names are one where they are the last step: they
// make one map then.
func (s jsonStep) isDefinite(last bool) bool {
	return !s.scan && (len(s.names) == 1 || len(s.names) > 1 && last || len(s.indexes) == 1)
}

func (p *jsonPath) isDefinite() bool {
	for i, s := range p.steps {
		if !s.isDefinite(i == len(p.steps)-1) {
			return false
		}
	}
	return true
}

// jsonParser compiles a path.
type jsonParser struct {
	text  string
	at    int
	depth int
}

func (p *jsonParser) wrong(at int, hint, format string, args ...any) error {
	return &components.SyntaxError{Offset: min(at, len(p.text)), Msg: fmt.Sprintf(format, args...), Hint: hint}
}

const jsonPathExample = "write, for example, $.items[0].name or $.items[?(@.price > 10)].name"

func parseJSONPath(text string) (*jsonPath, error) {
	p := &jsonParser{text: text}
	switch {
	case text == "":
		return nil, p.wrong(0, jsonPathExample, "the path is empty")
	case strings.Contains(text, "${"):
		return nil, p.wrong(strings.Index(text, "${"), "use a filter that compares with a part of the document", "functions of Simple inside a path are not available here")
	}
	path, err := p.path()
	if err == nil && p.at < len(text) {
		err = p.wrong(p.at, jsonPathExample, "unexpected %q in the path", text[p.at:])
	}
	return path, err
}

// path reads $, @ or nothing, and steps as far as they go.
func (p *jsonParser) path() (*jsonPath, error) {
	path := &jsonPath{}
	if p.next() == '$' || p.next() == '@' {
		p.at++
	} else if err := p.name(path, false); err != nil { // "items.name" is "$.items.name"
		return nil, err
	}
	for {
		switch p.next() {
		case '.':
			if err := p.dotted(path); err != nil {
				return nil, err
			}
		case '[':
			step, err := p.bracket()
			if err != nil {
				return nil, err
			}
			path.steps = append(path.steps, step)
		default:
			return path, nil
		}
	}
}

// next is the byte that comes next, 0 at the end.
func (p *jsonParser) next() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *jsonParser) dotted(path *jsonPath) error {
	p.at++
	scan := p.next() == '.'
	if scan {
		p.at++
	}
	switch p.next() {
	case 0:
		return p.wrong(p.at-1, "take the dot away or write a name behind it", "the path ends with a dot")
	case '*':
		p.at++
		path.steps = append(path.steps, jsonStep{scan: scan, wildcard: true})
		return nil
	case '[':
		if !scan {
			return p.wrong(p.at, "take the dot away", "a dot stands before [")
		}
		step, err := p.bracket()
		step.scan = true
		path.steps = append(path.steps, step)
		return err
	}
	return p.name(path, scan)
}

// name reads a name, or a function at the end of the path.
func (p *jsonParser) name(path *jsonPath, scan bool) error {
	begin := p.at
	for p.at < len(p.text) && !strings.ContainsRune(".[()]*?,'\"=<>!&|~@ \t\r\n", rune(p.text[p.at])) {
		p.at++
	}
	name := p.text[begin:p.at]
	if p.next() == '(' && !scan {
		return p.function(path, name, begin)
	}
	if name == "" {
		return p.wrong(begin, "write ['name'] where a name holds blanks or other signs", "a name is missing in the path")
	}
	path.steps = append(path.steps, jsonStep{scan: scan, names: []string{name}})
	return nil
}

var (
	jsonIndexes = regexp.MustCompile(`^\s*-?\d+\s*(,\s*-?\d+\s*)*$`)
	jsonRange   = regexp.MustCompile(`^\s*(-?\d+)?\s*:\s*(-?\d+)?\s*(?::\s*-?\d*\s*)?$`) // a width is read and does nothing, as in Jayway
)

// bracket reads ['name'], [0], [1:2], [*] or [?(...)].
func (p *jsonParser) bracket() (jsonStep, error) {
	open := p.at
	p.at++
	p.blanks()
	switch c := p.next(); {
	case c == '\'' || c == '"':
		return p.quotedNames(open)
	case c == '?':
		return p.filterStep(open)
	}
	end := strings.IndexByte(p.text[p.at:], ']')
	if end < 0 {
		return jsonStep{}, p.wrong(open, "add ]", "[ has no closing ]")
	}
	inside := p.text[p.at : p.at+end]
	p.at += end + 1
	if strings.TrimSpace(inside) == "*" {
		return jsonStep{wildcard: true}, nil
	}
	if m := jsonRange.FindStringSubmatch(inside); m != nil && strings.Trim(inside, ": ") != "" {
		slice := &jsonSlice{}
		for i, bound := range []**int{&slice.from, &slice.to} {
			if m[i+1] == "" {
				continue
			}
			n, err := strconv.Atoi(m[i+1])
			if err != nil {
				return jsonStep{}, p.wrong(open, "", "%q is no range of indexes", inside)
			}
			*bound = &n
		}
		return jsonStep{slice: slice}, nil
	}
	if !jsonIndexes.MatchString(inside) {
		return jsonStep{}, p.wrong(open+1, "write [0], [1:3], [*], ['name'] or [?(@.price > 10)]", "%q is no index", inside)
	}
	var indexes []int
	for word := range strings.SplitSeq(inside, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(word))
		if err != nil {
			return jsonStep{}, p.wrong(open+1, "", "%q is no index", word)
		}
		indexes = append(indexes, n)
	}
	return jsonStep{indexes: indexes}, nil
}

func (p *jsonParser) blanks() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

// quotedNames reads 'a','b'] behind [.
func (p *jsonParser) quotedNames(open int) (jsonStep, error) {
	var names []string
	for {
		p.blanks()
		name, err := p.quoted()
		if err != nil {
			return jsonStep{}, err
		}
		names = append(names, name)
		p.blanks()
		switch p.next() {
		case ',':
			p.at++
		case ']':
			p.at++
			return jsonStep{names: names}, nil
		default:
			return jsonStep{}, p.wrong(open, "add ]", "[ has no closing ]")
		}
	}
}

// quoted reads text in single or double quotes; a backslash takes the meaning of a quote and of itself away.
func (p *jsonParser) quoted() (string, error) {
	begin, quote := p.at, p.next()
	if quote != '\'' && quote != '"' {
		return "", p.wrong(begin, "write it in quotes", "a quoted name is missing")
	}
	var b strings.Builder
	for p.at++; p.at < len(p.text); p.at++ {
		c := p.text[p.at]
		switch {
		case c == quote:
			p.at++
			return b.String(), nil
		case c == '\\' && p.at+1 < len(p.text) && strings.IndexByte(`'"\/`, p.text[p.at+1]) >= 0:
			p.at++
			b.WriteByte(p.text[p.at])
		default:
			b.WriteByte(c)
		}
	}
	return "", p.wrong(begin, "close the quote", "the quoted text has no end")
}
