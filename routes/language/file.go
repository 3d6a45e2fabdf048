package language

import "github.com/dromedary-go/dromedary/components"

// file is Simple, which has the functions of files (${file:name}) anyway.
// See https://camel.apache.org/components/4.18.x/languages/file-language.html
var file = Language{Name: "file", Expression: func(text string, o Options) (components.Expression, error) {
	if o.Around.Compile == nil {
		return nil, &components.SyntaxError{Msg: "language file is not available here"}
	}
	return o.Around.Compile("simple", trimmed(text, o))
}}
