package dataformat

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
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
	Library                 string `yaml:"library" enum:"SnakeYAML"`
	UnmarshalType           string `yaml:"unmarshalType"`
	Constructor             string `yaml:"constructor"`
	Representer             string `yaml:"representer"`
	DumperOptions           string `yaml:"dumperOptions"`
	Resolver                string `yaml:"resolver"`
	UseApplicationContext   bool   `yaml:"useApplicationContextClassLoader"`
	PrettyFlow              bool   `yaml:"prettyFlow"`
	AllowAnyType            bool   `yaml:"allowAnyType"`
	TypeFilter              string `yaml:"typeFilter"`
	AllowRecursiveKeys      bool   `yaml:"allowRecursiveKeys"`
	MaxAliasesForCollection *int   `yaml:"maxAliasesForCollections"`
}

// Prepare reports options that need Java's classes.
func (f *YAML) Prepare(Beans) error {
	var problems []error
	need := func(option, name, hint string) {
		problems = append(problems, &Problem{Option: option, Need: "bean:" + name, Msg: fmt.Sprintf("%s %q has no counterpart here", option, name), Hint: hint})
	}
	for option, name := range map[string]string{
		"constructor": f.Constructor, "representer": f.Representer, "dumperOptions": f.DumperOptions, "resolver": f.Resolver,
	} {
		if name != "" {
			need(option, name, "leave it out: maps, lists and plain values need none")
		}
	}
	if f.UnmarshalType != "" && !readable(f.UnmarshalType) {
		need("unmarshalType", f.UnmarshalType, "leave it out: objects become maps, whose fields expressions read just as well")
	}
	return errors.Join(problems...)
}

// Unmarshal reads one document. Maps keep their order, a date is a time.
func (f *YAML) Unmarshal(ex *components.Exchange, data []byte) (any, error) {
	charset, err := components.CharsetOf(ex)
	if err != nil {
		return nil, err
	}
	return f.UnmarshalText(ex, charset.Decode(data))
}

// UnmarshalText reads one document.
func (f *YAML) UnmarshalText(_ *components.Exchange, text string) (any, error) {
	var n, next yaml.Node
	decoder := yaml.NewDecoder(strings.NewReader(text))
	if err := decoder.Decode(&n); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, nil
		}
		return nil, &components.Exception{Class: "org.yaml.snakeyaml.parser.ParserException", Message: strings.TrimPrefix(err.Error(), "yaml: "), Cause: err}
	}
	if decoder.Decode(&next) == nil {
		return nil, components.NewException("org.yaml.snakeyaml.composer.ComposerException", "expected a single document in the stream")
	}
	most := 50
	if f.MaxAliasesForCollection != nil {
		most = *f.MaxAliasesForCollection
	}
	if collectionAliases(&n) > most {
		return nil, yamlException("the document has more aliases of collections than maxAliasesForCollections")
	}
	r := yamlReader{left: 1_000_000}
	v, err := r.value(&n)
	if err != nil {
		return nil, err
	}
	return yamlAs(v, f.UnmarshalType, &n)
}

// yamlAs makes what was read a value of the type that unmarshalType names.
func yamlAs(v any, class string, n *yaml.Node) (any, error) {
	ok := true
	switch name := class[strings.LastIndexByte(class, '.')+1:]; name {
	case "String":
		if root := n.Content[0]; root.Kind == yaml.ScalarNode && v != nil {
			return root.Value, nil
		}
		ok = v == nil
	case "Map", "LinkedHashMap", "HashMap", "TreeMap":
		_, ok = v.(*components.Map)
	case "List", "ArrayList", "LinkedList", "Collection":
		_, ok = v.([]any)
	case "Integer", "Long", "Short", "Byte", "Double", "Float", "Boolean", "BigInteger", "BigDecimal":
		if typed, err := components.ConvertTo(v, class); err == nil {
			return typed, nil
		}
		ok = false
	}
	if !ok && v != nil {
		return nil, constructorException("cannot make a %s of %s", class, components.JavaType(v))
	}
	return v, nil
}

func constructorException(format string, args ...any) error {
	return components.NewException("org.yaml.snakeyaml.constructor.ConstructorException", fmt.Sprintf(format, args...))
}

