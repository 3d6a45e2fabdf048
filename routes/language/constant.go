package language

import "github.com/dromedary-go/dromedary/components"

// constant is its text: 5 is the text "5" unless a result type says otherwise.
// See https://camel.apache.org/components/4.18.x/languages/constant-language.html
var constant = Language{Name: "constant", Expression: func(text string, o Options) (components.Expression, error) {
	var value any = trimmed(text, o) // made once: an expression costs nothing then
	if o.ResultType != "" {
		if converted, err := components.ConvertTo(value, o.ResultType); err == nil {
			value = converted
		} else if components.Class(err) == components.TypeConversionException {
			return nil, &components.SyntaxError{Msg: err.Error(), Hint: "write what is a " + components.FullType(o.ResultType)}
		}
	}
	return func(*components.Exchange) (any, error) { return value, nil }, nil
}}
