package dataformat

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// JSON is Camel's json data format with the Jackson library: objects are maps that keep their order.
// See https://camel.apache.org/components/4.18.x/dataformats/jackson-dataformat.html
type JSON struct {
	ID                string `yaml:"id"`
	Library           string `yaml:"library"`
	PrettyPrint       bool   `yaml:"prettyPrint"`
	UseList           bool   `yaml:"useList"`
	UnmarshalType     string `yaml:"unmarshalType"`
	ContentTypeHeader *bool  `yaml:"contentTypeHeader"`
	CombineUnicode    bool   `yaml:"combineUnicodeSurrogates"`
}

// Classes of Jackson's exceptions.
const (
	parseException  = "com.fasterxml.jackson.core.JsonParseException"
	eofException    = "com.fasterxml.jackson.core.io.JsonEOFException"
	contentTypeJSON = "application/json"
)

// Marshal writes the body as JSON and sets Content-Type.
func (f *JSON) Marshal(ex *components.Exchange, body any) ([]byte, error) {
	b, err := components.EncodeJSON(body)
	if err != nil {
		return nil, &components.Exception{Class: "com.fasterxml.jackson.databind.JsonMappingException", Message: err.Error(), Cause: err}
	}
	if f.PrettyPrint {
		b = Indent(b)
	}
	if !f.CombineUnicode {
		b = escapeSupplementary(b)
	}
	if f.ContentTypeHeader == nil || *f.ContentTypeHeader {
		ex.Headers.Set("Content-Type", contentTypeJSON)
	}
	return b, nil
}

// Unmarshal reads the first JSON value.
func (f *JSON) Unmarshal(ex *components.Exchange, data []byte) (any, error) {
	return f.UnmarshalText(ex, string(data))
}

// UnmarshalText reads the first JSON value of text.
func (f *JSON) UnmarshalText(_ *components.Exchange, text string) (any, error) {
	v, err := components.DecodeJSONText(text)
	if err == nil {
		return f.typed(v, text)
	}
	class := parseException
	if errors.Is(err, io.ErrUnexpectedEOF) {
		if class = eofException; strings.TrimSpace(text) == "" {
			class = mismatchedInput
		}
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && strings.Contains(syntax.Error(), "unexpected end") {
		class = eofException
	}
	return nil, &components.Exception{Class: class, Message: "not readable as JSON: " + err.Error(), Cause: err}
}

// typed makes what was read what the options ask for; with useList the type is that of the list's items.
func (f *JSON) typed(v any, text string) (any, error) {
	if !f.UseList {
		return jsonAs(v, f.UnmarshalType, text)
	}
	v, err := jsonAs(v, "java.util.List", text)
	list, _ := v.([]any)
	for i, item := range list {
		if list[i], err = jsonAs(item, f.UnmarshalType, components.Text(item)); err != nil {
			return nil, err
		}
	}
	return v, err
}

// escapeSupplementary writes characters beyond U+FFFF (emoji) as a pair of escapes, as Jackson does unless
// combineUnicodeSurrogates is set. In JSON they only stand inside of text.
func escapeSupplementary(b []byte) []byte {
	if !slices.ContainsFunc(b, func(c byte) bool { return c >= 0xF0 }) { // where such a character begins
		return b
	}
	out := make([]byte, 0, len(b)+16)
	for _, r := range string(b) {
		if r > 0xFFFF {
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04X\u%04X`, high, low)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

// Indent lays compact JSON out as Jackson's default pretty printer does: two blanks a level, objects over several
// lines, arrays on one.
func Indent(compact []byte) []byte {
	var out []byte
	depth, inText := 0, false
	var open []byte // of { and [
	newline := func() {
		out = append(out, '\n')
		for range depth {
			out = append(out, ' ', ' ')
		}
	}
	for i := 0; i < len(compact); i++ {
		c := compact[i]
		if inText {
			out = append(out, c)
			if c == '\\' {
				i++
				out = append(out, compact[i])
			} else if c == '"' {
				inText = false
			}
			continue
		}
		switch c {
		case '"':
			inText = true
			out = append(out, c)
		case '{', '[':
			out = append(out, c)
			open = append(open, c)
			if next := compact[i+1]; next == '}' || next == ']' {
				out = append(out, ' ')
			} else if c == '{' {
				depth++
				newline()
			} else {
				out = append(out, ' ')
			}
		case '}', ']':
			if empty := compact[i-1] == '{' || compact[i-1] == '['; !empty {
				if c == '}' {
					depth--
					newline()
				} else {
					out = append(out, ' ')
				}
			}
			open = open[:len(open)-1]
			out = append(out, c)
		case ',':
			out = append(out, c)
			if open[len(open)-1] == '{' {
				newline()
			} else {
				out = append(out, ' ')
			}
		case ':':
			out = append(out, ' ', ':', ' ')
		default:
			out = append(out, c)
		}
	}
	return out
}
