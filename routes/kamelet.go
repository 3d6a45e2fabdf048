package routes

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// kamelet is an instance of a template that a kamelet: endpoint stands for. Caller and instance meet in an inline link of
// its name: a kamelet that begins with kamelet:source is called through it, another one calls its reader by kamelet:sink.
type kamelet struct {
	id       string
	template *routeTemplate
	parent   *kamelet // that uses it; nil for a route of the user's
	children Processor
	called   bool // it begins with kamelet:source
	sinks    bool // it says kamelet:sink somewhere
}

// kameletStep runs a kamelet; its own steps run where the kamelet says kamelet:sink.
// See https://camel.apache.org/components/4.18.x/eips/kamelet-eip.html
type kameletStep struct {
	common
	Name       text       `yaml:"name,required,shorthand"`
	Parameters parameters `yaml:"parameters"`
	Steps      steps      `yaml:"steps"`
}

func (s *kameletStep) children() *steps { return &s.Steps }

func (s *kameletStep) selfReliant() bool { return true }

func (s *kameletStep) compile(c *compiler, n *stepNode) Processor {
	if !s.Name.set() {
		return nil
	}
	ref := &endpointRef{URI: s.Name, Parameters: s.Parameters}
	ref.URI.Value, ref.URI.exact = "kamelet:"+strings.TrimPrefix(s.Name.Value, "kamelet:"), false
	c.templates.fresh = true // steps of one kamelet step are not those of another
	producer := c.target(ref, n)
	c.templates.fresh = false
	inst := c.templates.byLink[n.endpoint]
	children := s.Steps.compile(c)
	if producer == nil || children == nil {
		return nil
	}
	if inst != nil {
		inst.children = children
	}
	return producer.Process
}

// kameletEndpoint answers the endpoint of a kamelet: URI; what it stands for becomes a route of its own.
func (c *compiler) kameletEndpoint(uri components.URI) (components.Endpoint, error) {
	name, id, _ := strings.Cut(uri.Path, "/")
	if name == "source" || name == "sink" {
		return c.kameletEnd(name)
	}
	values := map[string]string{}
	for _, p := range uri.Params {
		switch p.Name {
		case "templateId":
			name = p.Value
		case "routeId":
			id = p.Value
		case "location", "noErrorHandler", "block", "timeout", "failIfNoConsumers", "bridgeErrorHandler":
		default:
			values[p.Name] = unraw(p.Value)
		}
	}
	key := name + "/" + id
	for _, k := range slices.Sorted(maps.Keys(values)) {
		key += "&" + k + "=" + values[k]
	}
	if inst := c.templates.kamelets[key]; inst != nil && (!c.templates.fresh || id != "") {
		return c.link(inst)
	}
	t, err := c.kameletTemplate(name)
	if err != nil {
		return nil, err
	}
	for p := c.definition.kamelet; p != nil; p = p.parent {
		if p.template == t {
			return nil, fmt.Errorf("kamelet %s uses itself", name)
		}
	}
	c.templates.named++
	own := id != ""
	if !own {
		id = fmt.Sprintf("%s-%d", name, c.templates.named)
	}
	c.configured(values, name, id)
	def := c.instantiate(t, c.templates.asking, values, nil)
	if def == nil {
		return nil, errReported
	}
	inst := newKamelet(id, t, c.definition.kamelet, def)
	def.ID, def.kamelet = text{place: c.templates.asking, Value: id}, inst
	def.NodePrefixID.Value = fmt.Sprint(c.templates.named)
	if def.ErrorHandler == nil {
		def.ErrorHandler = c.handlerOfCaller(def)
	}
	c.claimID(def.ID, "route")
	c.templates.pending = append(c.templates.pending, def)
	if !c.templates.fresh || own {
		c.templates.kamelets[key] = inst
	}
	return c.link(inst)
}

func newKamelet(id string, t *routeTemplate, parent *kamelet, def *routeDefinition) *kamelet {
	from := strings.Replace(def.From.URI.Value, "://", ":", 1)
	return &kamelet{id: id, template: t, parent: parent, called: strings.HasPrefix(from, "kamelet:source")}
}

// compilePending compiles the kamelets that the routes compiled so far use, and those that these use.
func (c *compiler) compilePending() []*Route {
	var made []*Route
	for len(c.templates.pending) > 0 {
		def := c.templates.pending[0]
		c.templates.pending = c.templates.pending[1:]
		made = append(made, c.compileRoute(def))
	}
	return made
}

// withSink lets a kamelet that says kamelet:sink nowhere end with it.
func (c *compiler) withSink(inst *kamelet, process Processor) Processor {
	if inst.sinks {
		return process
	}
	e, err := c.kameletEnd("sink")
	if err != nil {
		return process
	}
	sink := c.env.Producer(e.URI(), e.(components.Target))
	if !inst.called {
		c.route.Targets = append(c.route.Targets, e.URI())
	}
	return func(ex *components.Exchange) error {
		if err := process(ex); err != nil || ex.Ended() {
			return err
		}
		return sink.Process(ex)
	}
}

// takesCalls tells whether an endpoint is no kamelet or one to send to; one that is not is reported.
func (c *compiler) takesCalls(ref *endpointRef, uri string) bool {
	inst := c.templates.byLink[uri]
	if inst == nil || inst.called || inst == c.definition.kamelet {
		return true
	}
	c.report(ref.URI.pos(), fmt.Sprintf("kamelet %s is a source: one cannot send to it", inst.template.ID.Value), "use it in from:, or let its template begin with kamelet:source")
	return false
}

