package dataformat

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// csvWriter writes records by the rules of Camel's library.
type csvWriter struct {
	csvDialect
	out []byte
}

func (w *csvWriter) record(values []any) {
	for i, v := range values {
		if i > 0 {
			w.write(w.delimiter)
		}
		w.value(v, i == 0)
	}
	if w.trailing {
		w.write(w.delimiter)
	}
	w.out = append(w.out, w.separator...)
}

func (w *csvWriter) write(r rune) { w.out = append(w.out, string(r)...) }

func (w *csvWriter) value(v any, first bool) {
	if v == nil {
		if w.null == nil {
			return
		}
		if w.mode == "ALL" && w.quote >= 0 {
			w.quoted(*w.null)
			return
		}
		w.out = append(w.out, *w.null...)
		return
	}
	text := components.Text(v)
	if w.trim {
		text = strings.TrimSpace(text)
	}
	quoting := false
	switch w.mode {
	case "ALL", "ALL_NON_NULL":
		quoting = true
	case "NON_NUMERIC":
		quoting = !isNumber(v)
	case "NONE":
		w.escaped(text)
		return
	default:
		quoting = w.needsQuotes(text, first)
	}
	switch {
	case w.quote < 0:
		w.escaped(text)
	case quoting:
		w.quoted(text)
	default:
		w.out = append(w.out, text...)
	}
}

func isNumber(v any) bool {
	switch v.(type) {
	case int, int64, float64, float32, *components.Decimal:
		return true
	}
	return components.JavaType(v) == "java.math.BigInteger"
}

// quoted writes text in quotes; quotes in it are escaped, where there is an escape, else doubled.
func (w *csvWriter) quoted(text string) {
	w.write(w.quote)
	for _, r := range text {
		switch {
		case r == w.escape:
			w.write(w.escape)
		case r == w.quote && w.escape >= 0:
			w.write(w.escape)
		case r == w.quote:
			w.write(w.quote)
		}
		w.write(r)
	}
	w.write(w.quote)
}

// escaped writes text without quotes.
func (w *csvWriter) escaped(text string) {
	if w.escape < 0 {
		w.out = append(w.out, text...)
		return
	}
	for _, r := range text {
		switch r {
		case w.delimiter, w.escape:
			w.write(w.escape)
		case '\n':
			w.write(w.escape)
			r = 'n'
		case '\r':
			w.write(w.escape)
			r = 'r'
		}
		w.write(r)
	}
}

// needsQuotes tells whether a reader would misunderstand text without quotes: a value that is empty or begins oddly, holds a
// delimiter, a quote, an escape or a line break, or ends with a blank.
func (w *csvWriter) needsQuotes(text string, first bool) bool {
	if text == "" {
		return first
	}
	return text[0] <= '#' || text[len(text)-1] <= ' ' || strings.ContainsFunc(text, func(r rune) bool {
		return r == '\n' || r == '\r' || r == w.delimiter || r == w.quote || r == w.escape
	})
}
