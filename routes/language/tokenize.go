package language

import (
	"regexp"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// tokenize cuts text at a token, its text, and answers a list of text. The token is a regular expression even where regex is
// not set, as in Camel: write \| for a bar. An empty piece at the beginning or the end is dropped, one only.
// See https://camel.apache.org/components/4.18.x/languages/tokenize-language.html
var tokenize = Language{Name: "tokenize", Expression: func(token string, o Options) (components.Expression, error) {
	if o.XML || o.EndToken != "" {
		return tokenPair(token, o)
	}
	re, source, err := tokenPattern(token, o)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := source(ex)
		if err != nil {
			return nil, err
		}
		if v == nil {
			return nil, nothingToTokenize()
		}
		pieces := cut(components.Text(v), re)
		return tokenGroups(pieces, token, o), nil
	}, nil
}}

// tokenPattern compiles a token, and what the text to cut comes from.
func tokenPattern(token string, o Options) (*regexp.Regexp, components.Expression, error) {
	re, err := regexp.Compile(token)
	if err != nil {
		return nil, nil, &components.SyntaxError{Msg: err.Error(), Hint: `a token is a regular expression: write \ before . | * + ? ( ) [ ] { } ^ $`}
	}
	source, err := sourceOf(o.Source)
	return re, source, err
}

// tokenGroups makes the list of what was found.
func tokenGroups(pieces []string, token string, o Options) []any {
	if o.SkipFirst && len(pieces) > 0 {
		pieces = pieces[1:]
	}
	list := make([]any, 0, len(pieces))
	for group := range slices.Chunk(pieces, max(o.Group, 1)) {
		list = append(list, strings.Join(group, token))
	}
	return list
}

func nothingToTokenize() error {
	return components.NewException("java.lang.NullPointerException", "there is nothing to tokenize: the body is null")
}

func cut(text string, re *regexp.Regexp) []string {
	pieces := re.Split(text, -1)
	if len(pieces) > 0 && pieces[len(pieces)-1] == "" {
		pieces = pieces[:len(pieces)-1]
	}
	if len(pieces) > 0 && pieces[0] == "" {
		pieces = pieces[1:]
	}
	return pieces
}
