package language

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// xtokenize cuts the elements out of XML that a path names, such as /o:orders/o:order or //o:order, one after the other as
// the document is read: it need not fit into memory.
// See https://camel.apache.org/components/4.18.x/languages/xtokenize-language.html
var xtokenize = Language{Name: "xtokenize", Expression: func(text string, o Options) (components.Expression, error) {
	steps, err := tokenPath(trimmed(text, o), o.Namespaces)
	if err != nil {
		return nil, err
	}
	source, err := streamOf(o.Source)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := source(ex)
		if err != nil {
			return nil, err
		}
		switch v.(type) {
		case string, []byte, io.Reader, components.Opener, components.Node:
		default:
			return nil, components.NewException("org.apache.camel.InvalidPayloadException",
				fmt.Sprintf("No body available of type: java.io.InputStream but has type: %s on: Message. %s", components.JavaType(v), exchangeName(ex)))
		}
		r, err := components.OpenBody(v)
		if err != nil {
			return nil, components.NewException(components.IOException, err.Error())
		}
		return newElements(r, steps, o), nil
	}, nil
}}

// streamOf is [sourceOf], but a body that is a stream is not read at once.
func streamOf(source string) (components.Expression, error) {
	if source == "" {
		return func(ex *components.Exchange) (any, error) { return ex.Body, nil }, nil
	}
	return sourceOf(source)
}

// tokenStep is an element of a path; deep ones may stand anywhere below the one before.
type tokenStep struct {
	deep         bool
	space, local string
}

func tokenPath(text string, namespaces *components.Map) ([]tokenStep, error) {
	if !strings.HasPrefix(text, "/") {
		text = "//" + text
	}
	var steps []tokenStep
	for rest, at := text, 0; rest != ""; at = len(text) - len(rest) {
		var s tokenStep
		if s.deep = strings.HasPrefix(rest, "//"); s.deep {
			rest = rest[2:]
		} else {
			rest = strings.TrimPrefix(rest, "/")
		}
		name := rest
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			name = rest[:i]
		}
		rest = rest[len(name):]
		prefix, local, found := strings.Cut(name, ":")
		if !found {
			prefix, local = "", name
		}
		uri, declared := namespaces.Get(prefix)
		switch {
		case local == "" || strings.ContainsAny(name, "[]@() "):
			return nil, &components.SyntaxError{Offset: at, Msg: fmt.Sprintf("%q is no name of an element", name), Hint: "write, for example, //c:child"}
		case found && !declared:
			return nil, &components.SyntaxError{Offset: at, Msg: "the prefix " + prefix + " stands for no namespace", Hint: "add namespace: [{key: " + prefix + ", value: \"URI\"}]"}
		case declared:
			s.space = components.Text(uri)
		}
		s.local = local
		steps = append(steps, s)
	}
	return steps, nil
}

// matches tells whether the path leads to the last of the open elements.
func pathMatches(steps []tokenStep, open []*openElement) bool {
	if len(steps) == 0 {
		return len(open) == 0
	}
	last := steps[len(steps)-1]
	if len(open) == 0 || open[len(open)-1].local != last.local || open[len(open)-1].space != last.space {
		return false
	}
	rest, above := steps[:len(steps)-1], open[:len(open)-1]
	if !last.deep {
		return pathMatches(rest, above)
	}
	if len(rest) == 0 {
		return true
	}
	for n := len(above); n > 0; n-- {
		if pathMatches(rest, above[:n]) {
			return true
		}
	}
	return false
}

// openElement is an element whose end has not been read.
type openElement struct {
	name, local, space string
	tag                string        // as it is written
	declared           []declaration // in the order in which they are written
}

type declaration struct{ name, uri string } // xmlns or xmlns:prefix

// declarations are those that hold at the last of the open elements and are not its own, the innermost first.
func declarations(open []*openElement) string {
	known := map[string]bool{}
	for _, d := range open[len(open)-1].declared {
		known[d.name] = true
	}
	var b strings.Builder
	for i := len(open) - 2; i >= 0; i-- {
		for _, d := range slices.Backward(open[i].declared) {
			if !known[d.name] {
				known[d.name] = true
				b.WriteString(" " + d.name + `="` + d.uri + `"`)
			}
		}
	}
	return b.String()
}
