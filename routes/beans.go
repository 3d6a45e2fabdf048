package routes

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// beanDefinition is an object that steps refer to by its name.
type beanDefinition struct {
	Name       text       `yaml:"name,required"`
	Type       text       `yaml:"type,required"`
	Properties parameters `yaml:"properties"`
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

func (c *compiler) defineBean(def beanDefinition) {
	if _, taken := c.beans[def.Name.Value]; taken {
		c.report(def.Name.pos(), fmt.Sprintf("bean %q is defined twice", def.Name.Value), "")
		return
	}
	properties := map[string]string{}
	for _, p := range def.Properties.list {
		properties[components.CamelCase(p.key.Value)] = p.value.Value
	}
	c.beans[def.Name.Value] = c.newBean(def.Type.pos(), strings.TrimPrefix(def.Type.Value, "#class:"), properties)
}

func (c *compiler) newBean(pos Pos, class string, properties map[string]string) any {
	make, ok := beanTypes[class]
	if !ok {
		d := needed(pos, "", "bean", class, fmt.Sprintf("Java class %q has no counterpart here", class))
		d.Hint = "available are " + strings.Join(slices.Sorted(maps.Keys(beanTypes)), ", ")
		c.add(d)
		return nil
	}
	bean, err := make(c, properties)
	if err != nil {
		c.report(pos, err.Error(), "")
		return nil
	}
	return bean
}

// bean finds a bean by name, with or without # or #bean: before it.
func (c *compiler) bean(name text) any {
	short := strings.TrimPrefix(strings.TrimPrefix(name.Value, "#bean:"), "#")
	bean, ok := c.beans[short]
	if !ok {
		hint := "define it under beans:"
		if near := components.Nearest(short, slices.Sorted(maps.Keys(c.beans))); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		d := needed(name.pos(), "", "bean", short, fmt.Sprintf("there is no bean %q", short))
		d.Hint = hint
		c.add(d)
	}
	return bean
}
