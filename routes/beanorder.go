package routes

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// unmade is a bean that waits until all are known.
type unmade struct{ make func() any }

// waitFor has a bean made once all are known, or when somebody asks for it: it may refer to beans that stand further down or in
// another file.
func (c *compiler) waitFor(name string, make func() any) {
	c.beans[name] = &unmade{make}
	if c.allBeans {
		c.lookUp(name)
	} else {
		c.waiting = append(c.waiting, name)
	}
}

// makeBeans makes those that waited.
func (c *compiler) makeBeans() {
	c.allBeans = true
	for _, name := range c.waiting {
		c.lookUp(name)
	}
}

// lookUp answers a bean by its name; it is made where it waited.
func (c *compiler) lookUp(name string) (bean any, ok bool) {
	bean, ok = c.beans[name]
	if b, waits := bean.(*unmade); waits {
		c.beans[name] = nil // who asks for it meanwhile is asked for itself
		bean = b.make()
		c.beans[name] = bean
	}
	return bean, ok
}

// everyBean answers the beans in the order of their names.
func (c *compiler) everyBean() []any {
	var all []any
	for _, name := range slices.Sorted(maps.Keys(c.beans)) {
		if bean, _ := c.lookUp(name); bean != nil {
			all = append(all, bean)
		}
	}
	return all
}

// referred is the bean that an option of a step refers to: by its name, or by a class whose object it then is.
func (c *compiler) referred(name text) any {
	if _, ok := strings.CutPrefix(name.Value, "#class:"); ok {
		class, args := classAndArguments(name.Value)
		return c.newBean(name.pos(), class, nil, args...)
	}
	return c.bean(name)
}

func (c *compiler) beanType(class string) *components.BeanType {
	for i := range c.env.Beans {
		if c.env.Beans[i].Class == class {
			return &c.env.Beans[i]
		}
	}
	return nil
}

// nameArguments makes properties of a constructor's arguments.
func nameArguments(t *components.BeanType, properties map[string]string, args []string) error {
	if len(args) == 0 {
		return nil
	}
	for _, names := range t.Constructors {
		if len(names) == len(args) {
			for i, name := range names {
				properties[name] = args[i]
			}
			return nil
		}
	}
	return fmt.Errorf("it has no constructor that takes %d arguments: write properties", len(args))
}

func shortBeanName(name string) string {
	return strings.TrimPrefix(strings.TrimPrefix(name, "#bean:"), "#")
}
