package language

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// constant is its text.
var constant = Language{Name: "constant", Expression: func(text string, o Options) (components.Expression, error) {
	return func(*components.Exchange) (any, error) { return text, nil }, nil
}, predicate: func(text string, _ Options) (components.Predicate, error) {
	yes := strings.EqualFold(strings.TrimSpace(text), "true")
	return func(*components.Exchange) (bool, error) { return yes, nil }, nil
}}
