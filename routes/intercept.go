package routes

import (
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// intercept runs its steps before each step of the routes that it is for.
// See https://camel.apache.org/components/4.18.x/eips/intercept.html
type intercept struct {
	common
	OnWhen *expression `yaml:"onWhen"`
	Steps  steps       `yaml:"steps"`
}

// interceptFrom runs its steps before the first step of routes whose source matches.
type interceptFrom struct {
	common
	URI    text        `yaml:"uri,shorthand"`
	OnWhen *expression `yaml:"onWhen"`
	Steps  steps       `yaml:"steps"`
}

// interceptSendToEndpoint runs its steps before a send to an endpoint that matches, or in place of it.
type interceptSendToEndpoint struct {
	common
	URI                        text        `yaml:"uri,required,shorthand"`
	SkipSendToOriginalEndpoint bool        `yaml:"skipSendToOriginalEndpoint"`
	AfterURI                   text        `yaml:"afterUri"`
	OnWhen                     *expression `yaml:"onWhen"`
	Steps                      steps       `yaml:"steps"`
}

// interceptedEndpoint is the property that holds the URI which was intercepted.
const interceptedEndpoint = "CamelInterceptedEndpoint"

// guardedSteps compiles steps that run only where a predicate, which may be missing, holds.
func (c *compiler) guardedSteps(when *expression, s *steps) Processor {
	run := s.compile(c)
	if when == nil || run == nil {
		return run
	}
	matches := when.predicate(c)
	if matches == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		if ok, err := matches(ex); err != nil || !ok {
			return err
		}
		return run(ex)
	}
}

// intercept makes what runs before each step that is compiled from now on. The last interceptor is the outermost: it runs
// before the steps of the others, too.
func (c *compiler) intercept(all []*intercept) {
	var runs []Processor
	for _, i := range slices.Backward(all) {
		if i.Disabled {
			continue
		}
		if run := c.guardedSteps(i.OnWhen, &i.Steps); run != nil {
			runs = append(runs, run)
			c.before = inOrder(runs)
		}
	}
}

// compileInOrder makes one processor of steps that run one after the other; nil where one of them is wrong.
func compileInOrder[S any, P interface {
	*S
	step
}](c *compiler, n *stepNode, all []S) Processor {
	var made []Processor
	ok := true
	for i := range all {
		p := P(&all[i]).compile(c, n)
		ok = ok && p != nil
		made = append(made, p)
	}
	if !ok {
		return nil
	}
	return inOrder(made)
}

// inOrder runs processors one after the other until one fails or ends the exchange.
func inOrder(all []Processor) Processor {
	return func(ex *components.Exchange) error {
		for _, run := range all {
			if err := run(ex); err != nil || ex.Ended() {
				return err
			}
		}
		return nil
	}
}

// intercepted puts the interceptor of the route, if there is one, before what a step does. Those of a doTry and of a pipeline
// are intercepted one by one, they themselves are not, nor is what the compiler puts in front of the route's own steps.
func (c *compiler) intercepted(n *stepNode, process Processor) Processor {

	if c.before == nil || process == nil || known[n.kind] == nil || n.kind == "doTry" || n.kind == "pipeline" {
		return process
	}
	return inOrder([]Processor{c.before, process})
}

// interceptedFrom puts those that match the route's source before its steps.
func (c *compiler) interceptedFrom(all []*interceptFrom, process Processor) Processor {
	var runs []Processor
	for _, i := range slices.Backward(all) {
		if i.Disabled || c.route.From == nil || i.URI.Value != "" && !matchesURI(c.route.From.URI(), i.URI.Value) {
			continue
		}
		run := c.guardedSteps(i.OnWhen, &i.Steps)
		if run == nil {
			return nil
		}
		runs = append(runs, run)
	}
	if runs == nil {
		return process
	}
	uri := c.route.From.URI()
	first := func(ex *components.Exchange) error {
		ex.Properties.Set(interceptedEndpoint, uri)
		return nil
	}
	return inOrder(append(append([]Processor{first}, runs...), process))
}

// sendInterceptor is a compiled interceptSendToEndpoint.
type sendInterceptor struct {
	pattern string
	when    components.Predicate
	run     Processor
	skip    bool
	after   Processor
}

func (c *compiler) sendInterceptors(all []*interceptSendToEndpoint) []*sendInterceptor {
	var made []*sendInterceptor
	for _, d := range all {
		if d.Disabled || !d.URI.set() {
			continue
		}
		s := &sendInterceptor{pattern: d.URI.Value, skip: d.SkipSendToOriginalEndpoint}
		if s.run = d.Steps.compile(c); s.run == nil {
			continue
		}
		if d.OnWhen != nil {
			if s.when = d.OnWhen.predicate(c); s.when == nil {
				continue
			}
		}
		if d.AfterURI.set() {
			p := c.target(&endpointRef{URI: d.AfterURI}, &stepNode{place: d.AfterURI.place, kind: "to"})
			if p == nil {
				continue
			}
			s.after = p.Process
		}
		made = append(made, s)
	}
	return made
}

// interceptedSend puts the first interceptor that matches a URI around its producer: one at most, as in Camel, where it is
// left to chance which.
func interceptedSend(all []*sendInterceptor, uri string, p components.Producer) components.Producer {
	for _, s := range all {
		if matchesURI(uri, s.pattern) {
			return &interceptedProducer{p, s, uri}
		}
	}
	return p
}

type interceptedProducer struct {
	components.Producer
	*sendInterceptor
	uri string
}

// Process runs the interceptor's steps and then, unless it is to be skipped, sends.
func (p *interceptedProducer) Process(ex *components.Exchange) error {
	if p.when != nil {
		ok, err := p.when(ex)
		if err != nil {
			return err
		}
		if !ok {
			return p.Producer.Process(ex)
		}
	}
	ex.Properties.Set(interceptedEndpoint, p.uri)
	if err := p.run(ex); err != nil || ex.Ended() {
		return err
	}
	if !p.skip {
		if err := p.Producer.Process(ex); err != nil || ex.Ended() {
			return err
		}
	}
	if p.after != nil {
		return p.after(ex)
	}
	return nil
}

// matchesURI tells whether a URI is meant by a pattern, both with or without "//" behind the scheme.
func matchesURI(uri, pattern string) bool {
	return matchesPattern(uri, pattern) || matchesPattern(strings.Replace(uri, "://", ":", 1), pattern)
}
