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
	// Source is where the value to work on comes from: "header:x", "property:x" or "variable:x", "x" is a variable too; "" is
	// the body.
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
	// ResultQName is the kind of an XPath's result: NODESET, NODE, STRING, NUMBER or BOOLEAN.
	ResultQName string
	// Namespaces are what the prefixes in an XPath or in the name of a token stand for.
	Namespaces *components.Map
	// Mode is what xtokenize makes of an element: i (its namespaces declared), w (wrapped in all around it), u (its content), t (text).
	Mode string
	// Option has names of Jayway's options with commas between.
	Option string
	// StrictPredicate takes price < 10 for no JSON path, even in a predicate.
	StrictPredicate bool
	// Around is what the expression can reach beside the exchange.
	Around Around
	// InheritNamespaceTagName names the element whose namespaces are declared in each of these, too.
	InheritNamespaceTagName string
}

// Around is what expressions can reach beside the exchange. Each may be nil.
type Around struct {
	// Property answers a property of the application.
	Property func(key string) (value string, ok bool)
	// Compile compiles an expression of another language.
	Compile func(language, text string) (components.Expression, error)
	// Bean answers a bean of the registry.
	Bean func(name string) (any, bool)
}

// Language compiles expressions and predicates. A mistake in the text is a [*components.SyntaxError].
type Language struct {
	// Name is the key in a route file.
	Name string
	// Expression compiles text.
	Expression func(text string, o Options) (components.Expression, error)
	// predicate compiles text where not just the truth of the value counts; nil where it does.
	predicate func(text string, o Options) (components.Predicate, error)
}

// languages are all languages, by name.
var languages = []Language{constant, exchangeProperty, file, groovyScript, header, jqProgram, javaScript, jsonpath, tokenize, variable, xpathExpression, xtokenize}

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
	if l.predicate != nil {
		return l.predicate(text, o)
	}
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
// has no converter for becomes null, and null a primitive type's zero. Of tokens each is converted.
func WithResultType(language string, e components.Expression, javaType string) (components.Expression, error) {
	if !components.KnownType(javaType) {
		return nil, fmt.Errorf("unknown type %q", javaType)
	}
	convert := func(v any) (any, error) { return converted(v, javaType) }
	switch language {
	case jsonpath.Name:
		convert = func(v any) (any, error) { return convertedFound(v, javaType) }
	case tokenize.Name:
		convert = func(v any) (any, error) { return convertedEach(v, javaType) }
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := e(ex)
		if err != nil {
			return nil, err
		}
		return convert(v)
	}, nil
}

func converted(v any, javaType string) (any, error) {
	if v == nil {
		return components.ZeroOf(javaType), nil
	}
	converted, err := components.ConvertTo(v, javaType)
	if err != nil && components.Class(err) == components.NoTypeConversion {
		return nil, nil
	}
	return converted, err
}

// convertedEach converts the elements of a list.
func convertedEach(v any, javaType string) (any, error) {
	list, ok := v.([]any)
	if !ok {
		return converted(v, javaType)
	}
	each := make([]any, len(list))
	for i := range list {
		var err error
		if each[i], err = converted(list[i], javaType); err != nil {
			return nil, err
		}
	}
	return each, nil
}

// convertedFound converts what a JSON path found: one value becomes a list where one is wanted, of several each is converted
// before the whole is.
func convertedFound(v any, javaType string) (any, error) {
	var err error
	wantsList := slices.Contains([]string{"java.util.List", "java.util.Collection", "java.util.Set", "java.lang.Iterable"}, javaType)
	if _, isList := v.([]any); wantsList && !isList {
		v = []any{v}
	} else if !wantsList {
		v, err = convertedEach(v, javaType)
	}
	if err == nil {
		v, err = converted(v, javaType)
	}
	if err != nil {
		return nil, evaluationFailed(err)
	}
	if v == nil {
		return components.ZeroOf(javaType), nil
	}
	return v, nil
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
