// Package template is what the components that fill in a template have in common: where the template comes from, what it sees of
// an exchange, and what the outcome becomes.
package template

import (
	"fmt"
	"strings"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// Options are those of every component of this kind.
type Options struct {
	Resource     string `camel:"resourceUri,path,required" doc:"The template's file: NAME or classpath:NAME beside the route files or in the working directory, file:NAME, or ref:NAME for a bean that holds the text."`
	ContentCache bool   `camel:"contentCache" default:"false" doc:"Reads the template once. With false it is read for each exchange, so that a change shows at once."`
	Encoding     string `camel:"encoding" doc:"Charset of the template's file; UTF-8 where it names none."`
	FromHeader   bool   `camel:"allowTemplateFromHeader" default:"false" doc:"Lets headers hold the template, or name its file, before the URI's. Only for exchanges whose headers come from nobody else."`
	All          bool   `camel:"allowContextMapAll" default:"false" doc:"Lets the template see the whole exchange: exchange, exchangeProperties, camelContext. With false it sees body, headers and variables."`
}

// Template is a text that was parsed.
type Template interface {
	// Fill writes the outcome for the data; it is called by many at once.
	Fill(data *components.Map, out *Output) error
}

// Language is how templates are written.
type Language struct {
	// Parse makes a template of a text.
	Parse func(text string) (Template, error)
	// TextHeaders and FileHeaders name the headers that hold a template, or name its file.
	TextHeaders, FileHeaders []string
	// TakeHeader takes the header away first, so that the template does not see it; otherwise it stays where the template fails.
	TakeHeader bool
}

// NewEndpoint makes the endpoint of a component. Nothing is read until the first exchange.
func NewEndpoint(ctx *components.Context, uri string, o *Options, l Language) (components.Endpoint, error) {
	e := &endpoint{ctx: ctx, uri: uri, Options: o, Language: l}
	if o.Encoding != "" {
		charset, err := components.FindCharset(o.Encoding)
		if err != nil {
			return nil, components.OptionErrors{{Option: "encoding", Offset: -1, Msg: fmt.Sprintf("unknown charset %q", o.Encoding), Hint: "write, for example, UTF-8"}}
		}
		e.charset = &charset
	}
	return e, nil
}

type endpoint struct {
	*Options
	Language
	ctx     *components.Context
	uri     string
	charset *components.Charset

	mu   sync.Mutex
	text string   // of the file
	made Template // of text
}

func (e *endpoint) URI() string { return e.uri }

// Producer fills templates in. Closing it changes nothing.
func (e *endpoint) Producer() (components.Producer, error) { return e, nil }

func (e *endpoint) Close() error { return nil }

// Process makes the outcome the body.
func (e *endpoint) Process(ex *components.Exchange) error {
	made, used, err := e.template(ex)
	if used != "" && e.TakeHeader {
		ex.Headers.Remove(used)
	}
	if err != nil {
		return err
	}
	out := &Output{}
	if err := made.Fill(data(e.ctx, ex, e.All), out); err != nil {
		return err
	}
	if used != "" {
		ex.Headers.Remove(used)
	}
	ex.Body = out.String()
	return nil
}

// template answers what is to be filled in, and the header that it comes from.
func (e *endpoint) template(ex *components.Exchange) (made Template, header string, err error) {
	if e.FromHeader {
		for _, name := range e.TextHeaders {
			if v := ex.Headers.Value(name); v != nil {
				made, err = e.Parse(components.Text(v))
				return made, name, err
			}
		}
		for _, name := range e.FileHeaders {
			if uri := ex.Headers.Text(name); uri != "" {
				text, err := e.read(uri)
				if err == nil {
					made, err = e.Parse(text)
				}
				return made, name, err
			}
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.made != nil && e.ContentCache {
		return e.made, "", nil
	}
	text, err := e.read(e.Resource)
	if err != nil {
		return nil, "", err
	}
	if e.made != nil && e.text == text {
		return e.made, "", nil
	}
	made, err = e.Parse(text)
	if err == nil {
		e.text, e.made = text, made
	}
	return made, "", err
}

func (e *endpoint) read(uri string) (string, error) {
	b, err := e.ctx.Resource(uri)
	if err != nil {
		return "", err
	}
	if e.charset != nil {
		return e.charset.Decode(b), nil
	}
	return string(b), nil
}

// maxOutput bounds what a template may write, in bytes, and maxSteps what it may do: a loop must not fill the memory or never end.
const (
	maxOutput = 64 << 20
	maxSteps  = 10_000_000
)

// Output is what a template writes.
type Output struct {
	strings.Builder
	steps int
}

// Write adds text.
func (o *Output) Write(text string) error {
	o.WriteString(text)
	return o.Step()
}

// Step counts a piece of work, and fails where it is too much.
func (o *Output) Step() error {
	o.steps++
	if o.steps > maxSteps || o.Len() > maxOutput {
		return components.NewException("java.lang.IllegalStateException", fmt.Sprintf("the template writes more than %d MiB or does more than %d steps", maxOutput>>20, maxSteps))
	}
	return nil
}
