package components

import (
	"bytes"
	"io"
	"strings"
)

// CharsetOf is the charset that the header or property CamelCharsetName names: UTF-8 where neither is there.
func CharsetOf(ex *Exchange) (Charset, error) {
	if ex == nil {
		return Charset{}, nil
	}
	name, ok := ex.HeaderOrProperty("CamelCharsetName")
	if !ok || name == nil {
		return Charset{}, nil
	}
	in, err := FindCharset(strings.Trim(Text(name), `"'`))
	if err != nil {
		return in, &Exception{Class: "java.nio.charset.UnsupportedCharsetException", Message: Text(name), Cause: err}
	}
	return in, nil
}

// TextOf is [Text] where bytes are text in the exchange's charset; one that is not known counts for nothing.
func TextOf(ex *Exchange, v any) string {
	switch v.(type) {
	case []byte, StreamCache, ByteBuffer:
		if in, err := CharsetOf(ex); err == nil && in.encoding != nil {
			b, _ := Bytes(v)
			return in.Decode(b)
		}
	}
	return Text(v)
}

// InputOf is [Input] where text becomes bytes in the exchange's charset.
func InputOf(ex *Exchange, v any) ([]byte, error) {
	text, isText := v.(string)
	if !isText {
		return Input(v)
	}
	charset, err := CharsetOf(ex)
	if err != nil {
		return nil, err
	}
	return charset.Encode(text)
}

// IsUTF8 tells that bytes of the charset are Go's own text.
func (c Charset) IsUTF8() bool { return c.encoding == nil }

// Encode turns text into bytes of the charset.
func (c Charset) Encode(text string) ([]byte, error) {
	if c.encoding == nil {
		return []byte(text), nil
	}
	var b bytes.Buffer
	w := c.Writer(&b)
	if _, err := io.WriteString(w, text); err != nil {
		return nil, err
	}
	err := w.Close()
	return b.Bytes(), err
}
