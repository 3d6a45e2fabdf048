package language

import "github.com/dromedary-go/dromedary/components"

// exchangeProperty is the value of the property that its text names; null where there is none.
// See https://camel.apache.org/components/4.18.x/languages/exchangeProperty-language.html
var exchangeProperty = named("exchangeProperty", func(ex *components.Exchange, key string) (any, bool) { return ex.Properties.Get(key) })
