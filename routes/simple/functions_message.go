package simple

import (
	"cmp"
	"io"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// messageFunctions answer what the exchange holds.
var messageFunctions = map[string]compiler{
	"body":             bodyFunction,
	"in":               inMessage,
	"header":           named(headerOf),
	"headers":          allOr(func(ex *components.Exchange) *components.Map { return ex.Headers.Map() }, named(headerOf)),
	"exchangeProperty": named(propertyOf),
	"variable":         named(variableOf),
	"variables":        allOr(allVariables, named(variableOf)),
	"exception":        exceptionFunction,
	"bodyType":         word(bodyType),
	"bodyOneLine":      word(bodyOneLine),
	"originalBody":     word(constant(nil)), // kept only where camel.main.allowUseOriginalMessage says so
	"bodyAs":           bodyAs,
	"mandatoryBodyAs":  mandatoryBodyAs,
	"messageAs":        messageAs,
	"headerAs":         namedAs(headerOf),
	"variableAs":       namedAs(variableOf),
	"convertTo":        convertTo,
	"messageTimestamp": word(messageTimestamp),
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

func bodyFunction(p *parser, c call) (components.Expression, error) {
	if c.hasArgs {
		return nil, p.wrong(c.inside.start-1, "write ${body}", "${body} takes no arguments")
	}
	return p.navigate(body, c.rest)
}

// inMessage is in.body, in.header.x and in.headers, spellings of old.
func inMessage(p *parser, c call) (components.Expression, error) {
	rest := p.of(c.rest)
	if strings.HasPrefix(rest, ".body") || strings.HasPrefix(rest, ".header") {
		return p.function(span{c.rest.start + 1, c.rest.end})
	}
	return nil, p.unknown(c)
}

func headerOf(ex *components.Exchange, name string) (any, bool)   { return ex.HeaderOrProperty(name) }
func propertyOf(ex *components.Exchange, name string) (any, bool) { return ex.Properties.Get(name) }
func variableOf(ex *components.Exchange, name string) (any, bool) { return ex.Variable(name) }

// allVariables are the variables in the order of Java's hash table that holds them in Camel: people see it in logs.
func allVariables(ex *components.Exchange) *components.Map {
	size := 16
	for ex.Variables.Len() >= size*3/4 {
		size *= 2
	}
	bucket := func(name string) int {
		h := uint32(components.JavaHash(name))
		return int(h^h>>16) & (size - 1)
	}
	names := ex.Variables.Keys()
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(bucket(a), bucket(b)) })
	m := &components.Map{}
	for _, name := range names {
		m.Set(name, ex.Variables.Value(name))
	}
	return m
}

// allOr is the whole map where nothing but its size follows, else one of its values.
func allOr(all func(*components.Exchange) *components.Map, one compiler) compiler {
	return func(p *parser, c call) (components.Expression, error) {
		if rest := p.of(c.rest); rest != "" && rest != ".size" && rest != ".size()" {
			return one(p, c)
		}
		return p.navigate(func(ex *components.Exchange) (any, error) { return all(ex), nil }, c.rest)
	}
}

func bodyType(ex *components.Exchange) (any, error) {
	if ex.Body == nil {
		return nil, nil
	}
	return class(components.JavaType(ex.Body)), nil
}

func bodyOneLine(ex *components.Exchange) (any, error) {
	v, err := body(ex)
	if err != nil || v == nil {
		return nil, err
	}
	return strings.ReplaceAll(components.Text(v), "\n", ""), nil
}

// messageTimestamp is when the message came into being as its sender says, in milliseconds; 0 where that is not known.
func messageTimestamp(ex *components.Exchange) (any, error) {
	switch v := ex.Headers.Value("CamelMessageTimestamp").(type) {
	case int64:
		return v, nil
	case int:
		return int64(v), nil
	}
	return int64(0), nil
}

// exceptionFunction is the exception being handled, or the one that was caught last.
func exceptionFunction(p *parser, c call) (components.Expression, error) {
	caught := func(ex *components.Exchange) (any, error) {
		err := ex.Exception
		if err == nil {
			err, _ = ex.Properties.Value("CamelExceptionCaught").(error)
		}
		if err == nil {
			return nil, nil
		}
		return components.AsException(err), nil
	}
	if strings.EqualFold(p.of(c.rest), ".stackTrace") {
		return func(ex *components.Exchange) (any, error) {
			v, _ := caught(ex)
			if v == nil {
				return nil, nil
			}
			return stackTrace(v.(*components.Exception)), nil
		}, nil
	}
	return p.navigate(caught, c.rest)
}

// stackTrace lists an exception and its causes: there are no Java frames to show.
func stackTrace(e *components.Exception) string {
	var b strings.Builder
	b.WriteString(components.Text(e) + "\n")
	for cause := e.Cause; cause != nil; {
		next := components.AsException(cause)
		b.WriteString("Caused by: " + components.Text(next) + "\n")
		cause = next.Cause
	}
	return b.String()
}
