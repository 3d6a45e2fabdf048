package language

import (
	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/language/groovy"
)

// groovyScript is a script in Groovy, see docs/groovy.md for what of the language there is.
// See https://camel.apache.org/components/4.18.x/languages/groovy-language.html
var groovyScript = Language{Name: "groovy", Expression: func(text string, o Options) (components.Expression, error) {
	script, err := groovy.Compile(text)
	if err != nil {
		return nil, err
	}
	return script.Run, nil
}}
