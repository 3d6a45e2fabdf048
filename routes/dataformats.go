package routes

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/dataformat"
)

// customFormat names a data format of the top-level key dataFormats by its id.
type customFormat struct {
	ID  string `yaml:"id"`
	Ref text   `yaml:"ref,required,shorthand"`
}

// dataFormats reads the data formats that marshal and unmarshal refer to by custom: {ref: ID}.
func (r *reader) dataFormats(key, value *yaml.Node) {
	if value.Kind != yaml.SequenceNode {
		r.report(r.pos(value), "dataFormats must be a list, not "+kindWord(value), "begin each entry with \"- \"")
		return
	}
	for _, item := range value.Content {
		if item = resolveAlias(item); item.Kind != yaml.MappingNode || len(item.Content) != 2 {
			r.report(r.pos(item), "a data format must be a map with its name as the only key", "write, for example, - json: {id: pretty, prettyPrint: true}")
			continue
		}
		r.dataFormat(item.Content[0], resolveAlias(item.Content[1]))
	}
}

func (r *reader) dataFormat(key, value *yaml.Node) {
	make, ok := dataformat.Formats[components.CamelCase(key.Value)]
	if !ok {
		r.unknownFormat(key, "dataFormats")
		return
	}
	id := nodeAt(value, "id")
	if id == nil {
		r.report(r.pos(key), fmt.Sprintf("data format %s has no id", key.Value), "add id: it is what custom: {ref: ID} names")
		return
	}
	name, ok := r.scalar(id, "id")
	if !ok {
		return
	}
	made := make()
	r.valueOf(made, value, key.Value)
	r.c.formats[name.Value] = &formatOptions{made: made, at: r.place(value)}
}

// custom finds the data format that a step refers to.
func (f *format) custom(c *compiler) {
	ref := strings.TrimPrefix(f.ref.Value, "#")
	if f.options = c.formats[ref]; f.options != nil {
		return
	}
	hint := "define it under dataFormats:"
	if near := components.Nearest(ref, slices.Sorted(maps.Keys(c.formats))); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	d := needed(f.ref.pos(), "dataformat", ref, fmt.Sprintf("there is no data format %q", ref))
	d.Hint = hint
	c.add(d)
	f.tried = true
}
