package dataformat

import (
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// Univocity are the options that univocityCsv, univocityTsv and univocityFixed have in common.
type Univocity struct {
	ID                        string            `yaml:"id"`
	NullValue                 *string           `yaml:"nullValue"`
	EmptyValue                *string           `yaml:"emptyValue"`
	SkipEmptyLines            *bool             `yaml:"skipEmptyLines"`
	IgnoreTrailingWhitespaces *bool             `yaml:"ignoreTrailingWhitespaces"`
	IgnoreLeadingWhitespaces  *bool             `yaml:"ignoreLeadingWhitespaces"`
	HeadersDisabled           bool              `yaml:"headersDisabled"`
	HeaderExtractionEnabled   bool              `yaml:"headerExtractionEnabled"`
	NumberOfRecordsToRead     int               `yaml:"numberOfRecordsToRead"`
	LineSeparator             string            `yaml:"lineSeparator"`
	NormalizedLineSeparator   string            `yaml:"normalizedLineSeparator"`
	Comment                   string            `yaml:"comment"`
	LazyLoad                  bool              `yaml:"lazyLoad"`
	AsMap                     bool              `yaml:"asMap"`
	Headers                   []univocityHeader `yaml:"univocityHeader"`

	columns columns
}

// univocityHeader is a column, for univocityFixed with its width in characters.
type univocityHeader struct {
	Name   string `yaml:"name"`
	Length int    `yaml:"length"`
}

// maxColumns bounds the columns that marshal remembers.
const maxColumns = 10_000

// columns are those of all that was written so far, in the order of their appearance: later rows have a place for each.
type columns struct {
	sync.Mutex
	names []string
	known map[string]bool
}

// of adds the keys of a row and answers all columns.
func (c *columns) of(row *components.Map) []string {
	c.Lock()
	defer c.Unlock()
	for _, name := range row.Keys() {
		if !c.known[name] && len(c.names) < maxColumns {
			if c.known == nil {
				c.known = map[string]bool{}
			}
			c.known[name] = true
			c.names = append(c.names, name)
		}
	}
	return c.names
}

// oneCharacter reports options that must be a single character.
func oneCharacter(options map[string]string) (problems []error) {
	for option, text := range options {
		if len([]rune(text)) > 1 {
			problems = append(problems, &Problem{Option: option, Msg: fmt.Sprintf("%s %q is not one character", option, text), Hint: "write a single character"})
		}
	}
	return problems
}

func isOn(option *bool) bool { return option == nil || *option }

// trimmed is text without the blanks that do not count.
func (u *Univocity) trimmed(text string) string {
	if isOn(u.IgnoreLeadingWhitespaces) {
		text = strings.TrimLeftFunc(text, isBlank)
	}
	if isOn(u.IgnoreTrailingWhitespaces) {
		text = strings.TrimRightFunc(text, isBlank)
	}
	return text
}

func isBlank(r rune) bool { return r <= ' ' }

// orNull is what text without content is read as.
func (u *Univocity) orNull(text string) any {
	switch {
	case text != "":
		return text
	case u.NullValue != nil:
		return *u.NullValue
	}
	return nil
}

// rowReader reads the values of the next row; more is false at the end.
type rowReader func() (values []any, more bool, err error)

// read answers the rows: a list, or what yields them.
func (u *Univocity) read(row rowReader, file io.Closer) (any, error) {
	rows := &univocityRows{options: u, row: row, file: file, left: u.NumberOfRecordsToRead}
	for _, h := range u.Headers {
		rows.names = append(rows.names, h.Name)
	}
	if u.LazyLoad {
		return rows, nil
	}
	defer rows.Close()
	list := []any{}
	for {
		row, err := rows.Next()
		if err != nil {
			return nil, err
		}
		if row == nil {
			return list, nil
		}
		list = append(list, row)
	}
}

// univocityRows yields rows one after the other: the body that lazyLoad asks for.
type univocityRows struct {
	options *Univocity
	row     rowReader
	names   []string // of the columns; nil until they are known
	file    io.Closer
	left    int // how many may still come; 0 for all
	begun   bool
}

// JavaClass is the class that it has in Camel.
func (*univocityRows) JavaClass() string {
	return "org.apache.camel.dataformat.univocity.Unmarshaller$RowIterator"
}

// Close lets go of the file.
func (r *univocityRows) Close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}

