package language

import "github.com/dromedary-go/dromedary/components"

// variable is the value of the variable that its text names; null where there is none.
// See https://camel.apache.org/components/4.18.x/languages/variable-language.html
var variable = named("variable", func(ex *components.Exchange, key string) (any, bool) { return ex.Variable(key) })
