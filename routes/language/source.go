package language

import (
	"fmt"
	"io"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// sourceOf answers where an expression takes its value from, see [Options.Source]. A header, property or variable that is
// missing is an error, as in Camel.
func sourceOf(source string) (components.Expression, error) {
	if source == "" {
		return body, nil
	}
	kind, name, named := strings.Cut(source, ":")
	if !named {
		kind, name = "variable", source
	}
	var find func(ex *components.Exchange) (any, bool)
	what := kind
	switch kind {
	case "header":
		find = func(ex *components.Exchange) (any, bool) { return ex.Headers.Get(name) }
	case "property", "exchangeProperty":
		what = "property"
		find = func(ex *components.Exchange) (any, bool) { return ex.Properties.Get(name) }
	case "variable":
		find = func(ex *components.Exchange) (any, bool) { return ex.Variable(name) }
	}
	if find == nil || name == "" {
		return nil, fmt.Errorf("source %q is none of header:NAME, property:NAME and variable:NAME", source)
	}
	return func(ex *components.Exchange) (any, error) {
		if v, ok := find(ex); ok && v != nil {
			return v, nil
		}
		cause := components.NewException("org.apache.camel.NoSuch"+strings.ToUpper(what[:1])+what[1:]+"Exception",
			fmt.Sprintf("No '%s' %s available. %s", name, what, exchangeName(ex)))
		return nil, &components.Exception{Class: "org.apache.camel.RuntimeCamelException", Message: components.Text(cause), Cause: cause}
	}, nil
}

// body answers the body. A stream is read and kept, so that it can be read again.
func body(ex *components.Exchange) (any, error) {
	if r, ok := ex.Body.(io.Reader); ok {
		b, err := io.ReadAll(r)
		if err != nil {
			return nil, components.NewException(components.IOException, err.Error())
		}
		ex.Body = b
	}
	return ex.Body, nil
}

// exchangeName is how an exchange is named in messages.
func exchangeName(ex *components.Exchange) string { return "Exchange[" + ex.ID() + "]" }
