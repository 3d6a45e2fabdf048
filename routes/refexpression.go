package routes

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

// expressionBean finds the bean that the language ref names: one that is an expression itself, such as Camel's ZipSplitter.
// See https://camel.apache.org/components/4.18.x/languages/ref-language.html
func (c *compiler) expressionBean(name text, at Pos) components.Expression {
	if !name.set() {
		c.atStart(at, "ref names no bean", "write ref: NAME")
		return nil
	}
	bean, ok := c.lookUp(shortBeanName(name.Value))
	if !ok {
		c.noBean(name.pos(), name.Value)
		return nil
	}
	made, ok := bean.(components.Expression)
	if !ok && bean != nil {
		c.atStart(name.pos(), fmt.Sprintf("bean %q is no expression", name.Value), "write simple: ${bean:NAME} for a value")
	}
	return made
}
