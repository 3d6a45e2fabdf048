package dataformat

// csvDialect is how records are written and read. A character that is switched off is -1.
type csvDialect struct {
	delimiter, quote, escape, comment     rune
	mode, separator                       string // quoteMode, recordSeparator
	null                                  *string
	keepEmpty, surrounding, trim, missing bool
	trailing                              bool // a delimiter stands behind the last value, too
}

const (
	tab    = "\t"
	escape = `\`
)

// csvFormats are the dialects of option format, as they differ from the default.
var csvFormats = map[string]CSV{
	"EXCEL":               {IgnoreEmptyLines: new(bool), AllowMissingColumnNames: yes()},
	"INFORMIX_UNLOAD":     {Delimiter: "|", Escape: escape, RecordSeparator: text("\n")},
	"INFORMIX_UNLOAD_CSV": {RecordSeparator: text("\n")},
	"MONGODB_CSV":         {Escape: `"`, QuoteMode: "MINIMAL"},
	"MONGODB_TSV":         {Delimiter: tab, Escape: `"`, QuoteMode: "MINIMAL"},
	"MYSQL": {
		Delimiter: tab, Escape: escape, QuoteDisabled: true, RecordSeparator: text("\n"), NullString: text(`\N`), QuoteMode: "ALL_NON_NULL",
		IgnoreEmptyLines: new(bool),
	},
	"ORACLE": {Escape: escape, NullString: text(`\N`), Trim: yes(), RecordSeparator: text("\n"), QuoteMode: "MINIMAL", IgnoreEmptyLines: new(bool)},
	"POSTGRESQL_CSV": {
		Escape: `"`, RecordSeparator: text("\n"), NullString: text(""), QuoteMode: "ALL_NON_NULL", IgnoreEmptyLines: new(bool),
	},
	"POSTGRESQL_TEXT": {
		Delimiter: tab, Escape: escape, RecordSeparator: text("\n"), NullString: text(`\N`), QuoteMode: "ALL_NON_NULL", IgnoreEmptyLines: new(bool),
	},
	"RFC4180": {IgnoreEmptyLines: new(bool)},
	"TDF":     {Delimiter: tab, IgnoreSurroundingSpaces: yes()},
}

func yes() *bool {
	b := true
	return &b
}

func text(s string) *string { return &s }

// dialect is the format's with what the options say on top.
func (f *CSV) dialect() csvDialect {
	d := csvDialect{delimiter: ',', quote: '"', escape: -1, comment: -1, separator: "\r\n"}
	if base, ok := csvFormats[f.Format]; ok {
		d.apply(&base)
	}
	d.apply(f)
	return d
}

func (d *csvDialect) apply(f *CSV) {
	d.delimiter = character(f.Delimiter, false, d.delimiter)
	d.quote = character(f.Quote, f.QuoteDisabled, d.quote)
	d.escape = character(f.Escape, f.EscapeDisabled, d.escape)
	d.comment = character(f.CommentMarker, f.CommentMarkerDisabled, d.comment)
	if f.QuoteMode != "" {
		d.mode = f.QuoteMode
	}
	switch {
	case f.RecordSeparatorDisabled:
		d.separator = ""
	case f.RecordSeparator != nil:
		d.separator = *f.RecordSeparator
	}
	switch {
	case f.NullStringDisabled:
		d.null = nil
	case f.NullString != nil:
		d.null = f.NullString
	}
	if f.IgnoreEmptyLines != nil {
		d.keepEmpty = !*f.IgnoreEmptyLines
	}
	for option, into := range map[*bool]*bool{f.IgnoreSurroundingSpaces: &d.surrounding, f.AllowMissingColumnNames: &d.missing, f.Trim: &d.trim} {
		if option != nil {
			*into = *option
		}
	}
	d.trailing = d.trailing || f.TrailingDelimiter
}

// character is the first of an option's text, or what is there without.
func character(option string, disabled bool, otherwise rune) rune {
	if disabled {
		return -1
	}
	for _, r := range option {
		return r
	}
	return otherwise
}
