package simple

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// call is a function as it is written: name(args)rest, where rest is navigation such as [key] or .size.
type call struct {
	name         string
	at           int // offset of the name
	args         []span
	hasArgs      bool
	rest         span
	text         span
	restIsDotted bool
}

// span is a piece of the text.
type span struct{ start, end int }

func (p *parser) of(s span) string { return p.text[s.start:s.end] }

func (p *parser) trim(s span) span {
	for s.start < s.end && isBlank(p.text[s.start]) {
		s.start++
	}
	for s.end > s.start && isBlank(p.text[s.end-1]) {
		s.end--
	}
	return s
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// compiler makes a function's expression.
type compiler func(p *parser, c call) (components.Expression, error)

// functions are Simple's functions by name: one table a subject, in the functions_*.go files.
var functions map[string]compiler

func init() { // not in the declaration: the functions look others up in it
	functions = map[string]compiler{}
	for _, table := range []map[string]compiler{messageFunctions, textFunctions, listFunctions, mathFunctions, miscFunctions} {
		maps.Copy(functions, table)
	}
}

// notHere are Camel's functions that need a Java virtual machine or come later.
var notHere = []string{"bean", "ref", "type", "attachments", "attachment", "messageHistory", "function", "load", "convertTo", "setVariable", "setHeader", "throwException", "assert", "filter", "forEach", "htmlClean", "htmlDecode", "htmlParse"}

// function compiles what stands between the braces: p.text[start:end].
func (p *parser) function(start, end int) (components.Expression, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, p.wrong(start, "", "the expression is nested too deep")
	}
	defer func() { p.depth-- }()
	s := p.trim(span{start, end})
	if s.start == s.end {
		return nil, p.wrong(start, "write, for example, ${body}", "the function has no name")
	}
	if e, err, ok := p.ternary(s); ok {
		return e, err
	}
	c := call{at: s.start, text: s}
	i := s.start
	for i < s.end && isNameByte(p.text[i]) {
		i++
	}
	c.name = p.text[s.start:i]
	if i < s.end && p.text[i] == '(' {
		stop := p.closingParen(i, s.end)
		if stop < 0 {
			return nil, p.wrong(i, "add )", "%s( has no closing )", c.name)
		}
		c.hasArgs, c.args, i = true, p.split(i+1, stop), stop+1
	}
	c.rest = span{i, s.end}
	make, ok := functions[c.name]
	if !ok {
		return nil, p.unknown(c)
	}
	return make(p, c)
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

func (p *parser) unknown(c call) error {
	name := c.name
	if name == "" {
		name = p.of(c.text)
	}
	if slices.Contains(notHere, name) {
		return p.wrong(c.at, "", "function ${%s} is not available here", name)
	}
	hint := ""
	if near := components.Nearest(name, slices.Sorted(maps.Keys(functions))); near != "" {
		hint = fmt.Sprintf("did you mean ${%s}?", near)
	}
	return p.wrong(c.at, hint, "unknown function ${%s}", name)
}

// closingParen finds the ) for the ( at open; quotes and nested functions count.
func (p *parser) closingParen(open, end int) int {
	depth, quote := 0, byte(0)
	for i := open; i < end; i++ {
		c := p.text[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case opening(p.text[i:end]) > 0:
			stop := closingBrace(p.text[:end], i+opening(p.text[i:end]))
			if stop < 0 {
				return -1
			}
			i = stop
		case c == '\'' || c == '"':
			if strings.IndexByte(p.text[i+1:end], c) >= 0 { // an apostrophe alone is text
				quote = c
			}
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// split cuts arguments at the commas that are not inside quotes, parentheses or nested functions.
func (p *parser) split(start, end int) []span {
	var args []span
	depth, quote, from := 0, byte(0), start
	for i := start; i < end; i++ {
		c := p.text[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case opening(p.text[i:end]) > 0:
			if stop := closingBrace(p.text[:end], i+opening(p.text[i:end])); stop >= 0 {
				i = stop
			}
		case c == '\'' || c == '"':
			if strings.IndexByte(p.text[i+1:end], c) >= 0 {
				quote = c
			}
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			args = append(args, p.trim(span{from, i}))
			from = i + 1
		}
	}
	if last := p.trim(span{from, end}); last.start < last.end || len(args) > 0 {
		args = append(args, last)
	}
	return args
}

// argument compiles an argument as a template, keeping quotes.
func (p *parser) argument(s span) (components.Expression, error) {
	return p.template(s.start, s.end, false)
}

// unquoted compiles an argument as a template without the quotes around it.
func (p *parser) unquoted(s span) (components.Expression, error) {
	return p.argument(p.inner(s))
}

func (p *parser) inner(s span) span {
	if s.end-s.start >= 2 {
		if q := p.text[s.start]; (q == '\'' || q == '"') && p.text[s.end-1] == q {
			return span{s.start + 1, s.end - 1}
		}
	}
	return s
}

// plain answers an argument as it is written, without quotes; it must not hold functions.
func (p *parser) plain(s span) string { return p.of(p.inner(s)) }

// subject compiles the argument that a function works on, the body where there is none.
func (p *parser) subject(c call, i int) (components.Expression, error) {
	if i >= len(c.args) {
		return body, nil
	}
	return p.unquoted(c.args[i])
}

// count checks how many arguments a function got.
func (p *parser) count(c call, least, most int) error {
	if n := len(c.args); n < least || n > most {
		want := fmt.Sprint(least)
		if most != least {
			want = fmt.Sprintf("%d to %d", least, most)
		}
		return p.wrong(c.at, "", "${%s} takes %s arguments, not %d", c.name, want, n)
	}
	return nil
}

// ternary compiles "${x} > 3 ? 'a' : 'b'" inside braces: one comparison, branches of quoted text or function names.
func (p *parser) ternary(s span) (components.Expression, error, bool) {
	question, colon := p.find(s, " ? "), -1
	if question >= 0 {
		colon = p.find(span{question + 3, s.end}, " : ")
	}
	if question < 0 || colon < 0 {
		return nil, nil, false
	}
	condition, err := p.bareComparison(span{s.start, question})
	if err != nil {
		return nil, err, true
	}
	yes, err := p.branch(span{question + 3, colon})
	if err != nil {
		return nil, err, true
	}
	no, err := p.branch(span{colon + 3, s.end})
	if err != nil {
		return nil, err, true
	}
	return func(ex *components.Exchange) (any, error) {
		ok, err := condition(ex)
		if err != nil {
			return nil, err
		}
		if ok {
			return yes(ex)
		}
		return no(ex)
	}, nil, true
}

// find answers where sub stands in s outside quotes and nested functions, -1 where it does not.
func (p *parser) find(s span, sub string) int {
	quote := byte(0)
	for i := s.start; i+len(sub) <= s.end; i++ {
		c := p.text[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case opening(p.text[i:s.end]) > 0:
			if stop := closingBrace(p.text[:s.end], i+opening(p.text[i:s.end])); stop >= 0 {
				i = stop
			}
		case p.text[i:i+len(sub)] == sub:
			return i
		case c == '\'' || c == '"':
			quote = c
		}
	}
	return -1
}

func (p *parser) branch(s span) (components.Expression, error) {
	s = p.trim(s)
	if in := p.inner(s); in != s {
		return p.template(in.start, in.end, false)
	}
	if s.start < s.end && p.text[s.start] == '$' {
		return p.template(s.start, s.end, false)
	}
	if p.of(s) == "null" {
		return constant(nil), nil
	}
	return p.function(s.start, s.end)
}