// maxKamelets is how many kamelets may come into being at run time.
const maxKamelets = 1000

// kameletAtRunTime makes a kamelet that only an exchange names. Its route is no route of the engine's: it is bound here.
func (c *compiler) kameletAtRunTime(uri components.URI) (components.Endpoint, error) {
	if !c.atRunTime {
		return nil, errors.New("kamelets are made by routes")
	}
	c.templates.mu.Lock()
	defer c.templates.mu.Unlock()
	if len(c.templates.kamelets) > maxKamelets {
		return nil, fmt.Errorf("there are more than %d kamelets", maxKamelets)
	}
	before := len(*c.diags)
	c.definition, c.templates.asking = &routeDefinition{}, place{}
	e, err := c.kameletEndpoint(uri)
	if err != nil {
		return nil, err
	}
	for _, r := range c.compilePending() {
		if inline, ok := r.From.(components.Inline); ok && r.Process != nil {
			if _, err := inline.Bind(r.Process); err != nil {
				return nil, err
			}
		}
	}
	if ds := (*c.diags)[before:]; ds.HasErrors() {
		return nil, ds
	}
	return e, nil
}

// errReported is an error that stands among the diagnostics already.
var errReported = errors.New("reported")

// configured adds the parameters that properties give: camel.kamelet.NAME.PARAMETER and camel.kamelet.NAME.ID.PARAMETER.
func (c *compiler) configured(values map[string]string, name, id string) {
	for _, prefix := range []string{"camel.kamelet." + name + "." + id + ".", "camel.kamelet." + name + "."} {
		for _, key := range c.env.Properties.Keys(prefix) {
			parameter := strings.TrimPrefix(key, prefix)
			if _, is := values[parameter]; !is && !strings.Contains(parameter, ".") {
				values[parameter], _ = c.env.Properties.Get(key)
			}
		}
	}
}

// handlerOfCaller answers the error handler of the route that uses a kamelet. A kamelet step or another kamelet leaves
// failures to what is around it, where that has a handler of its own.
func (c *compiler) handlerOfCaller(def *routeDefinition) *errorHandlerDefinition {
	handler := c.definition.ErrorHandler
	if c.definition.kamelet != nil || c.templates.fresh && (handler != nil || len(def.scope.errorHandlers) > 0) {
		return &errorHandlerDefinition{NoErrorHandler: &noErrorHandler{}}
	}
	return handler
}

// kameletEnd answers kamelet:source or kamelet:sink, the ends of the kamelet being compiled.
func (c *compiler) kameletEnd(name string) (components.Endpoint, error) {
	inst := c.definition.kamelet
	if inst == nil {
		return nil, fmt.Errorf("kamelet:%s stands for an end of a template: it has no meaning in a route", name)
	}
	if name == "source" || !inst.called {
		inst.sinks = inst.sinks || name == "sink"
		return c.link(inst)
	}
	inst.sinks = true
	return &kameletSink{inst}, nil
}

func (c *compiler) link(inst *kamelet) (components.Endpoint, error) {
	e, err := c.component(components.URI{Scheme: "kamelet", Path: inst.id})
	if err == nil {
		c.templates.byLink[e.URI()] = inst
	}
	return e, err
}

// kameletSink is where a called kamelet runs the steps of its caller.
type kameletSink struct{ *kamelet }

func (s *kameletSink) URI() string                            { return "kamelet://sink?routeId=" + s.id }
func (s *kameletSink) Producer() (components.Producer, error) { return s, nil }
func (s *kameletSink) Close() error                           { return nil }

func (s *kameletSink) Process(ex *components.Exchange) error {
	if s.children == nil {
		return nil
	}
	return s.children(ex)
}

// kameletTemplate finds a template by its name, among the files' or in the folders of camel.component.kamelet.location.
func (c *compiler) kameletTemplate(name string) (*routeTemplate, error) {
	if t := c.templates.byName[name]; t != nil {
		return t, nil
	}
	locations, ok := c.env.Properties.Get("camel.component.kamelet.location")
	if !ok {
		locations = "classpath:kamelets"
	}
	for location := range strings.SplitSeq(locations, ",") {
		folder := strings.TrimSpace(location)
		folder = strings.TrimPrefix(strings.TrimPrefix(folder, "classpath:"), "file:")
		file := filepath.Join(folder, name+".kamelet.yaml")
		content, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		(&loader{c: c}).file(File{Name: file, Text: content})
		if t := c.templates.byName[name]; t != nil {
			return t, nil
		}
	}
	e := &unknownScheme{scheme: "kamelet:" + name, need: "kamelet:" + name, hint: "define it as routeTemplate: or kind: Kamelet, or name the folder that holds " + name + ".kamelet.yaml by camel.component.kamelet.location"}
	if near := components.Nearest(name, slices.Sorted(maps.Keys(c.templates.byName))); near != "" {
		e.hint = fmt.Sprintf("did you mean %q?", near)
	}
	return nil, e
}

// unraw takes the RAW(...) off a value.
func unraw(v string) string {
	for _, ends := range [][2]string{{"RAW(", ")"}, {"RAW{", "}"}} {
		if inner, ok := strings.CutPrefix(v, ends[0]); ok && strings.HasSuffix(inner, ends[1]) {
			return strings.TrimSuffix(inner, ends[1])
		}
	}
	return v
}
