package components

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// corners are texts at which readers of JSON differ; they are the fuzz test's first ones too.
var corners = []string{
	`{}`, `[]`, ` { "a" : 1 } `, `{"a":[1,2.5,-0,1e3,0.1E-2,true,false,null,"x"]}`, `{"a":1,"b":2,"a":3}`, `[[[]]]`, `{"a":{"b":{}}}`,
	`{"a":1}{"b":2}`, `{"a":1} x`, `["\"\\\/\b\f\n\r\t"]`, `["\u00e4\ud83d\ude00"]`, `["\ud83d"]`, `["ä😀"]`, "[\"\xff\"]", "[\"a\nb\"]", `["\x"]`,
	`[01]`, `[-]`, `[1.]`, `[.5]`, `[1e]`, `[+1]`, `[1,]`, `[,1]`, `[1 2]`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{a:1}`, `{'a':1}`, `[tru]`, `[nulL]`,
	`[1`, `{"a":1`, `{"a`, `["a\`, `[`, `{`, ``, ` `, `1`, `"x"`, `true`, `[2147483648,9223372036854775808,-9223372036854775809]`, `[1]]`, "\ufeff[1]",
	`{"\u0061":1}`, `{"a\nb":1}`, `[1e999]`, `[NaN]`, `[0,00]`, `[-01]`, strings.Repeat("[", 2000) + strings.Repeat("]", 2000),
	`{"long":"` + strings.Repeat("x", 2*smallJSON) + `","n":` + strings.Repeat("9", 400) + `}`,
}

// FuzzJSON holds that what is read is read as the standard library reads it, and that what is written can be read again.
func FuzzJSON(f *testing.F) {
	for _, text := range corners {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, err := DecodeJSONText(text)
		if err != nil {
			var e *Exception
			if !errors.As(err, &e) {
				t.Fatalf("%q: %v has no class", text, err)
			}
			return
		}
		var want any
		d := json.NewDecoder(strings.NewReader(text))
		d.UseNumber()
		if err := d.Decode(&want); err != nil {
			t.Fatalf("%q: read as %v, but %v", text, Text(v), err)
		}
		b, err := EncodeJSON(v)
		if err != nil {
			t.Fatal(err)
		}
		again, err := DecodeJSON(b)
		if err != nil || !strings.Contains(string(b), "Infinity") && !reflect.DeepEqual(v, again) {
			t.Fatalf("%q: written as %s, read as %v, %v", text, b, Text(again), err)
		}
	})
}

var line = []byte(`{"id": 7000000000000000012, "lang": "en", "text": "cat window sofa box mouse garden roof lap bowl fence moon 12", ` +
	`"author": {"name": "author-12", "followers": 12}, "media": [{"type": "photo", "url": "https://pictures.example/12.jpg"}]}`)

func BenchmarkDecodeJSON(b *testing.B) {
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DecodeJSON(line); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkJSON reads a post and writes it again.
func BenchmarkJSON(b *testing.B) {
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		v, err := DecodeJSON(line)
		if err == nil {
			_, err = EncodeJSON(v)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncodeJSON(b *testing.B) {
	v, err := DecodeJSON(line)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(line)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := EncodeJSON(v); err != nil {
			b.Fatal(err)
		}
	}
}
