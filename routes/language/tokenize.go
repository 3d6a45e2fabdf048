package language

import (
	"regexp"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// tokenize cuts text at a token, its text. A last piece that is empty is dropped.
// See https://camel.apache.org/components/4.18.x/languages/tokenize-language.html
var tokenize = Language{Name: "tokenize", Expression: func(token string, o Options) (components.Expression, error) {
	if token == "" {
		return nil, &components.SyntaxError{Msg: "the token is empty", Hint: `write, for example, tokenize: "\n"`}
	}
	token = strings.NewReplacer(`\n`, "\n", `\r`, "\r", `\t`, "\t").Replace(token)
	cut := func(text string) []string { return strings.Split(text, token) }
	if o.Regex {
		re, err := regexp.Compile(token)
		if err != nil {
			return nil, &components.SyntaxError{Msg: "bad regular expression: " + err.Error()}
		}
		cut = func(text string) []string { return re.Split(text, -1) }
	}
	source, err := sourceOf(o.Source)
	if err != nil {
		return nil, err
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := source(ex)
		if err != nil || v == nil {
			return nil, err
		}
		text, err := components.ConvertTo(v, "String")
		if err != nil {
			return nil, err
		}
		pieces := cut(text.(string))
		if pieces[len(pieces)-1] == "" {
			pieces = pieces[:len(pieces)-1]
		}
		list := make([]any, len(pieces))
		for i := range pieces {
			list[i] = pieces[i]
		}
		return list, nil
	}, nil
}}
