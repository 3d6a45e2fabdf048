package routes

import (
	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// errorHandlerDefinition is an error handler as a file writes it.
// See https://camel.apache.org/manual/error-handler.html
type errorHandlerDefinition struct {
	place
	ID                            string             `yaml:"id"`
	DeadLetterChannel             *deadLetterChannel `yaml:"deadLetterChannel"`
	DefaultErrorHandler           *handlerOptions    `yaml:"defaultErrorHandler"`
	NoErrorHandler                *noErrorHandler    `yaml:"noErrorHandler"`
	RefErrorHandler               *refErrorHandler   `yaml:"refErrorHandler"`
	SpringTransactionErrorHandler *handlerOptions    `yaml:"springTransactionErrorHandler"`
	JtaTransactionErrorHandler    *handlerOptions    `yaml:"jtaTransactionErrorHandler"`
}

// decodeNode looks whether the definition names one handler. Camel takes several in silence.
func (e *errorHandlerDefinition) decodeNode(d *decoder, n *yaml.Node, what string) {
	type plain errorHandlerDefinition
	before := len(*d.diags)
	d.valueOf((*plain)(e), n, what)
	var handlers []*yaml.Node // names and what they hold
	for key, value := range pairs(n) {
		if key.Value != "id" {
			handlers = append(handlers, key, value)
		}
	}
	switch sound := len(*d.diags) == before; {
	case len(handlers) == 0 && sound:
		d.report(d.pos(n), "errorHandler names no error handler", "write, for example, errorHandler: {defaultErrorHandler: {}}")
	case len(handlers) > 2 && sound:
		d.warn(d.pos(n), "errorHandler names two error handlers", "keep one; the last one counts")
		last := node(n, yaml.MappingNode)
		last.Content = handlers[len(handlers)-2:]
		*e = errorHandlerDefinition{place: e.place}
		d.valueOf((*plain)(e), last, what)
	}
}

// handlerOptions are what all error handlers take.
type handlerOptions struct {
	ID                     string                      `yaml:"id"`
	RedeliveryPolicy       *redeliveryPolicyDefinition `yaml:"redeliveryPolicy"`
	RedeliveryPolicyRef    text                        `yaml:"redeliveryPolicyRef"`
	UseOriginalMessage     bool                        `yaml:"useOriginalMessage"`
	UseOriginalBody        bool                        `yaml:"useOriginalBody"`
	Level                  string                      `yaml:"level"`
	RollbackLoggingLevel   string                      `yaml:"rollbackLoggingLevel"`
	LogName                string                      `yaml:"logName"`
	LoggerRef              string                      `yaml:"loggerRef"`
	OnRedeliveryRef        string                      `yaml:"onRedeliveryRef"`
	OnExceptionOccurredRef string                      `yaml:"onExceptionOccurredRef"`
	OnPrepareFailureRef    string                      `yaml:"onPrepareFailureRef"`
	RetryWhileRef          string                      `yaml:"retryWhileRef"`
	ExecutorServiceRef     string                      `yaml:"executorServiceRef"`
	TransactionTemplateRef string                      `yaml:"transactedPolicyRef"`
}

type deadLetterChannel struct {
	handlerOptions
	DeadLetterURI                text  `yaml:"deadLetterUri,required"`
	DeadLetterHandleNewException *bool `yaml:"deadLetterHandleNewException"`
}

type noErrorHandler struct {
	ID string `yaml:"id"`
}

type refErrorHandler struct {
	ID  string `yaml:"id"`
	Ref text   `yaml:"ref,required,shorthand"`
}

// errorHandler is what a route does with a step that fails. Steps that it guards fail with a [StepError] that is Exhausted.
type errorHandler struct {
	c       *compiler
	policy  redeliveryPolicy
	clauses []*onException
	message originalMessage

	deadLetter       Processor // nil unless it is a dead letter channel
	passNewException bool      // a dead letter that fails is a failure of its own
	redelivers       bool      // some failing step may be tried again
}

// errorHandler makes the handler of the route being compiled, nil where it is to have none: the route's own, else that of its
// configurations or its file, else Camel's default.
func (c *compiler) errorHandler(def *errorHandlerDefinition, clauses []*onExceptionDefinition) *errorHandler {
	h := &errorHandler{c: c, policy: defaultPolicy}
	if def != nil && def.RefErrorHandler != nil {
		def = c.referredErrorHandler(def.RefErrorHandler.Ref)
	}
	if def != nil {
		if def.NoErrorHandler != nil {
			return nil
		}
		options := def.DefaultErrorHandler
		if def.SpringTransactionErrorHandler != nil {
			options = def.SpringTransactionErrorHandler
		}
		if def.JtaTransactionErrorHandler != nil {
			options = def.JtaTransactionErrorHandler
		}
		if dead := def.DeadLetterChannel; dead != nil {
			options = &dead.handlerOptions
			h.passNewException = !given(dead.DeadLetterHandleNewException, true)
			c.unguarded(func() { h.deadLetter = c.deadLetter(dead) })
		}
		if options != nil {
			if options.RedeliveryPolicyRef.set() {
				options.RedeliveryPolicy = c.redeliveryPolicyBean(options.RedeliveryPolicyRef)
			}
			h.policy = options.RedeliveryPolicy.over(c, defaultPolicy)
			h.message = originalMessage{options.UseOriginalMessage, options.UseOriginalBody}
			c.original = c.original || h.message.wanted()
		}
	}
	h.redelivers = h.policy.maximum != 0
	for _, d := range clauses {
		if o := d.compile(c, h.policy); o != nil {
			h.clauses = append(h.clauses, o)
			h.redelivers = h.redelivers || o.redelivers()
		}
	}
	return h
}

func (c *compiler) deadLetter(dead *deadLetterChannel) Processor {
	if !dead.DeadLetterURI.set() {
		return nil
	}
	ref := &endpointRef{URI: dead.DeadLetterURI}
	node := &stepNode{place: dead.DeadLetterURI.place, kind: "deadLetterChannel", step: &to{endpointRef: *ref}}
	p := c.target(ref, node)
	if p == nil {
		return nil
	}
	return (&pipeline{route: c.route.ID, links: []link{{node: node, id: "deadLetterChannel", process: p.Process}}}).run
}

// redeliveryPolicyBean answers the policy that a bean is; nil where it is none, which is then reported.
func (c *compiler) redeliveryPolicyBean(ref text) *redeliveryPolicyDefinition {
	policy, ok := c.bean(ref).(*redeliveryPolicyDefinition)
	if !ok {
		c.report(ref.pos(), "the bean "+ref.Value+" is no redelivery policy", "write the policy itself under redeliveryPolicy:")
	}
	return policy
}

// unguarded compiles something whose failures no error handler deals with: they go to whoever calls it.
func (c *compiler) unguarded(compile func()) {
	was := c.handler
	c.handler = nil
	compile()
	c.handler = was
}

// clause finds what is meant for a failure: from the innermost cause outwards, for each the clause with the nearest class.
func (h *errorHandler) clause(ex *components.Exchange, err error) (*onException, error) {
	causes := components.Causes(err)
	for i := len(causes) - 1; i >= 0; i-- {
		var best *onException
		nearest := -1
		for _, o := range h.clauses {
			d, err := o.fits(ex, causes[i].Class)
			if err != nil {
				return nil, err
			}
			if d >= 0 && (nearest < 0 || d < nearest) {
				best, nearest = o, d
			}
		}
		if best != nil {
			return best, nil
		}
	}
	return nil, nil
}
