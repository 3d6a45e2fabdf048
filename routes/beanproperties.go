package routes

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// beanProperty is one property of a bean, as it is written.
type beanProperty struct {
	name, value string
	pos         Pos
	open        bool // some of it is not known here
}

// beanTree is a map of texts that may be nested: the keys of what is inside are joined by dots.
type beanTree []beanProperty

func (t *beanTree) decodeNode(d *decoder, n *yaml.Node, what string) {
	if n.Tag == "!!null" {
		return
	}
	if n.Kind != yaml.MappingNode {
		d.report(d.pos(n), fmt.Sprintf("%s must be a map, not %s", what, kindWord(n)), "write each one as name: value")
		return
	}
	t.add(d, n, "")
}

func (t *beanTree) add(d *decoder, n *yaml.Node, prefix string) {
	d.depth++
	defer func() { d.depth-- }()
	if d.depth > maxDepth {
		return
	}
	for key, value := range pairs(n) {
		name := prefix + components.CamelCase(key.Value)
		switch {
		case value.Kind == yaml.MappingNode:
			t.add(d, value, name+".")
		case value.Kind == yaml.SequenceNode:
			d.report(d.pos(value), fmt.Sprintf("%s must be a text or a map, not a list", name), fmt.Sprintf("write each entry by itself: %q, %q", name+"[0]", name+"[1]"))
		case value.Tag != "!!null":
			if v, ok := d.scalar(value, name); ok {
				*t = append(*t, beanProperty{name, v.Value, d.pos(key), v.unresolved})
			}
		}
	}
}

func (t beanTree) open() bool {
	return slices.ContainsFunc(t, func(p beanProperty) bool { return p.open })
}

// beanProperties answers what properties stand for, in their order; ok is false where one is wrong, which was reported.
func (c *compiler) beanProperties(written []beanProperty) (properties *components.Map, ok bool) {
	properties, ok = &components.Map{}, true
	for _, p := range written {
		v, fine := c.beanValue(p)
		ok = ok && fine
		properties.Set(p.name, v)
	}
	return properties, ok
}

// beanValue answers what a property is: a text, or what #bean: #type: #class: and #valueAs(): stand for.
func (c *compiler) beanValue(p beanProperty) (v any, ok bool) {
	kind, rest, _ := strings.Cut(p.value, ":")
	switch {
	case kind == "#bean":
		if v, ok = c.lookUp(rest); !ok {
			c.noBean(p.pos, rest)
		}
		return v, ok && v != nil
	case kind == "#class":
		class, args := classAndArguments(rest)
		v = c.newBean(p.pos, class, nil, args...)
		return v, v != nil
	case kind == "#type":
		return c.onlyBeanOf(p.pos, rest)
	case kind == "#autowired":
		c.atStart(p.pos, fmt.Sprintf("there is nothing to find a bean for %s by", p.name), "name the bean: \"#bean:NAME\"")
		return nil, false
	case strings.HasPrefix(kind, "#valueAs(") && strings.HasSuffix(kind, ")"):
		v, err := valueAs(strings.TrimSuffix(strings.TrimPrefix(kind, "#valueAs("), ")"), rest)
		if err != nil {
			c.atStart(p.pos, err.Error(), "write, for example, #valueAs(int):5")
		}
		return v, err == nil
	}
	return p.value, true
}

// onlyBeanOf answers the one bean of a class.
func (c *compiler) onlyBeanOf(pos Pos, class string) (any, bool) {
	for name := range c.beans {
		c.lookUp(name)
	}
	var found []string
	for name, of := range c.classes {
		if of == class {
			found = append(found, name)
		}
	}
	if len(found) != 1 {
		d := needed(pos, "bean", class, fmt.Sprintf("there are %d beans of type %s, where one is wanted", len(found), class))
		d.Hint = "name the bean: \"#bean:NAME\""
		c.add(d)
		return nil, false
	}
	return c.beans[found[0]], true
}

// propertyBeans makes the beans of camel.beans.*: a class and its properties, #valueAs(type):text, plain text, or a map
// or list by its entries.
func (c *compiler) propertyBeans() {
	const prefix = "camel.beans."
	values, parts := map[string]string{}, map[string][]beanProperty{}
	var names []string
	for _, key := range c.env.Properties.Keys(prefix) {
		rest := strings.TrimPrefix(key, prefix)
		value, _ := c.env.Properties.Get(key)
		end := strings.IndexAny(rest, ".[")
		name := rest
		if end > 0 {
			name = rest[:end]
			parts[name] = append(parts[name], beanProperty{name: strings.TrimPrefix(rest[end:], "."), value: value, pos: c.env.Properties.Position(key)})
		} else {
			values[name] = value
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		if _, taken := c.beans[name]; taken {
			continue
		}
		slices.SortFunc(parts[name], func(a, b beanProperty) int { return strings.Compare(a.name, b.name) })
		pos := c.env.Properties.Position(prefix + name)
		value, has := values[name]
		c.waitFor(name, func() any {
			if !has {
				return c.plainBean(parts[name])
			}
			if !strings.HasPrefix(value, "#class:") {
				bean, _ := c.beanValue(beanProperty{name: name, value: value, pos: pos})
				return bean
			}
			class, args := classAndArguments(value)
			c.classes[name] = class
			return c.newBean(pos, class, parts[name], args...)
		})
	}
}

// plainBean is a map or a list.
func (c *compiler) plainBean(written []beanProperty) any {
	properties, ok := c.beanProperties(written)
	if !ok {
		return nil
	}
	bean, err := entries(properties)
	if err != nil {
		c.atStart(written[0].pos, err.Error(), "")
		return nil
	}
	return bean
}

// entries makes a list of [0], [1] and so on, else a map.
func entries(properties *components.Map) (any, error) {
	if list, err := listOf(properties); err == nil {
		return list, nil
	}
	return flatMap(properties)
}

// flatMap makes a map of properties, which can be no deeper.
func flatMap(properties *components.Map) (any, error) {
	m := &components.Map{}
	for name, v := range properties.All() {
		if strings.HasPrefix(name, "[") && strings.HasSuffix(name, "]") {
			name = name[1 : len(name)-1]
		}
		if first, _, deeper := strings.Cut(name, "."); deeper {
			return nil, fmt.Errorf("%s cannot be nested: a map takes one level; make a bean of its own and write %s: \"#bean:NAME\"", name, first)
		}
		if strings.Contains(name, "[") {
			return nil, fmt.Errorf("%s cannot be set: a map has no such list", name)
		}
		m.Set(name, v)
	}
	return m, nil
}

// listOf makes a list of properties that are all indexes.
func listOf(properties *components.Map) ([]any, error) {
	list := make([]any, properties.Len())
	for name, v := range properties.All() {
		var i int
		if n, err := fmt.Sscanf(name, "[%d]", &i); n != 1 || err != nil {
			return nil, fmt.Errorf("%s is no index; write [0], [1] and so on", name)
		}
		if i < 0 || i >= len(list) {
			return nil, errors.New("the indexes of a list count from [0] without a gap")
		}
		list[i] = v
	}
	return list, nil
}
