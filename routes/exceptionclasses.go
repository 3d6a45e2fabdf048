package routes

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// exceptionClasses checks the names of exceptions.
func (c *compiler) exceptionClasses(names []text) []string {
	var classes []string
	for _, name := range names {
		if !name.set() {
			continue
		}
		c.exceptionClass(name)
		classes = append(classes, name.Value)
	}
	return classes
}

// exceptionClass checks the name of an exception: Camel does not load a file that names a class which is not there.
func (c *compiler) exceptionClass(name text) {
	class := name.Value
	switch {
	case name.unresolved || components.KnownException(class) || c.raises(class):
	case class == "":
		c.report(name.pos(), "the exception has no name", "write a Java class with its package, such as java.io.IOException")
	case !strings.Contains(class, "."):
		c.report(name.pos(), fmt.Sprintf("exception %q has no package", class), "write a Java class with its package, such as java.lang.Exception")
	default:
		d := needed(name.pos(), "bean", class, fmt.Sprintf("exception %s is a class of Java that is not here", class))
		d.Hint = "write the class that it extends, such as java.lang.Exception"
		if near := components.NearestException(class); near != "" {
			d.Hint = fmt.Sprintf("did you mean %s?", near)
		}
		c.add(d)
	}
}

// raises tells whether a bean of these routes may raise exceptions of a class: one that is Go and of its package or one above, or
// any program, which answers with the class that it likes.
func (c *compiler) raises(class string) bool {
	for _, t := range c.env.Beans {
		if dot := strings.LastIndexByte(t.Class, '.'); dot > 0 && strings.HasPrefix(class, t.Class[:dot+1]) {
			return true
		}
	}
	for _, b := range c.beans {
		if _, is := b.(*processBean); is {
			return true
		}
	}
	return false
}
