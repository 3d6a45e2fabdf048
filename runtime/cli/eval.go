package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
	"github.com/dromedary-go/dromedary/runtime"
)

const evalUsage = `Usage: dromedary eval EXPRESSION [FLAGS]

Evaluates one expression on a message, and prints its value and Java type: a playground.
  dromedary eval 'Hello ${header.name}!' --header name=Ann
  dromedary eval '${header.n} > 3' --predicate --typed --header n=5
  dromedary eval '$.cats[0].name' --language jsonpath --body @cats.json
Values are text; with --typed they are read as JSON where they are JSON: 5 is a number.
Exit codes: 0 done, 1 the expression is wrong or failed, 2 wrong usage, 66 a file is missing.
`

// evalFlags are the flags of eval.
type evalFlags struct {
	language, body                 string
	headers, properties, variables []string
	predicate, typed               bool
	asJSON, explain                bool
}

func evalCommand() *command {
	ef := &evalFlags{}
	fs := newFlags("eval")
	fs.StringVar(&ef.language, "language", "simple", "evaluate in the language `NAME`")
	fs.StringVar(&ef.body, "body", "", "`TEXT` of the body, @FILE for what a file holds; without it the body is null")
	fs.list(&ef.headers, "header", "set a header, `NAME=VALUE`; may be repeated")
	fs.list(&ef.properties, "property", "set an exchange property, `NAME=VALUE`; may be repeated")
	fs.list(&ef.variables, "variable", "set a variable, `NAME=VALUE`; may be repeated")
	fs.BoolVar(&ef.predicate, "predicate", false, "evaluate as a predicate: true or false")
	fs.BoolVar(&ef.typed, "typed", false, "read values as JSON where they are JSON: numbers, booleans, lists, maps")
	fs.BoolVar(&ef.asJSON, "json", false, "print value and type as JSON")
	fs.BoolVar(&ef.explain, "explain", false, "print how an expression of Simple is understood, in place of its value")
	return &command{name: "eval", short: "evaluate an expression: a playground", usage: evalUsage, flags: fs, run: ef.run}
}

func (ef *evalFlags) run(p *program, args []string) error {
	if len(args) != 1 {
		return misuse("dromedary eval 'Hello ${body}' --body Ann", "eval needs one expression, in quotes")
	}
	text := args[0]
	engine, diagnostics, err := runtime.New(runtime.Config{
		Components: p.components, Beans: p.beans, Properties: routes.NewProperties(), Logger: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		return err
	}
	if diagnostics.HasErrors() {
		return diagnostics
	}
	defer engine.Stop(context.Background())
	env := engine.Environment()
	if ef.explain {
		if ef.language != "simple" {
			return misuse("leave --language out", "--explain knows Simple only")
		}
		tree, err := env.Explain(text, ef.predicate)
		if err != nil {
			return wrongExpression(text, err)
		}
		_, err = io.WriteString(p.stdout, printableLines(tree))
		return err
	}
	value, err := ef.value(env, text)
	if err != nil {
		return err
	}
	return ef.print(p, value)
}

// value evaluates the expression on the message that the flags describe.
func (ef *evalFlags) value(env *routes.Environment, text string) (any, error) {
	ex, err := ef.message(env.Work)
	if err != nil {
		return nil, err
	}
	if ef.predicate {
		question, err := env.Predicate(ef.language, text)
		if err != nil {
			return nil, wrongExpression(text, err)
		}
		answer, err := question(ex)
		return answer, raised(err)
	}
	expression, err := env.Expression(ef.language, text)
	if err != nil {
		return nil, wrongExpression(text, err)
	}
	value, err := expression(ex)
	return value, raised(err)
}

func (ef *evalFlags) message(ctx context.Context) (*components.Exchange, error) {
	ex := components.NewExchange(ctx, nil)
	switch name, isFile := strings.CutPrefix(ef.body, "@"); {
	case isFile:
		text, err := readFile(name)
		if err != nil {
			return nil, err
		}
		ex.Body = ef.read(string(text))
	case ef.body != "":
		ex.Body = ef.read(ef.body)
	}
	for _, given := range []struct {
		what   string
		values []string
		set    func(name string, value any)
	}{{"header", ef.headers, ex.Headers.Set}, {"property", ef.properties, ex.Properties.Set}, {"variable", ef.variables, ex.SetVariable}} {
		for _, kv := range given.values {
			name, value, ok := strings.Cut(kv, "=")
			if !ok || name == "" {
				return nil, misuse("write --"+given.what+" NAME=VALUE", "%q is no %s", kv, given.what)
			}
			given.set(name, ef.read(value))
		}
	}
	return ex, nil
}

// read reads a value of the command line.
func (ef *evalFlags) read(text string) any {
	if !ef.typed {
		return text
	}
	if v, err := components.DecodeJSON([]byte(text)); err == nil {
		return v
	}
	return text
}

func (ef *evalFlags) print(p *program, value any) error {
	if ef.asJSON {
		answer := components.NewMap("value", value, "type", components.JavaType(value))
		b, err := components.EncodeJSON(answer)
		if err != nil { // no form in JSON: its text
			answer.Set("value", components.Text(value))
			if b, err = components.EncodeJSON(answer); err != nil {
				return err
			}
		}
		_, err = fmt.Fprintf(p.stdout, "%s\n", b)
		return err
	}
	text := "null"
	if value != nil {
		text = components.Text(value)
	}
	_, err := fmt.Fprintf(p.stdout, "%s\n(%s)\n", strings.TrimSuffix(printableLines(text), "\n"), components.JavaType(value))
	return err
}

// printableLines is printable for text of several lines.
func printableLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = printable(line)
	}
	return strings.Join(lines, "\n")
}

// raised words an exception with its Java class.
func raised(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(components.Text(components.AsException(err)))
}

// wrongExpression shows where in the expression the mistake is.
func wrongExpression(text string, err error) error {
	var syntax *components.SyntaxError
	if !errors.As(err, &syntax) {
		return err
	}
	before := text[:min(syntax.Offset, len(text))]
	line := strings.Count(before, "\n")
	shown := printable(strings.Split(text, "\n")[line])
	column := utf8.RuneCountInString(printable(before[strings.LastIndexByte(before, '\n')+1:]))
	return &problem{
		code: exitFailed, msg: syntax.Msg, hint: syntax.Hint, excerpt: fmt.Sprintf("  %s\n  %s^\n", shown, strings.Repeat(" ", column)),
	}
}
