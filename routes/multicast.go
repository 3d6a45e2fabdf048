package routes

import "github.com/dromedary-go/dromedary/components"

// multicast runs each of its steps on a copy of the exchange. The message behind it is what the strategy makes of the
// results: the last one where it has none.
// See https://camel.apache.org/components/4.18.x/eips/multicast-eip.html
type multicast struct {
	common
	fanOut
	Steps steps `yaml:"steps"`
}

func (s *multicast) children() *steps { return &s.Steps }

func (s *multicast) compile(c *compiler, n *stepNode) Processor {
	f := s.compileFan(c, n, useLatest{})
	branches := s.Steps.branches(c)
	if f == nil || branches == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		i := 0
		return f.run(ex, func(child *components.Exchange) (Processor, error) {
			if i == len(branches) {
				return nil, nil
			}
			multicastIndex(child, i, len(branches))
			i++
			return branches[i-1], nil
		})
	}
}

// branches makes a processor of each step; nil where one of them is wrong.
func (s *steps) branches(c *compiler) []Processor {
	branches := make([]Processor, 0, len(s.list))
	ok := true
	for _, n := range s.list {
		if n.step.base().Disabled { // a branch all the same
			c.checkDisabled(n)
			branches = append(branches, func(*components.Exchange) error { return nil })
			continue
		}
		p := (&steps{place: n.place, list: []*stepNode{n}}).compile(c)
		ok = ok && p != nil
		branches = append(branches, p)
	}
	if !ok {
		return nil
	}
	return branches
}

func multicastIndex(child *components.Exchange, i, n int) {
	child.Properties.Set("CamelMulticastIndex", i)
	child.Properties.Set("CamelMulticastComplete", i == n-1)
}
