package components

import "reflect"

// typedBody is a data type with the body that it was given to.
type typedBody struct {
	body any
	urn  string
}

// DataType names the type of the body as Camel's data types do: what [Exchange.SetDataType] said of this very body, else
// java: and its class; "" for null.
func (ex *Exchange) DataType() string {
	if ex.typed != nil && sameValue(ex.typed.body, ex.Body) {
		return ex.typed.urn
	}
	if ex.Body == nil {
		return ""
	}
	return "java:" + JavaType(ex.Body)
}

// SetDataType names the type of the body; it holds until there is another body.
func (ex *Exchange) SetDataType(urn string) { ex.typed = &typedBody{ex.Body, urn} }

// sameValue tells whether two values are one: what is compared by its content elsewhere (lists) is compared by its place.
func sameValue(a, b any) bool {
	x, y := reflect.ValueOf(a), reflect.ValueOf(b)
	if !x.IsValid() || !y.IsValid() || x.Type() != y.Type() {
		return !x.IsValid() && !y.IsValid()
	}
	switch {
	case x.Kind() == reflect.Slice:
		return x.Len() == y.Len() && x.Pointer() == y.Pointer()
	case x.Comparable():
		return a == b
	}
	return false
}
