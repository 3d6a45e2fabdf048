package dataformat

import (
	"bytes"
	"errors"
	"io"
	"math"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// YAML is Camel's yaml data format with the SnakeYAML library.
// See https://camel.apache.org/components/4.18.x/dataformats/snakeYaml-dataformat.html
type YAML struct {
	ID                      string `yaml:"id"`
	Library                 string `yaml:"library"`
	UnmarshalType           string `yaml:"unmarshalType"`
	UseApplicationContext   bool   `yaml:"useApplicationContextClassLoader"`
	PrettyFlow              bool   `yaml:"prettyFlow"`
	AllowAnyType            bool   `yaml:"allowAnyType"`
	AllowRecursiveKeys      bool   `yaml:"allowRecursiveKeys"`
	MaxAliasesForCollection int    `yaml:"maxAliasesForCollections"`
}

// Unmarshal reads one document. Maps keep their order, a date is a time.
func (f *YAML) Unmarshal(_ *components.Exchange, data []byte) (any, error) {
	var n yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&n); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		return nil, &components.Exception{Class: "org.yaml.snakeyaml.parser.ParserException", Message: strings.TrimPrefix(err.Error(), "yaml: "), Cause: err}
	}
	r := yamlReader{left: 1_000_000}
	return r.value(&n)
}

// yamlReader turns nodes into values; left bounds how many, so that aliases cannot make a small text large.
type yamlReader struct{ left int }

func (r *yamlReader) value(n *yaml.Node) (any, error) {
	if r.left--; r.left < 0 {
		return nil, components.NewException("org.yaml.snakeyaml.error.YAMLException", "the document holds too many values")
	}
	switch n.Kind {
	case yaml.DocumentNode:
		return r.value(n.Content[0])
	case yaml.AliasNode:
		return r.value(n.Alias)
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for _, item := range n.Content {
			v, err := r.value(item)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		return list, nil
	case yaml.MappingNode:
		m := &components.Map{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			v, err := r.value(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			m.Set(n.Content[i].Value, v)
		}
		return m, nil
	}
	return scalarValue(n)
}

func scalarValue(n *yaml.Node) (any, error) {
	var v any
	if err := n.Decode(&v); err != nil {
		return nil, components.NewException("org.yaml.snakeyaml.error.YAMLException", err.Error())
	}
	switch v := v.(type) {
	case int64:
		if v >= math.MinInt32 && v <= math.MaxInt32 {
			return int(v), nil
		}
	case int:
		if v < math.MinInt32 || v > math.MaxInt32 {
			return int64(v), nil
		}
	case uint64:
		return float64(v), nil
	case time.Time:
		return v.UTC(), nil
	}
	return v, nil
}

// Marshal writes the body: collections that hold only plain values on one line, others over several.
func (f *YAML) Marshal(_ *components.Exchange, body any) ([]byte, error) {
	n, err := yamlNode(body)
	if err != nil {
		return nil, err
	}
	w := &yamlWriter{}
	if err := w.block(n, 0); err != nil {
		return nil, err
	}
	return w.out, nil
}
