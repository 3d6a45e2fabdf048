package dataformat

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// xmlWriter writes values as elements.
type xmlWriter struct {
	out    []byte
	pretty bool
}

// root writes the element of the document: the items of a list are called item.
func (w *xmlWriter) root(name string, v any) error {
	switch v := v.(type) {
	case *components.Map:
		return w.element(name, v, 0)
	case []any:
		return w.element(name, components.NewMap("item", v), 0)
	}
	if w.pretty {
		w.out = append(w.out, '\n')
	}
	return w.leaf(name, v)
}

// element writes a map: an element for each entry.
func (w *xmlWriter) element(name string, m *components.Map, depth int) error {
	if depth > maxXMLDepth {
		return components.NewException("com.fasterxml.jackson.core.exc.StreamConstraintsException", fmt.Sprintf("maps are nested deeper than %d levels", maxXMLDepth))
	}
	w.indent(depth)
	begin := len(w.out)
	w.write("<", name, ">")
	empty := len(w.out)
	for key, v := range m.All() {
		if err := w.entry(key, v, depth+1); err != nil {
			return err
		}
	}
	if len(w.out) == empty {
		w.out = w.out[:begin]
		w.write("<", name, "/>")
	} else {
		w.indent(depth)
		w.write("</", name, ">")
	}
	if depth == 0 && w.pretty {
		w.write("\n")
	}
	return nil
}

// entry writes a value under a name, a list as several.
func (w *xmlWriter) entry(name string, v any, depth int) error {
	switch v := v.(type) {
	case *components.Map:
		return w.element(name, v, depth)
	case []any:
		for _, item := range v {
			if err := w.entry(name, item, depth); err != nil {
				return err
			}
		}
		return nil
	}
	w.indent(depth)
	return w.leaf(name, v)
}

func (w *xmlWriter) indent(depth int) {
	if w.pretty && len(w.out) > 0 {
		w.out = append(w.out, '\n')
		w.write(strings.Repeat("  ", depth))
	}
}

func (w *xmlWriter) leaf(name string, v any) error {
	text := ""
	switch v := v.(type) {
	case nil:
		w.write("<", name, "/>")
		return nil
	case []byte:
		text = base64.StdEncoding.EncodeToString(v)
	case time.Time:
		text = strconv.FormatInt(v.UnixMilli(), 10)
	case components.Opener:
		return components.NewException("com.fasterxml.jackson.databind.exc.InvalidDefinitionException",
			"no serializer found for class "+components.JavaType(v)+": convert it to String, or unmarshal it, before")
	default:
		text = components.Text(v)
	}
	w.write("<", name, ">")
	for _, r := range text {
		switch {
		case r == '<':
			w.write("&lt;")
		case r == '&':
			w.write("&amp;")
		case r == '\r':
			w.write("&#xd;")
		case r == '>' && strings.HasSuffix(string(w.out[max(0, len(w.out)-2):]), "]]"):
			w.write("&gt;")
		case r < ' ' && r != '\n' && r != '\t':
			return components.NewException("com.fasterxml.jackson.core.JsonGenerationException", fmt.Sprintf("XML cannot hold the control character %U", r))
		default:
			w.out = append(w.out, string(r)...)
		}
	}
	w.write("</", name, ">")
	return nil
}

func (w *xmlWriter) write(parts ...string) {
	for _, p := range parts {
		w.out = append(w.out, p...)
	}
}
