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
	if _, err := (&JSON{ContentTypeHeader: &no}).Marshal(plain, 1); err != nil || plain.Headers.Len() != 0 {
		t.Errorf("headers %v, %v", plain.Headers.Map(), err)
	}
	v, err := (&JSON{UseList: true}).Unmarshal(ex, []byte(`[{"a":1}] trailing`))
	if err != nil || components.Text(v) != "[{a=1}]" {
		t.Errorf("got %v, %v", v, err)
	}
	for text, class := range map[string]string{
		"": mismatchedInput, "  ": mismatchedInput, `{"a"`: eofException, "[1,": eofException, "{broken": parseException,
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
