package dataformat

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// CSV is Camel's csv data format: lists of lists of text, or of maps.
// See https://camel.apache.org/components/4.18.x/dataformats/csv-dataformat.html
type CSV struct {
	ID                      string  `yaml:"id"`
	Format                  string  `yaml:"format" enum:"DEFAULT,EXCEL,INFORMIX_UNLOAD,INFORMIX_UNLOAD_CSV,MONGODB_CSV,MONGODB_TSV,MYSQL,ORACLE,POSTGRESQL_CSV,POSTGRESQL_TEXT,RFC4180,TDF"`
	Delimiter               string  `yaml:"delimiter"`
	Quote                   string  `yaml:"quote"`
	QuoteDisabled           bool    `yaml:"quoteDisabled"`
	QuoteMode               string  `yaml:"quoteMode" enum:"ALL,ALL_NON_NULL,MINIMAL,NON_NUMERIC,NONE"`
	Escape                  string  `yaml:"escape"`
	EscapeDisabled          bool    `yaml:"escapeDisabled"`
	CommentMarker           string  `yaml:"commentMarker"`
	CommentMarkerDisabled   bool    `yaml:"commentMarkerDisabled"`
	RecordSeparator         *string `yaml:"recordSeparator"`
	RecordSeparatorDisabled bool    `yaml:"recordSeparatorDisabled"`
	NullString              *string `yaml:"nullString"`
	NullStringDisabled      bool    `yaml:"nullStringDisabled"`
	Header                  string  `yaml:"header"`
	HeaderDisabled          bool    `yaml:"headerDisabled"`
	SkipHeaderRecord        bool    `yaml:"skipHeaderRecord"`
	CaptureHeaderRecord     bool    `yaml:"captureHeaderRecord"`
	IgnoreEmptyLines        *bool   `yaml:"ignoreEmptyLines"`
	IgnoreSurroundingSpaces *bool   `yaml:"ignoreSurroundingSpaces"`
	IgnoreHeaderCase        bool    `yaml:"ignoreHeaderCase"`
	AllowMissingColumnNames *bool   `yaml:"allowMissingColumnNames"`
	Trim                    *bool   `yaml:"trim"`
	TrailingDelimiter       bool    `yaml:"trailingDelimiter"`
	LazyLoad                bool    `yaml:"lazyLoad"`
	UseMaps                 bool    `yaml:"useMaps"`
	UseOrderedMaps          bool    `yaml:"useOrderedMaps"`
	RecordConverterRef      string  `yaml:"recordConverterRef"`
	MarshallerFactoryRef    string  `yaml:"marshallerFactoryRef"`
}

// Prepare reports options that contradict each other, and those that need Java's classes.
func (f *CSV) Prepare(Beans) error {
	var problems []error
	report := func(option, msg, hint string) {
		problems = append(problems, &Problem{Option: option, Msg: msg, Hint: hint})
	}
	for option, text := range map[string]string{"delimiter": f.Delimiter, "quote": f.Quote, "escape": f.Escape, "commentMarker": f.CommentMarker} {
		if len([]rune(text)) > 1 {
			report(option, fmt.Sprintf("%s %q is not one character", option, text), "write a single character")
		}
	}
	for option, ref := range map[string]string{"recordConverterRef": f.RecordConverterRef, "marshallerFactoryRef": f.MarshallerFactoryRef} {
		if ref != "" {
			problems = append(problems, &Problem{
				Option: option, Need: "bean:" + ref, Msg: option + " names an object of a Java class, which has no counterpart here",
				Hint: "leave it out, and shape the rows with steps",
			})
		}
	}
	d := f.dialect()
	switch {
	case d.quote >= 0 && d.quote == d.delimiter:
		report("quote", "quote and delimiter are the same", "write another delimiter")
	case d.escape >= 0 && d.escape == d.delimiter:
		report("escape", "escape and delimiter are the same", "write another escape")
	case d.comment >= 0 && (d.comment == d.delimiter || d.comment == d.quote || d.comment == d.escape):
		report("commentMarker", "commentMarker is another option's character, too", "write another one")
	case d.mode == "NONE" && d.escape < 0:
		report("quoteMode", "quoteMode NONE needs an escape", `add escape: "\\"`)
	}
	return errors.Join(problems...)
}

// Unmarshal reads all records.
func (f *CSV) Unmarshal(ex *components.Exchange, data []byte) (any, error) {
	charset, err := components.CharsetOf(ex)
	if err != nil {
		return nil, err
	}
	return f.UnmarshalText(ex, charset.Decode(data))
}

// UnmarshalText reads all records of text.
func (f *CSV) UnmarshalText(ex *components.Exchange, text string) (any, error) {
	return f.unmarshal(ex, strings.NewReader(text), nil)
}

// UnmarshalOpener reads all records of a file; those of a lazy one when they are asked for.
func (f *CSV) UnmarshalOpener(ex *components.Exchange, body components.Opener) (any, error) {
	charset, err := components.CharsetOf(ex)
	if err != nil {
		return nil, err
	}
	file, err := body.Open()
	if err != nil {
		return nil, err
	}
	if _, cached := body.(components.StreamCache); !cached {
		charset = components.Charset{} // its text is in UTF-8
	}
	return f.unmarshal(ex, newRunes(charset.Reader(file)), file)
}

