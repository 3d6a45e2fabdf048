package groovy

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/dromedary-go/dromedary/components"
)

var jsonClasses map[string]class

const jsonException = "groovy.json.JsonException"

// parseJSON reads JSON as JsonSlurper does: numbers with a point are BigDecimal.
func (r *run) parseJSON(s string) any {
	if strings.TrimSpace(s) == "" {
		throw(illegalArgument, "Text must not be null or empty")
	}
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	v, err := r.jsonValue(d, 0)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("text behind the value")
		}
	}
	if err != nil {
		throw(jsonException, "Unable to parse JSON: "+err.Error())
	}
	return v
}

func (r *run) jsonValue(d *json.Decoder, depth int) (any, error) {
	if depth > maxNesting {
		return nil, fmt.Errorf("nested deeper than %d levels", maxNesting)
	}
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	r.allocate(32)
	switch t := t.(type) {
	case json.Number:
		return jsonNumber(string(t)), nil
	case string:
		r.allocate(len(t))
	case json.Delim:
		if t == '[' {
			list := newList()
			for d.More() {
				v, err := r.jsonValue(d, depth+1)
				if err != nil {
					return nil, err
				}
				list.items = append(list.items, v)
			}
			_, err := d.Token()
			return list, err
		}
		m := &Dict{}
		for d.More() {
			k, err := d.Token()
			if err != nil {
				return nil, err
			}
			v, err := r.jsonValue(d, depth+1)
			if err != nil {
				return nil, err
			}
			m.put(k, v)
		}
		_, err := d.Token()
		return m, err
	}
	return t, nil
}

func jsonNumber(s string) any {
	if !strings.ContainsAny(s, ".eE") {
		n := bigOf(parseNumber(s, "java.math.BigInteger"))
		if n.IsInt64() {
			return components.Integer(n.Int64())
		}
		return n
	}
	return parseNumber(s, "java.math.BigDecimal")
}

// jsonWriter writes JSON as JsonOutput does: compact, letters beyond ASCII escaped.
type jsonWriter struct {
	strings.Builder
	r     *run
	depth int
}

func (r *run) toJSON(v any) string {
	w := &jsonWriter{r: r}
	w.write(v)
	return r.text(w.String())
}

func (w *jsonWriter) write(v any) {
	if w.depth++; w.depth > maxNesting {
		throw(stackOverflow, "")
	}
	defer func() { w.depth-- }()
	w.r.tick(1)
	if w.Len() > maxText {
		fatal(outOfMemory, "a text of more than 64 MiB")
	}
	switch v := v.(type) {
	case nil:
		w.WriteString("null")
		return
	case string:
		w.quoted(v)
		return
	case bool:
		w.WriteString(toText(v))
		return
	case float64, float32:
		if f := floatOf(v); math.IsNaN(f) || math.IsInf(f, 0) {
			throw(jsonException, "Number "+toText(v)+" can't be serialized as JSON: infinite or NaN are not allowed in JSON.")
		}
		w.WriteString(toText(v))
		return
	case time.Time:
		w.quoted(v.UTC().Format("2006-01-02T15:04:05-0700"))
		return
	case *Closure:
		w.write(w.r.built(v))
		return
	case *jsonBuilder:
		w.write(v.content)
		return
	case *Entry:
		w.write(newDict(v.key, v.value))
		return
	}
	if isNumber(v) {
		w.WriteString(toText(v))
		return
	}
	if m, ok := w.r.mapping(v); ok {
		w.object(m)
		return
	}
	if b, ok := v.([]byte); ok {
		v = newList(w.r.spread(b)...)
	}
	if _, ok := itemsOf(v); ok {
		w.WriteByte('[')
		for i, x := range w.r.spread(v) {
			if i > 0 {
				w.WriteByte(',')
			}
			w.write(x)
		}
		w.WriteByte(']')
		return
	}
	w.quoted(w.r.string(v))
}

func (w *jsonWriter) object(m mapping) {
	keys, values := m.all()
	w.WriteByte('{')
	for i, k := range keys {
		if i > 0 {
			w.WriteByte(',')
		}
		if k == nil {
			throw(illegalArgument, "Maps with null keys can't be converted to JSON")
		}
		w.quoted(w.r.string(k))
		w.WriteByte(':')
		w.write(values[i])
	}
	w.WriteByte('}')
}

