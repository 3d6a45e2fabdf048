package routes

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// The beans that an error handler may be, or may refer to: what a file writes in their place, as properties.

const (
	policyProperties = "maximumRedeliveries redeliveryDelay maximumRedeliveryDelay useExponentialBackOff backOffMultiplier " +
		"useCollisionAvoidance collisionAvoidanceFactor delayPattern asyncDelayedRedelivery allowRedeliveryWhileStopping " +
		"logStackTrace logRetryStackTrace logHandled logContinued logExhausted logExhaustedMessageHistory logExhaustedMessageBody " +
		"logNewException logRetryAttempted retryAttemptedLogInterval retryAttemptedLogLevel retriesExhaustedLogLevel"
	handlerProperties = "deadLetterUri deadLetterHandleNewException useOriginalMessage useOriginalBody redeliveryPolicy " +
		"redeliveryPolicyRef level logName"
)

func newRedeliveryPolicy(c *compiler, properties *components.Map, _ []string) (any, error) {
	p := &redeliveryPolicyDefinition{}
	return p, decodeProperties(c, properties, p)
}

func newDeadLetterChannelBean(c *compiler, properties *components.Map, args []string) (any, error) {
	if len(args) > 0 {
		properties.Set("deadLetterUri", args[0])
	}
	def := &errorHandlerDefinition{DeadLetterChannel: &deadLetterChannel{}}
	return def, decodeProperties(c, properties, def.DeadLetterChannel)
}

func newDefaultErrorHandlerBean(c *compiler, properties *components.Map, _ []string) (any, error) {
	def := &errorHandlerDefinition{DefaultErrorHandler: &handlerOptions{}}
	return def, decodeProperties(c, properties, def.DefaultErrorHandler)
}

func newNoErrorHandlerBean(*compiler, *components.Map, []string) (any, error) {
	return &errorHandlerDefinition{NoErrorHandler: &noErrorHandler{}}, nil
}

// decodeProperties fills a struct that files describe, too. A dot in a name leads into what the property holds.
func decodeProperties(c *compiler, properties *components.Map, into any) error {
	tree := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	for name, value := range properties.All() {
		at := tree
		path := strings.Split(name, ".")
		for _, outer := range path[:len(path)-1] {
			inner := nodeAt(at, outer)
			if inner == nil {
				inner = &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
				at.Content = append(at.Content, word(at, outer), inner)
			}
			at = inner
		}
		at.Content = append(at.Content, word(at, path[len(path)-1]), word(at, components.Text(value)))
	}
	var wrong Diagnostics
	(&decoder{src: &source{}, properties: c.env.Properties, diags: &wrong}).valueOf(into, tree, "properties")
	if len(wrong) > 0 {
		return errors.New(wrong[0].Msg)
	}
	return nil
}

// referredErrorHandler answers the error handler that a bean is; nil where it is none, which is then reported.
func (c *compiler) referredErrorHandler(ref text) *errorHandlerDefinition {
	short := strings.TrimPrefix(strings.TrimPrefix(ref.Value, "#bean:"), "#")
	bean, known := c.beans[short]
	def, ok := bean.(*errorHandlerDefinition)
	switch {
	case !known:
		hint := "define it under beans:"
		if near := components.Nearest(short, slices.Sorted(maps.Keys(c.beans))); near != "" {
			hint = "did you mean \"" + near + "\"?"
		}
		c.atStart(ref.pos(), "there is no bean \""+short+"\"", hint)
	case !ok:
		c.report(ref.pos(), "the bean "+short+" is no error handler", "write the error handler itself under errorHandler:")
	}
	return def
}
