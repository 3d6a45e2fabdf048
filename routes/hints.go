package routes

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// formerly are options by other names: those of older Camels and what people write by guess. The first that the step has is
// what is meant.
var formerly = map[string][]string{
	"headerName": {"name"}, "propertyName": {"name"}, "variableName": {"name"}, "key": {"name"},
	"level": {"loggingLevel"}, "logLevel": {"loggingLevel"}, "text": {"message"}, "msg": {"message"},
	"params": {"parameters"}, "options": {"parameters"}, "properties": {"parameters"}, "endpoint": {"uri"}, "url": {"uri"}, "ref": {"uri"},
	"value": {"constant"}, "try": {"steps"}, "do": {"steps"}, "catch": {"doCatch"}, "finally": {"doFinally"}, "else": {"otherwise"},
	"condition": {"simple"}, "predicate": {"simple"}, "strategyRef": {"aggregationStrategy"}, "aggregationStrategyRef": {"aggregationStrategy"},
	"exceptionClass": {"exception"}, "class": {"exceptionType", "type"}, "routeId": {"id"}, "messageIdRepositoryRef": {"idempotentRepository"},
	"exceptions": {"exception"}, "redeliveries": {"maximumRedeliveries"}, "delay": {"redeliveryDelay"},
}

// optionHint says what an unknown option may have been meant to be; meant is the option's name where that is clear.
func optionHint(key string, names []string) (meant, hint string) {
	if _, ok := components.Catalog(key); ok && slices.Contains(names, "uri") {
		return "uri", fmt.Sprintf("write uri: %s:... and options under parameters", key)
	}
	for _, now := range formerly[components.CamelCase(key)] {
		if slices.Contains(names, now) {
			return now, "write " + now
		}
	}
	if meant = components.Nearest(key, names); meant != "" {
		return meant, fmt.Sprintf("did you mean %q?", meant)
	}
	if isStep(key) {
		return "", fmt.Sprintf("%q is a step: check the indentation, and begin it with \"- \"", key)
	}
	if len(names) == 0 {
		return "", "it has no options"
	}
	if slices.Contains(names, "name") && slices.Contains(names, "constant") {
		return "name", fmt.Sprintf("write name: %s, and constant: or simple: with the value", key)
	}
	names = slices.DeleteFunc(slices.Clone(names), func(n string) bool {
		return slices.Contains([]string{"id", "description", "note", "disabled"}, n)
	})
	slices.Sort(names)
	const most = 12
	if len(names) > most {
		names = append(names[:most:most], "...")
	}
	return "", "known are " + strings.Join(names, ", ")
}

// instead says of names that are no steps what to write.
var insteadOfStep = map[string]string{
	"when":        "write it inside of choice: choice: {when: [{simple: ..., steps: [...]}]}",
	"otherwise":   "write it inside of choice, beside when",
	"doCatch":     "write it inside of doTry, beside steps",
	"doFinally":   "write it inside of doTry, beside steps",
	"inOnly":      "write to: {uri: ..., pattern: InOnly}",
	"inOut":       "write to: {uri: ..., pattern: InOut}",
	"hystrix":     "write circuitBreaker",
	"serviceCall": "Camel 4 has it no more; write to: with the address of the service",
	"end":         "leave it out: the indentation ends a block",
	"endChoice":   "leave it out: the indentation ends a block",
	"from":        "a route begins at the top of the file: - route: {from: ...}",
	"route":       "a route begins at the top of the file; call it with to: direct:NAME",
	"steps":       "steps belong to a step before them: indent it",
	"onFallback":  "write it inside of circuitBreaker",
	"uri":         "write to: {uri: ...}",
	"toUri":       "write to: {uri: ...}",
	"transformer": "write it at the top of the file, under transformers",
	"if":          "write choice: {when: [{simple: ..., steps: [...]}]}, or filter",
	"else":        "write choice with otherwise",
	"forEach":     "write split: {simple: \"${body}\", steps: [...]}",
	"while":       "write loop: {doWhile: true, simple: ..., steps: [...]}",
	"try":         "write doTry",
	"sleep":       "write delay: {constant: 1000}",
	"echo":        "write log: {message: ...}",
	"print":       "write log: {message: ...}",
	"set":         "write setBody, setHeader, setProperty or setVariable",
	"break":       "write stop: {}",
	"return":      "write stop: {}",
	"exit":        "write stop: {}",
	"call":        "write to: direct:NAME",
	"goto":        "write to: direct:NAME",
}

