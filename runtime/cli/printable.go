package cli

import (
	"strconv"
	"unicode/utf8"
)

// continuation begins every line of a text but the first. So data with line breaks in it stays readable and yet cannot
// pass for a log line of its own.
const continuation = "\n    | "

// printable makes a text safe to show: control characters, which could move the cursor or hide text, are escaped.
func printable(text string) string {
	if isPlain(text) {
		return text
	}
	return string(appendPrintable(nil, text))
}

// isPlain tells whether a text can be shown as it is. Most can: it is worth asking first.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\t' || c >= 0x7f {
			return false
		}
	}
	return true
}

func appendPrintable(b []byte, text string) []byte {
	if isPlain(text) {
		return append(b, text...)
	}
	for len(text) > 0 && (text[len(text)-1] == '\n' || text[len(text)-1] == '\r') {
		text = text[:len(text)-1]
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\r' && i+1 < len(text) && text[i+1] == '\n':
		case r == '\n':
			b = append(b, continuation...)
		case r == '\t':
			b = append(b, '\t')
		case r == utf8.RuneError && size == 1:
			b = append(b, '\\', 'x')
			b = append(b, hex[text[i]>>4], hex[text[i]&15])
		case hidden(r):
			b = append(b, escape(r)...)
		default:
			b = append(b, text[i:i+size]...)
		}
		i += size
	}
	return b
}

const hex = "0123456789abcdef"

// hidden tells the characters that a terminal obeys instead of showing: controls, line and paragraph separators, and those that
// reorder what is written right to left.
func hidden(r rune) bool {
	return r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

func escape(r rune) string {
	quoted := strconv.QuoteRuneToASCII(r)
	return quoted[1 : len(quoted)-1]
}
