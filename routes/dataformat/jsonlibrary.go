package dataformat

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// jsonLibrary is one of Java's libraries for JSON beside Jackson. None of them writes entries without a value.
type jsonLibrary struct {
	rules     components.JSONRules
	exception string            // class of what it raises
	indent    string            // of a level where it writes several lines
	escapes   *strings.Replacer // of what it writes; nil for nothing more than JSON asks for
}

var (
	// gson takes every number for a Double and writes text so that it may stand in HTML.
	gson = &jsonLibrary{
		rules:     components.JSONRules{Whole: double, Fraction: double},
		exception: "com.google.gson.JsonSyntaxException", indent: "  ",
		escapes: strings.NewReplacer("<", `\u003c`, ">", `\u003e`, "&", `\u0026`, "=", `\u003d`, "'", `\u0027`, "\u2028", `\u2028`, "\u2029", `\u2029`),
	}
	// jsonb takes every number for a BigDecimal.
	jsonb = &jsonLibrary{
		rules:     components.JSONRules{Whole: exact, Fraction: exact},
		exception: "jakarta.json.bind.JsonbException", indent: "    ",
	}
	fastjson = &jsonLibrary{
		rules:     components.JSONRules{Fraction: exact, Alone: true},
		exception: "com.alibaba.fastjson.JSONException", indent: "\t",
	}
)

func double(number string) any {
	f, _ := strconv.ParseFloat(number, 64)
	return f
}

func exact(number string) any {
	if d, ok := components.ParseDecimal(number); ok {
		return d
	}
	return double(number)
}

func (l *jsonLibrary) write(body any, pretty bool) ([]byte, error) {
	b, err := components.EncodeJSON((&shaper{}).value(body))
	if err != nil {
		return nil, err
	}
	if l.escapes != nil {
		b = []byte(l.escapes.Replace(string(b))) // outside of quotes JSON has none of these characters
	}
	if !pretty {
		return b, nil
	}
	var out bytes.Buffer
	if err := json.Indent(&out, b, "", l.indent); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// read reads a value; nothing is null.
func (l *jsonLibrary) read(text string) (any, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	v, err := l.rules.Decode(text)
	if err != nil {
		return nil, &components.Exception{Class: l.exception, Message: err.Error(), Cause: err}
	}
	return v, nil
}
