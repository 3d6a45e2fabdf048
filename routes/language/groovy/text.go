package groovy

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// toText is a value's text as Groovy writes it into templates: a map is [a:1].
func toText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case *List, *Dict, *Set, *Range, *components.Map, []any, *Entry, mapping:
		return (&writer{groovy: true}).text(v)
	}
	return javaText(v)
}

// javaText is a value's text as Java's toString has it: a map is {a=1}.
func javaText(v any) string {
	switch v.(type) {
	case *List, *Dict, *Set, *Entry, mapping:
		return (&writer{}).text(v)
	}
	return components.Text(v)
}

// inspect is a value's text with quotes around texts.
func inspect(v any) string { return (&writer{groovy: true, quotes: true}).text(v) }

// writer writes collections, and sees where one holds itself.
type writer struct {
	strings.Builder
	groovy, quotes bool
	depth          int
}

func (w *writer) text(v any) string {
	w.write(v)
	return w.String()
}

func (w *writer) write(v any) {
	if w.depth++; w.depth > 100 || w.Len() > maxText {
		w.WriteString("...")
		w.depth--
		return
	}
	defer func() { w.depth-- }()
	switch v := v.(type) {
	case string:
		if w.quotes {
			w.WriteString("'" + strings.NewReplacer(`\`, `\\`, "'", `\'`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(v) + "'")
		} else {
			w.WriteString(v)
		}
	case *List:
		w.items(v.items)
	case *Set:
		w.items(v.list())
	case []any:
		w.items(v)
	case *Range:
		items, _ := itemsOf(v)
		if w.groovy {
			w.items(items)
		} else {
			w.WriteString(v.String())
		}
	case *Entry:
		w.write(v.key)
		w.WriteByte('=')
		w.write(v.value)
	case *components.Map:
		w.entries(foreign{v})
	case mapping:
		w.entries(v)
	default:
		w.WriteString(components.Text(v))
	}
}

func (w *writer) items(items []any) {
	w.WriteByte('[')
	for i, v := range items {
		if i > 0 {
			w.WriteString(", ")
		}
		w.write(v)
	}
	w.WriteByte(']')
}

func (w *writer) entries(m mapping) {
	open, equals, end := "{", "=", "}"
	if w.groovy {
		open, equals, end = "[", ":", "]"
	}
	w.WriteString(open)
	keys, values := m.all()
	if w.groovy && len(keys) == 0 {
		w.WriteString(":")
	}
	for i, k := range keys {
		if i > 0 {
			w.WriteString(", ")
		}
		w.write(k)
		w.WriteString(equals)
		w.write(values[i])
	}
	w.WriteString(end)
}

func isTextual(v any) bool {
	switch v.(type) {
	case string, Char:
		return true
	}
	return false
}

func textOf(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case Char:
		return string(rune(v)), true
	case *Builder:
		return v.String(), true
	}
	return "", false
}
