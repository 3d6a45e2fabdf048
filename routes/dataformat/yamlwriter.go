package dataformat

import (
	"fmt"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// yamlWriter lays nodes out as Camel's library does: entries of a list stand below the first letter of its key.
type yamlWriter struct{ out []byte }

// block writes a node where a line begins, behind the indentation of its first line.
func (w *yamlWriter) block(n *yaml.Node, indent int) error {
	if n.Style == yaml.FlowStyle || n.Kind == yaml.ScalarNode || len(n.Content) == 0 {
		return w.inline(n, indent)
	}
	for i := 0; i < len(n.Content); i++ {
		if i > 0 {
			w.out = append(w.out, strings.Repeat(" ", indent)...)
		}
		item := n.Content[i]
		if n.Kind == yaml.SequenceNode {
			w.out = append(w.out, "- "...)
			if err := w.block(item, indent+2); err != nil {
				return err
			}
			continue
		}
		key, err := yaml.Marshal(item)
		if err != nil {
			return err
		}
		w.out = append(append(w.out, strings.TrimRight(string(key), "\n")...), ':')
		i++
		if err := w.entry(n.Content[i], indent); err != nil {
			return err
		}
	}
	return nil
}

// entry writes the value of a key.
func (w *yamlWriter) entry(value *yaml.Node, indent int) error {
	if value.Kind == yaml.ScalarNode || value.Style == yaml.FlowStyle || len(value.Content) == 0 {
		w.out = append(w.out, ' ')
		return w.inline(value, indent)
	}
	if value.Kind == yaml.MappingNode {
		indent += 2
	}
	w.out = append(append(w.out, '\n'), strings.Repeat(" ", indent)...)
	return w.block(value, indent)
}

// inline writes what stands on one line, or text of several behind a bar.
func (w *yamlWriter) inline(n *yaml.Node, indent int) error {
	if n.Style == yaml.LiteralStyle {
		text, ended := strings.CutSuffix(n.Value, "\n")
		bar := "|-"
		if ended {
			bar = "|"
		}
		w.out = append(append(w.out, bar...), '\n')
		for line := range strings.SplitSeq(text, "\n") {
			w.out = append(append(append(w.out, strings.Repeat(" ", max(indent, 2))...), line...), '\n')
		}
		return nil
	}
	text, err := yaml.Marshal(n)
	if err != nil {
		return err
	}
	w.out = append(w.out, text...)
	return nil
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
			key := &yaml.Node{}
			key.SetString(k)
			if needsQuotes(k) {
				key.Style = yaml.SingleQuotedStyle
			}
			n.Content = append(n.Content, key)
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
	case nil, bool, int, int64, float64:
		return n, n.Encode(v)
	case string:
		return yamlText(v), nil
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

func yamlText(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	switch {
	case strings.Contains(s, "\n"):
		n.Style = yaml.LiteralStyle
	case needsQuotes(s):
		n.Style = yaml.SingleQuotedStyle
	}
	return n
}

// needsQuotes tells whether text would be read as something else without quotes.
func needsQuotes(s string) bool {
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
