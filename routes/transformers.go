package routes

import (
	"slices"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// transformers and validators are read, but have no effect: Camel 4.22 reads them from YAML and then drops them, so that
// a route never finds one.

// transformers are one of each kind.
type transformers struct {
	Custom     *customTransformer     `yaml:"customTransformer"`
	DataFormat *dataFormatTransformer `yaml:"dataFormatTransformer"`
	Endpoint   *endpointTransformer   `yaml:"endpointTransformer"`
	Load       *loadTransformer       `yaml:"loadTransformer"`
}

// transformerKey says what a transformer is for.
type transformerKey struct {
	Name     string `yaml:"name"`
	Scheme   string `yaml:"scheme"`
	FromType string `yaml:"fromType"`
	ToType   string `yaml:"toType"`
}

type customTransformer struct {
	transformerKey
	ClassName string `yaml:"className"`
	Ref       string `yaml:"ref"`
}

type dataFormatTransformer struct{ transformerKey }

// decodeNode leaves the data format out, which is a key beside the others.
func (t *dataFormatTransformer) decodeNode(d *decoder, n *yaml.Node, what string) {
	type plain dataFormatTransformer
	rest := *n
	if n.Kind == yaml.MappingNode {
		rest.Content = nil
		for key, value := range pairs(n) {
			if !slices.Contains(camelFormats, components.CamelCase(key.Value)) {
				rest.Content = append(rest.Content, key, value)
			}
		}
	}
	d.valueOf((*plain)(t), &rest, what)
}

type endpointTransformer struct {
	transformerKey
	Ref string `yaml:"ref"`
	URI string `yaml:"uri"`
}

type loadTransformer struct {
	transformerKey
	PackageScan string `yaml:"packageScan"`
	Defaults    bool   `yaml:"defaults"`
}

// validators are one of each kind.
type validators struct {
	Custom    *customValidator    `yaml:"customValidator"`
	Endpoint  *endpointValidator  `yaml:"endpointValidator"`
	Predicate *predicateValidator `yaml:"predicateValidator"`
}

type customValidator struct {
	Type      string `yaml:"type"`
	ClassName string `yaml:"className"`
	Ref       string `yaml:"ref"`
}

type endpointValidator struct {
	Type string `yaml:"type"`
	Ref  string `yaml:"ref"`
	URI  string `yaml:"uri"`
}

type predicateValidator struct {
	Type       string     `yaml:"type"`
	Expression expression `yaml:"expression"`
}

func (r *reader) transformers(key, value *yaml.Node) {
	r.withoutEffect(key, value, &transformers{}, "write what they do as steps, or call it with to: URI")
}

func (r *reader) validators(key, value *yaml.Node) {
	r.withoutEffect(key, value, &validators{}, "write the check as a step: validate, or to: URI")
}

func (r *reader) withoutEffect(key, value *yaml.Node, into any, hint string) {
	if value.Tag == "!!null" {
		r.report(r.pos(key), key.Value+" must be a map, not empty", hint)
		return
	}
	r.valueOf(into, value, key.Value)
	r.warn(r.pos(key), key.Value+" have no effect: Camel 4.22 reads them from YAML and drops them", hint)
}