// stepHint says what a step that there is not may have been meant to be.
func stepHint(key string) string {
	name := components.CamelCase(key)
	if hint, ok := insteadOfStep[name]; ok {
		return hint
	}
	if near := components.Nearest(strings.ReplaceAll(key, "_", ""), camelSteps); near != "" && !isLanguage(name) {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if near := components.Nearest(key, camelTopLevel); near != "" {
		return fmt.Sprintf("did you mean %q? It stands at the top of the file", near)
	}
	if isLanguage(name) || name == "expression" {
		return fmt.Sprintf("an expression belongs to a step: write, for example, setBody: {%s: ...}", name)
	}
	return "write one of Camel's steps, such as log, to, setBody, choice or split"
}

// mapHint says what to write where a map must stand and something else does.
func mapHint(n *yaml.Node, what string, all []field, inline bool) string {
	name := what[strings.LastIndexByte(what, ' ')+1:]
	if strings.HasPrefix(what, `"`) {
		name, _, _ = strings.Cut(what[1:], `"`)
	}
	names := make([]string, len(all))
	for i, f := range all {
		names[i] = f.name
	}
	has := func(name string) bool { return slices.Contains(names, name) }
	switch {
	case n.Kind == yaml.SequenceNode && has("steps"):
		return "write steps: above the list"
	case n.Kind == yaml.SequenceNode && has("uri"):
		return fmt.Sprintf("write one %s for each", name)
	case n.Kind == yaml.SequenceNode:
		return "leave out the \"- \""
	case inline:
		return fmt.Sprintf("write {constant: %q}, or {simple: %q} where it holds ${...}", n.Value, n.Value)
	case name == "route":
		return fmt.Sprintf("write route: {from: {uri: %q, steps: [...]}}", n.Value)
	case name == "marshal" || name == "unmarshal":
		return fmt.Sprintf("write %s: {%s: {}}", name, n.Value)
	case len(all) == 0:
		return fmt.Sprintf("write %s: {}", name)
	}
	return fmt.Sprintf("write the options of %s below it, each as name: value", name)
}

// needHints say how required options are written.
var needHints = map[string]string{
	"uri":           "write, for example, uri: direct:NAME",
	"name":          "add name: and the name",
	"type":          "write, for example, type: String",
	"message":       "write, for example, message: \"${body}\"",
	"from":          "add from: with uri and steps",
	"headers":       "write headers: [{name: a, constant: b}]",
	"variables":     "write variables: [{name: a, constant: b}]",
	"exception":     "write, for example, exception: [java.lang.Exception]",
	"deadLetterUri": "write, for example, deadLetterUri: direct:failed",
}

// needHint says how a required option is written.
func needHint(name string) string {
	if hint, ok := needHints[name]; ok {
		return hint
	}
	return fmt.Sprintf("add %s: and its value", name)
}

// textHint says what to write where a text must stand and something else does.
func textHint(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle != 0 && len(n.Content) > 0 && n.Content[0].Kind == yaml.MappingNode:
		return `put the placeholder in quotes: "{{...}}"`
	case n.Kind == yaml.SequenceNode:
		return "write one text; several values stand in it with commas between"
	case n.Kind == yaml.MappingNode:
		return "write one text, in quotes where it holds { } or : "
	}
	return "add a value, or leave the option out"
}

// splitHint takes what a message says to write off it.
func splitHint(msg string) (short, hint string) {
	if short, hint, found := strings.Cut(msg, "; write "); found {
		return short, "write " + hint
	}
	return msg, "write a value that fits"
}

// besideHint says what to do about a key that stands beside a step's name.
func besideHint(key, step string) string {
	inside := map[string]string{"when": "choice", "otherwise": "choice", "doCatch": "doTry", "doFinally": "doTry", "onFallback": "circuitBreaker"}
	if name := components.CamelCase(key); inside[name] == components.CamelCase(step) {
		return fmt.Sprintf("indent it to stand inside of %s", step)
	}
	return "indent it to make it an option of the step, or begin it with \"- \" to make it the next step"
}

// placeholderHint says how a placeholder that cannot be resolved is put right.
func placeholderHint(err error) string {
	if strings.Contains(err.Error(), "no closing") {
		return "add }}, or write \\{{ where no placeholder is meant"
	}
	return "give one of them a value of its own"
}
