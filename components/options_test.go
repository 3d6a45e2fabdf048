package components

import (
	"strings"
	"testing"
	"time"
)

type testOptions struct {
	Kind   string        `camel:"kind,path" enum:"topic,queue" default:"queue"`
	Name   string        `camel:"name,path,required"`
	Period time.Duration `camel:"period" default:"1s"`
	Size   int           `camel:"queueSize" default:"10"`
	Token  string        `camel:"token,secret"`
}

type testEndpoint struct {
	uri  string
	opts *testOptions
}

func (e testEndpoint) URI() string { return e.uri }

func decode(t *testing.T, text string, properties map[string]string) (testEndpoint, error) {
	t.Helper()
	c := Of(Info{Scheme: "x", Syntax: "x:kind:name"}, func(_ *Context, uri string, o *testOptions) (Endpoint, error) {
		return testEndpoint{uri, o}, nil
	})
	u, err := ParseURI(text)
	if err != nil {
		t.Fatal(err)
	}
	ctx := &Context{Property: func(k string) (string, bool) { v, ok := properties[k]; return v, ok }}
	e, err := c.Endpoint(ctx, u)
	if err != nil {
		return testEndpoint{}, err
	}
	return e.(testEndpoint), nil
}

func TestOptions(t *testing.T) {
	e, err := decode(t, "x://topic:a:b?queue-size=7&period=1m30s&token=RAW(a&b%20)", map[string]string{"camel.component.x.period": "5"})
	if err != nil {
		t.Fatal(err)
	}
	want := testOptions{"topic", "a:b", 90 * time.Second, 7, "a&b%20"}
	if *e.opts != want {
		t.Errorf("got %+v, want %+v", *e.opts, want)
	}
	if want := "x://topic:a:b?period=1m30s&queueSize=7&token=xxxxxx"; e.uri != want {
		t.Errorf("URI: got %s, want %s", e.uri, want)
	}
	if e, _ = decode(t, "x:cats", map[string]string{"camel.component.x.period": "5"}); e.opts.Kind != "queue" || e.opts.Name != "cats" || e.opts.Period != 5*time.Millisecond {
		t.Errorf("got %+v", *e.opts)
	}
}

func TestOptionMistakesAreAllReported(t *testing.T) {
	_, err := decode(t, "x?peroid=1&queueSize=many&period=soon", nil)
	errs, ok := err.(OptionErrors)
	if !ok || len(errs) != 4 {
		t.Fatalf("got %v", err)
	}
	if errs[0].Hint != `did you mean "period"?` || errs[0].Offset != 2 {
		t.Errorf("got %+v", errs[0])
	}
	for i, want := range []string{`unknown option "peroid"`, `"many" is not a whole number`, `"soon" is not a duration`, `needs option "name"`} {
		if !strings.Contains(errs[i].Msg, want) {
			t.Errorf("error %d: got %q, want %q", i, errs[i].Msg, want)
		}
	}
}

func TestText(t *testing.T) {
	for want, v := range map[string]any{
		"{a=1, b=[x, null, 1.0]}": NewMap("a", 1, "b", []any{"x", nil, 1.0}),
		"1.0E7":                   1e7, "1.234E-4": 0.0001234, "100.5": 100.5, "null": nil, "true": true,
	} {
		if got := Text(v); got != want {
			t.Errorf("Text(%#v): got %s, want %s", v, got, want)
		}
	}
}

func TestJSONKeepsOrder(t *testing.T) {
	const text = `{"z":1,"a":[true,null,2.5,"é\"\n"],"m":{"k":12345678901}}`
	v, err := DecodeJSON([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	b, err := EncodeJSON(v)
	if err != nil || string(b) != text {
		t.Errorf("got %s, %v", b, err)
	}
	for _, bad := range []string{"", "{", `{"a":`, `[1,`, "{broken", strings.Repeat("[", 5000)} {
		if _, err := DecodeJSON([]byte(bad)); err == nil {
			t.Errorf("%.20q decoded", bad)
		}
	}
}

func TestHeadersIgnoreCase(t *testing.T) {
	var h Headers
	h.Set("Content-Type", "a")
	h.Set("content-type", "b")
	if h.Len() != 1 || h.Text("CONTENT-TYPE") != "b" {
		t.Errorf("got %v", h.Map())
	}
	c := h.Clone()
	c.Set("x", 1)
	if _, ok := h.Get("x"); ok {
		t.Error("the clone's header shows in the original")
	}
}
