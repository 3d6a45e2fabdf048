// Package language holds the expression languages beside Simple: one file each, and one line in the list of languages.
package language

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Options are what an expression may say beside its text. A language takes those that mean something to it.
type Options struct {
	// ResultType is the Java type that the value is wanted in, full or short; "" keeps it. The conversion itself is
	// [WithResultType]'s.
	ResultType string
	// Source is where the value to work on comes from: "header:x", "property:x" or "variable:x"; "" is the body.
	Source string
	// SuppressExceptions answers null, or an empty list, where a path finds nothing.
	SuppressExceptions bool
	// Trim cuts blanks at the ends of the text off, as Camel does unless told otherwise. Tokens keep theirs.
	Trim bool
	// WriteAsString has what a JSON path finds written as JSON text, element by element.
	WriteAsString bool
	// UnpackArray answers the element of a list of one.
	UnpackArray bool
	// Regex says that a token is a regular expression. Camel takes every token for one.
	Regex bool
	// Group joins so many tokens to one; less than 2 joins none.
	Group int
	// SkipFirst leaves the first token out.
	SkipFirst bool
	// EndToken is what a token ends at: what stands between the two is a piece, nothing else is.
	EndToken string
	// IncludeTokens keeps token and EndToken in the piece.
	IncludeTokens bool
	// XML takes the token for the name of the elements that are the pieces.
	XML bool
	// InheritNamespaceTagName names the element whose namespaces are declared in each of these, too.
	InheritNamespaceTagName string
}

// Language compiles expressions and predicates. A mistake in the text is a [*components.SyntaxError].
type Language struct {
	// Name is the key in a route file.
	Name string
	// Expression compiles text.
	Expression func(text string, o Options) (components.Expression, error)
}

// languages are all languages, by name.
var languages = []Language{constant, exchangeProperty, groovyScript, header, jsonpath, tokenize, variable}

// Find answers the language of a name.
func Find(name string) (Language, bool) {
	i := slices.IndexFunc(languages, func(l Language) bool { return l.Name == name })
	if i < 0 {
		return Language{}, false
	}
	return languages[i], true
}

// Names lists the languages in the order of the alphabet.
func Names() []string {
	names := make([]string, len(languages))
	for i, l := range languages {
		names[i] = l.Name
	}
	return names
}

// Predicate compiles text as a question: the truth of its value counts, see [components.Truth].
func (l Language) Predicate(text string, o Options) (components.Predicate, error) {
	e, err := l.Expression(text, o)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (bool, error) {
		v, err := e(ex)
		return err == nil && components.Truth(v), err
	}, nil
}

// WithResultType converts what e answers to a Java type, full or short; an unknown type is an error. A value that Camel
// has no converter for becomes null, and null a primitive type's zero.
func WithResultType(e components.Expression, javaType string) (components.Expression, error) {
	if !components.KnownType(javaType) {
		return nil, fmt.Errorf("unknown type %q", javaType)
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := e(ex)
		if err != nil {
			return nil, err
		}
		if v == nil {
			return components.ZeroOf(javaType), nil
		}
		converted, err := components.ConvertTo(v, javaType)
		if err != nil && components.Class(err) == components.NoTypeConversion {
			return nil, nil
		}
		return converted, err
	}, nil
}

// trimmed is the text that counts.
func trimmed(text string, o Options) string {
	if o.Trim {
		return strings.TrimSpace(text)
	}
	return text
}

// named makes a language whose text is a name that a value is looked up by.
func named(name string, find func(ex *components.Exchange, key string) (any, bool)) Language {
	return Language{Name: name, Expression: func(text string, o Options) (components.Expression, error) {
		key := trimmed(text, o)
		if key == "" {
			return nil, &components.SyntaxError{Msg: "the name is empty", Hint: "write " + name + ": name"}
		}
		return func(ex *components.Exchange) (any, error) {
			v, _ := find(ex, key)
			return v, nil
		}, nil
	}}
}
