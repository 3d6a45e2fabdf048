package dataformat

import (
	"bytes"
	"errors"
	"io"
	"math"
	"math/big"
	"regexp"
	"slices"
	"strconv"
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
	var n, next yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	if err := decoder.Decode(&n); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		return nil, &components.Exception{Class: "org.yaml.snakeyaml.parser.ParserException", Message: strings.TrimPrefix(err.Error(), "yaml: "), Cause: err}
	}
	if decoder.Decode(&next) == nil {
		return nil, components.NewException("org.yaml.snakeyaml.composer.ComposerException", "expected a single document in the stream")
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
		return r.mapping(n)
	}
	return scalarValue(n)
}

// mapping reads a map: what "<<" merges comes first, the map's own keys have the last word.
func (r *yamlReader) mapping(n *yaml.Node) (any, error) {
	m := &components.Map{}
	for _, merges := range []bool{true, false} {
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i]
			if (key.Tag == "!!merge") != merges {
				continue
			}
			v, err := r.value(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			if !merges {
				name, err := r.value(key)
				if err != nil {
					return nil, err
				}
				m.Set(components.Text(name), v)
				continue
			}
			sources, isList := v.([]any)
			if !isList {
				sources = []any{v}
			}
			for _, source := range slices.Backward(sources) { // the first one counts
				from, ok := source.(*components.Map)
				if !ok {
					return nil, components.NewException("org.yaml.snakeyaml.constructor.ConstructorException", "expected a mapping or list of mappings for merging")
				}
				for name, item := range from.All() {
					m.Set(name, item)
				}
			}
		}
	}
	return m, nil
}

// oldWord answers what a plain word means in YAML 1.1 where yaml.v3 takes it for text: a truth value, or a number in the way of
// hours and minutes.
func oldWord(word string) (any, bool) {
	switch word {
	case "yes", "Yes", "YES", "on", "On", "ON":
		return true, true
	case "no", "No", "NO", "off", "Off", "OFF":
		return false, true
	}
	first, rest, isSixties := strings.Cut(word, ":")
	n, err := strconv.Atoi(first)
	if !isSixties || err != nil || n == 0 || strings.HasPrefix(strings.TrimLeft(first, "+-"), "0") {
		return nil, false
	}
	for part := range strings.SplitSeq(rest, ":") {
		digit, err := strconv.Atoi(part)
		if err != nil || digit < 0 || digit > 59 || len(part) > 2 || n > math.MaxInt32 {
			return nil, false
		}
		n = n*60 + digit
	}
	return n, true
}

// digits are numbers that yaml.v3 reads in ways of its own.
var digits = regexp.MustCompile(`^[-+]?[0-9_]+$`)

func scalarValue(n *yaml.Node) (any, error) {
	plain := n.Style == 0
	if word, ok := oldWord(n.Value); ok && plain && n.Tag == "!!str" {
		return word, nil
	}
	if plain && strings.HasPrefix(n.Value, "0o") { // not an octal number yet
		return n.Value, nil
	}
	if plain && digits.MatchString(n.Value) && n.Tag == "!!float" {
		number := strings.ReplaceAll(n.Value, "_", "")
		if strings.HasPrefix(strings.TrimLeft(number, "+-"), "0") {
			return n.Value, nil // neither octal nor decimal
		}
		if big, ok := new(big.Int).SetString(number, 10); ok {
			return big, nil
		}
	}
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
		return new(big.Int).SetUint64(v), nil
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
	return append(bytes.TrimRight(w.out, "\n"), '\n'), nil
}
