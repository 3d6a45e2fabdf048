package routes

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// source is a route file being read: its lines serve the excerpts of diagnostics.
type source struct {
	name  string
	lines []string
	kind  bool // it holds a document such as kind: Integration, which Camel's own loader passes over
}

// lineBreak is what YAML 1.1 counts as one.
var lineBreak = regexp.MustCompile("\r\n|[\n\r\u0085\u2028\u2029]")

// parse reads the documents of a file. YAML's own mistakes end the file: a parser that lost its way has nothing more to say.
func parse(f File) (*source, []*yaml.Node, Diagnostics) {
	if line := tooMany(f.Text); line > 0 {
		return &source{name: f.Name}, nil, Diagnostics{{
			Pos: Pos{f.Name, line, 1}, Msg: fmt.Sprintf("the file is too large: here it has more than %d values", maxValues),
			Hint: "split it into files of some thousand routes each",
		}}
	}
	src := &source{name: f.Name, lines: lineBreak.Split(string(f.Text), -1)}
	var documents []*yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(f.Text))
	for {
		var n yaml.Node
		err := safely(func() error { return d.Decode(&n) })
		if errors.Is(err, io.EOF) {
			return src, documents, nil
		}
		if err != nil {
			return src, documents, Diagnostics{src.yamlError(err)}
		}
		for _, doc := range n.Content {
			if wrong, ok := src.checkAnchors(doc); !ok {
				return src, documents, Diagnostics{wrong}
			}
			documents = append(documents, doc)
		}
	}
}

// maxValues bounds what a file becomes in memory, which is up to a kilobyte a value: 10,000 routes have room, a file of 10 MB
// with a value on each line has not. Long texts are not what it bounds.
const maxValues = 450_000

// tooMany answers the line where a text has more than maxValues values, 0 where it has not. It counts what they begin with,
// before a parser makes nodes of them.
func tooMany(text []byte) (line int) {
	values := 0
	for i, c := range text {
		switch c {
		case ':', ',', '[':
			values++
		case '{':
			if i == 0 || text[i-1] != '$' {
				values++
			}
		case '-', '?':
			if i+1 < len(text) && bytes.IndexByte([]byte(" \t\r\n"), text[i+1]) >= 0 {
				values++
			}
		}
		if values > maxValues {
			return 1 + bytes.Count(text[:i], []byte("\n"))
		}
	}
	return 0
}

// safely turns a panic of the YAML library, which has had some on broken input, into an error.
func safely(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("not readable as YAML: %v", r)
		}
	}()
	return f()
}

func (s *source) line(n int) string {
	if n < 1 || n > len(s.lines) {
		return ""
	}
	return s.lines[n-1]
}

// place is where something stands in a route file.
type place struct {
	src  *source
	node *yaml.Node
}

// stand sets the place of a struct that embeds it, unless it has one.
func (p *place) stand(at place) {
	if p.node == nil {
		*p = at
	}
}

func (p place) pos() Pos {
	if p.node == nil || p.src == nil {
		return Pos{}
	}
	pos := Pos{p.src.name, p.node.Line, p.node.Column}
	if last := len(p.src.lines); pos.Line > last && last > 0 { // what is empty may stand behind the end
		pos.Line, pos.Col = last, 1
	}
	return pos
}

// at answers the place of a byte of the node's value. Where the value is not found as it stands in the source (escapes,
// folded lines, anchors), the place is the value's beginning.
func (p place) at(offset int) Pos {
	pos := p.pos()
	if p.node == nil || p.node.Kind != yaml.ScalarNode || offset < 0 || offset > len(p.node.Value) {
		return pos
	}
	before := p.node.Value[:offset]
	switch p.node.Style &^ yaml.TaggedStyle {
	case yaml.LiteralStyle:
		line := pos.Line + 1 + strings.Count(before, "\n")
		text := before[strings.LastIndexByte(before, '\n')+1:]
		source := p.src.line(line)
		whole := p.node.Value[len(before)-len(text):]
		whole, _, _ = strings.Cut(whole, "\n")
		if i := strings.Index(source, whole); i >= 0 {
			return Pos{pos.File, line, utf8.RuneCountInString(source[:i]+text) + 1}
		}
		return pos
	case yaml.DoubleQuotedStyle, yaml.SingleQuotedStyle, 0:
		source := []rune(p.src.line(pos.Line))
		if pos.Col-1 > len(source) {
			return pos
		}
		rest := string(source[pos.Col-1:])
		quote := 0
		if p.node.Style != 0 {
			quote = 1
		}
		if len(rest) >= quote && strings.HasPrefix(rest[quote:], before) {
			return Pos{pos.File, pos.Line, pos.Col + quote + utf8.RuneCountInString(before)}
		}
	}
	return pos
}
