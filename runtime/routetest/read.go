package routetest

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// caseReader decodes the keys of a case; every mistake names its line.
type caseReader struct {
	c     *Case
	lines []string
}

// The keys of a case, of an entry of send, of its http, and of a row of eval.
var (
	caseKeys = []string{"description", "routes", "properties", "files", "send", "settle", "log", "unordered", "eval", "message", "language", "predicate", "expect"}
	sendKeys = []string{"to", "body", "headers", "properties", "variables", "pattern", "http", "pause"}
	httpKeys = []string{"method", "path", "headers", "body", "statusOnly"}
	rowKeys  = []string{"expression", "language", "body", "headers", "properties", "variables", "predicate"}
)

// entries reads a map node whose keys are known.
func entries(n *yaml.Node, what string, known []string) (map[string]*yaml.Node, error) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Kind != yaml.MappingNode {
		return nil, fmt.Errorf("line %d: %s must be a map", n.Line, what)
	}
	m := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if !slices.Contains(known, key.Value) {
			hint := ""
			if near := components.Nearest(key.Value, known); near != "" {
				hint = fmt.Sprintf(": did you mean %q?", near)
			}
			return nil, fmt.Errorf("line %d: unknown key %q in %s%s", key.Line, key.Value, what, hint)
		}
		m[key.Value] = n.Content[i+1]
	}
	return m, nil
}

func (r *caseReader) read(n *yaml.Node) error {
	keys, err := entries(n, "the case", caseKeys)
	if err != nil {
		return err
	}
	if (keys["routes"] == nil) == (keys["eval"] == nil) {
		return errors.New("it needs routes or eval, one of them")
	}
	if keys["expect"] == nil {
		return errors.New("it has no expect")
	}
	c := r.c
	c.settle = 50 * time.Millisecond
	d := &decoding{}
	c.want = d.mapping(keys["expect"], "expect")
	c.properties = d.mapping(keys["properties"], "properties")
	if keys["files"] != nil {
		c.files = d.mapping(keys["files"], "files")
	}
	d.duration(keys["settle"], &c.settle)
	c.log = d.flag(keys["log"], "log", false)
	c.unordered = d.flag(keys["unordered"], "unordered", false)
	for _, entry := range d.list(keys["send"], "send") {
		c.send = append(c.send, d.send(entry))
	}
	if keys["eval"] != nil {
		r.table(d, keys)
	} else {
		r.routes(d, keys["routes"])
	}
	return d.err
}

func (r *caseReader) routes(d *decoding, n *yaml.Node) {
	if n.Kind == yaml.ScalarNode {
		r.c.routes = []source{{r.c.Path, r.placed(n)}}
		return
	}
	for _, name := range d.list(n, "routes") {
		if name.Kind != yaml.ScalarNode {
			d.fail(name, "routes must be the text of a route file or a list of file names")
			return
		}
		file := filepath.Join(filepath.Dir(r.c.Path), filepath.FromSlash(name.Value))
		if filepath.IsAbs(name.Value) {
			file = name.Value
		}
		text, err := readFile(file)
		if err != nil {
			d.fail(name, "%v", err)
			return
		}
		r.c.routes = append(r.c.routes, source{file, string(text)})
	}
}

// placed answers the text of a block with lines and columns as in the case, so that mistakes are found there.
func (r *caseReader) placed(n *yaml.Node) string {
	if n.Style&yaml.LiteralStyle == 0 || strings.HasPrefix(n.Value, "---") || strings.Contains(n.Value, "\n---") || strings.ContainsAny(n.Value, "%\t") {
		return n.Value
	}
	first, _, _ := strings.Cut(n.Value, "\n")
	if n.Line >= len(r.lines) {
		return n.Value
	}
	indent, found := strings.CutSuffix(strings.TrimRight(r.lines[n.Line], "\r"), first)
	if !found || strings.Trim(indent, " ") != "" || first == "" {
		return n.Value
	}
	var b strings.Builder
	b.WriteString(strings.Repeat("\n", n.Line))
	for line := range strings.Lines(n.Value) {
		if line != "\n" {
			b.WriteString(indent)
		}
		b.WriteString(line)
	}
	return b.String()
}

