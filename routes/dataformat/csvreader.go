package dataformat

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/dromedary-go/dromedary/components"
)

// field is one value of a record.
type field struct {
	text   string
	quoted bool
}

// csvReader takes text apart into records by the rules of Camel's library: quotes count at the beginning of a value only.
// A rune that is switched off is -1.
type csvReader struct {
	text                              []rune
	at, line                          int
	delimiter, quote, escape, comment rune
	keepEmpty, surrounding            bool
}

// record reads the next record; more is false at the end.
func (r *csvReader) record() (fields []field, more bool, err error) {
	for r.at < len(r.text) {
		switch c := r.text[r.at]; {
		case c == r.comment && c >= 0:
			for r.at < len(r.text) && r.text[r.at] != '\n' {
				r.at++
			}
			r.at = min(r.at+1, len(r.text))
		case (c == '\n' || c == '\r') && !r.keepEmpty:
			r.newLine()
		default:
			fields, err = r.fields()
			return fields, err == nil, err
		}
	}
	return nil, false, nil
}

func (r *csvReader) fields() ([]field, error) {
	var fields []field
	for {
		f, last, err := r.field()
		if err != nil {
			return nil, err
		}
		if fields = append(fields, f); last {
			return fields, nil
		}
	}
}

// newLine goes behind a line break.
func (r *csvReader) newLine() {
	if r.text[r.at] == '\r' && r.at+1 < len(r.text) && r.text[r.at+1] == '\n' {
		r.at++
	}
	r.at++
	r.line++
}

// field reads one value and what ends it; last is true where that is the end of the record.
func (r *csvReader) field() (f field, last bool, err error) {
	start := r.at
	for r.surrounding && r.at < len(r.text) && r.text[r.at] == ' ' {
		r.at++
	}
	if r.at < len(r.text) && r.text[r.at] == r.quote && r.quote >= 0 {
		f.quoted = true
		if f.text, err = r.quoted(); err != nil {
			return f, false, err
		}
	} else {
		r.at = start
		f.text = r.plain()
		if r.surrounding {
			f.text = strings.TrimSpace(f.text)
		}
	}
	if r.at >= len(r.text) {
		return f, true, nil
	}
	if r.text[r.at] == r.delimiter {
		r.at++
		return f, false, nil
	}
	r.newLine()
	return f, true, nil
}

func (r *csvReader) plain() string {
	var b strings.Builder
	for ; r.at < len(r.text); r.at++ {
		c := r.text[r.at]
		if c == r.delimiter || c == '\n' || c == '\r' {
			break
		}
		if c == r.escape && c >= 0 && r.at+1 < len(r.text) {
			r.at++
			c = unescaped(r.text[r.at])
		}
		b.WriteRune(c)
	}
	return b.String()
}

// unescaped is what a character behind the escape stands for.
func unescaped(c rune) rune {
	switch c {
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c
}

// quoted reads a value in quotes, up to what ends it.
func (r *csvReader) quoted() (string, error) {
	var b strings.Builder
	begin := r.line
	for r.at++; r.at < len(r.text); r.at++ {
		c := r.text[r.at]
		switch {
		case c == r.escape && c >= 0 && r.at+1 < len(r.text):
			r.at++
			b.WriteRune(unescaped(r.text[r.at]))
		case c == r.quote && r.at+1 < len(r.text) && r.text[r.at+1] == r.quote:
			r.at++
			b.WriteRune(c)
		case c == r.quote:
			r.at++
			return b.String(), r.behindQuote()
		default:
			if c == '\n' {
				r.line++
			}
			b.WriteRune(c)
		}
	}
	return "", unreadable("(startline %d) EOF reached before encapsulated token finished", begin)
}

// behindQuote goes over blanks to what ends the value.
func (r *csvReader) behindQuote() error {
	for ; r.at < len(r.text); r.at++ {
		c := r.text[r.at]
		if c == r.delimiter || c == '\n' || c == '\r' {
			return nil
		}
		if !unicode.IsSpace(c) {
			return unreadable("(line %d) invalid char between encapsulated token and delimiter", r.line)
		}
	}
	return nil
}

func unreadable(format string, args ...any) error {
	cause := components.NewException(components.IOException, fmt.Sprintf(format, args...))
	return &components.Exception{Class: "java.io.UncheckedIOException", Message: "IOException reading next record: " + components.Text(cause), Cause: cause}
}
