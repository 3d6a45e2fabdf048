package routes

import (
	"bytes"
	"errors"
	"io"

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

// converter makes the conversion to a type, where bytes are text in a charset; nil where type or charset is not known.
func (c *compiler) converter(to, charset text) func(any) (any, error) {
	if !to.set() || !c.knowsType(to) {
		return nil
	}
	name := to.Value
	plain := func(v any) (any, error) { return components.ConvertTo(v, name) }
	in, ok := c.charset(charset)
	switch {
	case !ok:
		return nil
	case charset.Value == "":
		return plain
	}
	toBytes := map[string]bool{"byte[]": true, "InputStream": true}[components.ShortType(name)]
	return func(v any) (any, error) {
		switch body := v.(type) {
		case []byte:
			if !toBytes {
				v = in.Decode(body)
			}
		case string:
			if toBytes {
				return encode(in, body)
			}
		}
		return plain(v)
	}
}

func encode(in components.Charset, s string) (any, error) {
	var b bytes.Buffer
	w := in.Writer(&b)
	if _, err := io.WriteString(w, s); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}
