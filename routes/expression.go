package routes

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/language"
	"github.com/dromedary-go/dromedary/routes/simple"
)

// expression is an expression as a file writes it, inline (simple: ...) or under expression:.
type expression struct {
	key      *yaml.Node // the language's name, nil where there is none
	tried    bool       // there is one, but what it says was reported
	absent   bool       // its text is an optional placeholder without a value: it is null
	Language string
	Text     text
	Options  expressionOptions
	method   methodCall // of the language method
}

// languageNames are the keys that an expression may stand under. The language file has none, only language: names it.
func languageNames() []string {
	names := slices.DeleteFunc(language.Names(), func(name string) bool { return name == "file" })
	return append([]string{"simple", "expression", "method", "ref"}, names...)
}

// decodeNode reads an expression that is the value of an option: a map with a language's name as its key, or
// expression: around it.
func (e *expression) decodeNode(d *decoder, n *yaml.Node, what string) {
	if n.Kind != yaml.MappingNode {
		d.report(d.pos(n), fmt.Sprintf("%s must be an expression, not %s", what, kindWord(n)), "write a language and its text, for example {simple: \"${body}\"} or {constant: \"x\"}")
		return
	}
	for key, value := range pairs(n) {
		name := components.CamelCase(key.Value)
		if name == "expression" || isLanguage(name) {
			e.decodeKey(d, key, value, what)
			continue
		}
		if slices.Contains([]string{"id", "description", "note"}, name) { // of onWhen
			continue
		}
		hint := ""
		if near := components.Nearest(key.Value, languageNames()); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		d.report(d.pos(key), fmt.Sprintf("unknown language %q in %s", key.Value, what), hint)
	}
	if e.key == nil && len(n.Content) == 0 {
		d.atStart(d.pos(n), what+" needs an expression", "write, for example, simple: ${body}")
	}
}

func (e *expression) decodeKey(d *decoder, key, value *yaml.Node, what string) {
	if e.key != nil {
		d.report(d.pos(key), fmt.Sprintf("%s has two expressions, %q and %q", what, e.key.Value, key.Value), "keep one")
		return
	}
	value = resolveAlias(value)
	name := components.CamelCase(key.Value)
	if name == "expression" {
		if value.Kind == yaml.ScalarNode {
			d.report(d.pos(value), fmt.Sprintf("the expression of %s needs a language", what), fmt.Sprintf("write simple: %s", value.Value))
			e.tried = true
			return
		}
		e.decodeNode(d, value, what)
		e.tried = true
		return
	}
	if name == "method" {
		e.key, e.Language = key, name
		e.decodeMethod(d, value, what)
		return
	}
	if name != "language" && value.Kind == yaml.MappingNode {
		for inner, text := range pairs(value) {
			if isLanguage(components.CamelCase(inner.Value)) && inner.Value != "language" { // simple: {jq: .a} is jq: .a in Camel
				e.decodeKey(d, inner, text, what)
				return
			}
		}
	}
	e.key, e.Language = key, name
	if isLanguage(name) && name != "language" && !slices.Contains(languageNames(), name) && name != "csimple" {
		return // its options are nobody's
	}
	d.valueOf(&e.Options, value, fmt.Sprintf("%q of %s", name, what))
	if name == "tokenize" && value.Kind == yaml.MappingNode && e.Options.Expression.set() {
		d.report(e.Options.Expression.pos(), "tokenize has no expression", "write token")
	}
	if name == "language" {
		e.Language = e.Options.Language
	}
	e.Text = e.Options.Expression
	e.absent = value.Kind == yaml.ScalarNode && value.Tag != "!!null" && !e.Text.set()
	if !e.Text.set() && e.Options.Token.set() {
		e.Text = e.Options.Token
	}
}

// load replaces resource:file:NAME by what the file holds.
func (e *expression) load(c *compiler) bool {
	name, ok := strings.CutPrefix(e.Text.Value, "resource:")
	if !ok || e.Language == "tokenize" { // whose token may be anything
		return true
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, "classpath:"), "file:")
	b, err := os.ReadFile(name)
	if err != nil {
		c.outside(e.Text.pos(), fmt.Sprintf("cannot read the expression: %v", err), "")
		return false
	}
	e.Text.Value, e.Text.exact = string(b), false
	if e.Language == "constant" { // all that the file holds
		e.Options.Trim = new(bool)
	}
	return true
}

