package routes

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/simple"
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

	ScriptPropertyPlaceholders *bool `yaml:"scriptPropertyPlaceholders"`
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

// defineBean takes a definition down. The first of a name stays, as in Camel.
func (c *compiler) defineBean(def beanDefinition) {
	name := def.Name.Value
	if _, taken := c.beans[name]; taken {
		c.add(Diagnostic{Pos: def.Name.pos(), Severity: Warning, Msg: fmt.Sprintf("bean %q is defined twice", name), Hint: "the first stays"})
		return
	}
	if class, _ := classAndArguments(def.Type.Value); c.beanType(class) != nil && (def.Properties.open() || def.Constructors.open()) {
		c.beans[name] = nil // what it is made of is not known here
		return
	}
	c.waitFor(name, func() any { return c.beanOf(def) })
}

// beanOf makes a bean of its definition.
func (c *compiler) beanOf(def beanDefinition) any {
	if def.Script.set() {
		return c.scriptBean(def)
	}
	for _, option := range []text{def.FactoryBean, def.BuilderClass} {
		if option.set() {
			d := needed(option.pos(), "bean", option.Value, "a factory or a builder of Java classes has no counterpart here")
			d.Hint = "name the class under type:, with constructors: or properties:, or write it in Go (components.Bean)"
			c.add(d)
			return nil
		}
	}
	class, args := classAndArguments(def.Type.Value)
	for _, a := range slices.SortedStableFunc(slices.Values(def.Constructors), func(a, b beanProperty) int { return strings.Compare(a.name, b.name) }) {
		args = append(args, a.value)
	}
	at := def.Type.pos()
	if def.FactoryMethod.set() {
		class += "#" + def.FactoryMethod.Value
		at = def.FactoryMethod.pos()
	}
	bean := c.newBean(at, class, def.Properties, args...)
	if bean != nil {
		c.classes[def.Name.Value] = class
		c.lifeOf(bean, def)
	}
	return bean
}

// lifeOf has the methods called that a bean wants to begin and to end with. One of the user's own is called when the engine starts
// and stops; a value is begun at once, and does not end.
func (c *compiler) lifeOf(bean any, def beanDefinition) {
	call := func(method text) func(context.Context) error {
		do, err := simple.CompileCall(method.Value, c.simple)
		if err != nil {
			c.report(method.pos(), err.Error(), "write the name of a method")
			return nil
		}
		return func(ctx context.Context) error {
			_, err := do(components.NewExchange(ctx, nil), bean)
			return err
		}
	}
	_, own := bean.(components.Bean)
	if def.InitMethod.set() {
		if begin := call(def.InitMethod); begin != nil && own {
			c.env.Context.OnStart(begin)
		} else if begin != nil {
			if err := begin(context.Background()); err != nil {
				c.atStart(def.InitMethod.pos(), err.Error(), "")
			}
		}
	}
	if def.DestroyMethod.set() && own {
		if end := call(def.DestroyMethod); end != nil {
			c.env.Context.OnStop(end)
		}
	}
}

// scriptBean is the value of an expression.
func (c *compiler) scriptBean(def beanDefinition) any {
	if !def.ScriptLanguage.set() {
		c.atStart(def.Script.pos(), "the script of a bean needs scriptLanguage", "add, for example, scriptLanguage: simple")
		return nil
	}
	if !given(def.ScriptPropertyPlaceholders, true) {
		def.Script.Value = def.Script.node.Value
	}
	if name := def.ScriptLanguage.Value; isLanguage(name) && !slices.Contains(languageNames(), name) {
		c.need(def.ScriptLanguage.pos(), "language", name, fmt.Sprintf("language %s is not in this build", name))
		return nil
	}
	made, err := c.env.Expression(def.ScriptLanguage.Value, def.Script.Value)
	if err != nil {
		c.atStart(def.Script.pos(), err.Error(), "")
		return nil
	}
	v, err := made(components.NewExchange(context.Background(), nil))
	if err != nil {
		c.atStart(def.Script.pos(), err.Error(), "")
	}
	return v
}

// bean finds a bean by name, with or without # or #bean: before it.
func (c *compiler) bean(name text) any {
	short := shortBeanName(name.Value)
	bean, ok := c.lookUp(short)
	if !ok {
		c.noBean(name.pos(), short)
	}
	return bean
}

func (c *compiler) noBean(pos Pos, name string) {
	d := needed(pos, "bean", name, fmt.Sprintf("there is no bean %q", name))
	d.Hint = "define it under beans:"
	if near := components.Nearest(name, slices.Sorted(maps.Keys(c.beans))); near != "" {
		d.Hint = fmt.Sprintf("did you mean %q?", near)
	}
	c.add(d)
}
