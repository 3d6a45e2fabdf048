package routes

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// endpointRef is an endpoint as from:, to: and others write it: a URI, and options in it or beside it.
type endpointRef struct {
	URI        text       `yaml:"uri,required,shorthand"`
	Parameters parameters `yaml:"parameters"`

	uri components.URI // what both say together, once compiled
}

// parameters are the options of an endpoint in a map of their own.
type parameters struct {
	place
	list []parameter
}

type parameter struct {
	key   *yaml.Node
	value text
}

func (p *parameters) decodeNode(d *decoder, n *yaml.Node, what string) {
	p.place = d.place(n)
	if n.Tag == "!!null" {
		return
	}
	if n.Kind != yaml.MappingNode {
		d.report(d.pos(n), fmt.Sprintf("%s must be a map, not %s", what, kindWord(n)), "write each option as name: value")
		return
	}
	for key, value := range pairs(n) {
		if value.Tag == "!!null" {
			continue
		}
		if key.Value == "steps" && value.Kind == yaml.SequenceNode {
			d.report(d.pos(key), "steps stands among the parameters", "indent it less, to stand beside parameters")
			continue
		}
		if t, ok := d.scalar(value, fmt.Sprintf("option %q", key.Value)); ok {
			p.list = append(p.list, parameter{key, t})
		}
	}
}

// endpoint makes the endpoint of a reference; nil where it is wrong, which is then reported.
func (c *compiler) endpoint(ref *endpointRef) components.Endpoint {
	if !ref.URI.set() {
		return nil
	}
	uri, err := components.ParseURI(ref.URI.Value)
	if err != nil {
		c.report(ref.URI.pos(), err.Error(), "write, for example, timer:tick?period=1s")
		return nil
	}
	if len(ref.Parameters.list) > 0 && len(uri.Params) > 0 {
		c.report(c.offset(ref.URI, uri.Params[0].Offset), "options stand both in the URI and under parameters", "move them all under parameters")
		return nil
	}
	for _, p := range ref.Parameters.list {
		uri.Params = append(uri.Params, components.Param{Name: p.key.Value, Value: p.value.Value, Offset: -1})
	}
	ref.uri = uri
	c.templates.asking = ref.URI.place
	made, err := c.endpointOf(uri)
	var mistakes components.OptionErrors
	switch {
	case errors.Is(err, errReported):
		return nil
	case err != nil && ref.unresolved():
		return nil // what the placeholders stand for decides
	case errors.As(err, &mistakes):
		for _, m := range mistakes {
			d := Diagnostic{Pos: c.optionPlace(ref, m), Msg: m.Msg, Hint: m.Hint}
			if d.Hint == "" && strings.Contains(m.Msg, "${") {
				d.Hint = "write {{name}} for a property; ${...} is an expression"
			} else if d.Hint == "" {
				d.Msg, d.Hint = splitHint(d.Msg)
			}
			switch {
			case m.Missing:
				d.Need = "component:" + uri.Scheme
			case strings.Contains(m.Msg, `"#`): // a bean or a property of a Java object
				d.Need = "bean:" + m.Option
			case m.Option == "":
				c.atStart(d.Pos, d.Msg, d.Hint)
				continue
			}
			c.add(d)
		}
		return nil
	case err != nil:
		d := Diagnostic{Pos: ref.URI.pos(), Msg: err.Error()}
		var unknown *unknownScheme
		if errors.As(err, &unknown) {
			d.Hint, d.Need = unknown.hint, unknown.need
		}
		var syntax *components.SyntaxError // of an expression in an option
		if errors.As(err, &syntax) {
			d.Hint, d.Need = syntax.Hint, syntax.Need
		}
		c.add(d)
		if unknown != nil {
			c.warnOfOptions(ref, uri)
		}
		return nil
	}
	return made
}

// unresolved tells whether something of the reference is only known where the routes run.
func (ref *endpointRef) unresolved() bool {
	return ref.URI.unresolved || slices.ContainsFunc(ref.Parameters.list, func(p parameter) bool { return p.value.unresolved })
}

// warnOfOptions tells of options that Camel would refuse too, where the component that could say so is not here.
func (c *compiler) warnOfOptions(ref *endpointRef, uri components.URI) {
	entry, ok := components.Catalog(uri.Scheme)
	if !ok {
		return
	}
	for _, m := range entry.CheckOptions(uri) {
		c.add(Diagnostic{Pos: c.optionPlace(ref, m), Severity: Warning, Msg: m.Msg, Hint: m.Hint})
	}
}

func (c *compiler) offset(t text, offset int) Pos {
	if !t.exact {
		return t.pos()
	}
	return t.at(offset)
}

func (c *compiler) optionPlace(ref *endpointRef, m components.OptionError) Pos {
	for _, p := range ref.Parameters.list {
		if m.Option != "" && components.CamelCase(p.key.Value) == components.CamelCase(m.Option) {
			return place{ref.Parameters.src, p.key}.pos()
		}
	}
	if m.Offset > 0 {
		return c.offset(ref.URI, m.Offset)
	}
	return ref.URI.pos()
}

