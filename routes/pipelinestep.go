package routes

import (
	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/simple"
)

// pipelineStep runs its steps one after the other, as a route does: one branch of a multicast, for example. As step it names them,
// for ${stepId}.
// See https://camel.apache.org/components/4.18.x/eips/pipeline-eip.html
type pipelineStep struct {
	common
	Steps steps `yaml:"steps"`
}

func (s *pipelineStep) children() *steps { return &s.Steps }

func (s *pipelineStep) compile(c *compiler, n *stepNode) Processor {
	if !s.Steps.some(c, n) {
		return nil
	}
	run := s.Steps.compile(c)
	if n.kind != "step" || run == nil {
		return run
	}
	return func(ex *components.Exchange) error {
		before, inside := ex.Properties.Get(simple.StepID)
		ex.Properties.Set(simple.StepID, n.id)
		err := run(ex)
		if inside {
			ex.Properties.Set(simple.StepID, before)
		} else {
			ex.Properties.Remove(simple.StepID)
		}
		return err
	}
}

// some tells that there are steps; where there are none the block does not start.
func (s *steps) some(c *compiler, n *stepNode) bool {
	if len(s.list) == 0 {
		c.atStart(n.pos(), n.kind+" has no steps", "add steps: and what it is to do")
	}
	return len(s.list) > 0
}
