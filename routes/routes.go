// Package routes turns route files in Camel's YAML DSL into compiled routes.
//
// [Load] parses the files (positions are kept), decodes each step strictly into its struct, resolves placeholders, makes
// the endpoints, compiles the expressions and links everything to one function a route. It opens nothing: what it
// reports, as [Diagnostics], is all that can be known before a start. One file holds one step (EIP): its YAML shape and
// what it does.
package routes

import (
	"context"

	"github.com/dromedary-go/dromedary/components"
)

// File is a route file.
type File struct {
	Name string
	Text []byte
}

// Environment is what route files are compiled against; the engine provides it.
type Environment struct {
	// Components are the schemes that may be used.
	Components []components.Component
	// Beans are the classes whose beans are Go, beside the built-in ones.
	Beans []components.BeanType
	// Properties answer {{placeholders}} and configure components.
	Properties *Properties
	// Context is lent to the components.
	Context *components.Context
	// Producer answers the producer that the engine keeps for a target; it opens nothing before its first use.
	// The same URI gets the same producer.
	Producer func(uri string, target components.Target) components.Producer
	// Stubs are the components that the component stub stands in for.
	Stubs Stubs
	// Alone checks files by themselves: what other files and the place where they run may bring (properties, routes that
	// answer direct:, files that are read) is a note at most.
	Alone bool
	// Go runs f beside the route (wireTap); the engine waits for it at shutdown.
	Go func(f func())
	// Work ends when what is in flight must be given up; nil is never. Exchanges that outlive the one they come from (an
	// aggregate's) live as long.
	Work context.Context
}

// Program is what a set of route files means.
type Program struct {
	// Routes in the order of the files.
	Routes []*Route
	// Detaches tells that some step may detach an exchange from its source, see [components.Exchange.Detach].
	Detaches bool
}

// Processor works on an exchange.
type Processor func(ex *components.Exchange) error

// Route is a compiled route.
type Route struct {
	ID          string
	Description string
	Group       string
	// From is where exchanges come from: a [components.Source] to subscribe to or a [components.Inline] to bind.
	From components.Endpoint
	// Pos is where the route is written.
	Pos Pos
	// AutoStartup is false for a route that is only started by hand.
	AutoStartup bool
	// StartupOrder is the order that the file asks for, 0 where it does not.
	StartupOrder int
	// Process runs the steps. It never panics; what fails is a [StepError], which nothing has logged yet.
	Process Processor
	// Targets are the URIs (as shown) that the steps send to, for pictures of the whole.
	Targets []string
	// Drain is called once no exchange comes in any more and those in flight are done: steps finish what they keep back
	// (aggregate, resequence). It returns early where ctx ends. It may be nil.
	Drain func(ctx context.Context)
}

// Pos is a place in a route file; Line and Col count from 1, in characters.
type Pos struct {
	File      string
	Line, Col int
}
