// Package language holds the expression languages beside Simple: one file each.
package language

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Options are what an expression may say beside its text.
type Options struct {
	// ResultType is the Java type to convert the value to; "" keeps it.
	ResultType string
	// Source is where the value to work on comes from: "header:x", "property:x" or "variable:x"; "" is the body.
	Source string
	// SuppressExceptions answers null where a path finds nothing.
	SuppressExceptions bool
	// Trim is false where blanks around the text count.
	Trim bool
	// WriteAsString has a JSON value that is found written as JSON text.
	WriteAsString bool
	// UnpackArray answers the element of an array of one.
	UnpackArray bool
	// Regex takes tokenize's token for a regular expression.
	Regex bool
}

// Language compiles expressions and predicates. A mistake in the text is a [components.SyntaxError].
type Language struct {
	Name       string
	Expression func(text string, o Options) (components.Expression, error)
	// Predicate is nil where the truth of the value counts.
	predicate func(text string, o Options) (components.Predicate, error)
}

// languages are all languages: one line each.
var languages = []Language{constant, exchangeProperty, header, jsonpath, tokenize, variable}

// Find answers the language of a name.
func Find(name string) (Language, bool) {
	i := slices.IndexFunc(languages, func(l Language) bool { return l.Name == name })
	if i < 0 {
		return Language{}, false
	}
	return languages[i], true
}

// Names lists the languages.
func Names() []string {
	names := make([]string, len(languages))
	for i, l := range languages {
		names[i] = l.Name
	}
	return names
}

// Predicate compiles text as a question.
func (l Language) Predicate(text string, o Options) (components.Predicate, error) {
	if l.predicate != nil {
		return l.predicate(text, o)
	}
	e, err := l.Expression(text, o)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (bool, error) {
		v, err := e(ex)
		return components.Truth(v), err
	}, nil
}

// WithResultType converts what e answers to a Java type.
func WithResultType(e components.Expression, javaType string) (components.Expression, error) {
	if !components.KnownType(javaType) {
		return nil, fmt.Errorf("unknown type %q", javaType)
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := e(ex)
		if err != nil {
			return nil, err
		}
		return components.ConvertTo(v, javaType)
	}, nil
}

// sourceOf answers where an expression takes its value from.
func sourceOf(source string) (components.Expression, error) {
	if source == "" || source == "body" {
		return func(ex *components.Exchange) (any, error) { return ex.Body, nil }, nil
	}
	kind, name, _ := strings.Cut(source, ":")
	switch kind {
	case "header":
		return header.Expression(name, Options{})
	case "property", "exchangeProperty":
		return exchangeProperty.Expression(name, Options{})
	case "variable":
		return variable.Expression(name, Options{})
	}
	return nil, fmt.Errorf("source %q is none of header:NAME, property:NAME, variable:NAME", source)
}
