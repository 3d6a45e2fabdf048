package dataformat

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/dromedary-go/dromedary/components"
)

// maxValue bounds one value of a text that is read piece by piece, in bytes: a quote that nobody closes must not read all of a file.
const maxValue = 64 << 20

// csvReader takes text apart into records by the rules of Camel's library: quotes count at the beginning of a value only.
type csvReader struct {
	csvDialect
	in   io.RuneScanner
	line int
	err  error // to read
}

func newRunes(r io.Reader) io.RuneScanner { return bufio.NewReader(r) }

// end stands for the end of the text.
const end rune = -2

func (r *csvReader) next() rune {
	c, _, err := r.in.ReadRune()
	if err != nil {
		if err != io.EOF && r.err == nil {
			r.err = err
		}
		return end
	}
	return c
}

func (r *csvReader) peek() rune {
	c := r.next()
	if c != end {
		_ = r.in.UnreadRune() // behind a rune that was read it cannot fail
	}
	return c
}

// record reads the values of the next record; more is false at the end.
func (r *csvReader) record() (values []any, more bool, err error) {
	for {
		switch c := r.peek(); {
		case c == end:
			return nil, false, r.err
		case c == r.comment:
			for c != '\n' && c != end {
				c = r.next()
			}
			r.line++
		case (c == '\n' || c == '\r') && !r.keepEmpty:
			r.newLine(r.next())
		default:
			values, err = r.values()
			return values, err == nil, err
		}
	}
}

func (r *csvReader) values() ([]any, error) {
	values := []any{}
	for {
		text, last, err := r.value()
		if err != nil {
			return nil, err
		}
		if last && r.trailing && text == "" {
			return values, nil
		}
		if r.trim {
			text = strings.TrimSpace(text)
		}
		if r.null != nil && text == *r.null {
			values = append(values, nil)
		} else {
			values = append(values, text)
		}
		if last {
			return values, nil
		}
	}
}

// newLine goes behind a line break that begins with c.
func (r *csvReader) newLine(c rune) {
	if c == '\r' && r.peek() == '\n' {
		r.next()
	}
	r.line++
}

// value reads one value and what ends it; last is true where that is the end of the record.
func (r *csvReader) value() (text string, last bool, err error) {
	for r.surrounding && (r.peek() == ' ' || r.peek() == '\t') && r.peek() != r.delimiter {
		r.next()
	}
	if r.quote >= 0 && r.peek() == r.quote {
		r.next()
		if text, err = r.quoted(); err != nil {
			return "", false, err
		}
	} else if text, err = r.plain(); r.surrounding {
		text = strings.TrimSpace(text)
	}
	if err == nil {
		err = r.err
	}
	c := r.next()
	if c == r.delimiter {
		return text, false, err
	}
	if c != end {
		r.newLine(c)
	}
	return text, true, err
}

func (r *csvReader) plain() (string, error) {
	var b strings.Builder
	for {
		c := r.peek()
		if c == end || c == r.delimiter || c == '\n' || c == '\r' {
			return b.String(), nil
		}
		r.next()
		if c == r.escape {
			r.escaped(&b)
		} else {
			b.WriteRune(c)
		}
		if b.Len() > maxValue {
			return "", tooLong()
		}
	}
}

func tooLong() error { return unreadable("a value is longer than %d MiB", maxValue>>20) }

// escaped reads what stands behind an escape; before what needs none the escape is a character as any other.
func (r *csvReader) escaped(b *strings.Builder) {
	switch c := r.peek(); c {
	case 'n', 'r', 't', 'b', 'f':
		r.next()
		b.WriteByte(map[rune]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}[c])
	case '\n', '\r', r.delimiter, r.quote, r.escape, r.comment:
		if c >= 0 {
			b.WriteRune(r.next())
		}
	default:
		b.WriteRune(r.escape)
	}
}

// quoted reads a value in quotes, up to what ends it.
func (r *csvReader) quoted() (string, error) {
	var b strings.Builder
	begin := r.line
	for b.Len() <= maxValue {
		c := r.next()
		switch {
		case c == end:
			return "", unreadable("(startline %d) EOF reached before encapsulated token finished", begin)
		case c == r.quote && r.peek() == r.quote:
			b.WriteRune(r.next())
		case c == r.quote:
			return b.String(), r.behindQuote()
		case c == r.escape:
			r.escaped(&b)
		default:
			if c == '\n' {
				r.line++
			}
			b.WriteRune(c)
		}
	}
	return "", tooLong()
}

// behindQuote goes over blanks to what ends the value.
func (r *csvReader) behindQuote() error {
	for {
		c := r.peek()
		if c == end || c == r.delimiter || c == '\n' || c == '\r' {
			return nil
		}
		if !unicode.IsSpace(c) {
			return unreadable("(line %d) invalid char between encapsulated token and delimiter", r.line)
		}
		r.next()
	}
}

func unreadable(format string, args ...any) error {
	cause := components.NewException(components.IOException, fmt.Sprintf(format, args...))
	return &components.Exception{Class: "java.io.UncheckedIOException", Message: "IOException reading next record: " + components.Text(cause), Cause: cause}
}