func (f *CSV) unmarshal(ex *components.Exchange, in io.RuneScanner, file io.Closer) (any, error) {
	rows := &csvRows{format: f, reader: &csvReader{in: in, line: 1, csvDialect: f.dialect()}, file: file}
	if err := rows.begin(ex); err != nil {
		rows.Close()
		return nil, err
	}
	if f.LazyLoad {
		return rows, nil
	}
	defer rows.Close()
	all := []any{}
	for {
		row, err := rows.Next()
		if err != nil {
			return nil, err
		}
		if row == nil {
			return all, nil
		}
		all = append(all, row)
	}
}

// csvRows yields the rows of a text one after the other: the body that lazyLoad asks for.
type csvRows struct {
	format *CSV
	reader *csvReader
	names  []string // of the columns; nil where there are none
	file   io.Closer
	begun  bool
	ahead  any // the row that comes next
}

// JavaClass is the class that it has in Camel.
func (*csvRows) JavaClass() string {
	return "org.apache.camel.dataformat.csv.CsvUnmarshaller$CsvIterator"
}

// Close lets go of the file.
func (r *csvRows) Close() error {
	if r.file == nil {
		return nil
	}
	return r.file.Close()
}

// Next answers the next row, nil behind the last. As in Camel a row that cannot be read makes the one before it fail.
func (r *csvRows) Next() (any, error) {
	if !r.begun {
		r.begun = true
		if err := r.read(); err != nil {
			return nil, err
		}
	}
	row := r.ahead
	if row == nil {
		return nil, nil
	}
	return row, r.read()
}

// read reads the row that is next.
func (r *csvRows) read() error {
	r.ahead = nil
	record, more, err := r.reader.record()
	if more && err == nil {
		r.ahead = r.row(record)
	}
	return err
}

// begin reads the record with the names of the columns, where there is one.
func (r *csvRows) begin(ex *components.Exchange) error {
	f := r.format
	r.names = f.columns()
	fromFile := r.names == nil && (f.maps() || f.SkipHeaderRecord || f.CaptureHeaderRecord)
	if fromFile || r.names != nil && f.SkipHeaderRecord {
		record, more, err := r.reader.record()
		if err != nil || !more {
			return err
		}
		if fromFile {
			if r.names, err = f.header(record, r.reader.csvDialect); err != nil {
				return err
			}
		}
	}
	if f.CaptureHeaderRecord && r.names != nil && !f.LazyLoad {
		ex.Headers.Set("CamelCsvHeaderRecord", anys(r.names))
	}
	if f.IgnoreHeaderCase {
		for i, name := range r.names { // the first spelling counts
			first := slices.IndexFunc(r.names, func(n string) bool { return strings.EqualFold(n, name) })
			r.names[i] = r.names[first]
		}
	}
	return nil
}

// header makes column names of the first record.
func (f *CSV) header(record []any, d csvDialect) ([]string, error) {
	var names []string
	for _, name := range record {
		text, _ := name.(string)
		names = append(names, text)
	}
	for _, name := range names {
		if strings.TrimSpace(name) == "" && !d.missing {
			return nil, components.NewException(components.IllegalArgumentException, "A header name is missing in "+components.Text(anys(names)))
		}
	}
	return names, nil
}

func (r *csvRows) row(record []any) any {
	if !r.format.maps() {
		return record
	}
	m := &components.Map{}
	for i, name := range r.names {
		if i < len(record) {
			m.Set(name, record[i])
		}
	}
	return m
}

func (f *CSV) maps() bool { return f.UseMaps || f.UseOrderedMaps }

// columns are the names that the header option gives.
func (f *CSV) columns() []string {
	if f.Header == "" || f.HeaderDisabled {
		return nil
	}
	return strings.Split(f.Header, ",")
}

func anys(names []string) []any {
	list := make([]any, len(names))
	for i, n := range names {
		list[i] = n
	}
	return list
}

// Marshal writes a list of maps or lists, or one map, as records.
func (f *CSV) Marshal(ex *components.Exchange, body any) ([]byte, error) {
	w := &csvWriter{csvDialect: f.dialect()}
	rows, ok := body.([]any)
	if !ok && body != nil {
		rows = []any{body}
	}
	names := f.columns()
	if names != nil && !f.SkipHeaderRecord {
		w.record(anys(names))
	}
	for _, row := range rows {
		switch row := row.(type) {
		case *components.Map:
			var values []any
			if names == nil {
				for _, v := range row.All() {
					values = append(values, v)
				}
			}
			for _, name := range names {
				values = append(values, row.Value(name))
			}
			w.record(values)
		case []any:
			w.record(row)
		default:
			return nil, components.NewException(components.NoTypeConversion, fmt.Sprintf(
				"No type converter available to convert from type: %s to the required type: java.util.List", components.JavaType(row)))
		}
	}
	return encodedText(ex, w.out)
}

// encodedText brings text into the exchange's charset.
func encodedText(ex *components.Exchange, text []byte) ([]byte, error) {
	charset, err := components.CharsetOf(ex)
	if err != nil || charset.IsUTF8() {
		return text, err
	}
	return charset.Encode(string(text))
}
