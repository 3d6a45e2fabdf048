package language

import (
	"github.com/dop251/goja"

	"github.com/dromedary-go/dromedary/components"
)

// scriptGlobals are what a script sees.
func scriptGlobals(vm *goja.Runtime, ex *components.Exchange) map[string]any {
	headers := scriptEntries(vm, ex.Headers.Get, func(key string, v any) { ex.Headers.Set(key, v) }, func(key string) { ex.Headers.Remove(key) }, func() []string { return keysFrom(ex.Headers.All()) })
	properties := scriptEntries(vm, ex.Properties.Get, func(key string, v any) { ex.Properties.Set(key, v) }, func(key string) { ex.Properties.Remove(key) }, func() []string { return keysFrom(ex.Properties.All()) })
	variables := scriptEntries(vm, ex.Variable, func(key string, v any) { ex.SetVariable(key, v) }, func(key string) { ex.SetVariable(key, nil) }, func() []string { return keysFrom(ex.Variables.All()) })
	getter := func(find func(string) (any, bool)) func(string) any {
		return func(key string) any { v, _ := find(key); return toScript(vm, v) }
	}
	setBody := func(v goja.Value) { ex.Body = fromScript(vm, v) }
	setHeader := func(key string, v goja.Value) { ex.Headers.Set(key, fromScript(vm, v)) }
	message := map[string]any{
		"getBody": func() any { return toScript(vm, ex.Body) }, "setBody": setBody,
		"getHeader": getter(ex.Headers.Get), "setHeader": setHeader, "removeHeader": func(key string) { ex.Headers.Remove(key) },
		"getHeaders": func() any { return headers }, "headers": headers, "body": toScript(vm, ex.Body),
		"getVariable": getter(ex.Variable), "setVariable": func(key string, v goja.Value) { ex.SetVariable(key, fromScript(vm, v)) },
	}
	of := func() any { return message }
	exchange := map[string]any{
		"getMessage": of, "getIn": of, "message": message, "in": message, "getExchangeId": ex.ID, "exchangeId": ex.ID(),
		"getProperty": getter(ex.Properties.Get), "setProperty": func(key string, v goja.Value) { ex.Properties.Set(key, fromScript(vm, v)) },
		"removeProperty": func(key string) { ex.Properties.Remove(key) }, "getProperties": func() any { return properties }, "properties": properties,
		"getVariable": getter(ex.Variable), "setVariable": func(key string, v goja.Value) { ex.SetVariable(key, fromScript(vm, v)) },
		"getVariables": func() any { return variables }, "variables": variables, "getFromRouteId": func() string { return ex.FromRoute },
	}
	return map[string]any{
		"exchange": exchange, "exchangeId": ex.ID(), "message": message, "headers": headers, "properties": properties,
		"variables": variables, "variable": variables, "body": toScript(vm, ex.Body),
	}
}

func keysFrom(all func(yield func(string, any) bool)) []string {
	var keys []string
	for key := range all {
		keys = append(keys, key)
	}
	return keys
}

// entriesObject shows a map of the exchange: by keys, and by the methods of Java's maps.
type entriesObject struct {
	get     func(key string) (any, bool)
	set     func(key string, v any)
	remove  func(key string)
	keys    func() []string
	vm      *goja.Runtime
	methods map[string]goja.Value
}

func scriptEntries(vm *goja.Runtime, get func(string) (any, bool), set func(string, any), remove func(string), keys func() []string) *goja.Object {
	o := &entriesObject{get, set, remove, keys, vm, nil}
	o.methods = map[string]goja.Value{
		"get":         vm.ToValue(func(key string) any { v, _ := get(key); return toScript(vm, v) }),
		"put":         vm.ToValue(func(key string, v goja.Value) { set(key, fromScript(vm, v)) }),
		"remove":      vm.ToValue(func(key string) { remove(key) }),
		"containsKey": vm.ToValue(func(key string) bool { _, ok := get(key); return ok }),
		"size":        vm.ToValue(func() int { return len(keys()) }),
	}
	return vm.NewDynamicObject(o)
}

// Get answers a value, or a method where there is none.
func (o *entriesObject) Get(key string) goja.Value {
	if v, ok := o.get(key); ok {
		return o.vm.ToValue(toScript(o.vm, v))
	}
	return o.methods[key]
}

// Set puts a value.
func (o *entriesObject) Set(key string, v goja.Value) bool {
	o.set(key, fromScript(o.vm, v))
	return true
}

// Has tells whether there is a value.
func (o *entriesObject) Has(key string) bool { _, ok := o.get(key); return ok }

// Delete takes a value away.
func (o *entriesObject) Delete(key string) bool { o.remove(key); return true }

// Keys lists the keys in order.
func (o *entriesObject) Keys() []string { return o.keys() }

// toScript makes a value that scripts can work with; maps and lists are shown as they are, and change where scripts change them.
func toScript(vm *goja.Runtime, v any) any {
	switch v := v.(type) {
	case *components.Map:
		return scriptEntries(vm, v.Get, v.Set, func(key string) { v.Remove(key) }, v.Keys)
	case *components.JSON:
		return toScript(vm, v.Value)
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = toScript(vm, v[i])
		}
		return vm.NewArray(list...)
	case nil, string, bool, int, int64, float64:
		return v
	case float32:
		return float64(v)
	}
	return components.Text(v)
}

// Bounds of what a script answers.
const (
	mostScriptDepth  = 500
	mostScriptValues = 1_000_000
)

// fromScript makes a value of a route: numbers without a fraction are whole, objects maps in their order. What has no end
// makes the script fail.
func fromScript(vm *goja.Runtime, v goja.Value) any { return (&scriptReader{vm: vm}).value(v, 0) }

type scriptReader struct {
	vm    *goja.Runtime
	count int
}

func (r *scriptReader) value(v goja.Value, depth int) any {
	if r.count++; r.count > mostScriptValues || depth > mostScriptDepth {
		panic(r.vm.NewTypeError("the value is too large, or holds itself"))
	}
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil
	}
	o, ok := v.(*goja.Object)
	if !ok {
		if n, ok := v.Export().(int64); ok {
			return components.Integer(n)
		}
		return v.Export()
	}
	switch o.ClassName() {
	case "Array":
		list := []any{}
		for _, key := range o.Keys() {
			list = append(list, r.value(o.Get(key), depth+1))
		}
		return list
	case "Object":
		m := &components.Map{}
		for _, key := range o.Keys() {
			m.Set(key, r.value(o.Get(key), depth+1))
		}
		return m
	case "String", "Number", "Boolean":
		return o.Export()
	}
	return o.String()
}
