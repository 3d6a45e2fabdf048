package routes

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// routeDefinition is a route as a file writes it.
type routeDefinition struct {
	place
	ID           text            `yaml:"id"`
	Description  string          `yaml:"description"`
	Note         string          `yaml:"note"`
	Group        string          `yaml:"group"`
	AutoStartup  *bool           `yaml:"autoStartup"`
	StartupOrder int             `yaml:"startupOrder"`
	From         *fromDefinition `yaml:"from,required"`

	Precondition         precondition            `yaml:"precondition"`
	NodePrefixID         text                    `yaml:"nodePrefixId"`
	ErrorHandler         *errorHandlerDefinition `yaml:"errorHandler"`
	ErrorHandlerRef      text                    `yaml:"errorHandlerRef"`
	RouteConfigurationID text                    `yaml:"routeConfigurationId"`
	RoutePolicyRef       text                    `yaml:"routePolicyRef"`
	StreamCache          string                  `yaml:"streamCache"`
	MessageHistory       string                  `yaml:"messageHistory"`
	Trace                string                  `yaml:"trace"`
	LogMask              string                  `yaml:"logMask"`
	ShutdownRoute        text                    `yaml:"shutdownRoute" enum:"Default,Defer"`
	ShutdownRunningTask  text                    `yaml:"shutdownRunningTask" enum:"CompleteCurrentTaskOnly,CompleteAllTasks"`
	InputType            *dataType               `yaml:"inputType"`
	OutputType           *dataType               `yaml:"outputType"`

	scope   *scope       // of its file
	rest    *restBinding // what a rest does for it; nil for other routes
	file    *reader      // its template's; nil for a route that is no instance
	kamelet *kamelet     // that it is the route of
	skipIDs int          // automatic ids that are counted before its own
}

// decodeNode takes steps beside from too, as Camel did up to 3.14; bareRoute does so for a route without route:.
func (r *routeDefinition) decodeNode(d *decoder, n *yaml.Node, what string) {
	type plain routeDefinition
	steps := valueOf(n, "steps")
	if steps == nil || !hasKey(n, "from") {
		d.valueOf((*plain)(r), n, what)
		return
	}
	rest := *n
	rest.Content = nil
	for key, value := range pairs(n) {
		if key.Value == "steps" {
			d.warnOfSteps(key)
		} else {
			rest.Content = append(rest.Content, key, value)
		}
	}
	d.valueOf((*plain)(r), &rest, what)
	if r.From != nil {
		d.valueOf(&r.From.Steps, steps, "steps")
	}
}

func (d *decoder) warnOfSteps(key *yaml.Node) {
	d.warn(d.pos(key), "steps stands beside from", "indent it to stand inside from; Camel 4 refuses this form")
}

// fromDefinition is a route's source and its steps.
type fromDefinition struct {
	place
	ID          text   `yaml:"id"`
	Description string `yaml:"description"`
	endpointRef
	Steps           steps  `yaml:"steps"`
	VariableReceive string `yaml:"variableReceive"`
}

// Load reads route files and compiles what they say. The program is complete only where the diagnostics hold no error.
// Nothing is opened.
func Load(env *Environment, files ...File) (*Program, Diagnostics) {
	var diags Diagnostics
	if env.Context.Compile == nil {
		env.Context.Compile, env.Context.Predicate = env.Expression, env.Predicate
	}
	c := newCompiler(env, &diags)
	l := &loader{c: c, rest: &restConfiguration{}}
	env.Context.Bean = func(name string) any { b, _ := c.lookUp(shortBeanName(name)); return b }
	env.Context.Beans = c.everyBean
	env.Context.DataFormat, env.Context.Invoke = c.dataFormatOf, c.invocation
	var names []string
	for _, f := range files {
		if folder := filepath.Dir(f.Name); !slices.Contains(env.Context.Folders, folder) {
			env.Context.Folders = append(env.Context.Folders, folder)
		}
		names = append(names, f.Name)
		l.file(f)
	}
	c.propertyBeans()
	c.makeBeans()
	l.templatedRoutes()
	l.lend()
	l.restRoutes()
	c.checkProperties()
	c.checkMainSettings()
	for _, def := range slices.Concat(l.routes, l.unmet) {
		if def.ID.set() {
			c.claimID(def.ID, "route")
		}
	}
	program := &Program{}
	for _, def := range l.routes {
		program.Routes = append(program.Routes, c.compileRoute(def))
		program.Routes = append(program.Routes, c.compilePending()...)
	}
	c.checkUnused()
	c.checkOrder(program.Routes)
	c.checkLinks()
	c.checkRecursion(l.routes, program.Routes)
	c.atRunTime = true
	program.Detaches = c.detaches
	if env.Alone {
		c.passOver(diags)
	}
	diags = slices.DeleteFunc(diags, func(d Diagnostic) bool { return c.open[d.Pos] && d.Severity != Note })
	return program, diags.sort(names)
}

// passOver makes warnings of mistakes in documents that Camel's own loader does not look at.
func (c *compiler) passOver(all Diagnostics) {
	for i := range all {
		if src := c.sources[all[i].File]; src != nil && src.kind && all[i].Severity == Error && all[i].Need == "" {
			all[i].Severity = Warning
		}
	}
}

