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
	options         *formatOptions
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
			f.name, f.options = key, &formatOptions{made: make(), at: d.place(value)}
			d.valueOf(f.options.made, value, key.Value)
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
	if f.options == nil && !f.tried {
		c.atStart(n.pos(), n.kind+" needs a data format", fmt.Sprintf("write, for example, %s: {json: {}}", n.kind))
	}
	return f.options == nil || !f.options.prepare(c)
}

// formatOptions are a data format with its options, and where they stand.
type formatOptions struct {
	made             dataformat.Format
	at               place
	prepared, broken bool
}

// prepare lets a format look at its options, once, and reports what it says. What placeholders stand for may not be known yet.
func (o *formatOptions) prepare(c *compiler) bool {
	made, ok := o.made.(dataformat.Prepared)
	if !ok || o.prepared {
		return !o.broken
	}
	o.prepared = true
	o.report(c, made.Prepare(c.lookUp))
	return !o.broken
}

func (o *formatOptions) report(c *compiler, err error) {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		for _, err := range several.Unwrap() {
			o.report(c, err)
		}
		return
	}
	if err == nil || strings.Contains(err.Error(), "{{") {
		return
	}
	o.broken = true
	var missing *dataformat.NoBean
	var problem *dataformat.Problem
	switch {
	case errors.As(err, &missing):
		d := needed(o.at.pos(), "bean", missing.Name, err.Error())
		d.Hint = "define it under beans:"
		c.add(d)
	case errors.As(err, &problem):
		at := o.at
		if n := nodeAt(at.node, problem.Option); n != nil {
			at.node = n
		}
		if problem.Need == "" {
			c.atStart(at.pos(), problem.Msg, problem.Hint)
			return
		}
		c.add(Diagnostic{Pos: at.pos(), Msg: problem.Msg, Hint: problem.Hint, Need: problem.Need})
	default:
		c.atStart(o.at.pos(), err.Error(), "")
	}
}

func (s *marshal) compile(c *compiler, n *stepNode) Processor {
	if s.missing(c, n) {
		return nil
	}
	made := s.options.made
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