func (r *caseReader) table(d *decoding, keys map[string]*yaml.Node) {
	var shared message
	if n := keys["message"]; n != nil {
		m, err := entries(n, "message", []string{"body", "headers", "properties", "variables"})
		d.note(err)
		shared = d.message(m, message{})
	}
	language := d.text(keys["language"], "simple")
	predicate := d.flag(keys["predicate"], "predicate", true)
	for _, n := range d.list(keys["eval"], "eval") {
		if n.Kind == yaml.ScalarNode {
			r.c.rows = append(r.c.rows, row{components.Text(d.value(n)), language, shared, predicate})
			continue
		}
		m, err := entries(n, "a row of eval", rowKeys)
		d.note(err)
		if m["expression"] == nil {
			d.fail(n, "a row of eval needs an expression")
			return
		}
		r.c.rows = append(r.c.rows, row{
			components.Text(d.value(m["expression"])), d.text(m["language"], language), d.message(m, shared), d.flag(m["predicate"], "predicate", predicate),
		})
	}
}

// decoding keeps the first mistake.
type decoding struct{ err error }

func (d *decoding) note(err error) {
	if d.err == nil {
		d.err = err
	}
}

func (d *decoding) fail(n *yaml.Node, format string, args ...any) {
	d.note(fmt.Errorf("line %d: %s", n.Line, fmt.Sprintf(format, args...)))
}

func (d *decoding) value(n *yaml.Node) any {
	if n == nil {
		return nil
	}
	v, err := valueOf(n)
	d.note(err)
	return v
}

// mapping reads a map; there is always one.
func (d *decoding) mapping(n *yaml.Node, what string) *components.Map {
	v := d.value(n)
	if m, ok := v.(*components.Map); ok {
		return m
	}
	if v != nil {
		d.fail(n, "%s must be a map", what)
	}
	return &components.Map{}
}

func (d *decoding) list(n *yaml.Node, what string) []*yaml.Node {
	switch {
	case n == nil || n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		return nil
	case n.Kind == yaml.AliasNode:
		n = n.Alias
	}
	if n.Kind != yaml.SequenceNode {
		d.fail(n, "%s must be a list", what)
		return nil
	}
	return n.Content
}

func (d *decoding) text(n *yaml.Node, otherwise string) string {
	if n == nil {
		return otherwise
	}
	return components.Text(d.value(n))
}

func (d *decoding) flag(n *yaml.Node, what string, otherwise bool) bool {
	if n == nil {
		return otherwise
	}
	b, ok := d.value(n).(bool)
	if !ok {
		d.fail(n, "%s must be true or false", what)
	}
	return b
}

// duration reads 200ms, 1.5s or a number of milliseconds.
func (d *decoding) duration(n *yaml.Node, into *time.Duration) {
	if n == nil {
		return
	}
	text, unit := n.Value, time.Millisecond
	if t, ok := strings.CutSuffix(text, "ms"); ok {
		text = t
	} else if t, ok := strings.CutSuffix(text, "s"); ok {
		text, unit = t, time.Second
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f < 0 || f > 1e6 {
		d.fail(n, "%q is no time: write 200ms or 1.5s", n.Value)
		return
	}
	*into = time.Duration(f * float64(unit))
}

func (d *decoding) message(m map[string]*yaml.Node, over message) message {
	if n := m["body"]; n != nil {
		over.body = d.value(n)
	}
	for key, into := range map[string]**components.Map{"headers": &over.headers, "properties": &over.properties, "variables": &over.variables} {
		if n := m[key]; n != nil {
			*into = d.mapping(n, key)
		}
	}
	return over
}

func (d *decoding) send(n *yaml.Node) send {
	var s send
	m, err := entries(n, "an entry of send", sendKeys)
	d.note(err)
	given := 0
	for _, key := range []string{"to", "http", "pause"} {
		if m[key] != nil {
			given++
		}
	}
	if given != 1 {
		d.fail(n, "an entry of send needs to, http or pause, one of them")
		return s
	}
	d.duration(m["pause"], &s.pause)
	s.to = d.text(m["to"], "")
	s.message = d.message(m, message{})
	switch pattern := d.text(m["pattern"], "InOnly"); pattern {
	case "InOut":
		s.inOut = true
	case "InOnly":
	default:
		d.fail(n, "pattern %q is neither InOnly nor InOut", pattern)
	}
	if m["http"] != nil {
		h, err := entries(m["http"], "http", httpKeys)
		d.note(err)
		s.http = &request{
			method: d.text(h["method"], "GET"), path: d.text(h["path"], "/"), headers: d.mapping(h["headers"], "headers"),
			body: d.value(h["body"]), statusOnly: d.flag(h["statusOnly"], "statusOnly", false),
		}
	}
	return s
}
