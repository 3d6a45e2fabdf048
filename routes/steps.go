package routes

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// step is one EIP: the fields of its struct are its YAML shape, compile is what it does.
type step interface {
	base() *common
	// compile answers the step's processor, nil where something is wrong, which is then reported.
	compile(c *compiler, n *stepNode) Processor
}

// container is a step that takes the steps behind it as its own where it has none, as Camel's YAML reader does.
type container interface{ children() *steps }

// known are the steps that a route may have: one line and one file each.
var known = map[string]func() step{
	"aggregate":          func() step { return &aggregate{} },
	"bean":               func() step { return &beanStep{} },
	"choice":             func() step { return &choice{} },
	"circuitBreaker":     func() step { return &circuitBreaker{} },
	"claimCheck":         func() step { return &claimCheck{} },
	"convertBodyTo":      func() step { return &convertBodyTo{} },
	"convertHeaderTo":    func() step { return &convertHeaderTo{} },
	"convertVariableTo":  func() step { return &convertVariableTo{} },
	"delay":              func() step { return &delay{} },
	"doTry":              func() step { return &doTry{} },
	"dynamicRouter":      func() step { return &dynamicRouter{} },
	"enrich":             func() step { return &enrich{} },
	"filter":             func() step { return &filter{} },
	"idempotentConsumer": func() step { return &idempotentConsumer{} },
	"loadBalance":        func() step { return &loadBalance{} },
	"kamelet":            func() step { return &kameletStep{} },
	"log":                func() step { return &log{} },
	"loop":               func() step { return &loop{} },
	"marshal":            func() step { return &marshal{} },
	"multicast":          func() step { return &multicast{} },
	"pipeline":           func() step { return &pipelineStep{} },
	"step":               func() step { return &pipelineStep{} },
	"poll":               func() step { return &poll{} },
	"pollEnrich":         func() step { return &pollEnrich{} },
	"process":            func() step { return &process{} },
	"recipientList":      func() step { return &recipientList{} },
	"policy":             func() step { return &policy{} },
	"removeHeader":       func() step { return &removeHeader{} },
	"removeHeaders":      func() step { return &removeHeaders{} },
	"removeProperties":   func() step { return &removeProperties{} },
	"removeProperty":     func() step { return &removeProperty{} },
	"removeVariable":     func() step { return &removeVariable{} },
	"rollback":           func() step { return &rollback{} },
	"resequence":         func() step { return &resequence{} },
	"saga":               func() step { return &saga{} },
	"sample":             func() step { return &sample{} },
	"script":             func() step { return &script{} },
	"routingSlip":        func() step { return &routingSlip{} },
	"setBody":            func() step { return &setBody{} },
	"setExchangePattern": func() step { return &setExchangePattern{} },
	"setHeader":          func() step { return &setHeader{} },
	"setHeaders":         func() step { return &setHeaders{} },
	"setProperty":        func() step { return &setProperty{} },
	"setVariable":        func() step { return &setVariable{} },
	"setVariables":       func() step { return &setVariables{} },
	"sort":               func() step { return &sortStep{} },
	"split":              func() step { return &split{} },
	"stop":               func() step { return &stop{} },
	"threads":            func() step { return &threads{} },
	"throttle":           func() step { return &throttle{} },
	"throwException":     func() step { return &throwException{} },
	"to":                 func() step { return &to{} },
	"toD":                func() step { return &toD{} },
	"transacted":         func() step { return &transacted{} },
	"transform":          func() step { return &transform{} },
	"transformDataType":  func() step { return &transformDataType{} },
	"unmarshal":          func() step { return &unmarshal{} },
	"validate":           func() step { return &validate{} },
	"wireTap":            func() step { return &wireTap{} },
}

func isStep(name string) bool { return known[components.CamelCase(name)] != nil }

// common is what every step may say.
type common struct {
	ID          text   `yaml:"id"`
	Description string `yaml:"description"`
	Note        string `yaml:"note"`
	Disabled    bool   `yaml:"disabled"`
}

func (b *common) base() *common { return b }

// steps are the steps of a route, a branch or a block.
type steps struct {
	place
	list []*stepNode
}

// stepNode is one step with its place.
type stepNode struct {
	place    // of its name
	kind     string
	step     step
	endpoint string // the URI it sends to, set when it is compiled
	id       string // set when it is first compiled: steps of an onException are compiled for each route
}

func (s *steps) decodeNode(d *decoder, n *yaml.Node, what string) {
	s.place = d.place(n)
	if n.Tag == "!!null" {
		return
	}
	if n.Kind != yaml.SequenceNode {
		d.report(d.pos(n), fmt.Sprintf("%s must be a list of steps, not %s", what, kindWord(n)), "begin each step with \"- \"")
		return
	}
	list := s
	for _, item := range n.Content {
		if d.full() {
			return
		}
		node := d.step(resolveAlias(item))
		if node == nil {
			continue
		}
		list.list = append(list.list, node)
		if _, bounds := node.step.(*threads); bounds && node.step.base().Disabled {
			continue // what follows is not its own in the file
		}
		if box, ok := node.step.(container); ok && len(box.children().list) == 0 {
			list = box.children() // what follows are its steps
			list.place = node.place
		}
	}
}

func (d *decoder) step(item *yaml.Node) *stepNode {
	if item.Kind == yaml.ScalarNode && isStep(item.Value) { // "- stop"
		item = &yaml.Node{Kind: yaml.MappingNode, Line: item.Line, Column: item.Column, Content: []*yaml.Node{
			item, {Kind: yaml.MappingNode, Line: item.Line, Column: item.Column}}}
	}
	if item.Kind != yaml.MappingNode || len(item.Content) == 0 {
		hint := "write, for example, - log: \"${body}\""
		if item.Kind == yaml.ScalarNode && strings.Contains(item.Value, ":") {
			hint = fmt.Sprintf("write - to: %q", item.Value)
		}
		d.report(d.pos(item), "a step must be a map with the step's name as its key, not "+kindWord(item), hint)
		return nil
	}
	key := item.Content[0]
	for i := 2; i < len(item.Content); i += 2 {
		d.report(d.pos(item.Content[i]), fmt.Sprintf("%q stands beside the step %q", item.Content[i].Value, key.Value),
			besideHint(item.Content[i].Value, key.Value))
	}
	name := components.CamelCase(key.Value)
	if name == "tod" {
		name = "toD"
	}
	make, ok := known[name]
	if !ok {
		d.unknownStep(key, name)
		return nil
	}
	if name != key.Value {
		d.warn(d.pos(key), fmt.Sprintf("step %q is an old spelling", key.Value), fmt.Sprintf("write %s", name))
	}
	node := &stepNode{place: d.place(key), kind: name, step: make()}
	d.valueOf(node.step, item.Content[1], name)
	return node
}

func (d *decoder) unknownStep(key *yaml.Node, name string) {
	if slices.Contains(camelSteps, name) || slices.Contains(camelTopLevel, name) && name != "route" && name != "from" {
		d.notHere(key, "step", name)
		return
	}
	d.report(d.pos(key), fmt.Sprintf("unknown step %q", key.Value), stepHint(key.Value))
}
