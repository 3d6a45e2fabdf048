package routes

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/dataformat"
)

// marshal writes the body in a data format; the body is then bytes.
// See https://camel.apache.org/components/4.18.x/eips/marshal-eip.html
type marshal struct {
	common
	format
}

// format is the data format of marshal and unmarshal: a key with its name and its options, beside the step's own keys.
type format struct {
	name            *yaml.Node
	made            dataformat.Format
	ref             text   // the id of one that is defined elsewhere
	tried           bool   // a key that is no option and no data format was reported
	VariableSend    string `yaml:"variableSend"`
	VariableReceive string `yaml:"variableReceive"`
	AllowNullBody   bool   `yaml:"allowNullBody"`
}

// decodeFormat takes the format's key out of the step's map; the rest is decoded as any step's.
func (f *format) decodeFormat(d *decoder, n *yaml.Node, what string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		f.tried = n.Tag != "!!null"
		return n
	}
	rest := *n
	rest.Content = nil
	for key, value := range pairs(n) {
		make, ok := dataformat.Formats[components.CamelCase(key.Value)]
		switch {
		case key.Value == "custom":
			var custom customFormat
			d.valueOf(&custom, value, "custom")
			f.name, f.ref, f.tried = key, custom.Ref, !custom.Ref.set()
		case !ok && (value.Kind == yaml.MappingNode || slices.Contains(camelFormats, components.CamelCase(key.Value))):
			f.tried = true
			d.unknownFormat(key, what)
		case !ok:
			rest.Content = append(rest.Content, key, value)
		case f.name != nil:
			d.report(d.pos(key), fmt.Sprintf("%s has two data formats, %q and %q", what, f.name.Value, key.Value), "keep one")
		default:
			f.name, f.made = key, make()
			d.valueOf(f.made, value, key.Value)
		}
	}
	return &rest
}

func (d *decoder) unknownFormat(key *yaml.Node, what string) {
	if name := components.CamelCase(key.Value); slices.Contains(camelFormats, name) {
		d.notHere(key, "dataformat", name)
		return
	}
	names := slices.Sorted(maps.Keys(dataformat.Formats))
	hint := "available are " + strings.Join(names, ", ")
	if near := components.Nearest(key.Value, names); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	d.report(d.pos(key), fmt.Sprintf("unknown data format %q of %s", key.Value, what), hint)
}

func (s *marshal) decodeNode(d *decoder, n *yaml.Node, what string) {
	type plain marshal
	d.valueOf((*plain)(s), s.decodeFormat(d, n, what), what)
}

func (f *format) missing(c *compiler, n *stepNode) bool {
	if f.ref.set() {
		f.custom(c)
	}
	if f.made == nil && !f.tried {
		c.atStart(n.pos(), n.kind+" needs a data format", fmt.Sprintf("write, for example, %s: {json: {}}", n.kind))
	}
	if prepared, ok := f.made.(dataformat.Prepared); ok && !f.prepare(c, n, prepared) {
		return true
	}
	return f.made == nil
}

// prepare lets a format look up the beans that its options name.
func (f *format) prepare(c *compiler, n *stepNode, prepared dataformat.Prepared) bool {
	err := prepared.Prepare(c.lookUp)
	var missing *dataformat.NoBean
	switch {
	case errors.As(err, &missing):
		d := needed(n.pos(), "bean", missing.Name, err.Error())
		d.Hint = "define it under beans:"
		c.add(d)
	case err != nil:
		c.atStart(n.pos(), err.Error(), "")
	}
	return err == nil
}

func (s *marshal) compile(c *compiler, n *stepNode) Processor {
	if s.missing(c, n) {
		return nil
	}
	made := s.made
	return s.with(func(ex *components.Exchange) error {
		v, err := dataformat.Marshal(made, ex, ex.Body)
		if err == nil {
			ex.Body = v
		}
		return err
	})
}

// with runs a conversion on the variable that the step names in place of the body, and puts the outcome where it says.
func (f *format) with(convert Processor) Processor {
	from, into := f.VariableSend, f.VariableReceive
	if from == "" && into == "" {
		return convert
	}
	return func(ex *components.Exchange) error {
		body := ex.Body
		if from != "" {
			ex.Body, _ = ex.Variable(from)
		}
		err := convert(ex)
		if err != nil {
			ex.Body = body
			return err
		}
		if into != "" {
			setVariableValue(ex, into, ex.Body)
			ex.Body = body
		}
		return nil
	}
}
