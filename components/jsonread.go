package components

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// jsonReader reads JSON that is well formed and plain, which nearly all of it is. At anything else it gives up, and
// the standard library's decoder says what is wrong with it, or takes it.
type jsonReader struct {
	text string
	at   int
	// whole tells that values may be parts of the text: it is small, so that what keeps one may as well keep all of it.
	whole bool
	open  []entry // of the objects that are being read, the innermost last
}

// smallJSON is the size up to which values stay parts of the text.
const smallJSON = 4 << 10

// readJSON reads an object or a list at the beginning of text; ok is false where it gives up.
func readJSON(text string) (v any, ok bool) {
	r := jsonReaders.Get().(*jsonReader)
	r.text, r.at, r.whole = text, 0, len(text) <= smallJSON
	if c := r.next(); c == '{' || c == '[' {
		v, ok = r.value(0)
	}
	clear(r.open) // where it gave up
	r.text, r.open = "", r.open[:0]
	if cap(r.open) <= mostOpen {
		jsonReaders.Put(r)
	}
	return v, ok
}

// jsonReaders keep their room for what is open, up to so many entries.
var jsonReaders = sync.Pool{New: func() any { return &jsonReader{} }}

const mostOpen = 1000

// next skips blanks and answers the byte that comes then, 0 at the end.
func (r *jsonReader) next() byte {
	for ; r.at < len(r.text); r.at++ {
		if c := r.text[r.at]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return c
		}
	}
	return 0
}

func (r *jsonReader) value(depth int) (v any, ok bool) {
	if depth > maxJSONDepth {
		return nil, false
	}
	switch c := r.next(); c {
	case '{':
		return r.object(depth)
	case '[':
		return r.list(depth)
	case '"':
		s, ok := r.string()
		return s, ok
	case 't':
		return true, r.word("true")
	case 'f':
		return false, r.word("false")
	case 'n':
		return nil, r.word("null")
	}
	return r.number()
}

func (r *jsonReader) object(depth int) (v any, ok bool) {
	r.at++
	if r.next() == '}' {
		r.at++
		return &Map{}, true
	}
	start := len(r.open)
	for {
		if r.next() != '"' {
			return nil, false
		}
		key, ok := r.string()
		if !ok || r.next() != ':' {
			return nil, false
		}
		r.at++
		v, ok := r.value(depth + 1)
		if !ok {
			return nil, false
		}
		r.open = append(r.open, entry{key, v})
		if more, ok := r.more('}'); !more {
			return r.close(start), ok
		}
	}
}

// close makes a map of what was read since start. A key that comes twice keeps its place and gets the last value.
func (r *jsonReader) close(start int) *Map {
	m := &Map{}
	m.Grow(len(r.open) - start)
	for _, e := range r.open[start:] {
		m.Set(e.key, e.value)
	}
	clear(r.open[start:])
	r.open = r.open[:start]
	return m
}

func (r *jsonReader) list(depth int) (v any, ok bool) {
	list := []any{}
	r.at++
	if r.next() == ']' {
		r.at++
		return list, true
	}
	for {
		v, ok := r.value(depth + 1)
		if !ok {
			return nil, false
		}
		list = append(list, v)
		if more, ok := r.more(']'); !more {
			return list, ok
		}
	}
}

// more reads what stands behind an element: a comma, or the end.
func (r *jsonReader) more(end byte) (more, ok bool) {
	c := r.next()
	r.at++
	return c == ',', c == end
}

func (r *jsonReader) word(w string) bool {
	ok := strings.HasPrefix(r.text[r.at:], w)
	r.at += len(w)
	return ok
}

// string reads text in quotes; it gives up at odd escapes.
func (r *jsonReader) string() (s string, ok bool) {
	r.at++
	start := r.at
	for i := start; i < len(r.text); i++ {
		switch c := r.text[i]; {
		case c == '"':
			r.at = i + 1
			return r.keep(r.text[start:i])
		case c == '\\':
			return r.escaped(start, i)
		case c < ' ':
			return "", false
		}
	}
	return "", false
}

// escaped reads on where the first escape stands, at i.
func (r *jsonReader) escaped(start, i int) (s string, ok bool) {
	b := []byte(r.text[start:i])
	for ; i < len(r.text); i++ {
		c := r.text[i]
		if c == '"' {
			r.at = i + 1
			return string(b), utf8.Valid(b)
		}
		if c < ' ' {
			return "", false
		}
		if c == '\\' {
			if i++; i == len(r.text) {
				return "", false
			}
			which := strings.IndexByte(`"\/bfnrt`, r.text[i])
			if which < 0 { // code points among them
				return "", false
			}
			c = "\"\\/\b\f\n\r\t"[which]
		}
		b = append(b, c)
	}
	return "", false
}

// keep answers text that may be kept.
func (r *jsonReader) keep(s string) (string, bool) {
	if !r.whole {
		s = strings.Clone(s)
	}
	return s, utf8.ValidString(s)
}

func (r *jsonReader) number() (v any, ok bool) {
	start := r.at
	if r.at < len(r.text) && r.text[r.at] == '-' {
		r.at++
	}
	zero := r.at < len(r.text) && r.text[r.at] == '0'
	if n := r.digits(); n == 0 || zero && n > 1 {
		return nil, false
	}
	if r.at < len(r.text) && strings.IndexByte(".eE", r.text[r.at]) >= 0 && !r.fraction() {
		return nil, false
	}
	v, err := number(r.text[start:r.at])
	return v, err == nil
}

// fraction reads what follows a whole number: digits behind a point, an exponent.
func (r *jsonReader) fraction() bool {
	if r.text[r.at] == '.' {
		r.at++
		if r.digits() == 0 {
			return false
		}
	}
	if r.at < len(r.text) && (r.text[r.at] == 'e' || r.text[r.at] == 'E') {
		r.at++
		if r.at < len(r.text) && (r.text[r.at] == '+' || r.text[r.at] == '-') {
			r.at++
		}
		return r.digits() > 0
	}
	return true
}

func (r *jsonReader) digits() (n int) {
	for ; r.at < len(r.text) && r.text[r.at] >= '0' && r.text[r.at] <= '9'; r.at++ {
		n++
	}
	return n
}