// yamlReader turns nodes into values.
type yamlReader struct {
	left int // how many values may still come, so that aliases cannot make a small text large
	open []*yaml.Node
}

// collectionAliases counts the places of a document where an alias stands for a collection.
func collectionAliases(n *yaml.Node) (count int) {
	if n.Kind == yaml.AliasNode && n.Alias.Kind != yaml.ScalarNode {
		return 1
	}
	for _, item := range n.Content {
		count += collectionAliases(item)
	}
	return count
}

func yamlException(message string) error {
	return components.NewException("org.yaml.snakeyaml.error.YAMLException", message)
}

func (r *yamlReader) value(n *yaml.Node) (any, error) {
	if r.left--; r.left < 0 {
		return nil, yamlException("the document holds too many values")
	}
	switch n.Kind {
	case yaml.DocumentNode:
		return r.value(n.Content[0])
	case yaml.AliasNode:
		return r.value(n.Alias)
	case yaml.ScalarNode:
		return scalarValue(n)
	}
	if slices.Contains(r.open, n) {
		return nil, yamlException("a collection holds itself")
	}
	r.open = append(r.open, n)
	v, err := r.collection(n)
	r.open = r.open[:len(r.open)-1]
	if err != nil {
		return nil, err
	}
	return tagged(v, n.Tag)
}

// tagged makes of a collection what its tag says.
func tagged(v any, tag string) (any, error) {
	switch tag {
	case "", "!!map", "!!seq", "!!pairs":
		return v, nil
	case "!!set":
		if m, ok := v.(*components.Map); ok {
			return anys(m.Keys()), nil
		}
	case "!!omap":
		m := &components.Map{}
		list, _ := v.([]any)
		for _, item := range list {
			if entry, ok := item.(*components.Map); ok {
				for key, value := range entry.All() {
					m.Set(key, value)
				}
			}
		}
		return m, nil
	}
	return nil, constructorException("could not determine a constructor for the tag %s", tag)
}

func (r *yamlReader) collection(n *yaml.Node) (any, error) {
	if n.Kind == yaml.SequenceNode {
		list := make([]any, 0, len(n.Content))
		for _, item := range n.Content {
			v, err := r.value(item)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		return list, nil
	}
	return r.mapping(n)
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
					return nil, constructorException("expected a mapping or list of mappings for merging")
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
	plain := n.Style == 0 || n.Style == yaml.TaggedStyle
	switch {
	case n.Tag == "!!null":
		return nil, nil
	case n.Tag == "!!bool":
		if word, ok := oldWord(n.Value); ok {
			return word, nil
		}
	case n.Tag == "!!binary":
		data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(n.Value), ""))
		if err != nil {
			return nil, constructorException("%v", err)
		}
		return data, nil
	case !slices.Contains([]string{"!!str", "!!int", "!!float", "!!timestamp", "!!merge"}, n.Tag):
		return nil, constructorException("could not determine a constructor for the tag %s", n.Tag)
	}
	if word, ok := oldWord(n.Value); ok && plain && n.Tag == "!!str" {
		return word, nil
	}
	if plain && strings.HasPrefix(n.Value, "0o") { // not an octal number yet
		return n.Value, nil
	}
	if n.Style == 0 && digits.MatchString(n.Value) && n.Tag == "!!float" {
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
		return nil, constructorException("%v", err)
	}
	switch v := v.(type) {
	case int:
		if n.Tag == "!!float" {
			return float64(v), nil
		}
		if v < math.MinInt32 || v > math.MaxInt32 {
			return int64(v), nil
		}
	case int64:
		if v >= math.MinInt32 && v <= math.MaxInt32 {
			return int(v), nil
		}
	case uint64:
		return new(big.Int).SetUint64(v), nil
	case time.Time:
		return v.UTC(), nil
	}
	return v, nil
}

// Marshal writes the body: collections that hold only plain values on one line, others over several.
func (f *YAML) Marshal(ex *components.Exchange, body any) ([]byte, error) {
	n, err := yamlNode(body)
	if err != nil {
		return nil, err
	}
	w := &yamlWriter{pretty: f.PrettyFlow}
	if err := w.block(n, 0); err != nil {
		return nil, err
	}
	return encodedText(ex, append(bytes.TrimRight(w.out, "\n"), '\n'))
}
