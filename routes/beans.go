package routes

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// beanDefinition is an object that steps refer to by its name.
type beanDefinition struct {
	Name           text     `yaml:"name,required"`
	Type           text     `yaml:"type,required"`
	Properties     beanTree `yaml:"properties"`
	Constructors   beanTree `yaml:"constructors"`
	Script         text     `yaml:"script"`
	ScriptLanguage text     `yaml:"scriptLanguage"`
	FactoryBean    text     `yaml:"factoryBean"`
	FactoryMethod  text     `yaml:"factoryMethod"`
	BuilderClass   text     `yaml:"builderClass"`
	BuilderMethod  text     `yaml:"builderMethod"`
	InitMethod     text     `yaml:"initMethod"`
	DestroyMethod  text     `yaml:"destroyMethod"`
}

// beanTree is a map of texts that may be nested: the keys of what is inside are joined by dots.
type beanTree struct {
	list [][2]string
	open bool // some of it is not known here
}

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
			for i, item := range value.Content {
				if v, ok := d.scalar(item, name); ok {
					t.open = t.open || v.unresolved
					t.list = append(t.list, [2]string{fmt.Sprintf("%s[%d]", name, i), v.Value})
				}
			}
		case value.Tag != "!!null":
			if v, ok := d.scalar(value, name); ok {
				t.open = t.open || v.unresolved
				t.list = append(t.list, [2]string{name, v.Value})
			}
		}
	}
}

// beanTypes are the Java classes that have a counterpart here. A constructor gets the bean's properties and answers what
// is wrong with them.
var beanTypes = map[string]func(c *compiler, properties map[string]string) (any, error){
	"org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository": newMemoryRepository,
	"org.apache.camel.support.processor.idempotent.FileIdempotentRepository":   newFileRepository,
	"org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy":      newStrategy(groupedBody{}),
	"org.apache.camel.processor.aggregate.GroupedExchangeAggregationStrategy":  newStrategy(groupedExchange{}),
	"org.apache.camel.processor.aggregate.GroupedMessageAggregationStrategy":   newStrategy(groupedMessage{}),
	"org.apache.camel.processor.aggregate.MemoryAggregationRepository":         newMemoryAggregationRepository,
	"org.apache.camel.processor.aggregate.StringAggregationStrategy":           newJoinText,
	"org.apache.camel.processor.aggregate.UseLatestAggregationStrategy":        newStrategy(useLatest{}),
	"org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy":      newStrategy(&useOriginal{}),
}

func (d *decoder) beans(c *compiler, n *yaml.Node) {
	var definitions []beanDefinition
	d.valueOf(&definitions, n, "beans")
	for _, def := range definitions {
		if def.Name.set() && def.Type.set() {
			c.defineBean(def)
		}
	}
}

// defineBean makes a bean. The first of a name stays, as in Camel.
func (c *compiler) defineBean(def beanDefinition) {
	if _, taken := c.beans[def.Name.Value]; taken {
		c.add(Diagnostic{Pos: def.Name.pos(), Severity: Warning, Msg: fmt.Sprintf("bean %q is defined twice", def.Name.Value), Hint: "the first stays"})
		return
	}
	if def.Script.set() {
		c.beans[def.Name.Value] = c.scriptBean(def)
		return
	}
	if def.FactoryMethod.set() || def.FactoryBean.set() || def.BuilderClass.set() {
		c.add(needed(def.Type.pos(), "bean", def.Type.Value, "a factory or a builder of Java classes has no counterpart here"))
		c.beans[def.Name.Value] = nil
		return
	}
	class, args := classAndArguments(def.Type.Value)
	for _, a := range def.Constructors.list {
		args = append(args, a[1])
	}
	if c.beanType(class) != nil && (def.Properties.open || def.Constructors.open) {
		c.beans[def.Name.Value] = nil // what it is made of is not known here
		return
	}
	c.makeLater(def.Name.Value, class, func() any {
		properties := map[string]string{}
		for _, p := range def.Properties.list {
			properties[p[0]] = p[1]
		}
		bean := c.newBean(def.Type.pos(), class, properties, args...)
		if m, ok := bean.(*components.Map); ok { // in the order of the file
			for _, p := range def.Properties.list {
				m.Set(p[0], p[1])
			}
		}
		return bean
	})
}

// scriptBean is the value of an expression.
func (c *compiler) scriptBean(def beanDefinition) any {
	made, err := c.env.Expression(def.ScriptLanguage.Value, def.Script.Value)
	if err != nil {
		c.report(def.Script.pos(), err.Error(), "")
		return nil
	}
	v, err := made(components.NewExchange(context.Background(), nil))
	if err != nil {
		c.report(def.Script.pos(), err.Error(), "")
	}
	return v
}

// newBean makes an object of a class: one of the table above, a value of the JDK's, or one that this build brings along.
// It answers nil where there is none, which is then reported.
func (c *compiler) newBean(pos Pos, class string, properties map[string]string, args ...string) any {
	bean, err := c.makeBean(class, properties, args)
	var none *noBeanType
	var property components.OptionError
	switch {
	case err != nil && c.refersToNone(properties): // of which enough was said
		return nil
	case errors.As(err, &none):
		d := needed(pos, "bean", class, err.Error())
		d.Hint = beanHint(class)
		c.add(d)
		return nil
	case errors.As(err, &property) && property.Missing:
		d := needed(pos, "bean", class, fmt.Sprintf("bean of %s: %v", class, err))
		d.Hint = property.Hint
		c.add(d)
		return nil
	case err != nil:
		c.report(pos, fmt.Sprintf("bean of %s: %v", class, err), property.Hint)
		return nil
	}
	return bean
}

type noBeanType struct{ class string }

func (e *noBeanType) Error() string {
	return fmt.Sprintf("Java class %q has no counterpart here", e.class)
}

func (c *compiler) makeBean(class string, properties map[string]string, args []string) (any, error) {
	if make, ok := beanTypes[class]; ok {
		return make(c, properties)
	}
	if class == "dromedary.Process" {
		return newProcessBean(c, properties)
	}
	if t := c.beanType(class); t != nil {
		if err := nameArguments(t, properties, args); err != nil {
			return nil, err
		}
		return t.New(c.env.Context, properties)
	}
	make, ok := valueTypes[class]
	if !ok {
		return nil, &noBeanType{class}
	}
	bean, err := make(args)
	if m, ok := bean.(*components.Map); ok {
		for _, name := range slices.Sorted(maps.Keys(properties)) {
			m.Set(name, properties[name])
		}
	}
	return bean, err
}

// bean finds a bean by name, with or without # or #bean: before it.
func (c *compiler) bean(name text) any {
	short := shortBeanName(name.Value)
	bean, ok := c.lookUp(short)
	if !ok {
		hint := "define it under beans:"
		if near := components.Nearest(short, slices.Sorted(maps.Keys(c.beans))); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		d := needed(name.pos(), "bean", short, fmt.Sprintf("there is no bean %q", short))
		d.Hint = hint
		c.add(d)
	}
	return bean
}
