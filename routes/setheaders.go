package routes

// setHeaders gives several headers their values, in order.
// See https://camel.apache.org/components/4.18.x/eips/setHeaders-eip.html
type setHeaders struct {
	common
	Headers []setHeader `yaml:"headers,required"`
}

func (s *setHeaders) compile(c *compiler, n *stepNode) Processor {
	if s.Headers != nil && len(s.Headers) == 0 {
		c.atStart(n.pos(), "setHeaders sets no header", "add an entry with name: and an expression")
		return nil
	}
	return compileInOrder(c, n, s.Headers)
}
