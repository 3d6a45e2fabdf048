package routes

import (
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"
)

// kinds are the documents that Kubernetes knows: a map with kind:, where other documents are lists.
var kinds = map[string]func(r *reader, n *yaml.Node){
	"Integration":    (*reader).integration,
	"Kamelet":        (*reader).kameletDocument,
	"KameletBinding": (*reader).pipe,
	"Pipe":           (*reader).pipe,
}

// nodeAt answers the node at a path of keys, nil where there is none.
func nodeAt(n *yaml.Node, path ...string) *yaml.Node {
	for _, key := range path {
		if n = resolveAlias(n); n.Kind != yaml.MappingNode {
			return nil
		}
		if n = valueOf(n, key); n == nil {
			return nil
		}
	}
	return resolveAlias(n)
}

// integration reads Camel K's document: its flows are the entries of a route file.
func (r *reader) integration(n *yaml.Node) {
	flows := nodeAt(n, "spec", "flows")
	if flows == nil || flows.Kind != yaml.SequenceNode {
		r.leftOut(n, "the Integration has no flows", "put its routes under spec: and flows:")
		return
	}
	r.entries(flows)
}

// kameletDocument reads a template whose parameters are a JSON schema.
// See https://camel.apache.org/camel-kamelets/4.18.x/
func (r *reader) kameletDocument(n *yaml.Node) {
	name, template := nodeAt(n, "metadata", "name"), nodeAt(n, "spec", "template")
	if template == nil {
		template = nodeAt(n, "spec", "flow")
	}
	if name == nil || template == nil || template.Kind != yaml.MappingNode {
		r.report(r.pos(n), "the Kamelet has no template", "it needs metadata: name: and spec: template:")
		return
	}
	t := &routeTemplate{place: r.place(name), file: r}
	t.ID = text{place: r.place(name), Value: name.Value, exact: true}
	for key, value := range pairs(template) {
		switch key.Value {
		case "beans":
			t.Beans.node = value
		case "route":
			t.Route.node = value
		case "from":
			t.From.node = value
		case "id", "description":
		default:
			r.report(r.pos(key), fmt.Sprintf("unknown option %q of a Kamelet's template", key.Value), "it holds beans: and from: or route:")
		}
	}
	if t.From.node == nil && t.Route.node == nil {
		r.report(r.pos(template), "the Kamelet's template has no route", "add from: or route:")
		return
	}
	required := map[string]bool{}
	if list := nodeAt(n, "spec", "definition", "required"); list != nil {
		for _, item := range list.Content {
			required[item.Value] = true
		}
	}
	if properties := nodeAt(n, "spec", "definition", "properties"); properties != nil {
		for key, value := range pairs(properties) {
			needed := required[key.Value]
			t.Parameters = append(t.Parameters, templateParameter{
				Name: text{place: r.place(key), Value: key.Value}, Required: &needed, DefaultValue: rawNode{nodeAt(value, "default")},
			})
		}
	}
	r.c.addTemplate(t)
}

// pipe reads a source, steps and a sink, each an endpoint or a kamelet, into a route.
func (r *reader) pipe(n *yaml.Node) {
	spec := nodeAt(n, "spec")
	if spec == nil || nodeAt(spec, "source") == nil || nodeAt(spec, "sink") == nil {
		r.report(r.pos(n), "the Pipe is not complete", "it needs spec: with source: and sink:")
		return
	}
	from := r.pipeEnd(nodeAt(spec, "source"), "source")
	if from == nil {
		return
	}
	list := node(spec, yaml.SequenceNode)
	list.Content = append(list.Content, pipeType(nodeAt(spec, "source"), "out")...)
	if all := nodeAt(spec, "steps"); all != nil {
		for _, item := range all.Content {
			list.Content = append(list.Content, r.pipeStep(resolveAlias(item), "step"))
		}
	}
	sink := nodeAt(spec, "sink")
	list.Content = append(append(list.Content, pipeType(sink, "in")...), r.pipeStep(sink, "sink"))
	from.Content = append(from.Content, word(spec, "steps"), list)
	def := &routeDefinition{place: r.place(spec)}
	r.valueOf(&def.From, from, "source")
	if name := nodeAt(n, "metadata", "name"); name != nil {
		def.ID = text{place: r.place(name), Value: name.Value, exact: true}
	}
	if handler := nodeAt(spec, "errorHandler"); handler != nil {
		def.ErrorHandler = r.pipeErrorHandler(handler)
	}
	if def.From != nil {
		r.add(def)
	}
}

