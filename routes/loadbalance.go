package routes

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// loadBalance gives the exchange to one of its steps, which one is the balancer's choice.
// See https://camel.apache.org/components/4.18.x/eips/loadBalance-eip.html
type loadBalance struct {
	common
	RoundRobin *plainBalancer    `yaml:"roundRobinLoadBalancer"`
	Random     *plainBalancer    `yaml:"randomLoadBalancer"`
	Topic      *plainBalancer    `yaml:"topicLoadBalancer"`
	Sticky     *stickyBalancer   `yaml:"stickyLoadBalancer"`
	Weighted   *weightedBalancer `yaml:"weightedLoadBalancer"`
	Failover   *failoverBalancer `yaml:"failoverLoadBalancer"`
	Custom     *customBalancer   `yaml:"customLoadBalancer"`
	Steps      steps             `yaml:"steps"`
}

type plainBalancer struct {
	ID string `yaml:"id"`
}

type stickyBalancer struct {
	ID          string      `yaml:"id"`
	Correlation *expression `yaml:"correlationExpression,required"`
}

type weightedBalancer struct {
	ID         string `yaml:"id"`
	Ratio      text   `yaml:"distributionRatio,required"`
	Delimiter  string `yaml:"distributionRatioDelimiter"`
	RoundRobin bool   `yaml:"roundRobin"`
}

type customBalancer struct {
	ID  string `yaml:"id"`
	Ref text   `yaml:"ref,shorthand"`
}

func (s *loadBalance) children() *steps { return &s.Steps }

func (s *loadBalance) compile(c *compiler, n *stepNode) Processor {
	branches := s.Steps.branches(c)
	if branches == nil {
		return nil
	}
	if len(branches) == 0 {
		c.report(n.pos(), "loadBalance has no steps", "add steps: with the endpoints to choose from")
		return nil
	}
	switch {
	case s.RoundRobin != nil:
		return chosen(branches, roundRobin(len(branches)))
	case s.Random != nil:
		return chosen(branches, func(*components.Exchange) (int, error) { return rand.IntN(len(branches)), nil })
	case s.Topic != nil:
		return toAll(branches)
	case s.Sticky != nil:
		return s.Sticky.compile(c, branches)
	case s.Weighted != nil:
		return s.Weighted.compile(c, branches)
	case s.Failover != nil:
		return s.Failover.compile(c, branches)
	case s.Custom != nil:
		c.add(needed(n.pos(), "bean", s.Custom.Ref.Value, "customLoadBalancer names a Java object, which cannot run here"))
		return nil
	}
	c.report(n.pos(), "loadBalance does not say how", "add, for example, roundRobinLoadBalancer: {}")
	return nil
}

// branchChoice answers the branch that an exchange goes to.
type branchChoice func(ex *components.Exchange) (int, error)

func chosen(branches []Processor, choose branchChoice) Processor {
	return func(ex *components.Exchange) error {
		i, err := choose(ex)
		if err != nil {
			return err
		}
		return branches[i](ex)
	}
}

func roundRobin(n int) branchChoice {
	var mu sync.Mutex
	next := 0
	return func(*components.Exchange) (int, error) {
		mu.Lock()
		defer mu.Unlock()
		i := next
		next = (next + 1) % n
		return i, nil
	}
}

// toAll gives a copy to each branch until one fails; what they make of it is lost. The failure is the step's own then, which its
// error handler deals with once more.
func toAll(branches []Processor) Processor {
	return func(ex *components.Exchange) error {
		for _, branch := range branches {
			copied := ex.Part()
			err := branch(copied)
			copied.Complete(err)
			if err != nil {
				return components.AsException(err)
			}
		}
		return nil
	}
}

// maxSticky bounds how many keys a sticky balancer remembers; beyond it some are forgotten.
const maxSticky = 10_000

func (s *stickyBalancer) compile(c *compiler, branches []Processor) Processor {
	if s.Correlation == nil {
		return nil
	}
	key := s.Correlation.compile(c)
	if key == nil {
		return nil
	}
	next := roundRobin(len(branches))
	var mu sync.Mutex
	known := map[string]int{}
	return chosen(branches, func(ex *components.Exchange) (int, error) {
		k, err := textOf(key, ex)
		if err != nil {
			return 0, err
		}
		mu.Lock()
		defer mu.Unlock()
		i, ok := known[k]
		if !ok {
			if len(known) >= maxSticky {
				for some := range known {
					delete(known, some)
					break
				}
			}
			i, err = next(ex)
			known[k] = i
		}
		return i, err
	})
}

func (s *weightedBalancer) compile(c *compiler, branches []Processor) Processor {
	if !s.Ratio.set() {
		return nil
	}
	delimiter := s.Delimiter
	if delimiter == "" {
		delimiter = ","
	}
	var ratios []int
	sum := 0
	for part := range strings.SplitSeq(s.Ratio.Value, delimiter) {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || n < 0 {
			c.report(s.Ratio.pos(), fmt.Sprintf("distributionRatio: %q is no whole number", part), "write one number for each step, such as \"2,1\"")
			return nil
		}
		ratios = append(ratios, n)
		sum += n
	}
	if len(ratios) != len(branches) || sum == 0 {
		c.report(s.Ratio.pos(), fmt.Sprintf("distributionRatio has %d numbers for %d steps", len(ratios), len(branches)), "write one number for each step, one of them above 0")
		return nil
	}
	var mu sync.Mutex
	left, remaining, next := append([]int{}, ratios...), sum, 0
	return chosen(branches, func(*components.Exchange) (int, error) {
		mu.Lock()
		defer mu.Unlock()
		if remaining == 0 { // a new cycle
			copy(left, ratios)
			remaining, next = sum, 0
		}
		i := next
		if s.RoundRobin {
			for left[i] == 0 {
				i = (i + 1) % len(left)
			}
			next = (i + 1) % len(left)
		} else {
			i = 0
			for at := rand.IntN(remaining); at >= left[i]; i++ {
				at -= left[i]
			}
		}
		left[i]--
		remaining--
		return i, nil
	})
}
