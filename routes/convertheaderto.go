package routes

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

// convertHeaderTo converts a header to a type, under its own name or another.
// See https://camel.apache.org/components/4.18.x/eips/convertHeaderTo-eip.html
type convertHeaderTo struct {
	common
	conversion
}

// convertVariableTo converts a variable to a type, under its own name or another. Unlike a header it must be there.
// See https://camel.apache.org/components/4.18.x/eips/convertVariableTo-eip.html
type convertVariableTo struct {
	common
	conversion
}

// conversion is what both have in common.
type conversion struct {
	Name      text  `yaml:"name,required"`
	Type      text  `yaml:"type"`
	ToName    text  `yaml:"toName"`
	Charset   text  `yaml:"charset"`
	Mandatory *bool `yaml:"mandatory"`
}

func (s *convertHeaderTo) compile(c *compiler, n *stepNode) Processor {
	return s.conversion.compile(c, n, nullHeader, nullHeader,
		func(ex *components.Exchange, name string) (any, error) { return ex.Headers.Value(name), nil },
		func(ex *components.Exchange, name string, v any) { ex.Headers.Set(name, v) })
}

func (s *convertVariableTo) compile(c *compiler, n *stepNode) Processor {
	return s.conversion.compile(c, n, noVariable, nullVariable, func(ex *components.Exchange, name string) (any, error) {
		v, _ := ex.Variable(name)
		if v == nil {
			return nil, components.NewException("org.apache.camel.NoSuchVariableException", fmt.Sprintf("No '%s' variable available. %s", name, ex.Name()))
		}
		return v, nil
	}, setVariableValue)
}

func (s *conversion) compile(c *compiler, n *stepNode, onNullFrom, onNullInto string, get func(*components.Exchange, string) (any, error), set func(*components.Exchange, string, any)) Processor {
	if !s.Type.set() {
		c.atStart(n.pos(), n.kind+` needs "type"`, needHint("type"))
	}
	if !s.Name.set() || !s.Type.set() {
		return nil
	}
	name, into := c.template(s.Name), c.template(s.Name)
	if s.ToName.set() {
		into = c.template(s.ToName)
	}
	convert := c.converter(s.Type, s.Charset)
	if convert == nil || name == nil || into == nil {
		return nil
	}
	mandatory := given(s.Mandatory, true)
	return func(ex *components.Exchange) error {
		from, err := nameOf(name, ex, onNullFrom)
		if err != nil {
			return err
		}
		value, err := get(ex, from)
		if value == nil || err != nil {
			if !mandatory {
				return nil
			}
			return err
		}
		v, err := convert(ex, value)
		if err != nil && (mandatory || components.Class(err) != components.NoTypeConversion) {
			return err
		}
		under, err := nameOf(into, ex, onNullInto)
		if err != nil {
			return err
		}
		set(ex, under, v)
		return nil
	}
}

// knowsType tells whether a type can be converted to; one that cannot is reported.
func (c *compiler) knowsType(t text) bool {
	if components.NamesClass(t.Value) {
		return true
	}
	hint := "known are String, int, long, double, boolean, byte[], java.util.Map, java.util.List"
	if components.KnownType(t.Value) {
		hint = "write the full class name, such as java.util.Map"
	}
	c.report(t.pos(), fmt.Sprintf("unknown type %q", t.Value), hint)
	return false
}
