package routes

import (
	"fmt"
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

// camelTopLevel are Camel's top-level keys that this version does not have.
var camelTopLevel = []string{
	"dataFormats", "errorHandler", "intercept", "interceptFrom", "interceptSendToEndpoint", "onCompletion", "onException", "rest", "restConfiguration",
	"routeConfiguration", "routeTemplate", "sslContextParameters", "templatedRoute", "transformers", "validators",
}

// Load reads route files and compiles what they say. The program is complete only where the diagnostics hold no error.
// Nothing is opened.
func Load(env *Environment, files ...File) (*Program, Diagnostics) {
	var diags Diagnostics
	if env.Context.Compile == nil {
		env.Context.Compile = env.Expression
	}
	c := newCompiler(env, &diags)
	var definitions []*routeDefinition
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
		src, documents, ds := parse(f)
		c.sources[f.Name] = src
		diags = append(diags, ds...)
		d := &decoder{src: src, properties: env.Properties, diags: &diags}
		found := len(definitions)
		for _, doc := range documents {
			definitions = append(definitions, d.document(c, doc)...)
		}
		if len(definitions) == found && len(ds) == 0 && len(documents) == 0 {
			c.report(Pos{File: f.Name, Line: 1, Col: 1}, "the file has no routes", "write - route: or - from: at its beginning")
		}
	}
	c.checkProperties()
	for _, def := range definitions {
		if def.ID.set() {
			c.claimID(def.ID, "route")
		}
	}
	program := &Program{}
	for _, def := range definitions {
		program.Routes = append(program.Routes, c.compileRoute(def))
	}
	c.checkLinks()
	return program, diags.sort(names)
}

// document reads one YAML document: a list of single-key maps.
func (d *decoder) document(c *compiler, n *yaml.Node) []*routeDefinition {
	n = resolveAlias(n)
	if n.Kind == yaml.MappingNode {
		if len(n.Content) > 0 && (n.Content[0].Value == "route" || n.Content[0].Value == "from") {
			d.report(d.pos(n), "the file must be a list", fmt.Sprintf("begin with - %s:", n.Content[0].Value))
		} else {
			d.report(d.pos(n), "the file must be a list of routes, not a map", "begin with - route: or - from:")
		}
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		d.report(d.pos(n), "the file must be a list of routes, not "+kindWord(n), "begin with - route: or - from:")
		return nil
	}
	var definitions []*routeDefinition
	for _, item := range n.Content {
		item = resolveAlias(item)
		if item.Kind != yaml.MappingNode || len(item.Content) == 0 {
			d.report(d.pos(item), "an entry of the file must be a map such as route: or from:, not "+kindWord(item), "")
			continue
		}
		if def := d.topLevel(c, item); def != nil {
			definitions = append(definitions, def)
		}
	}
	return definitions
}

func (d *decoder) topLevel(c *compiler, item *yaml.Node) *routeDefinition {
	key, value := item.Content[0], item.Content[1]
	name := components.CamelCase(key.Value)
	if name == "from" || name == "steps" && hasKey(item, "from") {
		return d.bareRoute(item)
	}
	for i := 2; i < len(item.Content); i += 2 {
		d.report(d.pos(item.Content[i]), fmt.Sprintf("%q stands beside %q", item.Content[i].Value, key.Value), "begin it with \"- \", or indent it")
	}
	switch {
	case name == "route":
		def := &routeDefinition{place: d.place(key)}
		d.valueOf(def, value, "route")
		return def
	case name == "beans":
		d.beans(c, value)
	case slices.Contains(camelTopLevel, name):
		d.report(d.pos(key), fmt.Sprintf("%q is not available yet", key.Value), "")
	default:
		hint := ""
		if near := components.Nearest(key.Value, append([]string{"route", "from", "beans"}, camelTopLevel...)); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		} else if isStep(key.Value) {
			hint = fmt.Sprintf("%q is a step: it belongs under from: and steps:", key.Value)
		}
		d.report(d.pos(key), fmt.Sprintf("unknown key %q at the top of the file", key.Value), hint)
	}
	return nil
}

// bareRoute reads "- from:" without "route:", also in the old form where steps stands beside from.
func (d *decoder) bareRoute(item *yaml.Node) *routeDefinition {
	def := &routeDefinition{}
	for key, value := range pairs(item) {
		switch {
		case key.Value == "from":
			def.place = d.place(key)
			d.valueOf(&def.From, value, "from")
		case key.Value == "steps":
			d.warn(d.pos(key), "steps stands beside from", "indent it to stand inside from; Camel 4 refuses this form")
		default:
			d.report(d.pos(key), fmt.Sprintf("%q stands beside \"from\"", key.Value), "write - route: with from and "+key.Value+" inside, or begin it with \"- \"")
		}
	}
	if def.From == nil {
		return nil
	}
	for key, value := range pairs(item) {
		if key.Value == "steps" {
			d.valueOf(&def.From.Steps, value, "steps")
		}
	}
	return def
}

func (c *compiler) compileRoute(def *routeDefinition) *Route {
	r := &Route{ID: def.ID.Value, Description: def.Description, Group: def.Group, Pos: def.pos(), StartupOrder: def.StartupOrder}
	r.AutoStartup = def.AutoStartup == nil || *def.AutoStartup
	if r.ID == "" {
		r.ID = c.nextID("route")
	}
	c.route, c.src = r, def.src
	if def.From == nil {
		return r
	}
	r.From = c.endpoint(&def.From.endpointRef)
	switch from := r.From.(type) {
	case nil:
	case components.Inline:
		if first, taken := c.reads[from.Link()]; taken {
			c.report(def.From.URI.pos(), fmt.Sprintf("two routes read from %s", from.Link()), "the first is at "+first.String())
		}
		c.reads[from.Link()] = def.From.URI.pos()
	case components.Source:
	default:
		c.report(def.From.URI.pos(), fmt.Sprintf("one cannot read from %s", r.From.URI()), "it can only stand in to:")
	}
	if len(def.From.Steps.list) == 0 && def.From.Steps.node == nil {
		c.report(def.pos(), fmt.Sprintf("route %s has no steps", r.ID), "add steps: below from:")
	}
	if process := def.From.Steps.compile(c); process != nil {
		if pattern, given := def.From.uri.Pattern(); given {
			process = withPattern(pattern, process)
		}
		r.Process = process
		if name := def.From.VariableReceive; name != "" {
			r.Process = func(ex *components.Exchange) error {
				setVariableValue(ex, name, ex.Body)
				ex.Body = nil
				return process(ex)
			}
		}
	}
	return r
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
			}
			c.add(d)
		}
	}
}
