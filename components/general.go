package components

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// generalOptions are Camel's options of every endpoint, whatever its component. They are taken here, once for all; an
// option of a component's own with the same name goes first.
var generalOptions = []OptionInfo{
	{
		Name: "exchangePattern", Type: "string", Enum: []string{"InOnly", "InOut"},
		Doc: "Pattern of the exchanges that a source makes, or of a send to this endpoint. See URI.Pattern.",
	},
	{
		Name: "synchronous", Type: "boolean", Default: "true",
		Doc: "The steps of a route always run one after the other in one goroutine, so both values mean the same.",
	},
	{
		Name: "lazyStartProducer", Type: "boolean", Default: "true",
		Doc: "Producers are always opened as late as possible and reopened after an error, so both values mean the same.",
	},
	{
		Name: "bridgeErrorHandler", Type: "boolean", Default: "false",
		Doc: "Only false is taken: the failure of a source is logged and shown in the health, not routed.",
	},
}

// impossible are general options of Camel that name Java objects or change what the engine promises, and what to do instead.
var impossible = map[string]string{
	"exceptionHandler":   "it names a Java object; a source that fails is started again and its trouble is shown in the health",
	"bridgeErrorHandler": "leave it out; a source that fails is started again and its trouble is shown in the health",
}

// GeneralOptions describes the options that every endpoint takes besides its component's.
func GeneralOptions() []OptionInfo { return slices.Clone(generalOptions) }

// Pattern answers the exchange pattern that the URI's option exchangePattern asks for; given is false where it has none.
// It is for the compiler of routes: on from: it is the pattern of the exchanges made, on to: that of this one send.
func (u URI) Pattern() (pattern Pattern, given bool) {
	text, given := u.Param("exchangePattern")
	if given && strings.EqualFold(text, InOut.String()) {
		return InOut, true
	}
	return InOnly, given
}

// takeGeneral checks a parameter that is none of the component's options. known is false for one that Camel does not
// give to every endpoint.
func takeGeneral(p Param) (known bool, err *OptionError) {
	name := CamelCase(p.Name)
	i := slices.IndexFunc(generalOptions, func(o OptionInfo) bool { return o.Name == name })
	hint, cannot := impossible[name]
	if i < 0 && !cannot {
		return false, nil
	}
	if i >= 0 {
		o := &generalOptions[i]
		field := reflect.New(reflect.TypeFor[string]()).Elem()
		if o.Type == "boolean" {
			field = reflect.New(reflect.TypeFor[bool]()).Elem()
		}
		if wrong := setField(field, o, p.Value); wrong != nil {
			return true, &OptionError{Option: p.Name, Offset: p.Offset, Msg: fmt.Sprintf("option %q: %v", o.Name, wrong)}
		}
		if !cannot || !field.Bool() {
			return true, nil
		}
	}
	return true, &OptionError{Option: p.Name, Offset: p.Offset, Msg: fmt.Sprintf("option %q is not possible here", name), Hint: hint}
}
