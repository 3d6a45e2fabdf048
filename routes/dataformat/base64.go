package dataformat

import (
	"encoding/base64"

	"github.com/dromedary-go/dromedary/components"
)

// Base64 is Camel's base64 data format: lines of 76 characters, each with its end, unless the options say otherwise.
// See https://camel.apache.org/components/4.18.x/dataformats/base64-dataformat.html
type Base64 struct {
	ID            string  `yaml:"id"`
	LineLength    *int    `yaml:"lineLength"`
	LineSeparator *string `yaml:"lineSeparator"`
	URLSafe       bool    `yaml:"urlSafe"`
}

// Marshal writes the body's bytes as base64 text. The URL-safe alphabet has no padding.
func (f *Base64) Marshal(_ *components.Exchange, body any) ([]byte, error) {
	data, err := components.Input(body)
	if err != nil {
		return nil, err
	}
	encoding := base64.StdEncoding
	if f.URLSafe {
		encoding = base64.RawURLEncoding
	}
	text := encoding.EncodeToString(data)
	length, separator := 76, "\r\n"
	if f.LineLength != nil {
		length = *f.LineLength / 4 * 4
	}
	if f.LineSeparator != nil {
		separator = *f.LineSeparator
	}
	if length <= 0 {
		return []byte(text), nil
	}
	var out []byte
	for len(text) > 0 {
		n := min(length, len(text))
		out = append(append(out, text[:n]...), separator...)
		text = text[n:]
	}
	return out, nil
}

// Unmarshal reads base64 of either alphabet; characters that are in neither do not count.
func (f *Base64) Unmarshal(_ *components.Exchange, data []byte) (any, error) {
	clean := make([]byte, 0, len(data))
	for _, c := range data {
		switch {
		case c == '-':
			clean = append(clean, '+')
		case c == '_':
			clean = append(clean, '/')
		case c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/':
			clean = append(clean, c)
		}
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, err := base64.RawStdEncoding.Decode(out, clean)
	if err != nil {
		return nil, components.NewException(components.IllegalArgumentException, "not readable as base64: "+err.Error())
	}
	return out[:n], nil
}
