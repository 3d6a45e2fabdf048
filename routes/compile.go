package routes

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/simple"
)

// compiler holds what is known while routes are made of what the files say.
type compiler struct {
	env        *Environment
	simple     *simple.Env
	beans      map[string]any
	waiting    []string                  // names of beans that are not made yet
	allBeans   bool                      // all beans are known
	classes    map[string]string         // of the beans, for #type:
	formats    map[string]*formatOptions // by their ids
	diags      *Diagnostics
	sources    map[string]*source
	src        *source // the file of the route being compiled
	route      *Route
	definition *routeDefinition // what it is compiled from
	prefix     string           // nodePrefixId: before the ids of the route's steps

	handler        *errorHandler      // what guards the steps being compiled; nil for none
	before         Processor          // runs before each of them; nil for nothing
	sends          []*sendInterceptor // around what the route sends
	configurations []*routeConfiguration
	original       bool // some route asks for the message that its unit of work began with

	counters  map[string]int // automatic ids by kind
	ids       map[string]Pos // ids in use: steps and routes
	reads     map[string]Pos // inline links that a route reads
	inlined   map[string]Pos // inline links whose route a rest has made its own
	calls     []call         // inline links that a step sends to
	open      map[Pos]bool   // texts that hold a placeholder without a value; what is wrong with them cannot be told
	templates templates
	types     dataTypes
	atRunTime bool        // all is compiled
	pool      poolProfile // the default one, once asked for
	detaches  bool        // some step lets the source go on before it is done
	asleep    bool        // what is compiled is disabled
}

type call struct {
	link, shown string
	place       place
}

func newCompiler(env *Environment, diags *Diagnostics) *compiler {
	c := &compiler{
		env: env, diags: diags, beans: map[string]any{}, classes: map[string]string{}, formats: map[string]*formatOptions{}, sources: map[string]*source{},
		counters: map[string]int{}, ids: map[string]Pos{}, reads: map[string]Pos{}, inlined: map[string]Pos{}, open: map[Pos]bool{},
	}
	c.templates = templates{byName: map[string]*routeTemplate{}, kamelets: map[string]*kamelet{}, byLink: map[string]*kamelet{}}
	c.simple = env.simple()
	c.simple.Bean = func(name string) (any, bool) { b, ok := c.lookUp(name); return b, ok && b != nil }
	env.Properties.beans = c.simple.Bean
	return c
}

func (c *compiler) add(d Diagnostic) {
	if src := c.sources[d.File]; src != nil {
		d.Source = src.line(d.Line)
	}
	*c.diags = append(*c.diags, d)
}

func (c *compiler) report(pos Pos, msg, hint string) {
	c.add(Diagnostic{Pos: pos, Msg: msg, Hint: hint})
}

// outside reports what other files or the place where the routes run could put right: it is a note where files are checked
// by themselves.
func (c *compiler) outside(pos Pos, msg, hint string) {
	d := Diagnostic{Pos: pos, Msg: msg, Hint: hint}
	if c.env.Alone {
		d.Severity = Note
	}
	c.add(d)
}

// atStart reports what Camel's loader takes and its start refuses: where files are only checked it is a warning.
func (c *compiler) atStart(pos Pos, msg, hint string) {
	d := Diagnostic{Pos: pos, Msg: msg, Hint: hint}
	if c.env.Alone {
		d.Severity = Warning
	}
	c.add(d)
}

// nextID answers Camel's automatic id: the kind and a number, such as log1.
func (c *compiler) nextID(kind string) string {
	for {
		c.counters[kind]++
		id := fmt.Sprintf("%s%d", kind, c.counters[kind])
		if _, taken := c.ids[id]; !taken {
			return id
		}
	}
}

func (c *compiler) claimID(id text, what string) {
	if first, taken := c.ids[id.Value]; taken {
		c.report(id.pos(), fmt.Sprintf("%s id %q is used twice", what, id.Value), "the first is at "+first.String())
		return
	}
	c.ids[id.Value] = id.pos()
}

func (c *compiler) stepID(n *stepNode) string {
	if n.id != "" {
		return n.id
	}
	if id := n.step.base().ID; id.set() {
		id.Value = c.prefix + id.Value
		c.claimID(id, "step")
		n.id = id.Value
	} else {
		n.id = c.prefix + c.nextID(n.kind)
	}
	return n.id
}

// template compiles a text that may hold ${...}, such as a header's name; nil where it is wrong.
func (c *compiler) template(t text) components.Expression {
	e := expression{key: t.node, Language: "simple", Text: t}
	return e.compile(c)
}

// What Java says where null is to be the name of a header, property or variable.
const (
	nullHeader   = `Cannot invoke "String.length()" because "key" is null`
	nullProperty = `Cannot invoke "String.hashCode()" because "<local1>" is null`
	nullVariable = ""
	noVariable   = "variableName" // where one is read
)

// nameOf answers the name that an expression gives. null is none: java.lang.NullPointerException, which says onNull.
func nameOf(e components.Expression, ex *components.Exchange, onNull string) (string, error) {
	v, err := e(ex)
	if err != nil {
		return "", err
	}
	if v == nil {
		return "", components.NewException("java.lang.NullPointerException", onNull)
	}
	return components.TextOf(ex, v), nil
}

// textOf answers what an expression gives, as text; "" for null.
func textOf(e components.Expression, ex *components.Exchange) (string, error) {
	v, err := e(ex)
	if err != nil || v == nil {
		return "", err
	}
	return components.TextOf(ex, v), nil
}
