package routes

import (
	"bytes"
	"errors"
	"io"
	"strings"

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
	toBytes := map[string]bool{"byte[]": true, "InputStream": true}[components.ShortType(name)]
	return func(ex *components.Exchange, v any) (any, error) {
		in := named
		if charset.Value == "" {
			var err error
			if in, err = exchangeCharset(ex); err != nil {
				return nil, err
			}
		}
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
		return components.ConvertTo(v, name)
	}
}

// exchangeCharset is the charset that the header or property CamelCharsetName names: UTF-8 where neither is there.
func exchangeCharset(ex *components.Exchange) (components.Charset, error) {
	name, ok := ex.HeaderOrProperty("CamelCharsetName")
	if !ok || name == nil {
		return components.Charset{}, nil
	}
	in, err := components.FindCharset(strings.Trim(components.Text(name), `"'`))
	if err != nil {
		return in, &components.Exception{Class: "java.nio.charset.UnsupportedCharsetException", Message: components.Text(name), Cause: err}
	}
	return in, nil
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
