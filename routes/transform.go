package routes

// transform replaces the body by what an expression makes of the message.
// See https://camel.apache.org/components/4.18.x/eips/transform-eip.html
type transform struct {
	common
	Expr expression `yaml:",inline"`
}

func (s *transform) compile(c *compiler, _ *stepNode) Processor { return bodyFrom(s.Expr.compile(c)) }
