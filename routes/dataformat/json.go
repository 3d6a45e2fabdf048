package dataformat

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// JSON is Camel's json data format: objects are maps that keep their order. The library is Jackson unless the options say otherwise.
// See https://camel.apache.org/components/4.18.x/dataformats/jackson-dataformat.html
type JSON struct {
	Jackson

	Library                    string `yaml:"library" enum:"Jackson,Gson,Jsonb,Fastjson"`
	CombineUnicode             bool   `yaml:"combineUnicodeSurrogates"`
	ObjectMapper               string `yaml:"objectMapper"`
	UseDefaultObjectMapper     *bool  `yaml:"useDefaultObjectMapper"`
	AutoDiscoverObjectMapper   bool   `yaml:"autoDiscoverObjectMapper"`
	SchemaResolver             string `yaml:"schemaResolver"`
	AutoDiscoverSchemaResolver *bool  `yaml:"autoDiscoverSchemaResolver"`
	NamingStrategy             string `yaml:"namingStrategy"`
	DateFormatPattern          string `yaml:"dateFormatPattern"`
}

const contentTypeJSON = "application/json"

// jsonLibraries are those that Camel knows: what each reads numbers as and how it writes, where that is not Jackson's way.
var jsonLibraries = map[string]*jsonLibrary{"jackson": nil, "gson": gson, "jsonb": jsonb, "fastjson": fastjson}

func (f *JSON) library() *jsonLibrary { return jsonLibraries[strings.ToLower(f.Library)] }

// Prepare reports options that cannot be met.
func (f *JSON) Prepare(beans Beans) error {
	_, noMapper := beanOf[any](beans, f.ObjectMapper, "a com.fasterxml.jackson.databind.ObjectMapper")
	_, noResolver := beanOf[any](beans, f.SchemaResolver, "a resolver of schemas")
	return errors.Join(f.Jackson.Prepare(beans), noMapper, noResolver)
}

// Marshal writes the body as JSON and sets Content-Type.
func (f *JSON) Marshal(ex *components.Exchange, body any) ([]byte, error) {
	var b []byte
	var err error
	if library := f.library(); library != nil {
		b, err = library.write(body, f.PrettyPrint)
	} else {
		b, err = f.write(body)
	}
	if err != nil {
		return nil, err
	}
	f.setContentType(ex, contentTypeJSON)
	return b, nil
}

func (f *JSON) write(body any) ([]byte, error) {
	b, err := components.EncodeJSON(f.shaped(body))
	if err != nil {
		if components.Class(err) == "java.lang.Exception" {
			err = &components.Exception{Class: "com.fasterxml.jackson.databind.JsonMappingException", Message: err.Error(), Cause: err}
		}
		return nil, err
	}
	if f.PrettyPrint || f.on("INDENT_OUTPUT") {
		b = Indent(b)
	}
	if !f.CombineUnicode {
		b = escapeSupplementary(b)
	}
	return b, nil
}

// Unmarshal reads the first JSON value.
func (f *JSON) Unmarshal(ex *components.Exchange, data []byte) (any, error) {
	text, err := jsonText(data)
	if err != nil {
		return nil, err
	}
	return f.UnmarshalText(ex, text)
}

// UnmarshalText reads the first JSON value of text.
func (f *JSON) UnmarshalText(ex *components.Exchange, text string) (any, error) {
	if library := f.library(); library != nil {
		return library.read(text)
	}
	v, err := f.rules().Decode(text)
	if err != nil {
		return nil, err
	}
	return f.typed(v, f.typeName(ex), text)
}

// jsonText is the text of JSON that comes as bytes: UTF-8, or what the zeros of its first characters tell.
func jsonText(data []byte) (string, error) {
	if len(data) >= 2 {
		name := ""
		switch a, b := data[0], data[1]; {
		case a >= 0xFE && b >= 0xFE:
			name = "UTF-16" // as its mark says
		case a == 0 && b != 0:
			name = "UTF-16BE"
		case a != 0 && b == 0:
			name = "UTF-16LE"
		}
		if charset, err := components.FindCharset(name); name != "" && err == nil {
			return charset.Decode(data), nil
		}
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	if !utf8.ValidString(text) {
		return "", components.NewException(components.JSONParseException, "the bytes are not text in UTF-8: convert them before, with the charset that they are in")
	}
	return text, nil
}

// escapeSupplementary writes characters beyond U+FFFF (emoji) as a pair of escapes, as Jackson does unless
// combineUnicodeSurrogates is set. In JSON they only stand inside of text.
func escapeSupplementary(b []byte) []byte {
	high := false
	for _, c := range b {
		high = high || c >= 0xF0 // where such a character begins
	}
	if !high {
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
