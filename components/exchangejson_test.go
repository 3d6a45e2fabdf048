package components

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestStoredExchangesKeepTheirTypes(t *testing.T) {
	inner := NewExchange(t.Context(), "inner")
	for _, v := range []any{
		nil, "text <b>", "bad \xff", true, 5, int64(5), 5.0, float32(1.5), math.Inf(1), []byte("\x00\xff"), []byte{}, []any{}, []any{1, "a", nil, []any{2.5}},
		NewMap("b", 1, "a", NewMap("c", []byte("x")), "n", nil), time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC), NewException("java.io.IOException", "no"), Grouped([]any{"x", 2}),
	} {
		ex := NewExchange(t.Context(), v)
		ex.Pattern, ex.FromRoute = InOut, "r"
		ex.Headers.Set("H", v)
		ex.Properties.Set("p", v)
		ex.Variables.Set("v", v)
		data, err := MarshalExchange(ex)
		if err != nil {
			t.Fatal(err)
		}
		got, err := UnmarshalExchange(data)
		if err != nil {
			t.Fatalf("%v: %s: %v", v, data, err)
		}
		for place, x := range map[string]any{"body": got.Body, "header": got.Headers.Value("h"), "property": got.Properties.Value("p"), "variable": got.Variables.Value("v")} {
			if !asBefore(x, v) || Text(x) != Text(v) {
				t.Errorf("%s %T %v became %T %v", place, v, v, x, x)
			}
		}
		if got.ID() != ex.ID() || got.Pattern != InOut || got.FromRoute != "r" || !got.Created.Equal(ex.Created) {
			t.Errorf("got %+v", got)
		}
	}
	b := &strings.Builder{}
	b.WriteString("so far")
	ex := NewExchange(t.Context(), strings.NewReader("a stream"))
	ex.Properties.Set("b", b)
	ex.Properties.Set("list", []any{inner, inner.Message()})
	data, err := MarshalExchange(ex)
	if err != nil {
		t.Fatal(err)
	}
	got, err := UnmarshalExchange(data)
	if err != nil {
		t.Fatal(err)
	}
	list := got.Properties.Value("list").([]any)
	if Text(got.Body) != "a stream" || got.Properties.Value("b").(*strings.Builder).String() != "so far" || list[0].(*Exchange).Body != "inner" || list[1].(*Message).Body != "inner" {
		t.Errorf("got %+v", got)
	}
}

func asBefore(a, b any) bool {
	if m, ok := a.(*Map); ok {
		n, ok := b.(*Map)
		return ok && Text(m) == Text(n)
	}
	return reflect.DeepEqual(a, b)
}

func TestWhatIsNoStoredExchange(t *testing.T) {
	for _, data := range []string{"", "x", "[]", `{"body":{"what":1}}`, `{"body":{}}`, `{"body":[{"bytes":5}]}`, `{"body":{"double":"x"}}`, `{"headers":[{"k":"a","v":{"map":3}}]}`} {
		if ex, err := UnmarshalExchange([]byte(data)); err == nil {
			t.Errorf("%s became %v", data, ex)
		}
	}
}
