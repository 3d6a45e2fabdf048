package routes

// setVariables gives several variables their values, in order.
// See https://camel.apache.org/components/4.18.x/eips/setVariables-eip.html
type setVariables struct {
	common
	Variables []setVariable `yaml:"variables,required"`
}

func (s *setVariables) compile(c *compiler, n *stepNode) Processor {
	if s.Variables != nil && len(s.Variables) == 0 {
		c.atStart(n.pos(), "setVariables sets no variable", "add an entry with name: and an expression")
		return nil
	}
	return compileInOrder(c, n, s.Variables)
}
