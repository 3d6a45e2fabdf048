package routes

import (
	"strings"
)

// transacted runs its steps. There is no transaction manager here: what is taken from a broker is acknowledged after the last
// step and comes again after a failure; nothing else is rolled back, which a warning says.
// See https://camel.apache.org/components/4.18.x/eips/transactional-client.html
type transacted struct {
	common
	Ref   text  `yaml:"ref"`
	Steps steps `yaml:"steps"`
}

func (s *transacted) children() *steps  { return &s.Steps }
func (s *transacted) selfReliant() bool { return true }

func (s *transacted) compile(c *compiler, n *stepNode) Processor {
	if s.Ref.set() && !c.isTransactionPolicy(s.Ref) {
		return nil
	}
	c.warnLocal(n)
	return s.Steps.compile(c)
}

// warnLocal says what a transaction means here.
func (c *compiler) warnLocal(n *stepNode) {
	c.add(Diagnostic{Pos: n.pos(), Severity: Warning, Msg: n.kind + " has no transaction manager here: the source is acknowledged after the last step, nothing else is rolled back",
		Hint: "make the steps such that they may run twice, for example with idempotentConsumer"})
}

// policy stands around its steps. The policies of transactions mean what transacted does; any other is an object of Java, and
// steps that it guards (authorization) do not run without it.
// See https://camel.apache.org/manual/route-policy.html
type policy struct {
	common
	Ref   text  `yaml:"ref,required"`
	Steps steps `yaml:"steps"`
}

func (s *policy) children() *steps  { return &s.Steps }
func (s *policy) selfReliant() bool { return true }

func (s *policy) compile(c *compiler, n *stepNode) Processor {
	steps := s.Steps.compile(c)
	if !s.Ref.set() {
		return nil
	}
	if !c.isTransactionPolicy(s.Ref) {
		return nil
	}
	c.warnLocal(n)
	return steps
}

// isTransactionPolicy tells whether a policy is one of those that Spring users name after a transaction's propagation; any other is
// reported.
func (c *compiler) isTransactionPolicy(ref text) bool {
	if ref.unresolved || strings.HasPrefix(strings.TrimPrefix(ref.Value, "#"), "PROPAGATION_") {
		return true
	}
	c.need(ref.pos(), "bean", ref.Value, "policy "+ref.Value+" is an object of Java")
	return false
}
