package routetest

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// usage is what of the language a case's routes use: names by kind. A name counts once a case, however often it stands there.
type usage map[string]map[string]bool

// The kinds of names.
const (
	topLevel   = "top level"
	steps      = "step"
	languages  = "language"
	formats    = "data format"
	component  = "component"
	stepOption = "step option" // step.option
)

func (u usage) note(kind, name string) {
	if u[kind] == nil {
		u[kind] = map[string]bool{}
	}
	u[kind][name] = true
}

// languageKeys are Camel's keys for expressions.
var languageKeys = []string{
	"constant", "csimple", "datasonnet", "exchangeProperty", "groovy", "header", "java", "joor", "jq", "js", "jsonpath", "method", "mvel", "ognl", "python",
	"ref", "simple", "spel", "tokenize", "variable", "wasm", "xpath", "xquery", "xtokenize",
}

// use reads what a case uses. Routes that cannot be read as YAML, as in cases of refused files, use nothing.
func (c *Case) use() usage {
	u := usage{}
	for _, row := range c.rows {
		u.note(languages, row.language)
	}
	for _, s := range c.send {
		u.uri(s.to)
	}
	for _, s := range c.routes {
		var doc yaml.Node
		if err := safely(func() error { return yaml.Unmarshal([]byte(s.text), &doc) }); err != nil || len(doc.Content) == 0 {
			continue
		}
		for _, item := range doc.Content[0].Content {
			for key, value := range pairs(item) {
				u.note(topLevel, key)
				u.walk(value)
				if key == "from" && value.Kind == yaml.ScalarNode {
					u.uri(value.Value)
				}
			}
		}
	}
	return u
}

// pairs yields the entries of a map node.
func pairs(n *yaml.Node) func(yield func(string, *yaml.Node) bool) {
	return func(yield func(string, *yaml.Node) bool) {
		if n.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(components.CamelCase(n.Content[i].Value), n.Content[i+1]) {
				return
			}
		}
	}
}

func (u usage) walk(n *yaml.Node) {
	for key, value := range pairs(n) {
		switch {
		case key == "steps" && value.Kind == yaml.SequenceNode:
			for _, item := range value.Content {
				u.step(item)
			}
			continue
		case key == "uri" && value.Kind == yaml.ScalarNode:
			u.uri(value.Value)
		case key == "parameters":
			continue
		case key == "language":
			for k, v := range pairs(value) {
				if k == "language" {
					u.note(languages, v.Value)
				}
			}
		case slices.Contains(languageKeys, key):
			u.note(languages, key)
		}
		u.walk(value)
	}
	if n.Kind == yaml.SequenceNode {
		for _, item := range n.Content {
			u.walk(item)
		}
	}
}

// senders are the steps whose lone text is a URI.
var senders = []string{"to", "toD", "wireTap", "enrich", "pollEnrich", "poll", "interceptSendToEndpoint"}

func (u usage) step(item *yaml.Node) {
	if item.Kind == yaml.ScalarNode {
		u.note(steps, components.CamelCase(item.Value))
	}
	for name, value := range pairs(item) {
		u.note(steps, name)
		if value.Kind == yaml.ScalarNode && slices.Contains(senders, name) {
			u.uri(value.Value)
		}
		for option, inner := range pairs(value) {
			switch {
			case slices.Contains(languageKeys, option) || option == "expression" || option == "steps":
			case (name == "marshal" || name == "unmarshal") && inner.Kind == yaml.MappingNode:
				u.note(formats, option)
			default:
				u.note(stepOption, name+"."+option)
			}
		}
		u.walk(value)
	}
}

func (u usage) uri(uri string) {
	scheme, _, _ := strings.Cut(uri, ":")
	if scheme, _, _ = strings.Cut(scheme, "?"); scheme != "" && !strings.ContainsAny(scheme, "${} ") {
		u.note(component, scheme)
	}
}
