package routes

import (
	"fmt"
	"strings"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// claimCheck keeps a copy of the message and takes it back later: under a key (Set, Get, GetAndRemove) or on a stack (Push, Pop). What
// is kept lives with the exchange and its copies.
// See https://camel.apache.org/components/4.18.x/eips/claimCheck-eip.html
type claimCheck struct {
	common
	Operation text `yaml:"operation,required"`
	Key       text `yaml:"key"`
	Filter    text `yaml:"filter"`
	strategyOptions
}

func (s *claimCheck) compile(c *compiler, _ *stepNode) Processor {
	key := func(*components.Exchange) (any, error) { return nil, nil }
	if s.Key.set() {
		key = c.template(s.Key)
	}
	filter, err := newClaimFilter(s.Filter.Value)
	if err != nil {
		c.report(s.Filter.pos(), err.Error(), "")
		return nil
	}
	merge := filter.merge
	if s.Strategy.set() {
		if s.Filter.set() {
			c.atStart(s.Filter.pos(), "filter and aggregationStrategy do not go together", "leave out one of the two")
			return nil
		}
		strategy, ok := c.strategy(&s.strategyOptions, nil)
		if !ok {
			return nil
		}
		merge = claimStrategy(strategy)
	}
	operation := claimOperation(s.Operation.Value)
	if operation == nil {
		if s.Operation.set() {
			c.report(s.Operation.pos(), fmt.Sprintf("operation %q is none of Get, GetAndRemove, Set, Push, Pop", s.Operation.Value), "")
		}
		return nil
	}
	if key == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		name, err := textOf(key, ex)
		if err != nil {
			return err
		}
		if kept := operation(claimsOf(ex), name, ex); kept != nil {
			return merge(ex, kept)
		}
		return nil
	}
}

// claimStrategy merges what was kept by an aggregation strategy, which gets the message and what was kept.
func claimStrategy(strategy aggregationStrategy) func(ex, kept *components.Exchange) error {
	return func(ex, kept *components.Exchange) error {
		if made := strategy.aggregate(ex, kept.Clone()); made != nil && made != ex {
			takeOver(ex, made)
		}
		return nil
	}
}

// claims are what an exchange has given away to be kept. Parts of a split that run at the same time share them.
type claims struct {
	mu    sync.Mutex
	byKey map[string]*components.Exchange
	stack []*components.Exchange
}

const claimsProperty = "CamelClaimCheckRepository"

func claimsOf(ex *components.Exchange) *claims {
	c, ok := ex.Properties.Value(claimsProperty).(*claims)
	if !ok {
		c = &claims{byKey: map[string]*components.Exchange{}}
		ex.Properties.Set(claimsProperty, c)
	}
	return c
}

// claimOperation answers an operation by its name, nil for an unknown one. It answers what it took out, if anything.
func claimOperation(name string) func(c *claims, key string, ex *components.Exchange) *components.Exchange {
	switch strings.ToLower(name) {
	case "set":
		return func(c *claims, key string, ex *components.Exchange) *components.Exchange {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.byKey[key] = ex.Clone()
			return nil
		}
	case "get":
		return func(c *claims, key string, _ *components.Exchange) *components.Exchange {
			c.mu.Lock()
			defer c.mu.Unlock()
			return c.byKey[key]
		}
	case "getandremove":
		return func(c *claims, key string, _ *components.Exchange) *components.Exchange {
			c.mu.Lock()
			defer c.mu.Unlock()
			kept := c.byKey[key]
			delete(c.byKey, key)
			return kept
		}
	case "push":
		return func(c *claims, _ string, ex *components.Exchange) *components.Exchange {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.stack = append(c.stack, ex.Clone())
			return nil
		}
	case "pop":
		return func(c *claims, _ string, _ *components.Exchange) *components.Exchange {
			c.mu.Lock()
			defer c.mu.Unlock()
			last := len(c.stack) - 1
			if last < 0 {
				return nil
			}
			kept := c.stack[last]
			c.stack = c.stack[:last]
			return kept
		}
	}
	return nil
}