// unknownScheme is a component that is not here.
type unknownScheme struct{ scheme, hint, need string }

func (e *unknownScheme) Error() string {
	if _, ok := components.Catalog(e.scheme); ok {
		return fmt.Sprintf("component %s is not in this build", e.scheme)
	}
	return fmt.Sprintf("unknown component %q", e.scheme)
}

// endpointOf makes an endpoint of a URI at load.
func (c *compiler) endpointOf(uri components.URI) (components.Endpoint, error) {
	if uri.Scheme == "kamelet" && !c.env.Stubs.stubbed(uri.Scheme) {
		return c.kameletEndpoint(uri)
	}
	return c.component(uri)
}

// resolve makes an endpoint of a URI at run time, as toD does.
func (c *compiler) resolve(uri components.URI) (components.Endpoint, error) {
	if uri.Scheme == "kamelet" && !c.env.Stubs.stubbed(uri.Scheme) {
		return c.kameletAtRunTime(uri)
	}
	return c.component(uri)
}

// component asks the component that a URI names.
func (c *compiler) component(uri components.URI) (components.Endpoint, error) {
	if c.env.Stubs.stubbed(uri.Scheme) {
		uri = standIn(uri)
	}
	var names []string
	for _, comp := range c.env.Components {
		info := comp.Info()
		if uri.Scheme == info.Scheme || slices.Contains(info.Aliases, uri.Scheme) {
			return comp.Endpoint(c.env.Context, uri)
		}
		names = append(append(names, info.Scheme), info.Aliases...)
	}
	return nil, missingComponent(uri, names)
}

// missingComponent says what is wrong with a URI whose component is not here.
func missingComponent(uri components.URI, names []string) error {
	if _, ok := components.Catalog(uri.Scheme); ok {
		return &unknownScheme{uri.Scheme, "run with --stub=" + uri.Scheme, "component:" + uri.Scheme}
	}
	slices.Sort(names)
	e := &unknownScheme{scheme: uri.Scheme, hint: "known are " + strings.Join(names, ", "), need: "component:" + uri.Scheme} // a stub will do for any
	if near := components.Nearest(uri.Scheme, append(names, components.CatalogSchemes()...)); near != "" {
		e.hint = fmt.Sprintf("did you mean %q?", near)
	}
	return e
}

// target makes the producer that a step sends to and notes the link for the check that somebody reads it.
func (c *compiler) target(ref *endpointRef, n *stepNode) components.Producer {
	e := c.endpoint(ref)
	if e == nil {
		return nil
	}
	t, ok := e.(components.Target)
	if !ok {
		c.report(ref.URI.pos(), fmt.Sprintf("one cannot send to %s", e.URI()), "it can only stand in from:")
		return nil
	}
	n.endpoint = e.URI()
	if !c.takesCalls(ref, n.endpoint) {
		return nil
	}
	if !slices.Contains(c.route.Targets, n.endpoint) {
		c.route.Targets = append(c.route.Targets, n.endpoint)
	}
	if in, ok := e.(components.Inline); ok {
		c.calls = append(c.calls, call{in.Link(), n.endpoint, ref.URI.place})
	}
	if c.asleep {
		return sleeping{}
	}
	return c.env.producer(n.endpoint, t, c.sends)
}

// producer makes what sends to an endpoint: it notes on the exchange where it goes, and lets interceptors have it first.
func (env *Environment) producer(uri string, t components.Target, sends []*sendInterceptor) components.Producer {
	return &noting{interceptedSend(sends, uri, env.Producer(uri, t)), uri}
}

type noting struct {
	components.Producer
	uri any // a string, boxed once
}

func (p *noting) Process(ex *components.Exchange) error {
	ex.Properties.Set(components.ToEndpoint, p.uri)
	return p.Producer.Process(ex)
}

// checkLinks warns of calls that nothing answers: they fail when their turn comes, as in Camel.
func (c *compiler) checkLinks() {
	var links []string
	for l := range c.reads {
		links = append(links, l)
	}
	slices.Sort(links)
	for _, call := range c.calls {
		if _, ok := c.reads[call.link]; ok {
			continue
		}
		hint := fmt.Sprintf("add a route with from: %s", call.link)
		if near := components.Nearest(call.link, links); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		if taken, ok := c.inlined[call.link]; ok {
			hint = fmt.Sprintf("the rest at %s has made the route its own; say inlineRoutes: false in restConfiguration", taken)
		}
		d := Diagnostic{Pos: call.place.pos(), Severity: Warning, Msg: fmt.Sprintf("no route reads from %s", call.link), Hint: hint}
		if c.env.Alone {
			d.Severity = Note
		}
		c.add(d)
	}
}
