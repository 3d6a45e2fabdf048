package language

import (
	"errors"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// The answers were recorded from Camel 4.22.
func TestJSONPathOptions(t *testing.T) {
	const body = `{"a":1,"o":{"k":"v"},"l":[1,{"b":2}],"s":"true"}`
	for _, c := range []struct {
		path    string
		options Options
		want    string
	}{
		{"$.zz", Options{SuppressExceptions: true}, "null"},
		{"$.zz[*].x", Options{SuppressExceptions: true}, "[]"},
		{"$.o", Options{WriteAsString: true}, `{k="v"}`},
		{"$.l[*]", Options{WriteAsString: true}, `[1, {"b":2}]`},
		{"$.a", Options{WriteAsString: true}, "1"},
		{"$.l[0:1]", Options{UnpackArray: true}, "1"},
		{"$.l[*]", Options{UnpackArray: true}, "[1, {b=2}]"},
		{"$.l[0:1]", Options{ResultType: "int"}, "1"},
		{"$.l[0:1]", Options{ResultType: "java.util.List"}, "[1]"},
		{"$.l[*]", Options{ResultType: "String"}, "[1, {b=2}]"},
		{"$.l[9:]", Options{ResultType: "String"}, "[]"},
		{"$.x", Options{Source: "header:json"}, "hx"},
		{"$.x", Options{Source: "property:json"}, "px"},
		{"$.x", Options{Source: "variable:json"}, "vx"},
		{" $.a ", Options{Trim: true}, "1"},
	} {
		if got := value(t, "jsonpath", c.path, c.options, body); got != c.want {
			t.Errorf("%s %+v: got %s, want %s", c.path, c.options, got, c.want)
		}
	}
	for _, body := range []any{nil, 5} {
		if got := value(t, "jsonpath", "$.zz", Options{SuppressExceptions: true}, body); got != "null" {
			t.Errorf("of %v: got %s", body, got)
		}
	}
}

func TestJSONPathFailures(t *testing.T) {
	for _, c := range []struct {
		path    string
		options Options
		body    any
		message string
		classes string // from the outermost to the innermost
	}{
		{"$.zz", Options{}, `{"a":1}`, "com.jayway.jsonpath.PathNotFoundException: No results for path: $['zz']", "org.apache.camel.ExpressionEvaluationException " + pathNotFound},
		{"$.a.b", Options{}, `{"a":1}`, "com.jayway.jsonpath.PathNotFoundException: Expected to find an object with property ['b'] in path $['a'] but found 'java.lang.Integer'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.", "org.apache.camel.ExpressionEvaluationException " + pathNotFound},
		{"$.a", Options{SuppressExceptions: true}, "not json", "", "org.apache.camel.ExpressionEvaluationException com.jayway.jsonpath.InvalidJsonException com.fasterxml.jackson.core.JsonParseException"},
		{"$.a", Options{SuppressExceptions: true}, "", "java.lang.IllegalArgumentException: json string can not be null or empty", "org.apache.camel.ExpressionEvaluationException java.lang.IllegalArgumentException"},
		{"$.a", Options{}, nil, "org.apache.camel.CamelExchangeException: Cannot read body as supported JSON value. Exchange[the-id]", "org.apache.camel.ExpressionEvaluationException org.apache.camel.CamelExchangeException"},
		{"$.a", Options{Source: "header:nope", SuppressExceptions: true}, "{}", "org.apache.camel.RuntimeCamelException: org.apache.camel.NoSuchHeaderException: No 'nope' header available. Exchange[the-id]", "org.apache.camel.ExpressionEvaluationException org.apache.camel.RuntimeCamelException org.apache.camel.NoSuchHeaderException"},
	} {
		ex := exchange(c.body)
		ex.SetID("the-id")
		e, err := jsonpath.Expression(c.path, c.options)
		if err != nil {
			t.Fatal(err)
		}
		_, err = e(ex)
		var classes []string
		for cause := err; cause != nil; cause = errors.Unwrap(cause) {
			var failure *components.Exception
			if errors.As(cause, &failure) && failure == cause {
				classes = append(classes, failure.Class)
			}
		}
		if strings.Join(classes, " ") != c.classes || c.message != "" && err.Error() != c.message {
			t.Errorf("%s of %v:\n got %v: %v\nwant %s: %s", c.path, c.body, classes, err, c.classes, c.message)
		}
	}
}

func TestJSONPathReadsAStreamOnce(t *testing.T) {
	ex := exchange(strings.NewReader(`{"a":1}`))
	e, err := jsonpath.Expression("$.a", Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if v, err := e(ex); err != nil || v != 1 {
			t.Errorf("got %v, %v", v, err)
		}
	}
}

func TestTheWorkOfAPathIsBounded(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 200) + "1" + strings.Repeat("}", 200)
	if got := value(t, "jsonpath", "$..*..*..*..*..*", Options{}, deep); got != "error: org.apache.camel.ExpressionEvaluationException" {
		t.Errorf("got %.80s", got)
	}
	if _, err := jsonpath.Expression("$[?("+strings.Repeat("(", 5000)+"@.a"+strings.Repeat(")", 5000)+")]", Options{}); err == nil {
		t.Error("a deep filter compiled")
	}
}

func FuzzJSONPath(f *testing.F) {
	for _, s := range []string{
		"$.a", "$..b[?(@.c>1)]", "$[0:2]", "$[", "a.length()", "$['a','b']", "$..*", "$[?(!(@.a =~ /x/i) || @.b in ['c',2] && $.d size 2)]", "$.l.index(1)", "$.concat(\"a\",$.b)",
	} {
		f.Add(s, `{"a":[{"b":1,"c":2}],"b":{"c":[null,true,"x"]}}`)
	}
	f.Fuzz(func(t *testing.T, path, body string) {
		e, err := jsonpath.Expression(path, Options{})
		if err != nil {
			var syntax *components.SyntaxError
			if !errors.As(err, &syntax) || syntax.Offset < 0 || syntax.Offset > len(path) {
				t.Fatalf("%q: %#v", path, err)
			}
			return
		}
		if v, err := e(exchange(body)); err != nil && v != nil {
			t.Fatalf("%q of %q answers %v and fails with %v", path, body, v, err)
		}
	})
}

func FuzzTokenize(f *testing.F) {
	f.Add(",", "a,b", 2)
	f.Add("", "é\xff", 1)
	f.Fuzz(func(t *testing.T, token, body string, group int) {
		e, err := tokenize.Expression(token, Options{Group: group})
		if err != nil {
			return
		}
		if _, err := e(exchange(body)); err != nil {
			t.Fatal(err)
		}
	})
}
