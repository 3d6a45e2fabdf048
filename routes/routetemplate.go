package routes

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// routeTemplate is a route with parameters. Its route is kept as it is written and decoded for each instance, with the
// parameters as properties.
// See https://camel.apache.org/manual/route-template.html
type routeTemplate struct {
	place
	ID          text                `yaml:"id,required"`
	Description string              `yaml:"description"`
	Parameters  []templateParameter `yaml:"parameters"`
	Beans       rawNode             `yaml:"beans"`
	From        rawNode             `yaml:"from"`
	Route       rawNode             `yaml:"route"`

	file *reader // where it is written
	used bool
}

// templateParameter is a parameter of a template. It is required where it has no default and says nothing else.
type templateParameter struct {
	Name         text    `yaml:"name,required"`
	Required     *bool   `yaml:"required"`
	DefaultValue rawNode `yaml:"defaultValue"`
	Description  string  `yaml:"description"`
}

// templatedRoute makes a route of a template.
type templatedRoute struct {
	place
	RouteTemplateRef text             `yaml:"routeTemplateRef,required"`
	RouteID          text             `yaml:"routeId"`
	PrefixID         text             `yaml:"prefixId"`
	Group            string           `yaml:"group"`
	Parameters       []templateValue  `yaml:"parameters"`
	Beans            []beanDefinition `yaml:"beans"`
}

// templateValue gives a parameter its value.
type templateValue struct {
	Name  text `yaml:"name,required"`
	Value text `yaml:"value,required"`
}

// rawNode is YAML that is decoded later, when its parameters are known.
type rawNode struct{ node *yaml.Node }

func (r *rawNode) decodeNode(_ *decoder, n *yaml.Node, _ string) { r.node = n }

func (r *reader) routeTemplate(key, value *yaml.Node) {
	t := &routeTemplate{file: r}
	r.valueOf(t, value, "routeTemplate")
	t.place = r.place(key)
	switch {
	case t.From.node == nil && t.Route.node == nil:
		r.report(r.pos(key), "routeTemplate has no route", "add from: or route:")
	case t.ID.set():
		r.c.addTemplate(t)
	}
}

// templates is what the compiler knows about templates and their instances.
type templates struct {
	byName    map[string]*routeTemplate
	instances int // of all templates

	kamelets map[string]*kamelet // by template, id and parameters
	byLink   map[string]*kamelet // by the URI of the link
	named    int                 // kamelets without an id of their own: it is a number
	pending  []*routeDefinition  // kamelets that are to be compiled
	asking   place               // the endpoint being made
	fresh    bool                // a kamelet without an id is an instance of its own
	mu       sync.Mutex          // at run time
}

func (c *compiler) addTemplate(t *routeTemplate) {
	if first, taken := c.templates.byName[t.ID.Value]; taken {
		c.add(Diagnostic{Pos: t.ID.pos(), Severity: Warning, Msg: fmt.Sprintf("route template %q is defined twice", t.ID.Value),
			Hint: "the first stays, which is at " + first.pos().String()})
		return
	}
	c.templates.byName[t.ID.Value] = t
}

// templatedRoutes makes the routes that templatedRoute asks for, once all templates are known.
func (l *loader) templatedRoutes() {
	unnamed := 0
	for _, u := range l.templated {
		if !u.RouteID.set() {
			unnamed++
		}
	}
	for _, u := range l.templated {
		t := l.c.templates.byName[u.RouteTemplateRef.Value]
		if t == nil {
			hint := ""
			if near := components.Nearest(u.RouteTemplateRef.Value, slices.Sorted(maps.Keys(l.c.templates.byName))); near != "" {
				hint = fmt.Sprintf("did you mean %q?", near)
			}
			l.c.outside(u.RouteTemplateRef.pos(), fmt.Sprintf("there is no route template %q", u.RouteTemplateRef.Value), hint)
			continue
		}
		given := map[string]string{}
		for _, v := range u.Parameters {
			given[v.Name.Value] = v.Value.Value
		}
		def := l.c.instantiate(t, u.place, given, u.Beans)
		if def == nil || def.Precondition.unmet {
			continue
		}
		def.ID = u.RouteID
		if u.PrefixID.set() {
			def.NodePrefixID = u.PrefixID
		}
		if u.Group != "" {
			def.Group = u.Group
		}
		if !u.RouteID.set() { // Camel counts these twice
			def.skipIDs, unnamed = unnamed, 0
		}
		l.routes = append(l.routes, def)
	}
}

// instantiate decodes a template's route with these parameters. It answers nil where something is wrong, which is then
// reported at the place that asks for the route.
func (c *compiler) instantiate(t *routeTemplate, at place, given map[string]string, more []beanDefinition) *routeDefinition {
	t.used = true
	values := &components.Map{}
	for name, v := range given {
		values.Set(name, v)
	}
	d := *t.file.decoder
	d.depth, d.exceeded = 0, false
	d.quiet = at.node == nil
	var missing []string
	for _, p := range t.Parameters {
		if _, is := given[p.Name.Value]; is {
			continue
		}
		if p.DefaultValue.node == nil {
			if p.Required == nil || *p.Required {
				missing = append(missing, p.Name.Value)
			}
			continue
		}
		d.properties = c.env.Properties.over(values)
		if v, ok := d.scalar(p.DefaultValue.node, "defaultValue"); ok {
			values.Set(p.Name.Value, v.Value)
		}
	}
	if len(missing) > 0 && !d.quiet {
		c.report(at.pos(), fmt.Sprintf("route template %s needs %s", t.ID.Value, strings.Join(missing, ", ")), "give a value for each, or a defaultValue in the template")
		return nil
	}
	c.templates.instances++
	c.localBeans(values, more)
	if t.Beans.node != nil {
		var own []beanDefinition
		d.properties = c.env.Properties.over(values)
		d.valueOf(&own, t.Beans.node, "beans")
		c.localBeans(values, own)
	}
	d.properties = c.env.Properties.over(values)
	def := &routeDefinition{place: t.place}
	if t.Route.node != nil {
		d.valueOf(def, t.Route.node, "route")
	} else {
		d.valueOf(&def.From, t.From.node, "from")
	}
	if def.From == nil {
		return nil
	}
	def.ID, def.place = text{}, t.place
	def.NodePrefixID = text{t.place, fmt.Sprintf("%sroute-%d", def.NodePrefixID.Value, c.templates.instances), false, false}
	def.scope = &scope{errorHandlers: t.file.scope.errorHandlers} // the rest of the file's scope is for its own routes
	def.file = t.file
	return def
}

// localBeans defines beans of one instance: {{name}} is then the name that the bean has among all.
func (c *compiler) localBeans(values *components.Map, definitions []beanDefinition) {
	for _, b := range definitions {
		if !b.Name.set() {
			continue
		}
		local := b.Name.Value
		b.Name.Value = fmt.Sprintf("%s-%d", local, c.templates.instances)
		c.defineBean(b)
		values.Set(local, b.Name.Value)
	}
}

// checkUnused checks the templates that nothing uses: where files are only checked, others will. What their parameters
// are is not known then.
func (c *compiler) checkUnused() {
	if !c.env.Alone {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(c.templates.byName)) {
		t := c.templates.byName[name]
		if t.used {
			continue
		}
		if def := c.instantiate(t, place{}, nil, nil); def != nil {
			def.ID.Value = t.ID.Value
			def.kamelet = newKamelet(t.ID.Value, t, nil, def)
			c.compileRoute(def)
			c.compilePending()
		}
	}
}
