package routetest

import (
	"math"
	"math/big"

	"github.com/dromedary-go/dromedary/components"
)

// value compares any other value exactly.
func (c *comparison) value(path string, want, got any) {
	switch g := got.(type) {
	case failure:
		c.failure(path, want, g)
		return
	case object:
		c.object(path, want, g)
		return
	}
	switch w := want.(type) {
	case []any:
		if g, ok := got.([]any); ok {
			c.list(path, w, g, c.value)
			return
		}
	case *components.Map:
		if g, ok := got.(*components.Map); ok {
			c.entries(path, w, g)
			return
		}
	default:
		if equal(w, got) {
			return
		}
	}
	c.differ(path, want, got)
}

// entries compares maps by their keys.
func (c *comparison) entries(path string, want, got *components.Map) {
	_, message := want.Get("body")
	if _, both := got.Get("body"); message && both && looksLikeMessage(want) && looksLikeMessage(got) {
		strict := c.strict
		c.strict = true
		defer func() { c.strict = strict }()
		c.message(path, want, got)
		return
	}
	for k, v := range want.All() {
		if x, there := got.Get(k); there {
			c.value(path+"."+k, v, x)
		} else {
			c.lacks(path+"."+k, v)
		}
	}
	for k, x := range got.All() {
		if _, known := want.Get(k); !known {
			c.extra(path+"."+k, x)
		}
	}
}

// looksLikeMessage tells an exchange in a list from other maps.
func looksLikeMessage(m *components.Map) bool {
	for key := range m.All() {
		switch key {
		case "body", "headers", "properties", "variables", "exception", "message":
		default:
			return false
		}
	}
	return true
}

func (c *comparison) failure(path string, want any, got failure) {
	w, ok := want.(*components.Map)
	if !ok {
		c.differ(path, want, got.shown())
		return
	}
	for k, v := range w.All() {
		switch k {
		case "exception":
			c.class(path+".exception", v, got.class)
		case "message":
			if !equal(v, got.message) {
				c.differ(path+".message", v, got.message)
			}
		default:
			c.lacks(path+"."+k, v)
		}
	}
}

func (f failure) shown() any { return components.NewMap("exception", f.class, "message", f.message) }

func (c *comparison) object(path string, want any, got object) {
	w, ok := want.(*components.Map)
	if ok && w.Value("$class") == "File" && got.file {
		return
	}
	if _, named := w.Get("$class"); !ok || !named || !equal(w.Value("text"), got.text) {
		c.differ(path, want, got.shown())
	}
}

func (o object) shown() any {
	if o.file {
		return components.NewMap("$class", "File")
	}
	return components.NewMap("$class", "?", "text", o.text)
}

// equal compares what is neither list nor map: whole numbers by value, floats by value, all else exactly.
func equal(want, got any) bool {
	switch w := want.(type) {
	case int, int64, *big.Int:
		a, _ := bigOf(w)
		b, ok := bigOf(got)
		return ok && a.Cmp(b) == 0
	case float64:
		g, ok := got.(float64)
		return ok && (w == g || math.IsNaN(w) && math.IsNaN(g))
	case []byte:
		g, ok := got.([]byte)
		return ok && string(w) == string(g)
	case string:
		g, ok := got.(string)
		return ok && w == g
	case bool:
		g, ok := got.(bool)
		return ok && w == g
	case nil:
		return got == nil
	}
	return false
}

func bigOf(v any) (*big.Int, bool) {
	switch v := v.(type) {
	case int:
		return big.NewInt(int64(v)), true
	case int64:
		return big.NewInt(v), true
	case *big.Int:
		return v, true
	}
	return nil, false
}
