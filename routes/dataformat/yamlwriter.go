package dataformat

import (
	"encoding/base64"
	"fmt"
	"math/big"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// yamlWidth is the column behind which a line is broken where that is possible.
const yamlWidth = 80

// yamlWriter lays nodes out as Camel's library does: entries of a list stand below the first letter of its key, long lines
// are broken.
type yamlWriter struct {
	out    []byte
	begun  int  // where the line begins
	pretty bool // what would stand on one line stands on several
}

func (w *yamlWriter) write(text string) { w.out = append(w.out, text...) }

func (w *yamlWriter) newline(indent int) {
	w.out = append(w.out, '\n')
	w.begun = len(w.out)
	w.write(strings.Repeat(" ", indent))
}

// full tells that the line is longer than it should be.
func (w *yamlWriter) full() bool { return utf8.RuneCount(w.out[w.begun:]) > yamlWidth }

func isBlock(n *yaml.Node) bool {
	return n.Style != yaml.FlowStyle && n.Kind != yaml.ScalarNode && len(n.Content) > 0
}

// block writes a node where a line begins, behind the indentation of its first line.
func (w *yamlWriter) block(n *yaml.Node, indent int) error {
	if !isBlock(n) {
		return w.inline(n, indent+2, false)
	}
	for i := 0; i < len(n.Content); i++ {
		if i > 0 {
			w.newline(indent)
		}
		item := n.Content[i]
		if n.Kind == yaml.SequenceNode {
			w.write("- ")
			inner := indent
			if isBlock(item) {
				inner += 2
			}
			if err := w.block(item, inner); err != nil {
				return err
			}
			continue
		}
		if err := w.scalar(item, indent, false, true); err != nil {
			return err
		}
		w.write(":")
		i++
		if err := w.entry(n.Content[i], indent); err != nil {
			return err
		}
	}
	return nil
}

// entry writes the value of a key.
func (w *yamlWriter) entry(value *yaml.Node, indent int) error {
	if !isBlock(value) {
		w.write(" ")
		return w.inline(value, indent+2, false)
	}
	if value.Kind == yaml.MappingNode {
		indent += 2
	}
	w.newline(indent)
	return w.block(value, indent)
}

// inline writes what begins on the line that is open; what follows on others stands behind indent.
func (w *yamlWriter) inline(n *yaml.Node, indent int, inFlow bool) error {
	if n.Kind == yaml.ScalarNode {
		return w.scalar(n, indent, inFlow, false)
	}
	opening, closing := "[", "]"
	if n.Kind == yaml.MappingNode {
		opening, closing = "{", "}"
	}
	w.write(opening)
	if w.pretty && len(n.Content) == 0 {
		w.newline(indent)
	}
	for i := 0; i < len(n.Content); i++ {
		if i > 0 {
			w.write(",")
		}
		if w.full() || w.pretty {
			w.newline(indent)
		} else if i > 0 {
			w.write(" ")
		}
		if n.Kind == yaml.MappingNode {
			if err := w.scalar(n.Content[i], indent, true, true); err != nil {
				return err
			}
			w.write(": ")
			i++
		}
		if err := w.inline(n.Content[i], indent+2, true); err != nil {
			return err
		}
	}
	if w.pretty && len(n.Content) > 0 {
		w.newline(indent - 2)
	}
	w.write(closing)
	return nil
}

// scalar writes a value; a key stays on its line.
func (w *yamlWriter) scalar(n *yaml.Node, indent int, inFlow, key bool) error {
	text := n.Value
	switch {
	case n.Tag == "!!binary":
		w.write("!!binary ")
		w.literal(text, indent)
	case n.Tag != "!!str":
		w.write(text)
	case n.Style == yaml.LiteralStyle && !key && !inFlow:
		w.literal(text, indent)
	case !printable(text):
		quoted, err := yaml.Marshal(&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: text})
		if err != nil {
			return err
		}
		w.write(strings.TrimRight(string(quoted), "\n"))
	case needsQuotes(text) || inFlow && strings.ContainsAny(text, ",?[]{}:"):
		w.write("'")
		w.words(strings.ReplaceAll(text, "'", "''"), indent, key)
		w.write("'")
	default:
		w.words(text, indent, key)
	}
	return nil
}

