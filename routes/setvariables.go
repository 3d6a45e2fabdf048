package routes

// setVariables gives several variables their values, in order.
// See https://camel.apache.org/components/4.18.x/eips/setVariables-eip.html
type setVariables struct {
	common
	Variables []setVariable `yaml:"variables,required"`
}

func (s *setVariables) compile(c *compiler, n *stepNode) Processor {
	var all []Processor
	ok := true
	for i := range s.Variables {
		p := s.Variables[i].compile(c, n)
		ok = ok && p != nil
		all = append(all, p)
	}
	if !ok {
		return nil
	}
	return inOrder(all)
}
