package components

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestParseURI(t *testing.T) {
	for _, row := range []struct {
		text, scheme, path string
		params             []Param
	}{
		{"timer", "timer", "", nil},
		{"timer:tick", "timer", "tick", nil},
		{"timer://tick", "timer", "tick", nil},
		{" log:cats", "log", "cats", nil},
		{"log?level=WARN", "log", "", []Param{{"level", "WARN", 4, "WARN"}}},
		{"log?marker=a:b", "log", "", []Param{{"marker", "a:b", 4, "a:b"}}},
		{"log:cats?", "log", "cats", nil},
		{"activemq:topic:a:b?x=1&y=2", "activemq", "topic:a:b", []Param{{"x", "1", 19, "1"}, {"y", "2", 23, "2"}}},
		{"http://host:8080/path/x?a=b", "http", "host:8080/path/x", []Param{{"a", "b", 24, "b"}}},
		{"x:y?a=1&&b=2&", "x", "y", []Param{{"a", "1", 4, "1"}, {"b", "2", 9, "2"}}},
		{"x:y?a", "x", "y", []Param{{"a", "", 4, ""}}},
		{"x:y?a=b=c", "x", "y", []Param{{"a", "b=c", 4, "b=c"}}},
		{"x:y?a=%26%20+z", "x", "y", []Param{{"a", "& +z", 4, "%26%20+z"}}},
		{"x:y?a=50%", "x", "y", []Param{{"a", "50%", 4, "50%"}}},
		{"x:y?a=RAW(p&q%20)&b=1", "x", "y", []Param{{"a", "RAW(p&q%20)", 4, "RAW(p&q%20)"}, {"b", "1", 18, "1"}}},
		{"x:y?a=RAW(p)q)&b=1", "x", "y", []Param{{"a", "RAW(p)q)", 4, "RAW(p)q)"}, {"b", "1", 15, "1"}}},
		{"x:y?a=RAW{p&q}&b=1", "x", "y", []Param{{"a", "RAW{p&q}", 4, "RAW{p&q}"}, {"b", "1", 15, "1"}}},
		{"x:y?a=${header.b&c}&b=1", "x", "y", []Param{{"a", "${header.b&c}", 4, "${header.b&c}"}, {"b", "1", 20, "1"}}},
		{"x:y?a=RAW(p&b=1", "x", "y", []Param{{"a", "RAW(p&b=1", 4, "RAW(p&b=1"}}},
	} {
		u, err := ParseURI(row.text)
		if err != nil || u.Scheme != row.scheme || u.Path != row.path || !slices.Equal(u.Params, row.params) {
			t.Errorf("%s: got %+v, %v", row.text, u, err)
		}
		for _, p := range u.Params {
			if p.Offset < 0 || p.Offset >= len(row.text) || row.text[p.Offset:p.Offset+len(p.Name)] != p.Name {
				t.Errorf("%s: offset %d of %s is wrong", row.text, p.Offset, p.Name)
			}
		}
	}
	for _, bad := range []string{"", ":", ":x", "?a=b", " :x"} {
		if u, err := ParseURI(bad); err == nil {
			t.Errorf("%q: got %+v", bad, u)
		}
	}
}

func TestParam(t *testing.T) {
	u, err := ParseURI("x:y?queue-size=1&other=2&queueSize=3")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"queueSize", "queue-size"} {
		if v, ok := u.Param(name); !ok || v != "3" {
			t.Errorf("%s: got %q, %v", name, v, ok)
		}
	}
	if v, ok := u.Param("missing"); ok {
		t.Errorf("got %q", v)
	}
}

func TestPattern(t *testing.T) {
	for text, want := range map[string]struct {
		pattern Pattern
		given   bool
	}{
		"x:y": {InOnly, false}, "x:y?exchangePattern=InOut": {InOut, true}, "x:y?exchangePattern=InOnly": {InOnly, true},
		"x:y?exchange-pattern=inout": {InOut, true},
	} {
		u, err := ParseURI(text)
		if err != nil {
			t.Fatal(err)
		}
		if p, given := u.Pattern(); p != want.pattern || given != want.given {
			t.Errorf("%s: got %v, %v", text, p, given)
		}
	}
}

