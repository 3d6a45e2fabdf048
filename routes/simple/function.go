package simple

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// call is a function as it is written: name(inside)rest, where rest is what follows such as [key], .size or :pattern.
type call struct {
	name    string
	text    span // all of it
	inside  span // what stands between the first ( and the last )
	hasArgs bool
	closed  bool // there is a )
	rest    span // behind the name where there are no parentheses
}

// compiler makes the expression of a function.
type compiler func(p *parser, c call) (components.Expression, error)

// functions are Simple's functions by name: one table a subject, in the functions_*.go files.
var functions map[string]compiler

func init() { // not in the declaration: the functions look others up in it
	functions = map[string]compiler{}
	for _, table := range []map[string]compiler{
		messageFunctions, contextFunctions, choiceFunctions, textFunctions, cutFunctions, listFunctions, collectionFunctions,
		numberFunctions, jsonFunctions, dateFunctions, fileFunctions, beanFunctions, customFunctions, eachFunctions, setFunctions,
		raiseFunctions, typeFunctions, attachmentFunctions, base64Functions, loadFunctions, historyFunctions, htmlFunctions,
	} {
		maps.Copy(functions, table)
	}
}

// notHere are functions that Camel has and this program has not, with the reason.
var notHere = map[string]string{
	"setAttachment": "messages have no attachments",
	"a2a":           "there are no agents to talk to",
}

// function compiles what stands between the braces.
func (p *parser) function(s span) (components.Expression, error) {
	if err := p.enter(s.start); err != nil {
		return nil, err
	}
	mark := p.mark()
	defer func() { p.depth--; p.wrap(mark, "function", p.of(s)) }()
	if p.trim(s).empty() {
		return nil, p.wrong(s.start, "write, for example, ${body}", "the function has no name")
	}
	if e, ok, err := p.ternary(s); ok {
		return e, err
	}
	if blank := p.trim(s); blank.start != s.start {
		return nil, p.wrong(s.start, "write ${"+p.of(blank)+"}", "a blank stands before the function's name")
	}
	c := p.call(s)
	if compile, ok := functions[c.name]; ok {
		return compile(p, c)
	}
	if _, ok := p.env.defined(c.name); ok && c.rest.empty() {
		return p.shortCall(c)
	}
	return nil, p.unknown(c)
}

func (p *parser) call(s span) call {
	i := s.start
	for i < s.end && isNameByte(p.text[i]) {
		i++
	}
	c := call{name: p.text[s.start:i], text: s, rest: span{i, s.end}}
	if i == s.end || p.text[i] != '(' {
		return c
	}
	// As in Camel, what stands behind the last ) does not count, and without one there is nothing inside.
	last := strings.LastIndexByte(p.text[i+1:s.end], ')')
	c.closed = last >= 0
	c.hasArgs, c.inside, c.rest = true, span{i + 1, i + 1 + max(last, 0)}, span{s.end, s.end}
	return c
}

// navigated is a function whose arguments end at the first ), with what stands behind it.
func (p *parser) navigated(c call) call {
	if i := strings.IndexByte(p.text[c.inside.start:c.text.end], ')'); c.hasArgs && i >= 0 {
		c.inside.end = c.inside.start + i
		c.rest = span{c.inside.end + 1, c.text.end}
	}
	return c
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

func (p *parser) unknown(c call) error {
	name := c.name
	if name == "" {
		name = p.of(c.text)
	}
	if why, ok := notHere[name]; ok {
		return p.notInBuild(c.text.start, "function:"+name, "", "function ${%s} of Camel is not available here: %s", name, why)
	}
	if near := components.Nearest(name, slices.Sorted(maps.Keys(functions))); near != "" {
		return p.wrong(c.text.start, fmt.Sprintf("did you mean ${%s}?", near), "unknown function ${%s}", p.of(c.text))
	}
	// It may be one of the user's own, which Camel takes from a Java class.
	return p.notInBuild(c.text.start, "function:"+name, "", "unknown function ${%s}", p.of(c.text))
}

// plainEnd refuses what stands behind a function that cannot be navigated.
func (p *parser) plainEnd(c call) error {
	if c.rest.empty() {
		return nil
	}
	return p.wrong(c.rest.start, "set a variable to it and navigate that", "${%s} cannot be followed by %s", c.name, p.excerpt(c.rest))
}

// wrongCount says how many arguments a function takes.
func (p *parser) wrongCount(c call, how reading, n int) error {
	want := fmt.Sprint(how.least)
	switch {
	case how.most == 0:
		want = "at least " + want
	case how.most != how.least:
		want = fmt.Sprintf("%d to %d", how.least, how.most)
	}
	return p.wrong(c.text.start, "", "${%s} takes %s arguments, not %d", c.name, want, n)
}

// parenthesized refuses a function that is written without its parentheses.
func (p *parser) parenthesized(c call) error {
	if c.hasArgs {
		return nil
	}
	return p.wrong(c.text.start, "write ${"+c.name+"()}", "unknown function ${%s}", p.of(c.text))
}

func (p *parser) excerpt(s span) string {
	const most = 20
	text := p.of(s)
	for n := range text {
		if n > most {
			return fmt.Sprintf("%q", text[:n]+"...")
		}
	}
	return fmt.Sprintf("%q", text)
}

// word makes a function without arguments.
func word(f components.Expression) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		if c.hasArgs {
			return nil, p.wrong(c.inside.start-1, "write ${"+c.name+"}", "${%s} takes no arguments", c.name)
		}
		return f, p.plainEnd(c)
	}
}
