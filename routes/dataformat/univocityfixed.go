package dataformat

import (
	"errors"
	"io"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// UnivocityFixed is Camel's univocityFixed data format: values have the widths that univocityHeader tells.
// See https://camel.apache.org/components/4.18.x/dataformats/univocityFixed-dataformat.html
type UnivocityFixed struct {
	Univocity

	Padding                       string `yaml:"padding"`
	SkipTrailingCharsUntilNewline bool   `yaml:"skipTrailingCharsUntilNewline"`
	RecordEndsOnNewline           bool   `yaml:"recordEndsOnNewline"`
}

// Prepare reports options that are not a single character.
func (f *UnivocityFixed) Prepare(Beans) error {
	return errors.Join(oneCharacter(map[string]string{
		"padding": f.Padding, "comment": f.Comment, "normalizedLineSeparator": f.NormalizedLineSeparator,
	})...)
}

func (f *UnivocityFixed) checkWidths() error {
	if len(f.Headers) == 0 {
		return components.NewException(components.IllegalArgumentException, "The fieldLengths must have been defined in order to use the fixed-width format.")
	}
	return nil
}

// Marshal writes maps as rows; what is longer than its width is cut.
func (f *UnivocityFixed) Marshal(ex *components.Exchange, body any) ([]byte, error) {
	if err := f.checkWidths(); err != nil {
		return nil, err
	}
	padding := string(character(f.Padding, false, ' '))
	var b strings.Builder
	err := f.rows(body, func(values []any) error {
		for i, v := range values {
			text, width := []rune(f.text(v)), f.Headers[i].Length
			b.WriteString(string(text[:min(len(text), width)]))
			b.WriteString(strings.Repeat(padding, max(0, width-len(text))))
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
func (f *UnivocityFixed) Unmarshal(ex *components.Exchange, data []byte) (any, error) {
	return f.UnmarshalOpener(ex, components.StreamCache(data))
}

// UnmarshalText reads rows of text.
func (f *UnivocityFixed) UnmarshalText(_ *components.Exchange, text string) (any, error) {
	if err := f.checkWidths(); err != nil {
		return nil, err
	}
	return f.read(f.reader(strings.NewReader(text)), nil)
}

// UnmarshalOpener reads rows of a file; those of a lazy one when they are asked for.
func (f *UnivocityFixed) UnmarshalOpener(ex *components.Exchange, body components.Opener) (any, error) {
	if err := f.checkWidths(); err != nil {
		return nil, err
	}
	in, file, err := f.from(ex, body)
	if err != nil {
		return nil, err
	}
	return f.read(f.reader(in), file)
}

func (f *UnivocityFixed) reader(in io.RuneScanner) rowReader {
	l, padding := f.lines(in), character(f.Padding, false, ' ')
	return func() (values []any, more bool, err error) {
		if l.begin(&f.Univocity) == end {
			return nil, false, l.err
		}
		ended := false
		for _, h := range f.Headers {
			var b strings.Builder
			for n := 0; n < h.Length && !ended; n++ {
				c := l.peek()
				if ended = c == end || c == '\n' && f.RecordEndsOnNewline; !ended {
					b.WriteRune(l.next())
				}
			}
			if b.Len() == 0 && ended {
				break
			}
			text := strings.TrimRight(b.String(), string(padding))
			values = append(values, f.orNull(f.trimmed(text)))
		}
		for f.SkipTrailingCharsUntilNewline && l.peek() != '\n' && l.peek() != end {
			l.next()
		}
		if l.peek() == '\n' {
			l.next()
		}
		return values, l.err == nil, l.err
	}
}