// words writes text; a single blank behind which the line would be too long becomes its end.
func (w *yamlWriter) words(text string, indent int, key bool) {
	for i := 0; i < len(text); i++ {
		single := text[i] == ' ' && i > 0 && i+1 < len(text) && text[i-1] != ' ' && text[i+1] != ' '
		if single && !key && w.full() {
			w.newline(indent)
			continue
		}
		w.out = append(w.out, text[i])
	}
}

// literal writes text of several lines behind a bar.
func (w *yamlWriter) literal(text string, indent int) {
	text, ended := strings.CutSuffix(text, "\n")
	if w.write("|-"); ended {
		w.out = w.out[:len(w.out)-1]
	}
	for line := range strings.SplitSeq(text, "\n") {
		w.newline(indent)
		w.write(line)
	}
}

func printable(text string) bool {
	return utf8.ValidString(text) && strings.IndexFunc(text, func(r rune) bool { return r == '\t' || r == '\n' || !unicode.IsPrint(r) }) < 0
}

func yamlNode(v any) (*yaml.Node, error) {
	flat := true
	n := &yaml.Node{}
	add := func(v any) error {
		item, err := yamlNode(v)
		if err != nil {
			return err
		}
		flat = flat && item.Kind == yaml.ScalarNode
		n.Content = append(n.Content, item)
		return nil
	}
	switch v := v.(type) {
	case *components.Map:
		n.Kind, n.Tag = yaml.MappingNode, "!!map"
		for k, item := range v.All() {
			n.Content = append(n.Content, yamlText(k))
			if err := add(item); err != nil {
				return nil, err
			}
		}
	case []any:
		n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
		for _, item := range v {
			if err := add(item); err != nil {
				return nil, err
			}
		}
	case float64, float32, *components.Decimal:
		n.Kind, n.Tag, n.Value = yaml.ScalarNode, "!!float", yamlFloat(components.Text(v))
	case *big.Int:
		n.Kind, n.Tag, n.Value = yaml.ScalarNode, "!!int", v.String()
	case nil, bool, int, int64:
		return n, n.Encode(v)
	case string:
		if strings.ContainsFunc(v, func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' }) {
			return yamlBytes([]byte(v)), nil
		}
		return yamlText(v), nil
	case []byte:
		return yamlBytes(v), nil
	case time.Time:
		return n, n.Encode(v)
	default:
		b, err := components.Bytes(v)
		if err != nil {
			return nil, fmt.Errorf("cannot be written as YAML: %w", err)
		}
		return yamlText(string(b)), nil
	}
	if flat && !hasLines(n) {
		n.Style = yaml.FlowStyle
	}
	return n, nil
}

// yamlFloat is how YAML writes what is no number.
func yamlFloat(text string) string {
	switch text {
	case "Infinity":
		return ".inf"
	case "-Infinity":
		return "-.inf"
	case "NaN":
		return ".NaN"
	}
	return text
}

func yamlBytes(b []byte) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!binary", Value: base64.StdEncoding.EncodeToString(b)}
}

func yamlText(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	if strings.Contains(s, "\n") {
		n.Style = yaml.LiteralStyle
	}
	return n
}

// needsQuotes tells whether text would be read as something else without quotes.
func needsQuotes(s string) bool {
	if _, isWord := oldWord(s); isWord || s == "<<" {
		return true
	}
	var back any
	err := yaml.Unmarshal([]byte(s), &back)
	text, ok := back.(string)
	return err != nil || !ok || text != s || strings.Contains(s, ": ") || strings.Contains(s, " #")
}

// hasLines tells whether one of a collection's texts goes over several lines.
func hasLines(n *yaml.Node) bool {
	for _, item := range n.Content {
		if strings.Contains(item.Value, "\n") {
			return true
		}
	}
	return false
}
