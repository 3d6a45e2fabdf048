package routes

// setHeaders gives several headers their values, in order.
// See https://camel.apache.org/components/4.18.x/eips/setHeaders-eip.html
type setHeaders struct {
	common
	Headers []setHeader `yaml:"headers,required"`
}

func (s *setHeaders) compile(c *compiler, n *stepNode) Processor {
	var all []Processor
	ok := true
	for i := range s.Headers {
		p := s.Headers[i].compile(c, n)
		ok = ok && p != nil
		all = append(all, p)
	}
	if !ok {
		return nil
	}
	return inOrder(all)
}