func TestCamelCase(t *testing.T) {
	for name, want := range map[string]string{"queue-size": "queueSize", "queueSize": "queueSize", "a-b-c": "aBC", "a--b": "aB", "a-": "a", "-a": "A", "": ""} {
		if got := CamelCase(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"500": 500 * time.Millisecond, "-1": -time.Millisecond, "0": 0, "5s": 5 * time.Second, "1m30s": 90 * time.Second, "1h 30m": 90 * time.Minute,
		"2d": 48 * time.Hour, "1d12h": 36 * time.Hour, "250ms": 250 * time.Millisecond, "2H": 2 * time.Hour,
	} {
		if got, err := ParseDuration(text); err != nil || got != want {
			t.Errorf("%q: got %v, %v", text, got, err)
		}
	}
	for _, bad := range []string{"", "soon", "5 cats", "d", "1.5d", "5x", "99999999999d", "9223372036854775807", "200000d"} {
		if got, err := ParseDuration(bad); err == nil {
			t.Errorf("%q: got %v", bad, got)
		}
	}
}

// FuzzEndpoint holds that no URI makes the parser or the decoder panic, and that a secret is never shown.
func FuzzEndpoint(f *testing.F) {
	for _, text := range []string{
		"x:topic:cats", "x://a?queueSize=5&token=RAW(a&b)", "x?peroid=1", "x:queue:", "x:?", "x:y?a=RAW{", "x:y?a=${b", "x:a?queue-size=%", "x:y?kind=topic&name=z",
		"x:y?exchangePattern=InOut&synchronous=true", "x:y?bridgeErrorHandler=true", "x:y?exceptionHandler=#e", "x:y?period=1d2", "x:topic",
	} {
		f.Add(text)
	}
	const secret = "0123456789abcdef"
	c := Of(Info{Scheme: "x", Syntax: "x:kind:name"}, func(_ *Context, uri string, o *testOptions) (Endpoint, error) { return testEndpoint{uri, o}, nil })
	f.Fuzz(func(t *testing.T, text string) {
		u, err := ParseURI(text)
		if err != nil {
			return
		}
		for _, p := range u.Params {
			if p.Offset < 0 || p.Offset >= len(text) {
				t.Fatalf("offset %d in %q", p.Offset, text)
			}
		}
		u.Params = append(u.Params, Param{"token", secret, -1, ""})
		e, err := c.Endpoint(&Context{}, u)
		var wrong OptionErrors
		if err != nil {
			if !errors.As(err, &wrong) || len(wrong) == 0 {
				t.Fatalf("%q: got %v", text, err)
			}
			return
		}
		if e.(testEndpoint).opts.Token != secret || strings.Contains(e.URI(), secret) {
			t.Fatalf("%q: URI() is %q", text, e.URI())
		}
	})
}

// FuzzParseURI holds that any text is taken apart or refused, and that what stands in offsets is in the text.
func FuzzParseURI(f *testing.F) {
	for _, text := range []string{
		"timer:tick?period=1s", "seda:a?size=3&x=RAW(a&b)", "kafka", "log?level=WARN", "http://user:pw@host:80/p?q=${header.a&b}", "a:?=&&=b&c", ":x", "x:%zz?a=%",
		"x:y?p=RAW{a}b}&q=RAW(", "file://dir?fileName=${date:now:yyyy}&a", "x:?RAW(a)=RAW(b)",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		uri, err := ParseURI(text)
		if err != nil {
			return
		}
		if uri.Scheme == "" {
			t.Errorf("%q has no scheme and is taken", text)
		}
		for _, p := range uri.Params {
			if p.Offset < 0 || p.Offset >= len(text) || !strings.HasPrefix(text[p.Offset:], p.Name) {
				t.Errorf("%q: parameter %+v", text, p)
			}
		}
		for _, scheme := range []string{uri.Scheme, "kafka", "smtp", "aws2-s3"} {
			if entry, ok := Catalog(scheme); ok {
				whole := entry.WholePath(uri)
				entry.CheckOptions(whole)
			}
		}
	})
}
