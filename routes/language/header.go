package language

import "github.com/dromedary-go/dromedary/components"

// header is the value of the header that its text names, whatever the case, else of the exchange property of that name;
// null where there is none.
// See https://camel.apache.org/components/4.18.x/languages/header-language.html
var header = named("header", func(ex *components.Exchange, key string) (any, bool) { return ex.HeaderOrProperty(key) })
