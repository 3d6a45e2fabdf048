package exchangelog

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// hello is the exchange of the table: what Camel 4.22 wrote for it stands in each row.
func hello() *components.Exchange {
	ex := components.NewExchange(context.Background(), "Hello\nWorld\r\nx")
	ex.SetID("ID-1")
	ex.RouteID = "route1"
	for _, h := range []struct {
		name  string
		value any
	}{{"b", 1}, {"A", "x\ny"}, {"c", []any{1, "two"}}, {"m", components.NewMap("k", "v")}, {"n", nil}} {
		ex.Headers.Set(h.name, h.value)
	}
	ex.Variables.Set("v1", "vv")
	ex.Properties.Set("p1", "pp")
	ex.Properties.Set("CamelToEndpoint", "log://t")
	return ex
}

func TestText(t *testing.T) {
	const body = "BodyType: String, Body: HelloWorld\rx]"
	const headers = "{A=x\ny, b=1, c=[1, two], m={k=v}, n=null}"
	for _, row := range []struct {
		name string
		set  func(f *Format)
		want string
	}{
		{"default", func(*Format) {}, "Exchange[ExchangePattern: InOnly, " + body},
		{"plain", func(f *Format) { f.Plain = true }, "Hello\nWorld\r\nx"},
		{"plain, cut", func(f *Format) { f.Plain, f.MaxChars = true, 3 }, "Hel... [Body clipped after 3 chars, total length is 14]"},
		{"plain, not cut", func(f *Format) { f.Plain, f.MaxChars = true, 0 }, "Hello\nWorld\r\nx"},
		{"plain, not shown", func(f *Format) { f.Plain, f.MaxChars = true, -1 }, "[Body is not logged]"},
		{"no body", func(f *Format) { f.ShowBody = false }, "Exchange[BodyType: String]"},
		{"nothing", func(f *Format) { f.ShowBody, f.ShowBodyType = false, false }, "Exchange[]"},
		{"no type", func(f *Format) { f.ShowBodyType = false }, "Exchange[Body: HelloWorld\rx]"},
		{"headers", func(f *Format) { f.ShowHeaders = true }, "Exchange[Headers: " + headers + ", " + body},
		{"pattern", func(f *Format) { f.ShowExchangePattern = true }, "Exchange[ExchangePattern: InOnly, " + body},
		{"id", func(f *Format) { f.ShowExchangeID = true }, "Exchange[Id: ID-1, " + body},
		{"route", func(f *Format) { f.ShowRouteID = true }, "Exchange[RouteId: route1, " + body},
		{"properties", func(f *Format) { f.ShowProperties = true }, "Exchange[Properties: {p1=pp}, " + body},
		{"all properties", func(f *Format) { f.ShowAllProperties = true }, "Exchange[Properties: {CamelToEndpoint=log://t, p1=pp}, " + body},
		{"variables", func(f *Format) { f.ShowVariables = true }, "Exchange[Variables: {v1=vv}, " + body},
		{"no exception", func(f *Format) { f.ShowException = true }, "Exchange[" + body},
		{"line feeds", func(f *Format) { f.SkipBodyLineSeparator = false }, "Exchange[BodyType: String, Body: Hello\nWorld\r\nx]"},
		{"5 characters", func(f *Format) { f.MaxChars = 5 }, "Exchange[Bod...]"},
		{"30 characters", func(f *Format) { f.MaxChars = 30 }, "Exchange[BodyType: String, Body: Hell...]"},
		{"not cut", func(f *Format) { f.MaxChars = 0 }, "Exchange[" + body},
		{"body not shown", func(f *Format) { f.MaxChars = -1 }, "Exchange[BodyType: String, Body: [Body is not logged]]"},
		{"tab", func(f *Format) { f.Style = "Tab" }, "Exchange[\tBodyType: String\tBody: HelloWorld\rx]"},
		{
			"fixed", func(f *Format) { f.Style, f.ShowHeaders = "Fixed", true },
			"Exchange[\tHeaders             " + headers + "\tBodyType            String\tBody                HelloWorld\rx]",
		},
		{"multiline", func(f *Format) { f.Multiline = true }, "Exchange[\n  BodyType: String\n  Body: HelloWorld\rx\n]"},
		{"multiline, nothing", func(f *Format) { f.Multiline, f.ShowBody, f.ShowBodyType = true, false, false }, "Exchange[\n]"},
		{
			"multiline, tab", func(f *Format) { f.Multiline, f.Style, f.ShowHeaders = true, "Tab", true },
			"Exchange[\n\tHeaders: " + headers + "\n\tBodyType: String\n\tBody: HelloWorld\rx\n]",
		},
		{"multiline, cut", func(f *Format) { f.Multiline, f.MaxChars = true, 15 }, "Exchange[\n  BodyType: Str...\n  Body: HelloWo...\n]"},
		{"multiline, 0", func(f *Format) { f.Multiline, f.MaxChars = true, 0 }, "Exchange[\n...\n...\n]"},
		{"all", func(f *Format) { f.ShowAll = true }, "Exchange[Id: ID-1, RouteId: route1, ExchangePattern: InOnly, Properties: {CamelToEndpoint=log://t, p1=pp}, " +
			"Variables: {v1=vv}, Headers: " + headers + ", " + body},
		{"all, multiline", func(f *Format) { f.ShowAll, f.Multiline = true, true }, "Exchange[\n  Id: ID-1\n\n  RouteId: route1\n  ExchangePattern: InOnly\n" +
			"  Properties: {CamelToEndpoint=log://t, p1=pp}\n  Variables: {v1=vv}\n  Headers: " + headers + "\n  BodyType: String\n  Body: HelloWorld\rx\n]"},
	} {
		f := DefaultFormat
		row.set(&f)
		if got := f.Text(hello()); got != row.want {
			t.Errorf("%s:\n got %q\nwant %q", row.name, got, row.want)
		}
	}
}

