package routetest

import (
	"encoding/base64"
	"fmt"
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// maxDepth bounds how deep values may be nested, maxValues how many aliases may make of a file.
const (
	maxDepth  = 200
	maxValues = 1_000_000
)

// valueReader makes values of YAML nodes as Camel's own reader does, which follows YAML 1.1: yes and on are true, 010 is 8,
// whole numbers are Integer or Long (int, int64) by their size.
type valueReader struct{ left int }

func valueOf(n *yaml.Node) (any, error) {
	r := valueReader{maxValues}
	return r.read(n, 0)
}

func (r *valueReader) read(n *yaml.Node, depth int) (any, error) {
	r.left--
	if depth > maxDepth || r.left < 0 {
		return nil, fmt.Errorf("line %d: too much, or nested too deep", n.Line)
	}
	switch n.Kind {
	case yaml.AliasNode:
		return r.read(n.Alias, depth+1)
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for _, item := range n.Content {
			v, err := r.read(item, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		return list, nil
	case yaml.MappingNode:
		m := &components.Map{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			if key.Kind != yaml.ScalarNode {
				return nil, fmt.Errorf("line %d: a key must be text", key.Line)
			}
			v, err := r.read(value, depth+1)
			if err != nil {
				return nil, err
			}
			m.Set(key.Value, v)
		}
		return m, nil
	}
	return scalar(n)
}

func scalar(n *yaml.Node) (any, error) {
	if n.ShortTag() == "!!binary" {
		b, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(n.Value), ""))
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n.Line, err)
		}
		if utf8.Valid(b) { // text that YAML cannot write otherwise
			return string(b), nil
		}
		return b, nil
	}
	if quoted := n.Style &^ yaml.TaggedStyle; quoted != 0 || n.Style != 0 && n.ShortTag() == "!!str" {
		return n.Value, nil
	}
	return plain(n.Value), nil
}

var (
	wholeNumber = regexp.MustCompile(`^[-+]?(0b[01_]+|0[0-7_]*|[1-9][0-9_]*|0x[0-9a-fA-F_]+)$`)
	floatNumber = regexp.MustCompile(`^[-+]?([0-9][0-9_]*\.[0-9_]*([eE][-+]?[0-9]+)?|[0-9][0-9_]*[eE][-+]?[0-9]+|\.[0-9][0-9_]*([eE][-+]?[0-9]+)?)$`)
)

// plain answers what text without quotes stands for.
func plain(s string) any {
	switch s {
	case "", "~", "null", "Null", "NULL":
		return nil
	case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON":
		return true
	case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF":
		return false
	}
	switch strings.ToLower(s) {
	case ".nan":
		return math.NaN()
	case ".inf", "+.inf":
		return math.Inf(1)
	case "-.inf":
		return math.Inf(-1)
	}
	digits := strings.ReplaceAll(s, "_", "")
	switch {
	case wholeNumber.MatchString(s):
		if n, ok := new(big.Int).SetString(strings.TrimPrefix(digits, "+"), 0); ok {
			return whole(n)
		}
	case floatNumber.MatchString(s):
		if f, err := strconv.ParseFloat(digits, 64); err == nil {
			return f
		}
	}
	return s
}

// whole answers the narrowest of Java's Integer, Long and BigInteger.
func whole(n *big.Int) any {
	switch {
	case !n.IsInt64():
		return n
	case n.Int64() == int64(int32(n.Int64())):
		return int(n.Int64())
	}
	return n.Int64()
}

// each makes a copy of a value with every text in it, keys of maps too, replaced.
func each(v any, replace func(string) string) any {
	switch v := v.(type) {
	case string:
		return replace(v)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = each(v[i], replace)
		}
		return list
	case *components.Map:
		m := &components.Map{}
		for k, x := range v.All() {
			m.Set(replace(k), each(x, replace))
		}
		return m
	case failure:
		return failure{v.class, replace(v.message)}
	case object:
		return object{v.file, replace(v.text)}
	}
	return v
}