func (w *jsonWriter) quoted(s string) {
	w.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			w.WriteString(`\` + string(c))
		case c == '\n':
			w.WriteString(`\n`)
		case c == '\r':
			w.WriteString(`\r`)
		case c == '\t':
			w.WriteString(`\t`)
		case c == '\b':
			w.WriteString(`\b`)
		case c == '\f':
			w.WriteString(`\f`)
		case c < ' ' || c > 0x7e:
			for _, u := range utf16.Encode([]rune{c}) {
				fmt.Fprintf(w, `\u%04x`, u)
			}
		default:
			w.WriteRune(c)
		}
	}
	w.WriteByte('"')
}

// prettyJSON lays JSON out with four blanks a level.
func (r *run) prettyJSON(s string) string {
	var b strings.Builder
	indent := 0
	line := func() { b.WriteString("\n" + strings.Repeat("    ", min(indent, maxNesting))) }
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '"':
			end := i + 1
			for end < len(s) && s[end] != '"' {
				if s[end] == '\\' {
					end++
				}
				end++
			}
			end = min(end+1, len(s))
			b.WriteString(s[i:end])
			i = end - 1
		case '{', '[':
			indent++
			b.WriteByte(c)
			line()
		case '}', ']':
			indent = max(indent-1, 0)
			line()
			b.WriteByte(c)
		case ',':
			b.WriteByte(c)
			line()
		case ':':
			b.WriteString(": ")
		case ' ', '\n', '\r', '\t':
		default:
			b.WriteByte(c)
		}
		if b.Len() > maxText {
			break
		}
	}
	return r.text(b.String())
}

// jsonBuilder is groovy.json.JsonBuilder.
type jsonBuilder struct {
	r       *run
	content any
}

func (b *jsonBuilder) String() string     { return "JsonBuilder" }
func (b *jsonBuilder) JavaClass() string  { return "groovy.json.JsonBuilder" }
func (b *jsonBuilder) export() any        { return b.r.toJSON(b.content) }
func (b *jsonBuilder) text(r *run) string { return r.toJSON(b.content) }

func (b *jsonBuilder) members() members {
	return members{
		"toString": get(func(c called) any { return c.r.toJSON(b.content) }), "toPrettyString": get(func(c called) any { return c.r.prettyJSON(c.r.toJSON(b.content)) }),
		"getContent": get(func(called) any { return b.content }),
		"call": {1, 2, func(c called) any {
			b.content = c.r.jsonContent(c.args)
			return b.content
		}},
	}
}

// call is builder.name { ... }: an object of one entry.
func (b *jsonBuilder) call(r *run, name string, args []any) any {
	b.content = newDict(name, r.jsonContent(args))
	return b.content
}

// jsonContent is what a builder makes of arguments: of a closure an object, of a list and a closure a list of objects.
func (r *run) jsonContent(args []any) any {
	if len(args) == 0 {
		return &Dict{}
	}
	cl, ok := args[len(args)-1].(*Closure)
	if !ok {
		return args[0]
	}
	if len(args) == 1 {
		return r.built(cl)
	}
	if m, ok := r.mapping(args[0]); ok {
		d := &Dict{}
		putAll(d, m)
		putAll(d, r.built(cl))
		return d
	}
	out := newList()
	for _, x := range r.spread(args[0]) {
		out.items = append(out.items, r.built(cl, x))
	}
	return out
}

// built runs a closure whose calls are the entries of an object: name "x", or name { ... }.
func (r *run) built(cl *Closure, args ...any) *Dict {
	d := &objectBuilder{}
	inner := *cl
	inner.delegate = d
	r.invoke(&inner, args...)
	return &d.Dict
}

type objectBuilder struct{ Dict }

func (b *objectBuilder) call(r *run, name string, args []any) any {
	var v any
	switch {
	case len(args) == 1:
		v = args[0]
		if cl, ok := v.(*Closure); ok {
			v = r.built(cl)
		}
	case len(args) > 1:
		if _, ok := args[len(args)-1].(*Closure); ok {
			v = r.jsonContent(args)
		} else {
			v = newList(args...)
		}
	}
	r.allocate(64)
	b.put(name, v)
	return v
}

// plainObject is an object whose methods are all there is to it.
type plainObject struct {
	class string
	of    members
}

func (o *plainObject) String() string    { return o.class + "@0" }
func (o *plainObject) JavaClass() string { return o.class }
func (o *plainObject) members() members  { return o.of }

func fillJSON() {
	parse := one(func(c called) any {
		if c.args[0] == nil {
			throw(illegalArgument, "Text must not be null or empty")
		}
		b, err := components.Bytes(exported(c.args[0], nil))
		if err != nil {
			rethrow(err)
		}
		return c.r.parseJSON(string(b))
	})
	slurper := class{construct: member{0, 1, func(called) any {
		return &plainObject{"groovy.json.JsonSlurper", members{"parseText": parse, "parse": {1, 2, parse.do}, "setType": one(func(c called) any { return c.self })}}
	}}}
	jsonClasses = map[string]class{
		"groovy.json.JsonSlurper": slurper, "groovy.json.JsonSlurperClassic": slurper,
		"groovy.json.JsonOutput": {statics: members{
			"toJson":      one(func(c called) any { return c.r.toJSON(c.args[0]) }),
			"prettyPrint": {1, 2, func(c called) any { return c.r.prettyJSON(c.text(0)) }},
		}},
		"groovy.json.JsonBuilder": {construct: member{0, 1, func(c called) any { return &jsonBuilder{c.r, c.arg(0)} }}},
	}
}
