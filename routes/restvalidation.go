package routes

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// defaults sets the parameters of query and headers that the request does not bring.
func (b *restBinding) defaults(ex *components.Exchange) {
	for i := range b.params {
		p := &b.params[i]
		if !p.DefaultValue.set() || p.Type.Value != "query" && p.Type.Value != "header" {
			continue
		}
		if _, ok := ex.Headers.Get(p.Name.Value); !ok {
			ex.Headers.Set(p.Name.Value, p.DefaultValue.Value)
		}
	}
}

// invalid answers what is wrong with a request, in Camel's words; "" for nothing.
func (b *restBinding) invalid(ex *components.Exchange) string {
	switch {
	case b.lacks(ex, "query"):
		return "Some of the required query parameters are missing."
	case b.lacks(ex, "header"):
		return "Some of the required HTTP headers are missing."
	case slices.ContainsFunc(b.params, func(p restParam) bool { return !p.allows(ex) }):
		return "Some of the query parameters or HTTP headers has a not-allowed value."
	}
	body, isBytes := components.AtHand(ex.Body)
	isJSON := strings.Contains(strings.ToLower(ex.Headers.Text("Content-Type")), "json")
	switch {
	case ex.Body == nil || isBytes && len(body) == 0:
		if slices.ContainsFunc(b.params, func(p restParam) bool { return p.Type.Value == "body" && given(p.Required, true) }) {
			return "The request body is missing."
		}
	case isBytes && isJSON && !json.Valid(body):
		return "Invalid JSon payload."
	}
	return ""
}

func (b *restBinding) lacks(ex *components.Exchange, kind string) bool {
	return slices.ContainsFunc(b.params, func(p restParam) bool {
		_, there := ex.Headers.Get(p.Name.Value)
		return p.Type.Value == kind && given(p.Required, true) && !there
	})
}

// allows tells whether a parameter has one of its values; each where it has several.
func (p *restParam) allows(ex *components.Exchange) bool {
	value, there := ex.Headers.Get(p.Name.Value)
	if len(p.AllowableValues) == 0 || !there || p.Type.Value != "query" && p.Type.Value != "header" {
		return true
	}
	given, several := value.([]any)
	if !several {
		given = []any{value}
	}
	for _, v := range given {
		if !slices.ContainsFunc(p.AllowableValues, func(a restValue) bool { return a.Value.Value == components.Text(v) }) {
			return false
		}
	}
	return true
}