func TestBodies(t *testing.T) {
	for _, row := range []struct {
		body any
		want string
	}{
		{nil, "BodyType: null, Body: [Body is null]"},
		{components.NewMap("a", 1, "b", []any{"x", 1.5}), "BodyType: java.util.LinkedHashMap, Body: {a=1, b=[x, 1.5]}"},
		{[]any{1, "two"}, "BodyType: java.util.ArrayList, Body: [1, two]"},
		{12, "BodyType: Integer, Body: 12"},
		{int64(12345678901), "BodyType: Long, Body: 12345678901"},
		{1.5, "BodyType: Double, Body: 1.5"},
		{true, "BodyType: Boolean, Body: true"},
		{"", "BodyType: String, Body: "},
		{"  padded  ", "BodyType: String, Body:   padded  "},
		{[]byte("bytes"), "BodyType: byte[], Body: bytes"},
		{components.NewException("java.lang.IllegalArgumentException", "bad thing"), "BodyType: IllegalArgumentException, Body: java.lang.IllegalArgumentException: bad thing"},
	} {
		if got := DefaultFormat.Text(components.NewExchange(context.Background(), row.body)); got != "Exchange[ExchangePattern: InOnly, "+row.want+"]" {
			t.Errorf("%#v: got %s", row.body, got)
		}
	}
	ex := components.NewExchange(context.Background(), nil)
	ex.Pattern = components.InOut
	if got := DefaultFormat.Text(ex); !strings.Contains(got, "ExchangePattern: InOut,") {
		t.Errorf("got %s", got)
	}
}

func TestExceptions(t *testing.T) {
	caught := components.NewException("java.lang.IllegalArgumentException", "bad thing")
	caught.Cause = errors.New("the cause")
	ex := components.NewExchange(context.Background(), "x")
	ex.Properties.Set("CamelExceptionCaught", error(caught))
	for _, row := range []struct {
		set  func(f *Format)
		want string
	}{
		{func(f *Format) { f.ShowException = true }, "Exchange[BodyType: String, Body: x]"},
		{func(f *Format) { f.ShowStackTrace = true }, "Exchange[BodyType: String, Body: x]"},
		{
			func(f *Format) { f.ShowCaughtException = true },
			"Exchange[BodyType: String, Body: x, CaughtExceptionType: java.lang.IllegalArgumentException, CaughtExceptionMessage: bad thing]",
		},
		{
			func(f *Format) { f.ShowCaughtException, f.Multiline = true, true },
			"Exchange[\n  BodyType: String\n  Body: x\n  CaughtExceptionType: java.lang.IllegalArgumentException  CaughtExceptionMessage: bad thing\n]",
		},
		{
			func(f *Format) { f.ShowCaughtException, f.Style = true, "Fixed" },
			"Exchange[\tBodyType            String\tBody                x\tCaughtExceptionType java.lang.IllegalArgumentException\tCaughtExceptionMessagebad thing]",
		},
		{
			func(f *Format) { f.ShowCaughtException, f.ShowStackTrace = true, true },
			"Exchange[BodyType: String, Body: x, CaughtExceptionType: java.lang.IllegalArgumentException, CaughtExceptionMessage: bad thing" +
				", StackTrace: java.lang.IllegalArgumentException: bad thing\nCaused by: java.lang.Exception: the cause]",
		},
	} {
		f := DefaultFormat
		row.set(&f)
		if got := f.Text(ex); got != row.want {
			t.Errorf("got %q\nwant %q", got, row.want)
		}
	}
	ex.Exception = components.NewException("java.io.IOException", "gone")
	f := DefaultFormat
	f.ShowCaughtException = true
	if got := f.Text(ex); !strings.HasSuffix(got, ", ExceptionType: java.io.IOException, ExceptionMessage: gone]") {
		t.Errorf("got %q", got)
	}
}

func TestStreams(t *testing.T) {
	ex := components.NewExchange(context.Background(), io.Reader(strings.NewReader("cats")))
	if got := DefaultFormat.Text(ex); !strings.HasSuffix(got, "Body: [Body is instance of java.io.InputStream]]") {
		t.Errorf("got %s", got)
	}
	f := DefaultFormat
	f.ShowStreams, f.Plain = true, true
	if got := f.Text(ex); got != "cats" {
		t.Errorf("got %s", got)
	}
	if b, err := components.Bytes(ex.Body); err != nil || string(b) != "cats" {
		t.Errorf("the body after it was shown: got %q, %v", b, err)
	}
	ex.Body = io.MultiReader(strings.NewReader("ca"), failing{io.ErrUnexpectedEOF})
	if got := f.Text(ex); got != "[Body cannot be read: unexpected EOF]" {
		t.Errorf("got %s", got)
	}
	if b, err := components.Bytes(ex.Body); !errors.Is(err, io.ErrUnexpectedEOF) || string(b) != "ca" {
		t.Errorf("the broken body after it was shown: got %q, %v", b, err)
	}
}
