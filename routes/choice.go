package routes

import (
	"context"

	"github.com/dromedary-go/dromedary/components"
)

// choice runs the steps of the first branch whose predicate holds.
// See https://camel.apache.org/components/4.18.x/eips/choice-eip.html
type choice struct {
	common
	When         []when     `yaml:"when"`
	Otherwise    *otherwise `yaml:"otherwise"`
	Precondition bool       `yaml:"precondition"`
}

type when struct {
	common
	Expr  expression `yaml:",inline"`
	Steps steps      `yaml:"steps"`
}

type otherwise struct {
	common
	Steps steps `yaml:"steps"`
}

type branch struct {
	matches components.Predicate
	run     Processor
}

func (s *choice) compile(c *compiler, n *stepNode) Processor {
	if s.When == nil && s.Otherwise == nil {
		c.add(Diagnostic{Pos: n.pos(), Severity: Warning, Msg: "choice has no branch", Hint: "add when: with a list of predicates and steps"})
		return func(*components.Exchange) error { return nil }
	}
	var branches []branch
	ok := true
	for i := range s.When {
		w := &s.When[i]
		if w.Disabled {
			continue
		}
		b := branch{w.Expr.predicate(c), w.Steps.compile(c)}
		ok = ok && b.matches != nil && b.run != nil
		branches = append(branches, b)
	}
	if s.Otherwise != nil && !s.Otherwise.Disabled {
		always := func(*components.Exchange) (bool, error) { return true, nil }
		b := branch{always, s.Otherwise.Steps.compile(c)}
		ok = ok && b.run != nil
		branches = append(branches, b)
	}
	if !ok {
		return nil
	}
	if s.Precondition {
		return choose(branches)
	}
	return func(ex *components.Exchange) error {
		for i := range branches {
			matches, err := branches[i].matches(ex)
			if err != nil {
				return err
			}
			if matches {
				return branches[i].run(ex)
			}
		}
		return nil
	}
}

// choose decides a precondition choice: its predicates know only properties, so they are asked once.
func choose(branches []branch) Processor {
	ex := components.NewExchange(context.Background(), nil)
	for _, b := range branches {
		if matches, err := b.matches(ex); err == nil && matches {
			return b.run
		}
	}
	return func(*components.Exchange) error { return nil }
}
