package routes

import (
	"errors"

	"github.com/dromedary-go/dromedary/components"
)

// charset answers a charset by its name, the one of UTF-8 where there is none; ok is false where it is not known.
func (c *compiler) charset(name text) (found components.Charset, ok bool) {
	found, err := components.FindCharset(name.Value)
	if err != nil {
		var unknown *components.SyntaxError
		hint := ""
		if errors.As(err, &unknown) {
			hint = unknown.Hint
		}
		c.report(name.pos(), err.Error(), hint)
		return found, false
	}
	return found, true
}

// converter makes the conversion to a type, where bytes are text in a charset: the exchange's own where the step names none. It is nil
// where type or charset is not known.
func (c *compiler) converter(to, charset text) func(ex *components.Exchange, v any) (any, error) {
	if !to.set() || !c.knowsType(to) {
		return nil
	}
	name := to.Value
	named, ok := c.charset(charset)
	if !ok {
		return nil
	}
	return func(ex *components.Exchange, v any) (any, error) {
		in := named
		if charset.Value == "" {
			var err error
			if in, err = components.CharsetOf(ex); err != nil {
				return nil, err
			}
		}
		return components.ConvertIn(in, v, name)
	}
}