// Next answers the next row, nil behind the last.
func (r *univocityRows) Next() (any, error) {
	values, more, err := r.values()
	if err != nil || !more {
		return nil, err
	}
	if !r.options.AsMap {
		return values, nil
	}
	if r.names == nil { // the first row is both names and values
		r.names = texts(values)
	}
	m := &components.Map{}
	for i, name := range r.names {
		if i < len(values) {
			m.Set(name, values[i])
		}
	}
	return m, nil
}

func (r *univocityRows) values() ([]any, bool, error) {
	if !r.begun && r.options.HeaderExtractionEnabled && r.names == nil {
		values, more, err := r.row()
		if err != nil || !more {
			return nil, false, err
		}
		r.names = texts(values)
	}
	r.begun = true
	if r.left < 0 {
		return nil, false, nil
	}
	if r.left > 0 {
		if r.left--; r.left == 0 {
			r.left = -1
		}
	}
	return r.row()
}

func texts(values []any) []string {
	names := make([]string, len(values))
	for i, v := range values {
		if v != nil {
			names[i] = components.Text(v)
		}
	}
	return names
}

// rows are the maps that a body holds, each with what its columns hold.
func (u *Univocity) rows(body any, write func(values []any) error) error {
	list, isList := body.([]any)
	if !isList {
		list = []any{body}
	}
	for _, item := range list {
		row, ok := item.(*components.Map)
		if !ok {
			return components.NewException(components.NoTypeConversion, fmt.Sprintf(
				"No type converter available to convert from type: %s to the required type: java.util.Map", components.JavaType(item)))
		}
		var names []string
		for _, h := range u.Headers {
			names = append(names, h.Name)
		}
		if names == nil {
			names = u.columns.of(row)
		}
		values := make([]any, len(names))
		for i, name := range names {
			values[i] = row.Value(name)
		}
		if err := write(values); err != nil {
			return err
		}
	}
	return nil
}

// text is a value as it is written.
func (u *Univocity) text(v any) string {
	text := ""
	switch {
	case v == nil && u.NullValue != nil:
		return *u.NullValue
	case v != nil:
		text = u.trimmed(components.Text(v))
		if text == "" && u.EmptyValue != nil {
			return *u.EmptyValue
		}
	}
	return text
}

func (u *Univocity) separator() string {
	if u.LineSeparator != "" {
		return u.LineSeparator
	}
	return "\n"
}

// from opens a body in the exchange's charset.
func (u *Univocity) from(ex *components.Exchange, body components.Opener) (io.RuneScanner, io.Closer, error) {
	charset, err := components.CharsetOf(ex)
	if err != nil {
		return nil, nil, err
	}
	file, err := body.Open()
	if err != nil {
		return nil, nil, err
	}
	if _, cached := body.(components.StreamCache); !cached {
		charset = components.Charset{} // its text is in UTF-8
	}
	return newRunes(charset.Reader(file)), file, nil
}

// lines reads text by characters and knows where lines end.
type lines struct {
	in        io.RuneScanner
	separator rune // besides line feeds; 0 for none
	err       error
}

func (u *Univocity) lines(in io.RuneScanner) *lines {
	l := &lines{in: in}
	if s := []rune(u.LineSeparator); len(s) == 1 && s[0] != '\n' {
		l.separator = s[0]
	}
	return l
}

// next answers the next character, a line feed for every end of a line.
func (l *lines) next() rune {
	c, _, err := l.in.ReadRune()
	switch {
	case err != nil:
		if err != io.EOF {
			l.err = err
		}
		return end
	case c == '\r':
		if again, _, err := l.in.ReadRune(); err == nil && again != '\n' {
			_ = l.in.UnreadRune() // behind a rune that was read it cannot fail
		}
		return '\n'
	case c == l.separator && c != 0:
		return '\n'
	}
	return c
}

func (l *lines) peek() rune {
	c, _, err := l.in.ReadRune()
	if err != nil {
		if err != io.EOF {
			l.err = err
		}
		return end
	}
	_ = l.in.UnreadRune() // behind a rune that was read it cannot fail
	if c == '\r' || c == l.separator && c != 0 {
		return '\n'
	}
	return c
}

// begin goes over comments, and over empty lines where these do not count; it answers the character that a row begins with.
func (l *lines) begin(u *Univocity) rune {
	comment := character(u.Comment, false, '#')
	for {
		switch c := l.peek(); {
		case c == comment:
			for c = l.next(); c != '\n' && c != end; {
				c = l.next()
			}
		case c == '\n' && isOn(u.SkipEmptyLines):
			l.next()
		default:
			return c
		}
	}
}
