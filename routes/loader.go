package routes

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// loader decodes files one after the other and gathers what they say.
type loader struct {
	c         *compiler
	routes    []*routeDefinition
	rests     []fileRest
	rest      *restConfiguration
	direct    map[string]*routeDefinition // routes by the name of the direct: that they read, once asked for
	unmet     []*routeDefinition          // their preconditions leave them out; their ids are taken nevertheless, as in Camel
	templated []*templatedRoute
}

// reader is one file being decoded.
type reader struct {
	*loader
	*decoder
	scope  scope
	single bool // it is one document
	began  bool // a route was read
}

// topLevel are the keys of a file's entries beside those of [decoder.topLevelScope]: one line each.
var topLevel = map[string]func(r *reader, key, value *yaml.Node){
	"beans":             func(r *reader, _, value *yaml.Node) { r.beans(r.c, value) },
	"rest":              func(r *reader, key, value *yaml.Node) { r.readRest(key, value) },
	"restConfiguration": func(r *reader, key, value *yaml.Node) { r.restConfiguration(key, value) },
	"dataFormats":       (*reader).dataFormats,
	"transformers":      (*reader).transformers,
	"validators":        (*reader).validators,
	"route": func(r *reader, key, value *yaml.Node) {
		def := &routeDefinition{place: r.place(key)}
		r.valueOf(def, value, "route")
		r.add(def)
	},
	"routeConfiguration": func(r *reader, key, value *yaml.Node) {
		def := &routeConfiguration{place: r.place(key)}
		r.valueOf(def, value, "routeConfiguration")
		for _, other := range r.c.configurations {
			if def.ID.set() && other.ID.Value == def.ID.Value && !def.Precondition.unmet && !other.Precondition.unmet {
				r.c.atStart(def.ID.pos(), fmt.Sprintf("routeConfiguration %q is defined twice", def.ID.Value), "the first is at "+other.ID.pos().String())
			}
		}
		r.c.configurations = append(r.c.configurations, def)
	},
	"routeTemplate": (*reader).routeTemplate,
	"templatedRoute": func(r *reader, key, value *yaml.Node) {
		def := &templatedRoute{}
		r.valueOf(def, value, "templatedRoute")
		def.place = r.place(key)
		if def.RouteTemplateRef.set() {
			r.templated = append(r.templated, def)
		}
	},
}

// add keeps a route, unless its precondition says that it is not wanted.
func (r *reader) add(def *routeDefinition) {
	def.scope = &r.scope
	r.began = true
	if def.Precondition.unmet || r.c.filteredOut(def) {
		r.unmet = append(r.unmet, def)
	} else {
		r.routes = append(r.routes, def)
	}
}

func (l *loader) file(f File) {
	src, documents, ds := parse(f)
	l.c.sources[f.Name] = src
	*l.c.diags = append(*l.c.diags, ds...)
	r := &reader{loader: l, decoder: &decoder{src: src, properties: l.c.env.Properties, diags: l.c.diags, alone: l.c.env.Alone, open: l.c.open}}
	r.single = len(documents) == 1
	for _, doc := range documents {
		r.document(doc)
	}
	if len(ds) == 0 && len(documents) == 0 {
		l.c.report(Pos{File: f.Name, Line: 1, Col: 1}, "the file has no routes", "write - route: or - from: at its beginning")
	}
}

// document reads one YAML document: a list of single-key maps.
func (r *reader) document(n *yaml.Node) {
	n = resolveAlias(n)
	if n.Kind == yaml.MappingNode {
		if kind := valueOf(n, "kind"); kind != nil && kinds[kind.Value] != nil {
			r.src.kind = r.single && kind.Value != "Pipe"
			kinds[kind.Value](r, n)
		} else if len(n.Content) > 0 && (n.Content[0].Value == "route" || n.Content[0].Value == "from") {
			r.leftOut(n, "the file must be a list", fmt.Sprintf("begin with - %s:", n.Content[0].Value))
		} else if valueOf(n, "routes") != nil {
			r.leftOut(n, "the file must be a list of routes, not a map", "leave out routes:, and begin each with - route:")
		} else {
			r.leftOut(n, "the file must be a list of routes, not a map", "begin with - route: or - from:")
		}
		return
	}
	if n.Kind != yaml.SequenceNode {
		hint := "begin with - route: or - from:"
		if strings.HasPrefix(n.Value, "<") {
			hint = "write the routes in YAML; XML is not read"
		}
		r.leftOut(n, "the file must be a list of routes, not "+kindWord(n), hint)
		return
	}
	r.entries(n)
}

// entries reads a list of single-key maps.
func (r *reader) entries(n *yaml.Node) {
	for _, item := range n.Content {
		if r.full() {
			return
		}
		item = resolveAlias(item)
		if item.Kind != yaml.MappingNode || len(item.Content) == 0 {
			r.report(r.pos(item), "an entry of the file must be a map such as route: or from:, not "+kindWord(item), "write - route: with from and steps below it")
			continue
		}
		r.entry(item)
	}
}

// leftOut reports a document without routes. It is a mistake where routes are to run; Camel warns and goes on without it,
// and a folder holds other files.
func (d *decoder) leftOut(n *yaml.Node, msg, hint string) {
	if d.alone {
		d.warn(d.pos(n), msg, hint+"; Camel leaves it out")
		return
	}
	d.report(d.pos(n), msg, hint)
}

// entry reads one single-key map.
func (r *reader) entry(item *yaml.Node) {
	key, value := item.Content[0], resolveAlias(item.Content[1])
	name := components.CamelCase(key.Value)
	if name == "from" || name == "steps" && hasKey(item, "from") {
		if def := r.bareRoute(item); def != nil {
			r.add(def)
		}
		return
	}
	for i := 2; i < len(item.Content); i += 2 {
		r.report(r.pos(item.Content[i]), fmt.Sprintf("%q stands beside %q", item.Content[i].Value, key.Value), "begin it with \"- \", or indent it")
	}
	switch read := topLevel[name]; {
	case read != nil:
		read(r, key, value)
	case r.topLevelScope(&r.scope, name, key, value):
		if name != "errorHandler" && r.began {
			r.report(r.pos(key), key.Value+" stands behind a route", "move it above the routes of the file")
		}
	case slices.Contains(camelTopLevel, name):
		r.notHere(key, "step", name)
	default:
		hint := ""
		if near := components.Nearest(key.Value, camelTopLevel); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		} else if isStep(key.Value) {
			hint = fmt.Sprintf("%q is a step: it belongs under from: and steps:", key.Value)
		}
		r.report(r.pos(key), fmt.Sprintf("unknown key %q at the top of the file", key.Value), hint)
	}
}

// bareRoute reads "- from:" without "route:", also in the old form where steps stands beside from.
func (d *decoder) bareRoute(item *yaml.Node) *routeDefinition {
	def := &routeDefinition{}
	for key, value := range pairs(item) {
		switch {
		case key.Value == "from":
			def.place = d.place(key)
			d.compact(key)
			d.valueOf(&def.From, value, "from")
		case key.Value == "steps":
			d.warnOfSteps(key)
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
