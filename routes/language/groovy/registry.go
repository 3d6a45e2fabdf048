package groovy

import "github.com/dromedary-go/dromedary/components"

// registry is where a script finds beans.
type registry struct{ r *run }

func (registry) String() string    { return "Registry" }
func (registry) JavaClass() string { return "org.apache.camel.support.DefaultRegistry" }

func (g registry) members() members {
	return members{
		"lookupByName":        one(func(c called) any { return g.find(c.text(0)) }),
		"lookupByNameAndType": {2, 2, func(c called) any { return g.find(c.text(0)) }},
	}
}

// find answers a bean, null where there is none.
func (g registry) find(name string) any {
	lookUp := g.r.ex.Camel().Bean
	if lookUp == nil {
		return nil
	}
	switch v := lookUp(name).(type) {
	case components.Bean:
		return bean{v, name}
	default:
		return g.r.imported(g.r.copied(v, 0), place{}) // others have it too
	}
}

// bean is a bean whose methods a script may call.
type bean struct {
	components.Bean
	name string
}

func (b bean) String() string    { return b.name }
func (b bean) JavaClass() string { return "bean" }
func (b bean) export() any       { return b.Bean }

func (b bean) call(r *run, name string, args []any) any {
	given := make([]any, len(args))
	for i, a := range args {
		given[i] = exported(a, nil)
	}
	v, err := b.Call(r.ex, name, given)
	if err != nil {
		rethrow(err)
	}
	return r.imported(v, place{})
}

// typeConverter converts values by Camel's rules.
type typeConverter struct{}

func (typeConverter) String() string { return "TypeConverter" }
func (typeConverter) JavaClass() string {
	return "org.apache.camel.impl.converter.CoreTypeConverterRegistry"
}

func (typeConverter) members() members {
	convert := member{2, 3, func(c called) any {
		if v := c.args[len(c.args)-1]; v != nil {
			return c.convert(v, c.class(0))
		}
		return nil
	}}
	return members{"convertTo": convert, "mandatoryConvertTo": convert, "tryConvertTo": convert}
}

// endpoint is an endpoint that a script is told of.
type endpoint string

func (e endpoint) String() string    { return "Endpoint[" + string(e) + "]" }
func (e endpoint) JavaClass() string { return "org.apache.camel.support.DefaultEndpoint" }

func (e endpoint) members() members {
	uri := get(func(called) any { return string(e) })
	return members{"getEndpointUri": uri, "getEndpointKey": uri, "getEndpointBaseUri": uri}
}