func (c *compiler) compileRoute(def *routeDefinition) *Route {
	r := &Route{ID: def.ID.Value, Description: def.Description, Group: def.Group, Pos: def.pos(), StartupOrder: def.StartupOrder}
	if r.ID == "" {
		for range def.skipIDs {
			c.nextID("route")
		}
		r.ID = c.nextID("route")
	}
	c.checkRefs(def)
	r.AutoStartup = given(def.AutoStartup, true) && c.startsAtOnce(r.ID)
	c.route, c.src, c.prefix, c.definition = r, def.src, def.NodePrefixID.Value, def
	if def.From == nil {
		return r
	}
	r.From = c.endpoint(&def.From.endpointRef)
	if p, ok := r.From.(components.Prepared); ok {
		if err := p.Prepare(); err != nil {
			d := Diagnostic{Pos: def.From.URI.pos(), Msg: err.Error()}
			var mistakes components.OptionErrors
			if errors.As(err, &mistakes) && mistakes[0].Missing {
				d.Msg, d.Hint, d.Need = mistakes[0].Msg, mistakes[0].Hint, "component:"+def.From.uri.Scheme
			}
			c.add(d)
		}
	}
	switch from := r.From.(type) {
	case nil:
	case components.Inline:
		if first, taken := c.reads[from.Link()]; taken {
			c.atStart(def.From.URI.pos(), fmt.Sprintf("two routes read from %s", from.Link()), "the first is at "+first.String())
		}
		c.reads[from.Link()] = def.From.URI.pos()
	case components.Source:
	default:
		c.report(def.From.URI.pos(), fmt.Sprintf("one cannot read from %s", r.From.URI()), "it can only stand in to:")
	}
	if steps := def.From.Steps; len(steps.list) == 0 && (steps.node == nil || len(steps.node.Content) == 0 && steps.node.Kind == yaml.SequenceNode) {
		c.atStart(def.pos(), fmt.Sprintf("route %s has no steps", r.ID), "add steps: below from:")
	}
	if def.rest != nil {
		def.From.Steps.list = slices.Insert(slices.Clone(def.From.Steps.list), 0, def.rest.node(def.From.place))
	}
	if def.InputType != nil {
		def.From.Steps.list = slices.Insert(slices.Clone(def.From.Steps.list), 0, def.InputType.node())
	}
	if process := c.scopeOf(def).around(c, def); process != nil {
		if def.OutputType != nil {
			process = c.withOutputType(def.OutputType, process)
		}
		if def.rest != nil {
			process = def.rest.finish(process)
		}
		if def.kamelet != nil {
			process = c.withSink(def.kamelet, process)
		}
		if pattern, given := def.From.uri.Pattern(); given {
			process = withPattern(pattern, process)
		}
		if name := def.From.VariableReceive; name != "" {
			received := process
			process = func(ex *components.Exchange) error {
				body := ex.Body
				receiveVariable(ex, name, body, &ex.Headers)
				ex.Body = nil
				err := received(ex)
				if ex.Body == nil {
					ex.Body = body // the steps made none of their own
				}
				return err
			}
		}
		r.Process = inRoute(r.ID, r.Group, process)
		if r.From != nil && strings.HasPrefix(r.From.URI(), "kamelet:") {
			r.Process = fromRoute(r.ID, r.Process)
		}
	}
	return r
}

// checkRefs reports the objects of Java that a route refers to: it is not to run without them.
func (c *compiler) checkRefs(def *routeDefinition) {
	if ref := def.RoutePolicyRef; ref.set() {
		d := needed(ref.pos(), "bean", ref.Value, "routePolicyRef names an object of Java, which is not here")
		d.Hint = "leave routePolicyRef out"
		c.add(d)
	}
}

// inRoute tells the exchange which route it is in; after a call it is in its caller's again.
func inRoute(id, group string, process Processor) Processor {
	return func(ex *components.Exchange) error {
		before, groupBefore := ex.RouteID, ex.RouteGroup
		ex.RouteID, ex.RouteGroup = id, group
		if ex.FromRoute == "" {
			ex.FromRoute = id
		}
		err := process(ex)
		ex.RouteID, ex.RouteGroup = before, groupBefore
		return err
	}
}

// fromRoute makes the exchange one of this route's for the time: where templates meet routes, Camel does so.
func fromRoute(id string, process Processor) Processor {
	return func(ex *components.Exchange) error {
		before := ex.FromRoute
		ex.FromRoute = id
		err := process(ex)
		ex.FromRoute = before
		return err
	}
}

// checkProperties reports camel.component.* properties that no component has.
func (c *compiler) checkProperties() {
	schemes := map[string]components.Component{}
	var names []string
	for _, comp := range c.env.Components {
		for _, s := range append([]string{comp.Info().Scheme}, comp.Info().Aliases...) {
			schemes[s] = comp
			names = append(names, s)
		}
	}
	for _, key := range c.env.Properties.Keys("camel.component.") {
		pos := c.env.Properties.Position(key)
		scheme, option, ok := strings.Cut(strings.TrimPrefix(key, "camel.component."), ".")
		comp := schemes[scheme]
		if _, known := components.Catalog(scheme); comp == nil && known || c.env.Stubs.stubbed(scheme) {
			continue
		}
		if comp == nil || !ok {
			hint := ""
			if near := components.Nearest(scheme, names); near != "" {
				hint = fmt.Sprintf("did you mean camel.component.%s.%s?", near, option)
			}
			c.add(Diagnostic{Pos: pos, Severity: Warning, Msg: fmt.Sprintf("property %q: there is no component %q", key, scheme), Hint: hint})
			continue
		}
		var options []string
		for _, o := range comp.Options() {
			options = append(options, o.Name)
		}
		if !slices.Contains(options, option) {
			d := Diagnostic{Pos: pos, Msg: fmt.Sprintf("property %q: component %s has no option %q", key, scheme, option)}
			if near := components.Nearest(option, options); near != "" {
				d.Hint = fmt.Sprintf("did you mean camel.component.%s.%s?", scheme, near)
			} else if _, known := components.Catalog(scheme); known { // an option of Camel's that is not here
				d.Need, d.Hint = "component:"+scheme, "leave it out, or run with --stub="+scheme
			}
			c.add(d)
		}
	}
}