// compile makes the expression; nil where it is wrong, which is then reported.
func (e *expression) compile(c *compiler) components.Expression {
	if e.absent {
		return func(*components.Exchange) (any, error) { return nil, nil }
	}
	if e.key == nil || !e.load(c) {
		return nil
	}
	var made components.Expression
	var err error
	if e.isSimple() {
		made, err = e.simple(c)
	} else if e.Language == "method" {
		if made = e.method.compile(c, place{c.src, e.key}.pos()); made == nil {
			return nil
		}
	} else if e.Language == "ref" {
		if made = c.expressionBean(e.Text, place{c.src, e.key}.pos()); made == nil {
			return nil
		}
	} else if lang, ok := language.Find(e.Language); ok {
		made, err = lang.Expression(e.Text.Value, e.languageOptions(c))
	} else {
		e.unknownLanguage(c)
		return nil
	}
	if err == nil && e.Options.ResultType.Value != "" && !(e.isSimple() && isBoolean(e.Options.ResultType.Value)) {
		if slices.Contains([]string{"header", "exchangeProperty", "variable"}, e.Language) {
			c.report(e.Options.ResultType.pos(), fmt.Sprintf("%s has no option resultType", e.Language), "convert it by simple: ${headerAs(name,int)}, ${variableAs(name,int)} or a step")
			return nil
		}
		if !components.NamesClass(e.Options.ResultType.Value) {
			c.report(e.Options.ResultType.pos(), fmt.Sprintf("unknown type %q", e.Options.ResultType.Value), "known are String, int, long, double, boolean, byte[], java.util.Map, java.util.List")
			return nil
		}
		made, err = language.WithResultType(e.Language, made, e.Options.ResultType.Value)
	}
	if err != nil {
		e.wrong(c, err)
		return nil
	}
	if e.Options.TrimResult {
		made = trimmedResult(made)
	}
	return made
}

func (e *expression) isSimple() bool { return e.Language == "simple" || e.Language == "csimple" }

func isBoolean(javaType string) bool {
	return slices.Contains([]string{"boolean", "java.lang.Boolean"}, components.FullType(javaType))
}

// simple compiles a text of Simple. With the result type boolean it is a predicate, except that Camel gives the value of a
// lone function as it is.
func (e *expression) simple(c *compiler) (components.Expression, error) {
	text := e.trimmed()
	if !isBoolean(e.Options.ResultType.Value) || isLoneFunction(text) {
		made, err := simple.Compile(text, c.simple)
		if err == nil && e.Options.Nested {
			made = nestedSimple(made, c.simple)
		}
		if err == nil && e.Options.Pretty {
			made = prettyResult(made)
		}
		return made, err
	}
	question, err := simple.CompilePredicate(text, c.simple)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) { return boxed(question(ex)) }, nil
}

func boxed(answer bool, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return answer, nil
}

// isLoneFunction tells whether a text is one ${...} and nothing else.
func isLoneFunction(text string) bool {
	if !strings.HasPrefix(text, "${") {
		return false
	}
	depth := 0
	for i, r := range text {
		switch r {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i == len(text)-1
			}
		}
	}
	return false
}

// predicate makes the expression a question; nil where it is wrong, which is then reported.
func (e *expression) predicate(c *compiler) components.Predicate {
	if e.absent {
		return func(*components.Exchange) (bool, error) { return false, nil }
	}
	if e.key == nil || !e.load(c) {
		return nil
	}
	var made components.Predicate
	var err error
	if e.Language == "simple" || e.Language == "csimple" {
		made, err = simple.CompilePredicate(e.trimmed(), c.simple)
	} else if e.Language == "method" || e.Language == "ref" {
		value := e.compile(c)
		if value == nil {
			return nil
		}
		made = func(ex *components.Exchange) (bool, error) {
			v, err := value(ex)
			return err == nil && components.Truth(v), err
		}
	} else if lang, ok := language.Find(e.Language); ok {
		made, err = lang.Predicate(e.Text.Value, e.languageOptions(c))
	} else {
		e.unknownLanguage(c)
		return nil
	}
	if err != nil {
		e.wrong(c, err)
		return nil
	}
	return made
}

func (e *expression) trimmed() string {
	if e.Options.Trim != nil && !*e.Options.Trim {
		return e.Text.Value
	}
	return strings.TrimSpace(e.Text.Value)
}

func (e *expression) wrong(c *compiler, err error) {
	report := c.report
	if e.Language != "simple" && e.Language != "csimple" { // Camel compiles the others when they are first used
		report = c.atStart
	}
	var syntax *components.SyntaxError
	if !errors.As(err, &syntax) {
		report(e.Text.pos(), err.Error(), "see the language's page")
		return
	}
	pos := e.Text.pos()
	if e.Text.exact {
		offset := syntax.Offset
		if e.Language == "simple" {
			offset += strings.Index(e.Text.Value, e.trimmed())
		}
		pos = e.Text.at(offset)
	}
	if syntax.Need != "" {
		c.add(Diagnostic{Pos: pos, Msg: fmt.Sprintf("%s: %s", e.Language, syntax.Msg), Hint: syntax.Hint, Need: syntax.Need})
		return
	}
	report(pos, fmt.Sprintf("%s: %s", e.Language, syntax.Msg), syntax.Hint)
}

func (e *expression) unknownLanguage(c *compiler) {
	if isLanguage(e.Language) {
		c.need(place{c.src, e.key}.pos(), "language", e.Language, fmt.Sprintf("language %s is not in this build", e.Language))
		return
	}
	c.report(place{c.src, e.key}.pos(), fmt.Sprintf("unknown language %q", e.Language), "available are simple, "+strings.Join(language.Names(), ", "))
}
