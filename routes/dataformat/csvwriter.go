package dataformat

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// csvWriter writes records by the rules of Camel's library.
type csvWriter struct {
	format           *CSV
	delimiter, quote rune
	separator        string
	out              []byte
}

func (w *csvWriter) record(values []any) {
	for i, v := range values {
		if i > 0 {
			w.out = append(w.out, string(w.delimiter)...)
		}
		w.value(v, i == 0)
	}
	if w.format.TrailingDelimiter {
		w.out = append(w.out, string(w.delimiter)...)
	}
	w.out = append(w.out, w.separator...)
}

func (w *csvWriter) value(v any, first bool) {
	mode := strings.ToUpper(w.format.QuoteMode)
	if v == nil {
		text := ""
		if w.format.NullString != nil && !w.format.NullStringDisabled {
			text = *w.format.NullString
		}
		if mode == "ALL" {
			text = w.quoted(text)
		}
		w.out = append(w.out, text...)
		return
	}
	text := components.Text(v)
	if w.format.Trim {
		text = strings.TrimSpace(text)
	}
	quoting := false
	switch mode {
	case "ALL", "ALL_NON_NULL":
		quoting = true
	case "NON_NUMERIC":
		quoting = !isNumber(v)
	case "NONE":
	default:
		quoting = w.needsQuotes(text, first)
	}
	if quoting && w.quote >= 0 {
		text = w.quoted(text)
	}
	w.out = append(w.out, text...)
}

func isNumber(v any) bool {
	switch v.(type) {
	case int, int64, float64, float32:
		return true
	}
	return false
}

func (w *csvWriter) quoted(text string) string {
	q := string(w.quote)
	return q + strings.ReplaceAll(text, q, q+q) + q
}

// needsQuotes tells whether a reader would misunderstand text without quotes: a value that is empty or begins oddly, holds a
// delimiter, a quote or a line break, or ends with a blank.
func (w *csvWriter) needsQuotes(text string, first bool) bool {
	if text == "" {
		return first
	}
	c := text[0]
	if first && (c < ' ' || c == '"' || c == ',' || c > '~') || c <= '#' {
		return true
	}
	return strings.ContainsAny(text, "\r\n") || strings.ContainsRune(text, w.delimiter) ||
		w.quote >= 0 && strings.ContainsRune(text, w.quote) || text[len(text)-1] <= ' '
}
