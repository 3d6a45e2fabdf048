package dataformat

import (
	"bytes"
	"encoding/base64"
	"io"
	"strings"

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
func (f *Base64) Marshal(ex *components.Exchange, body any) ([]byte, error) {
	return packed(ex, body, f.encoded)
}

// MarshalStream encodes while it is read.
func (f *Base64) MarshalStream(body any) (any, error) { return onDemand(body, f.encoded) }

// Unmarshal reads base64 of either alphabet; characters that are in neither do not count.
func (*Base64) Unmarshal(_ *components.Exchange, data []byte) (any, error) {
	decoded, err := atOnce(data, decoded)
	return components.StreamCache(decoded), err
}

// UnmarshalStream decodes while it is read.
func (*Base64) UnmarshalStream(body any) (any, error) { return onDemand(body, decoded) }

func (f *Base64) encoded(r io.Reader) (io.Reader, error) {
	encoding := base64.StdEncoding
	if f.URLSafe {
		encoding = base64.RawURLEncoding
	}
	lines := &lineWriter{length: 76, separator: "\r\n"}
	if f.LineLength != nil {
		lines.length = *f.LineLength / 4 * 4
	}
	if f.LineSeparator != nil {
		lines.separator = *f.LineSeparator
	}
	if strings.ContainsFunc(lines.separator, isBase64) {
		return nil, components.NewException(components.IllegalArgumentException, "lineSeparator must not contain base64 characters: ["+lines.separator+"]")
	}
	w := base64.NewEncoder(encoding, lines)
	return &written{in: r, out: encoder{w, lines}, buf: &lines.out}, nil
}

// encoder ends the last line where it is closed.
type encoder struct {
	io.WriteCloser
	lines *lineWriter
}

func (e encoder) Close() error {
	err := e.WriteCloser.Close()
	e.lines.end()
	return err
}

// lineWriter breaks what is written into lines; a length of 0 makes no lines.
type lineWriter struct {
	out        bytes.Buffer
	length, at int
	separator  string
}

func (w *lineWriter) Write(b []byte) (int, error) {
	all := len(b)
	for w.length > 0 && len(b) > 0 {
		n := min(len(b), w.length-w.at)
		w.out.Write(b[:n])
		if w.at, b = w.at+n, b[n:]; w.at == w.length {
			w.end()
		}
	}
	w.out.Write(b)
	return all, nil
}

// end breaks a line that has begun.
func (w *lineWriter) end() {
	if w.at > 0 {
		w.out.WriteString(w.separator)
		w.at = 0
	}
}

// decoded reads base64 up to the first padding; a single character at the end, which is no byte, does not count.
func decoded(r io.Reader) (io.Reader, error) {
	buf := &bytes.Buffer{}
	return &written{in: r, out: &base64Decoder{out: buf}, buf: buf}, nil
}

// base64Decoder decodes what is written to it.
type base64Decoder struct {
	out   *bytes.Buffer
	bits  uint32
	n     int // how many characters bits holds, up to three
	ended bool
}

func (d *base64Decoder) Write(b []byte) (int, error) {
	for _, c := range b {
		d.ended = d.ended || c == '='
		v := base64Values[c]
		if v < 0 || d.ended {
			continue
		}
		d.bits = d.bits<<6 | uint32(v)
		if d.n++; d.n == 4 {
			d.out.Write([]byte{byte(d.bits >> 16), byte(d.bits >> 8), byte(d.bits)})
			d.n = 0
		}
	}
	return len(b), nil
}

func (d *base64Decoder) Close() error {
	switch d.n {
	case 2:
		d.out.WriteByte(byte(d.bits >> 4))
	case 3:
		d.out.Write([]byte{byte(d.bits >> 10), byte(d.bits >> 2)})
	}
	return nil
}

// base64Values are what characters of both alphabets stand for, -1 for all others.
var base64Values = func() (values [256]int8) {
	for i := range values {
		values[i] = -1
	}
	for _, alphabet := range []string{
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
	} {
		for i, c := range []byte(alphabet) {
			values[c] = int8(i)
		}
	}
	return values
}()

func isBase64(r rune) bool { return r == '=' || r < 256 && base64Values[r] >= 0 }
