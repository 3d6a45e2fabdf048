package components

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// JSONRules are what a reader of JSON may be told; the zero value reads as Jackson does by default: whole numbers are int (int64
// beyond 32 bits, *big.Int beyond 64), others float64, and what stands behind the first value does not count.
type JSONRules struct {
	Whole    func(digits string) any // makes whole numbers; nil for the default
	Fraction func(number string) any // makes all others; nil for the default
	MaxText  int                     // how long a text may be, in characters; 0 for 20,000,000
	Alone    bool                    // nothing may stand behind the value
}

// Classes of Jackson's exceptions.
const (
	JSONParseException  = "com.fasterxml.jackson.core.JsonParseException"
	jsonEOF             = "com.fasterxml.jackson.core.io.JsonEOFException"
	jsonMismatch        = "com.fasterxml.jackson.databind.exc.MismatchedInputException"
	jsonConstraints     = "com.fasterxml.jackson.core.exc.StreamConstraintsException"
	maxJSONDepth        = 1000
	maxJSONNumber       = 1000 // characters
	maxJSONText         = 20_000_000
	errUnfinished       = "the text ends within a value"
	jsonBlanks, jsonEnd = " \n\t\r", 0
)

// Decode reads the first JSON value of text: objects become *[Map] in their order, of a key that comes twice the last value
// counts; arrays become []any. The error is an *[Exception] of the class that Jackson raises.
func (rules *JSONRules) Decode(text string) (any, error) {
	if !utf8.ValidString(text) {
		text = decodeUTF8([]byte(text))
	}
	r := jsonReaders.Get().(*jsonReader)
	r.text, r.at, r.whole, r.rules, r.err = text, 0, len(text) <= smallJSON, rules, nil
	v, ok := r.root()
	err := r.err
	clear(r.open) // where it gave up
	r.text, r.open, r.rules = "", r.open[:0], nil
	if cap(r.open) <= mostOpen {
		jsonReaders.Put(r)
	}
	if !ok {
		return nil, err
	}
	return v, nil
}

// jsonReader reads JSON. Its methods answer ok false where err says what is wrong.
type jsonReader struct {
	rules *JSONRules
	text  string
	at    int
	// whole tells that values may be parts of the text: it is small, so that what keeps one may as well keep all of it.
	whole bool
	open  []entry // of the objects that are being read, the innermost last
	err   error
}

// smallJSON is the size up to which values stay parts of the text.
const smallJSON = 4 << 10

// jsonReaders keep their room for what is open, up to so many entries.
var jsonReaders = sync.Pool{New: func() any { return &jsonReader{} }}

const mostOpen = 1000

// fail says what is wrong at the place where the reader is.
func (r *jsonReader) fail(class, format string, args ...any) bool {
	before := r.text[:min(r.at, len(r.text))]
	line := strings.Count(before, "\n")
	column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	r.err = NewException(class, fmt.Sprintf(format, args...)+fmt.Sprintf(" (line %d, column %d)", line+1, column+1))
	return false
}

// unexpected says that something else must stand where the reader is.
func (r *jsonReader) unexpected(want string) bool {
	if r.at >= len(r.text) {
		return r.fail(jsonEOF, errUnfinished)
	}
	c, _ := utf8.DecodeRuneInString(r.text[r.at:])
	return r.fail(JSONParseException, "unexpected character %q in JSON, expected %s", c, want)
}

func (r *jsonReader) root() (v any, ok bool) {
	if r.next() == jsonEnd && r.at >= len(r.text) {
		return nil, r.fail(jsonMismatch, "there is no content to read as JSON")
	}
	if v, ok = r.value(0); !ok {
		return nil, false
	}
	_, isText := v.(string)
	if c := r.here(); !isText && c != jsonEnd && c != '/' && !closes(r.text[r.at-1]) && strings.IndexByte(jsonBlanks, c) < 0 {
		return nil, r.unexpected("a blank behind the value")
	}
	if r.rules.Alone && (r.next() != jsonEnd || r.at < len(r.text)) {
		if _, ok := r.value(0); !ok {
			return nil, false
		}
		return nil, r.fail(jsonMismatch, "something stands behind the JSON value")
	}
	return v, true
}

func closes(c byte) bool { return c == '}' || c == ']' }

// here is the byte where the reader is, 0 at the end.
func (r *jsonReader) here() byte {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return jsonEnd
}

// next skips blanks and answers the byte that comes then, 0 at the end.
func (r *jsonReader) next() byte {
	for ; r.at < len(r.text); r.at++ {
		if c := r.text[r.at]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return c
		}
	}
	return jsonEnd
}

func (r *jsonReader) value(depth int) (v any, ok bool) {
	if depth > maxJSONDepth {
		return nil, r.fail(jsonConstraints, "JSON is nested deeper than %d levels", maxJSONDepth)
	}
	switch c := r.next(); c {
	case '{':
		return r.object(depth)
	case '[':
		return r.list(depth)
	case '"':
		return r.string(true)
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
			return nil, r.unexpected("a key in double quotes")
		}
		key, ok := r.string(false)
		if !ok {
			return nil, false
		}
		if r.next() != ':' {
			return nil, r.unexpected("a colon")
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
	switch r.next() {
	case ',':
		r.at++
		return true, true
	case end:
		r.at++
		return false, true
	}
	return false, r.unexpected("a comma or " + string(rune(end)))
}

func (r *jsonReader) word(w string) bool {
	rest := r.text[r.at:]
	if !strings.HasPrefix(rest, w) {
		if strings.HasPrefix(w, rest) {
			return r.fail(jsonEOF, errUnfinished)
		}
		return r.fail(JSONParseException, "unknown word in JSON, expected %s", w)
	}
	r.at += len(w)
	if c, _ := utf8.DecodeRuneInString(r.text[r.at:]); unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_' || c == '$' {
		return r.fail(JSONParseException, "unknown word in JSON, expected %s", w)
	}
	return true
}

func (r *jsonReader) number() (v any, ok bool) {
	start := r.at
	if r.here() == '-' {
		r.at++
	}
	zero := r.here() == '0'
	n := r.digits()
	if n == 0 {
		return nil, r.unexpected("a value")
	}
	if zero && n > 1 {
		return nil, r.fail(JSONParseException, "a number begins with 0")
	}
	whole := true
	if c := r.here(); c == '.' || c == 'e' || c == 'E' {
		whole = false
		if !r.fraction() {
			return nil, r.unexpected("a digit")
		}
	}
	if r.at-start > maxJSONNumber {
		return nil, r.fail(jsonConstraints, "a number is longer than %d characters", maxJSONNumber)
	}
	return r.rules.number(r.text[start:r.at], whole), true
}

func (rules *JSONRules) number(text string, whole bool) any {
	if !whole {
		if rules.Fraction != nil {
			return rules.Fraction(text)
		}
		f, _ := strconv.ParseFloat(text, 64) // infinite where it is too large
		return f
	}
	if rules.Whole != nil {
		return rules.Whole(text)
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return Integer(n)
	}
	n, _ := new(big.Int).SetString(text, 10)
	return n
}

// fraction reads what follows a whole number: digits behind a point, an exponent.
func (r *jsonReader) fraction() bool {
	if r.here() == '.' {
		r.at++
		if r.digits() == 0 {
			return false
		}
	}
	if c := r.here(); c == 'e' || c == 'E' {
		r.at++
		if c := r.here(); c == '+' || c == '-' {
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
