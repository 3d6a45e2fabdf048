package dataformat

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// CSV is Camel's csv data format: lists of lists of text, or of maps.
// See https://camel.apache.org/components/4.18.x/dataformats/csv-dataformat.html
type CSV struct {
	ID                      string  `yaml:"id"`
	Delimiter               string  `yaml:"delimiter"`
	Quote                   string  `yaml:"quote"`
	QuoteDisabled           bool    `yaml:"quoteDisabled"`
	QuoteMode               string  `yaml:"quoteMode"`
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
	IgnoreSurroundingSpaces bool    `yaml:"ignoreSurroundingSpaces"`
	IgnoreHeaderCase        bool    `yaml:"ignoreHeaderCase"`
	AllowMissingColumnNames bool    `yaml:"allowMissingColumnNames"`
	Trim                    bool    `yaml:"trim"`
	TrailingDelimiter       bool    `yaml:"trailingDelimiter"`
	LazyLoad                bool    `yaml:"lazyLoad"`
	UseMaps                 bool    `yaml:"useMaps"`
	UseOrderedMaps          bool    `yaml:"useOrderedMaps"`
}

// columns are the names that the header option gives.
func (f *CSV) columns() []string {
	if f.Header == "" || f.HeaderDisabled {
		return nil
	}
	names := strings.Split(f.Header, ",")
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	return names
}

func firstRune(text string, otherwise rune, disabled bool) rune {
	if disabled {
		return -1
	}
	for _, r := range text {
		return r
	}
	return otherwise
}

// Unmarshal reads all records.
func (f *CSV) Unmarshal(ex *components.Exchange, data []byte) (any, error) {
	reader := &csvReader{
		text: []rune(string(data)), delimiter: firstRune(f.Delimiter, ',', false), quote: firstRune(f.Quote, '"', f.QuoteDisabled),
		escape: firstRune(f.Escape, -1, f.EscapeDisabled), comment: firstRune(f.CommentMarker, -1, f.CommentMarkerDisabled),
		keepEmpty: f.IgnoreEmptyLines != nil && !*f.IgnoreEmptyLines, surrounding: f.IgnoreSurroundingSpaces, line: 1,
	}
	names := f.columns()
	maps := f.UseMaps || f.UseOrderedMaps
	fromFile := names == nil && (maps || f.SkipHeaderRecord || f.CaptureHeaderRecord)
	skip := names != nil && f.SkipHeaderRecord
	rows := []any{}
	for {
		record, more, err := reader.record()
		if err != nil {
			return nil, err
		}
		if !more {
			return rows, nil
		}
		if fromFile || skip {
			if fromFile {
				if names, err = f.header(record); err != nil {
					return nil, err
				}
			}
			fromFile, skip = false, false
			if f.CaptureHeaderRecord {
				ex.Headers.Set("CamelCsvHeaderRecord", anys(names))
			}
			continue
		}
		rows = append(rows, f.row(record, names, maps))
	}
}

// header makes column names of the first record.
func (f *CSV) header(record []field) ([]string, error) {
	var names []string
	for _, field := range record {
		name := field.text
		if f.Trim {
			name = strings.TrimSpace(name)
		}
		names = append(names, name)
	}
	for _, name := range names {
		if strings.TrimSpace(name) == "" && !f.AllowMissingColumnNames {
			return nil, components.NewException(components.IllegalArgumentException, "A header name is missing in "+components.Text(anys(names)))
		}
	}
	return names, nil
}

func anys(names []string) []any {
	list := make([]any, len(names))
	for i, n := range names {
		list[i] = n
	}
	return list
}

func (f *CSV) row(record []field, names []string, asMap bool) any {
	if !asMap {
		list := make([]any, len(record))
		for i, field := range record {
			list[i] = f.value(field)
		}
		return list
	}
	m := &components.Map{}
	for i, name := range names {
		if i < len(record) {
			m.Set(name, f.value(record[i]))
		}
	}
	return m
}

func (f *CSV) value(v field) any {
	if f.NullString != nil && !f.NullStringDisabled && v.text == *f.NullString && !v.quoted {
		return nil
	}
	if f.Trim {
		return strings.TrimSpace(v.text)
	}
	return v.text
}

// Marshal writes a list of maps or lists, or one map, as records.
func (f *CSV) Marshal(_ *components.Exchange, body any) ([]byte, error) {
	w := &csvWriter{format: f, delimiter: firstRune(f.Delimiter, ',', false), quote: firstRune(f.Quote, '"', f.QuoteDisabled), separator: "\r\n"}
	if f.RecordSeparator != nil && !f.RecordSeparatorDisabled {
		w.separator = *f.RecordSeparator
	}
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
	return w.out, nil
}
