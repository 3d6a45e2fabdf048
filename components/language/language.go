// Package language is the component that evaluates an expression, or a template, on the exchange that it is sent.
package language

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers language: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "language",
	Title:  "Evaluates an expression in any language, from the URI or from a file.",
	Syntax: "language:languageName:resourceUri",
}, build)

// Options of language: URIs.
type Options struct {
	Language     string `camel:"languageName,path,required" doc:"Name of the language, such as simple."`
	Resource     string `camel:"resourceUri,path" doc:"The expression itself, or file:NAME, classpath:NAME or resource:file:NAME for a file that holds it."`
	Script       string `camel:"script" doc:"The expression, where the path has none."`
	ResultType   string `camel:"resultType" doc:"Type that the result is converted to, such as int or String."`
	Transform    bool   `camel:"transform" default:"true" doc:"Makes the result the body. With false it is dropped."`
	ContentCache bool   `camel:"contentCache" default:"true" doc:"Reads a file once. With false it is read for each exchange."`
	FromHeader   bool   `camel:"allowTemplateFromHeader" default:"false" doc:"Lets the header CamelLanguageScript hold the expression, before that of the URI. Only for exchanges whose headers come from nobody else."`
	CacheScript  bool   `camel:"cacheScript" default:"false" doc:"Expressions are always compiled once, so both values mean the same."`
	Binary       bool   `camel:"binary" default:"false" doc:"Only false is of use: expressions are text."`
	ContextMap   bool   `camel:"allowContextMapAll" default:"false" doc:"Lets scripts see more than body and headers in Camel. The languages here see what their pages say."`
}

// scriptHeader may hold an expression.
const scriptHeader = "CamelLanguageScript"

type endpoint struct {
	*Options
	uri     string
	compile func(language, text string) (components.Expression, error)
	file    string // that holds the expression, "" where the URI does

	mu   sync.Mutex
	made components.Expression // nil until it is known
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	e := &endpoint{Options: o, uri: uri, compile: ctx.Compile}
	if e.compile == nil { // in tests
		e.compile = func(string, string) (components.Expression, error) { return nil, nil }
	}
	if o.ResultType != "" && !components.KnownType(o.ResultType) {
		return nil, components.OptionErrors{{Option: "resultType", Offset: -1, Msg: fmt.Sprintf("unknown type %q", o.ResultType), Hint: "known are String, int, long, double, boolean, byte[], Map, List"}}
	}
	text := o.Resource
	if name, ok := fileName(text); ok {
		e.file = name
	} else if text == "" {
		text = o.Script
	} else if decoded, err := url.QueryUnescape(text); err != nil {
		return nil, components.OptionErrors{{Option: "resourceUri", Offset: -1, Msg: "the expression in the path is not encoded as URIs are: " + err.Error(), Hint: "write %25 for a percent sign, or use script="}}
	} else {
		text = strings.ReplaceAll(decoded, "+", " ") // Camel decodes twice
	}
	if e.file != "" || text == "" {
		text = "x" // enough to see whether there is such a language
		if _, err := e.compile(o.Language, text); isMissing(err) {
			return nil, err
		}
		return e, nil
	}
	made, err := e.compile(o.Language, text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", o.Language, err)
	}
	e.made = made
	return e, nil
}

// isMissing tells a language that is not here from an expression that is wrong.
func isMissing(err error) bool {
	var wrong *components.SyntaxError
	return errors.As(err, &wrong) && strings.HasPrefix(wrong.Need, "language:")
}

// fileName answers the name of the file that a resource means.
func fileName(resource string) (name string, ok bool) {
	resource = strings.TrimPrefix(resource, "resource:")
	for _, scheme := range []string{"file:", "classpath:"} {
		if rest, ok := strings.CutPrefix(resource, scheme); ok {
			return strings.TrimPrefix(rest, "//"), true
		}
	}
	return "", false
}

func (e *endpoint) URI() string { return e.uri }

// Producer evaluates. Closing it changes nothing.
func (e *endpoint) Producer() (components.Producer, error) { return e, nil }

func (e *endpoint) Close() error { return nil }

// Process evaluates the expression; its result becomes the body.
func (e *endpoint) Process(ex *components.Exchange) error {
	evaluate, err := e.expression(ex)
	if err != nil {
		return err
	}
	v, err := evaluate(ex)
	if err == nil && e.ResultType != "" {
		v, err = components.ConvertTo(v, e.ResultType)
	}
	if err != nil {
		return err
	}
	if e.Transform {
		ex.Body = v
	}
	return nil
}

// expression answers what is to be evaluated: of the header, the file or the URI.
func (e *endpoint) expression(ex *components.Exchange) (components.Expression, error) {
	if e.FromHeader {
		if text := ex.Headers.Text(scriptHeader); text != "" {
			return e.compile(e.Language, text)
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	switch {
	case e.made != nil:
		return e.made, nil
	case e.file == "":
		return nil, components.NewException(components.CamelExchangeException, fmt.Sprintf("No script to evaluate. Exchange[%s]", ex.ID()))
	}
	text, err := os.ReadFile(e.file)
	if err != nil {
		return nil, &components.Exception{
			Class: "java.io.FileNotFoundException", Cause: err,
			Message: fmt.Sprintf("Cannot find resource: %[1]s for URI: %[1]s", strings.TrimPrefix(e.Resource, "resource:")),
		}
	}
	made, err := e.compile(e.Language, string(text))
	if err == nil && e.ContentCache {
		e.made = made
	}
	return made, err
}
