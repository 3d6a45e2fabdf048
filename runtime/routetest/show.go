package routetest

import (
	"encoding/base64"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// oneLine is the most characters of two values that stand in one line.
const oneLine = 60

// String shows a difference for people: path: want "a", got "b". Long values get a line each, cut to where they differ.
func (d Difference) String() string {
	if d.note != "" {
		return d.Path + ": " + d.note
	}
	want, got := shown(d.Want), shown(d.Got)
	if d.NoWant {
		want = "nothing"
	}
	if d.NoGot {
		got = "nothing"
	}
	if d.Path == "error" && d.NoWant {
		return "error: want nothing, got\n  " + strings.ReplaceAll(components.Text(d.Got), "\n", "\n  ")
	}
	if utf8.RuneCountInString(want) <= oneLine && utf8.RuneCountInString(got) <= oneLine {
		return fmt.Sprintf("%s: want %s, got %s", d.Path, want, got)
	}
	w, g, at := around([]rune(want), []rune(got))
	where := ""
	if at > 0 && !d.NoWant && !d.NoGot {
		where = fmt.Sprintf(" (from character %d on they differ)", at)
	}
	return fmt.Sprintf("%s:%s\n  want %s\n  got  %s", d.Path, where, w, g)
}

// MarshalJSON writes path, want and got, of which one is left out where there is no such value, and the text for people.
func (d Difference) MarshalJSON() ([]byte, error) {
	m := components.NewMap("path", d.Path)
	if !d.NoWant && d.note == "" {
		m.Set("want", jsonOf(d.Want))
	}
	if !d.NoGot && d.note == "" {
		m.Set("got", jsonOf(d.Got))
	}
	m.Set("text", d.String())
	return m.MarshalJSON()
}

// jsonOf makes a value one that JSON can hold.
func jsonOf(v any) any {
	switch v := v.(type) {
	case failure:
		return v.shown()
	case object:
		return v.shown()
	case []any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = jsonOf(v[i])
		}
		return list
	case *components.Map:
		m := &components.Map{}
		for k, x := range v.All() {
			m.Set(k, jsonOf(x))
		}
		return m
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return components.Text(v)
		}
	case *big.Int, []byte:
		return shown(v)
	}
	return v
}

// excerpt is how much of a long value is shown on each side of where it begins to differ, in characters.
const excerpt = 200

// around cuts two long texts to what stands around their first difference.
func around(a, b []rune) (string, string, int) {
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	cut := func(r []rune) string {
		start, end := 0, len(r)
		if at > excerpt {
			start = min(at-excerpt, len(r))
		}
		end = min(end, at+excerpt)
		text := string(r[start:end])
		if start > 0 {
			text = "…" + text
		}
		if end < len(r) {
			text += "…"
		}
		return text
	}
	return cut(a), cut(b), at
}

// shown writes a value as JSON does, with maps and lists in one line.
func shown(v any) string {
	var b strings.Builder
	show(&b, v)
	return b.String()
}

func show(b *strings.Builder, v any) {
	switch v := v.(type) {
	case nil:
		b.WriteString("null")
	case string:
		b.WriteString(strconv.Quote(v))
	case []byte:
		b.WriteString("!!binary " + base64.StdEncoding.EncodeToString(v))
	case *big.Int:
		b.WriteString(v.String())
	case failure:
		show(b, v.shown())
	case object:
		show(b, v.shown())
	case []any:
		b.WriteByte('[')
		for i, x := range v {
			if i > 0 {
				b.WriteString(", ")
			}
			show(b, x)
		}
		b.WriteByte(']')
	case *components.Map:
		b.WriteByte('{')
		first := true
		for k, x := range v.All() {
			if !first {
				b.WriteString(", ")
			}
			first = false
			b.WriteString(k + ": ")
			show(b, x)
		}
		b.WriteByte('}')
	default:
		b.WriteString(components.Text(v))
	}
}