// pipeStep makes a step of an end; a kamelet's is the step kamelet, which takes what follows as its own.
func (r *reader) pipeStep(n *yaml.Node, what string) *yaml.Node {
	end := r.pipeEnd(n, what)
	step := node(n, yaml.MappingNode)
	if end == nil {
		step.Content = []*yaml.Node{word(n, "stop"), node(n, yaml.MappingNode)} // what is wrong was reported
		return step
	}
	name := "to"
	if uri, is := strings.CutPrefix(end.Content[1].Value, "kamelet:"); is && what == "step" {
		name = "kamelet"
		end.Content[0], end.Content[1] = word(end.Content[1], "name"), word(end.Content[1], uri)
	}
	step.Content = []*yaml.Node{word(n, name), end}
	return step
}

// pipeType makes the step that brings the body into the data type of an end, where that names one. What a source takes and what a
// sink answers does not count.
func pipeType(end *yaml.Node, way string) []*yaml.Node {
	format, scheme := nodeAt(end, "dataTypes", way, "format"), nodeAt(end, "dataTypes", way, "scheme")
	if format == nil {
		return nil
	}
	name := format.Value
	if scheme != nil && scheme.Value != "camel" {
		name = scheme.Value + ":" + name
	}
	options, step := node(format, yaml.MappingNode), node(format, yaml.MappingNode)
	options.Content = []*yaml.Node{word(format, "toType"), word(format, name)}
	step.Content = []*yaml.Node{word(format, "transformDataType"), options}
	return []*yaml.Node{step}
}

// pipeEnd answers an end of a pipe as uri: and parameters:.
func (r *reader) pipeEnd(n *yaml.Node, what string) *yaml.Node {
	end := node(n, yaml.MappingNode)
	switch uri, ref := nodeAt(n, "uri"), nodeAt(n, "ref"); {
	case uri != nil:
		end.Content = []*yaml.Node{word(uri, "uri"), uri}
	case ref != nil:
		kind, name := nodeAt(ref, "kind"), nodeAt(ref, "name")
		if kind == nil || name == nil {
			r.report(r.pos(ref), "the reference of the "+what+" needs kind and name", "write, for example, kind: Kamelet and name: NAME")
			return nil
		}
		if kind.Value != "Kamelet" {
			r.need(kind, "kind", kind.Value, fmt.Sprintf("a reference to kind %s needs Kubernetes", kind.Value))
			return nil
		}
		end.Content = []*yaml.Node{word(name, "uri"), word(name, "kamelet:"+name.Value)}
	default:
		r.report(r.pos(n), fmt.Sprintf("the %s of the Pipe needs uri or ref", what), "")
		return nil
	}
	if properties := nodeAt(n, "properties"); properties != nil {
		end.Content = append(end.Content, word(properties, "parameters"), properties)
	}
	return end
}

// pipeErrorHandler reads none, log (the default handler) or sink (a dead letter channel), with a redelivery policy.
func (r *reader) pipeErrorHandler(n *yaml.Node) *errorHandlerDefinition {
	def := &errorHandlerDefinition{place: r.place(n)}
	policy := func(of *yaml.Node) *redeliveryPolicyDefinition {
		parameters := nodeAt(of, "parameters")
		if parameters == nil {
			return nil
		}
		p := &redeliveryPolicyDefinition{}
		r.valueOf(p, parameters, "parameters")
		return p
	}
	switch none, log, sink := nodeAt(n, "none"), nodeAt(n, "log"), nodeAt(n, "sink"); {
	case none != nil:
		def.NoErrorHandler = &noErrorHandler{}
	case log != nil:
		def.DefaultErrorHandler = &handlerOptions{RedeliveryPolicy: policy(log)}
	case sink != nil:
		end := nodeAt(sink, "endpoint")
		if end == nil {
			r.report(r.pos(sink), "the error handler's sink needs an endpoint", "")
			return nil
		}
		if end = r.pipeEnd(end, "error handler"); end == nil {
			return nil
		}
		def.DeadLetterChannel = &deadLetterChannel{DeadLetterURI: text{place: r.place(end.Content[1]), Value: end.Content[1].Value}}
		def.DeadLetterChannel.RedeliveryPolicy = policy(sink)
	default:
		r.report(r.pos(n), "unknown error handler of the Pipe", "write none:, log: or sink:")
		return nil
	}
	return def
}

// node makes a node that stands where another does, word a text.
func node(at *yaml.Node, kind yaml.Kind) *yaml.Node {
	return &yaml.Node{Kind: kind, Line: at.Line, Column: at.Column}
}

func word(at *yaml.Node, value string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value, Line: at.Line, Column: at.Column}
}
