package routes

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/dataformat"
	"github.com/dromedary-go/dromedary/routes/simple"
)

// formatNames are the names that Camel's components and registries know data formats by, where they are not those of the DSL.
var formatNames = map[string]string{"jackson": "json", "snakeYaml": "yaml", "zipfile": "zipFile", "tarfile": "tarFile"}

// dataFormatOf makes what an endpoint marshals or unmarshals with. The options that the data format does not have are passed over,
// as Camel does.
func (c *compiler) dataFormatOf(name string, marshal bool, options map[string]string) (func(*components.Exchange) error, error) {
	known := name
	if other, ok := formatNames[name]; ok {
		known = other
	} else if name == "json" || name == "yaml" {
		known = "" // these name several in Camel
	}
	var made dataformat.Format
	if defined := c.formats[name]; defined != nil {
		made = defined.made
	} else {
		make, ok := dataformat.Formats[known]
		if !ok {
			return nil, noFormat(name)
		}
		made = make()
		if err := c.decodeOptions(made, name, options); err != nil {
			return nil, err
		}
	}
	if prepared, ok := made.(dataformat.Prepared); ok {
		if err := prepared.Prepare(c.lookUp); err != nil {
			return nil, err
		}
	}
	convert := dataformat.Unmarshal
	if marshal {
		convert = dataformat.Marshal
	}
	return func(ex *components.Exchange) error {
		v, err := convert(made, ex, ex.Body)
		if err == nil {
			ex.Body = v
		}
		return err
	}, nil
}

func noFormat(name string) error {
	e := &components.SyntaxError{Msg: fmt.Sprintf("there is no data format with the name %s", name)}
	if slices.Contains(camelFormats, name) && name != "json" && name != "yaml" {
		e.Need = "dataformat:" + name
		e.Hint = instead[e.Need]
		return e
	}
	names := FormatNames()
	for other, dsl := range formatNames {
		if i := slices.Index(names, dsl); i >= 0 && strings.ToLower(dsl) != other {
			names[i] = other
		}
	}
	slices.Sort(names)
	e.Hint = "available are " + strings.Join(names, ", ")
	return e
}

// decodeOptions sets a data format's options from those of a URI.
func (c *compiler) decodeOptions(made dataformat.Format, name string, options map[string]string) error {
	n := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	known := fieldsOf(reflect.TypeOf(made).Elem())
	for key, value := range options {
		if slices.ContainsFunc(known, func(f field) bool { return f.name == key }) {
			n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key}, &yaml.Node{Kind: yaml.ScalarNode, Value: value})
		}
	}
	var diags Diagnostics
	(&decoder{src: &source{}, properties: c.env.Properties, diags: &diags}).valueOf(made, n, name)
	if diags.HasErrors() {
		return errors.New(diags[0].Msg)
	}
	return nil
}

// invocation makes the call of a method of a bean or, as Camel does, of the only bean of a class, else of a new object.
func (c *compiler) invocation(name, class, method string) (func(*components.Exchange) error, error) {
	call, err := simple.CompileCall(method, c.simple)
	if err != nil {
		return nil, err
	}
	var beans []string
	for other, of := range c.classes {
		if of == class && class != "" {
			beans = append(beans, other)
		}
	}
	if len(beans) == 1 {
		name = beans[0]
	}
	if name == "" {
		bean, err := c.makeBean(class, nil, nil)
		if err != nil {
			return nil, &components.SyntaxError{Msg: err.Error(), Hint: beanHint(class), Need: "bean:" + class}
		}
		return answer(call, bean), nil
	}
	bean, ok := c.lookUp(shortBeanName(name))
	if !ok {
		return nil, &components.SyntaxError{Msg: fmt.Sprintf("there is no bean %q", name), Hint: "define it under beans:", Need: "bean:" + name}
	}
	return answer(call, bean), nil
}
