package dataformat

import (
	"errors"
	"io"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// UnivocityTSV is Camel's univocityTsv data format: values between tabs; tabs, line breaks and escapes within them are escaped.
// See https://camel.apache.org/components/4.18.x/dataformats/univocityTsv-dataformat.html
type UnivocityTSV struct {
	Univocity

	EscapeChar string `yaml:"escapeChar"`
}

// Prepare reports options that are not a single character.
func (f *UnivocityTSV) Prepare(Beans) error {
	return errors.Join(oneCharacter(map[string]string{
		"escapeChar": f.EscapeChar, "comment": f.Comment, "normalizedLineSeparator": f.NormalizedLineSeparator,
	})...)
}

// Marshal writes maps as rows, without a header.
func (f *UnivocityTSV) Marshal(ex *components.Exchange, body any) ([]byte, error) {
	e := string(character(f.EscapeChar, false, '\\'))
	escapes := strings.NewReplacer("\t", e+"t", "\n", e+"n", "\r", e+"r", `\`, e+`\`)
	var b strings.Builder
	err := f.rows(body, func(values []any) error {
		for i, v := range values {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(escapes.Replace(f.text(v)))
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
func (f *UnivocityTSV) Unmarshal(ex *components.Exchange, data []byte) (any, error) {
	return f.UnmarshalOpener(ex, components.StreamCache(data))
}

// UnmarshalText reads rows of text.
func (f *UnivocityTSV) UnmarshalText(_ *components.Exchange, text string) (any, error) {
	return f.read(f.reader(strings.NewReader(text)), nil)
}

// UnmarshalOpener reads rows of a file; those of a lazy one when they are asked for.
func (f *UnivocityTSV) UnmarshalOpener(ex *components.Exchange, body components.Opener) (any, error) {
	in, file, err := f.from(ex, body)
	if err != nil {
		return nil, err
	}
	return f.read(f.reader(in), file)
}

func (f *UnivocityTSV) reader(in io.RuneScanner) rowReader {
	l, escape := f.lines(in), character(f.EscapeChar, false, '\\')
	return func() (values []any, more bool, err error) {
		if l.begin(&f.Univocity) == end {
			return nil, false, l.err
		}
		var b strings.Builder
		solid := 0 // up to where no blank stands that does not count
		for {
			c := l.next()
			switch {
			case c == '\t' || c == '\n' || c == end:
				values = append(values, f.orNull(b.String()[:solid]))
				if c != '\t' {
					return values, l.err == nil, l.err
				}
				solid = 0
				b.Reset()
				continue
			case c == escape:
				b.WriteRune(unescaped(l, escape))
				solid = b.Len()
				continue
			case isBlank(c) && b.Len() == 0 && isOn(f.IgnoreLeadingWhitespaces):
				continue
			}
			b.WriteRune(c)
			if !isBlank(c) || !isOn(f.IgnoreTrailingWhitespaces) {
				solid = b.Len()
			}
			if b.Len() > maxValue {
				return nil, false, tooLong()
			}
		}
	}
}

// unescaped is what an escape stands for; before all other characters it stands for itself.
func unescaped(l *lines, escape rune) rune {
	switch l.peek() {
	case 't':
		l.next()
		return '\t'
	case 'n':
		l.next()
		return '\n'
	case 'r':
		l.next()
		return '\r'
	case escape:
		return l.next()
	}
	return escape
}
