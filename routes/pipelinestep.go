package routes

// pipelineStep runs its steps one after the other, as a route does: one branch of a multicast, for example.
// See https://camel.apache.org/components/4.18.x/eips/pipeline-eip.html
type pipelineStep struct {
	common
	Steps steps `yaml:"steps"`
}

func (s *pipelineStep) children() *steps { return &s.Steps }

func (s *pipelineStep) compile(c *compiler, _ *stepNode) Processor { return s.Steps.compile(c) }
