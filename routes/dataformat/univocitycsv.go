package dataformat

import (
	"errors"
	"io"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// UnivocityCSV is Camel's univocityCsv data format.
// See https://camel.apache.org/components/4.18.x/dataformats/univocityCsv-dataformat.html
type UnivocityCSV struct {
	Univocity

	Delimiter      string `yaml:"delimiter"`
	Quote          string `yaml:"quote"`
	QuoteEscape    string `yaml:"quoteEscape"`
	QuoteAllFields bool   `yaml:"quoteAllFields"`
}

// Prepare reports options that are not a single character.
func (f *UnivocityCSV) Prepare(Beans) error {
	return errors.Join(oneCharacter(map[string]string{
		"delimiter": f.Delimiter, "quote": f.Quote, "quoteEscape": f.QuoteEscape, "comment": f.Comment, "normalizedLineSeparator": f.NormalizedLineSeparator,
	})...)
}

func (f *UnivocityCSV) characters() (delimiter, quote, escape rune) {
	return character(f.Delimiter, false, ','), character(f.Quote, false, '"'), character(f.QuoteEscape, false, '"')
}

// Marshal writes maps as rows, without a header.
func (f *UnivocityCSV) Marshal(ex *components.Exchange, body any) ([]byte, error) {
	delimiter, quote, escape := f.characters()
	var b strings.Builder
	inQuotes := []string{"\r\n", f.separator(), "\n", f.separator(), string(quote), string(escape) + string(quote)}
	if escape != quote {
		inQuotes = append(inQuotes, string(escape), string(escape)+string(escape))
	}
	replace := strings.NewReplacer(inQuotes...)
	comment := string(character(f.Comment, false, '#'))
	err := f.rows(body, func(values []any) error {
		for i, v := range values {
			if i > 0 {
				b.WriteRune(delimiter)
			}
			text := f.text(v)
			special := strings.ContainsFunc(text, func(r rune) bool { return r == delimiter || r == '\n' || r == '\r' })
			if !special && !f.QuoteAllFields && !strings.HasPrefix(text, string(quote)) && !(i == 0 && strings.HasPrefix(text, comment)) {
				b.WriteString(text)
				continue
			}
			b.WriteRune(quote)
			b.WriteString(replace.Replace(text))
			b.WriteRune(quote)
		}
		b.WriteString(f.separator())
		return nil
	})
	if err != nil {
		return nil, err
	}
	return encodedText(ex, []byte(b.String()))
}

// Unmarshal reads rows.
func (f *UnivocityCSV) Unmarshal(ex *components.Exchange, data []byte) (any, error) {
	return f.UnmarshalOpener(ex, components.StreamCache(data))
}

// UnmarshalText reads rows of text.
func (f *UnivocityCSV) UnmarshalText(_ *components.Exchange, text string) (any, error) {
	return f.read(f.reader(strings.NewReader(text)), nil)
}

// UnmarshalOpener reads rows of a file; those of a lazy one when they are asked for.
func (f *UnivocityCSV) UnmarshalOpener(ex *components.Exchange, body components.Opener) (any, error) {
	in, file, err := f.from(ex, body)
	if err != nil {
		return nil, err
	}
	return f.read(f.reader(in), file)
}

func (f *UnivocityCSV) reader(in io.RuneScanner) rowReader {
	r := &univocityCSVReader{lines: f.lines(in), options: f}
	r.delimiter, r.quote, r.escape = f.characters()
	return r.row
}

type univocityCSVReader struct {
	*lines
	options                  *UnivocityCSV
	delimiter, quote, escape rune
}

func (r *univocityCSVReader) row() (values []any, more bool, err error) {
	if r.begin(&r.options.Univocity) == end {
		return nil, false, r.err
	}
	for {
		v, last, err := r.value()
		if err != nil {
			return nil, false, err
		}
		if values = append(values, v); last {
			return values, r.err == nil, r.err
		}
	}
}

// value reads a value and what ends it.
func (r *univocityCSVReader) value() (v any, last bool, err error) {
	var b strings.Builder
	for isOn(r.options.IgnoreLeadingWhitespaces) && (r.peek() == ' ' || r.peek() == '\t' && r.delimiter != '\t') {
		r.next()
	}
	if r.peek() != r.quote {
		last, err = r.rest(&b)
		return r.options.orNull(r.options.trimmed(b.String())), last, err
	}
	r.next()
	for {
		switch c := r.next(); {
		case c == end:
			return r.quoted(b.String()), true, nil
		case c == r.escape && r.peek() == r.quote && r.escape != r.quote, c == r.quote && r.escape == r.quote && r.peek() == r.quote:
			b.WriteRune(r.next())
		case c == r.quote:
			var blanks strings.Builder
			for r.peek() == ' ' || r.peek() == '\t' && r.delimiter != '\t' {
				blanks.WriteRune(r.next())
			}
			if c := r.peek(); c == r.delimiter || c == '\n' || c == end {
				return r.quoted(b.String()), r.next() != r.delimiter, nil
			}
			raw := string(r.quote) + b.String() + string(r.quote) + blanks.String() // quotes within a text are text
			b.Reset()
			b.WriteString(raw)
			last, err = r.rest(&b)
			return r.options.trimmed(b.String()), last, err
		default:
			b.WriteRune(c)
		}
		if b.Len() > maxValue {
			return nil, true, tooLong()
		}
	}
}

func (r *univocityCSVReader) quoted(text string) any {
	switch {
	case text != "":
		return text
	case r.options.EmptyValue != nil:
		return *r.options.EmptyValue
	}
	return nil
}

// rest reads up to the end of a value.
func (r *univocityCSVReader) rest(b *strings.Builder) (last bool, err error) {
	for b.Len() <= maxValue {
		switch c := r.next(); c {
		case r.delimiter:
			return false, nil
		case '\n', end:
			return true, nil
		default:
			b.WriteRune(c)
		}
	}
	return true, tooLong()
}
