package dataformat

import (
	"context"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func TestCSVFormats(t *testing.T) {
	ex := components.NewExchange(context.Background(), nil)
	body := []any{[]any{"a", nil, "", "b,c", "d|e", "f\tg", `h"i`, `j\k`, 1}}
	for format, want := range map[string]string{
		"DEFAULT":             "a,,,\"b,c\",d|e,f\tg,\"h\"\"i\",j\\k,1\r\n",
		"EXCEL":               "a,,,\"b,c\",d|e,f\tg,\"h\"\"i\",j\\k,1\r\n",
		"INFORMIX_UNLOAD":     "a|||b,c|\"d|e\"|f\tg|\"h\\\"i\"|\"j\\\\k\"|1\n",
		"INFORMIX_UNLOAD_CSV": "a,,,\"b,c\",d|e,f\tg,\"h\"\"i\",j\\k,1\n",
		"MYSQL":               "a\t\\N\t\tb,c\td|e\tf\\\tg\th\"i\tj\\\\k\t1\n",
		"ORACLE":              "a,\\N,,\"b,c\",d|e,f\tg,\"h\\\"i\",\"j\\\\k\",1\n",
		"POSTGRESQL_CSV":      "\"a\",,\"\",\"b,c\",\"d|e\",\"f\tg\",\"h\"\"i\",\"j\\k\",\"1\"\n",
		"POSTGRESQL_TEXT":     "\"a\"\t\\N\t\"\"\t\"b,c\"\t\"d|e\"\t\"f\tg\"\t\"h\\\"i\"\t\"j\\\\k\"\t\"1\"\n",
		"TDF":                 "a\t\t\tb,c\td|e\t\"f\tg\"\t\"h\"\"i\"\tj\\k\t1\r\n",
	} {
		b, err := (&CSV{Format: format}).Marshal(ex, body)
		if err != nil || string(b) != want {
			t.Errorf("%s: wrote %q, %v", format, b, err)
		}
	}
	for format, want := range map[string]string{
		"DEFAULT": "[[a, \\N,b], [c,d\t\"e\"]]", "RFC4180": "[[a, \\N,b], [], [c,d\t\"e\"]]",
		"TDF": "[[a,\\N,b], [c,d, e]]", "MYSQL": "[[a, \\N,b], [], [c,d, \"e\"]]",
	} {
		text := "\"a, \\N,b\"\n\n\"c,d\t\"\"e\"\"\"\n"
		switch format {
		case "TDF":
			text = " a,\\N,b \n\n c,d \t \"e\" \n"
		case "MYSQL":
			text = "a, \\N,b\n\nc,d\t\"e\"\n"
			want = "[[a, \\N,b], [], [c,d, \"e\"]]"
		}
		v, err := (&CSV{Format: format}).UnmarshalText(ex, text)
		if err != nil || components.Text(v) != want {
			t.Errorf("%s: read %v, %v", format, components.Text(v), err)
		}
	}
}

// TestLazyCSVTakesLittle reads rows of a file that is larger than what may be in memory.
func TestLazyCSVIsReadByRows(t *testing.T) {
	ex := components.NewExchange(context.Background(), nil)
	v, err := Unmarshal(&CSV{LazyLoad: true, UseMaps: true}, ex, endless{})
	if err != nil {
		t.Fatal(err)
	}
	rows := v.(components.Iterator)
	for range 10_000 {
		row, err := rows.Next()
		if err != nil || components.Text(row) != "{a=1, b=x y}" {
			t.Fatalf("got %v, %v", row, err)
		}
	}
}

func FuzzCSV(f *testing.F) {
	for _, text := range []string{"a,b\n1,2\n", "\"a\"\"b\",\"c\nd\"\r\n", "a\\,b", "# c\na", "\"a", ",,\n\n,", "\"a\" b", "é\xff"} {
		f.Add(text, "", "")
		f.Add(text, "\\", "NULL")
	}
	f.Fuzz(func(t *testing.T, text, escape, null string) {
		if len([]rune(escape)) > 1 || strings.ContainsAny(escape, ",\"\n\r") {
			return
		}
		ex := components.NewExchange(context.Background(), nil)
		format := &CSV{Escape: escape, NullString: &null}
		v, err := format.UnmarshalText(ex, text)
		if err != nil {
			return
		}
		b, err := format.Marshal(ex, v)
		if err != nil {
			t.Fatal(err)
		}
		if escape != "" { // what Camel's library writes with an escape it does not always read
			return
		}
		again, err := format.UnmarshalText(ex, string(b))
		if err != nil || components.Text(again) != components.Text(v) {
			t.Fatalf("%q: %v was written as %q and read as %v, %v", text, components.Text(v), b, components.Text(again), err)
		}
	})
}

func FuzzUnivocity(f *testing.F) {
	for _, text := range []string{"a,b\n1,2\n", "\"a\"\"b\",\"c\nd\"\r\n", "a\\tb\tc\\", "# c\na", "\"a", ",,\n\n,", "\"a\" b", "é\xff", "ab\nabcdefgh"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ex := components.NewExchange(context.Background(), nil)
		columns := []univocityHeader{{"a", 3}, {"b", 2}}
		for _, format := range []Format{
			&UnivocityCSV{Univocity: Univocity{AsMap: true, HeaderExtractionEnabled: true}},
			&UnivocityTSV{Univocity: Univocity{AsMap: true, Headers: columns}}, &UnivocityFixed{Univocity: Univocity{AsMap: true, Headers: columns}},
		} {
			v, err := Unmarshal(format, ex, text)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := Marshal(format, ex, v); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func FuzzXML(f *testing.F) {
	for _, text := range []string{
		"<a><b x='1'>y</b><b/></a>", "<a>&#65;<![CDATA[x]]></a>", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<?xml version='1.0' encoding='latin1'?><a>\xe9</a>", "<a:b xmlns:a='c'/>",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ex := components.NewExchange(context.Background(), nil)
		format := &JacksonXML{}
		v, err := format.UnmarshalText(ex, text)
		if err != nil {
			return
		}
		if b, err := format.Marshal(ex, v); err != nil && components.Class(err) != "com.fasterxml.jackson.core.JsonGenerationException" {
			t.Fatalf("%s: %v", b, err)
		}
	})
}
