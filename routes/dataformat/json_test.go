package dataformat

import (
	"context"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func TestJSON(t *testing.T) {
	ex := components.NewExchange(context.Background(), nil)
	for want, body := range map[string]any{
		"null": nil, `"text"`: "text", "1.0": 1.0, "[1,true,null]": []any{1, true, nil}, `{"b":1,"a":{}}`: components.NewMap("b", 1, "a", &components.Map{}),
	} {
		b, err := (&JSON{}).Marshal(ex, body)
		if err != nil || string(b) != want {
			t.Errorf("%v: got %s, %v", body, b, err)
		}
	}
	if ex.Headers.Text("content-type") != "application/json" {
		t.Error("no Content-Type")
	}
	for combine, want := range map[bool]string{false: `"a\uD83D\uDC08é"`, true: `"a🐈é"`} {
		if b, err := (&JSON{CombineUnicode: combine}).Marshal(ex, "a🐈é"); err != nil || string(b) != want {
			t.Errorf("got %s, %v", b, err)
		}
	}
	no := false
	plain := components.NewExchange(context.Background(), nil)
	if _, err := (&JSON{Jackson: Jackson{ContentTypeHeader: &no}}).Marshal(plain, 1); err != nil || plain.Headers.Len() != 0 {
		t.Errorf("headers %v, %v", plain.Headers.Map(), err)
	}
	v, err := (&JSON{Jackson: Jackson{UseList: true}}).Unmarshal(ex, []byte(`[{"a":1}] trailing`))
	if err != nil || components.Text(v) != "[{a=1}]" {
		t.Errorf("got %v, %v", v, err)
	}
	for text, class := range map[string]string{
		"": mismatchedInput, "  ": mismatchedInput, `{"a"`: "com.fasterxml.jackson.core.io.JsonEOFException", "[1,": "com.fasterxml.jackson.core.io.JsonEOFException", "{broken": components.JSONParseException,
	} {
		if _, err := (&JSON{}).Unmarshal(ex, []byte(text)); components.Class(err) != class {
			t.Errorf("%q: got %s, want %s", text, components.Class(err), class)
		}
	}
}

func TestIndent(t *testing.T) {
	const compact = `{"a":[1,{"b":"x,y: {\"}"},[]],"c":{},"d":[[1],[2]]}`
	const want = `{
  "a" : [ 1, {
    "b" : "x,y: {\"}"
  }, [ ] ],
  "c" : { },
  "d" : [ [ 1 ], [ 2 ] ]
}`
	if got := string(Indent([]byte(compact))); got != want {
		t.Errorf("got %s", got)
	}
}

func FuzzIndent(f *testing.F) {
	f.Add(`{"a":[1,"x"]}`)
	f.Fuzz(func(t *testing.T, text string) {
		v, err := components.DecodeJSON([]byte(text))
		if err != nil {
			return
		}
		compact, err := components.EncodeJSON(v)
		if err != nil {
			return
		}
		again, err := components.DecodeJSON(Indent(compact))
		if err != nil {
			t.Fatalf("%s: %v", Indent(compact), err)
		}
		if back, _ := components.EncodeJSON(again); string(back) != string(compact) && !strings.Contains(text, "\\u") {
			t.Errorf("%s became %s", compact, back)
		}
	})
}

func TestOtherJSONLibraries(t *testing.T) {
	body := components.NewMap("a", nil, "b", 1, "c", []any{nil, "<'x=1'>"}, "d", &components.Map{})
	for _, c := range []struct {
		library, read, compact string
		pretty                 string
	}{
		{"Gson", "{a=1.0, b=2.5}", `{"b":1,"c":[null,"\u003c\u0027x\u003d1\u0027\u003e"],"d":{}}`, "{\n  \"b\": 1,\n  \"c\": [\n    null,"},
		{"Jsonb", "{a=1, b=2.50}", `{"b":1,"c":[null,"<'x=1'>"],"d":{}}`, "{\n    \"b\": 1,"},
		{"Fastjson", "{a=1, b=2.50}", `{"b":1,"c":[null,"<'x=1'>"],"d":{}}`, "{\n\t\"b\": 1,"},
	} {
		ex := components.NewExchange(context.Background(), nil)
		f := &JSON{Library: c.library}
		if v, err := f.UnmarshalText(ex, `{"a": 1, "b": 2.50}`); err != nil || components.Text(v) != c.read {
			t.Errorf("%s: read %v, %v", c.library, components.Text(v), err)
		}
		if v, err := f.UnmarshalText(ex, " "); err != nil || v != nil {
			t.Errorf("%s: nothing was read as %v, %v", c.library, v, err)
		}
		if _, err := f.UnmarshalText(ex, "{"); err == nil || components.Class(err) == components.JSONParseException {
			t.Errorf("%s: got %v", c.library, err)
		}
		if b, err := f.Marshal(ex, body); err != nil || string(b) != c.compact {
			t.Errorf("%s: wrote %s, %v", c.library, b, err)
		}
		f.PrettyPrint = true
		if b, err := f.Marshal(ex, body); err != nil || !strings.HasPrefix(string(b), c.pretty) {
			t.Errorf("%s: wrote %s, %v", c.library, b, err)
		}
	}
}

// BenchmarkJSON reads a post of 230 bytes and writes it again.
func BenchmarkJSON(b *testing.B) {
	const post = `{"id": 7000000000000000012, "lang": "en", "text": "cat window sofa box mouse garden roof lap bowl fence moon 12", ` +
		`"author": {"name": "author-12", "followers": 12}, "media": [{"type": "photo", "url": "https://pictures.example/12.jpg"}]}`
	f := &JSON{}
	ex := components.NewExchange(context.Background(), nil)
	b.SetBytes(int64(len(post)))
	b.ReportAllocs()
	for b.Loop() {
		v, err := Unmarshal(f, ex, post)
		if err == nil {
			_, err = Marshal(f, ex, v)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
