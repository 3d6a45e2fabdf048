package language

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func exchange(body any) *components.Exchange {
	ex := message(body)
	ex.Headers.Set("Kind", "cat")
	ex.Headers.Set("json", `{"x":"hx"}`)
	ex.Headers.Set("csv", "a,b1,,c2,")
	ex.Properties.Set("p", 7)
	ex.Properties.Set("json", `{"x":"px"}`)
	ex.Variables.Set("v", "x,y")
	ex.Variables.Set("json", `{"x":"vx"}`)
	return ex
}

// value compiles and evaluates; an error shows as "error: ..." with its class.
func value(t *testing.T, name, text string, o Options, body any) string {
	t.Helper()
	l, ok := Find(name)
	if !ok {
		t.Fatalf("no language %s", name)
	}
	e, err := l.Expression(text, o)
	if err == nil {
		var v any
		if v, err = e(exchange(body)); err == nil {
			return components.Text(v)
		}
	}
	return "error: " + components.Class(err)
}

func TestNamedLanguages(t *testing.T) {
	trim := Options{Trim: true}
	for _, c := range []struct {
		language, text string
		options        Options
		want           string
	}{
		{"constant", "5", trim, "5"},
		{"constant", " x ", trim, "x"},
		{"constant", " x ", Options{}, " x "},
		{"constant", "x ${body}", trim, "x ${body}"},
		{"constant", "", trim, ""},
		{"header", "kind", trim, "cat"},
		{"header", " KIND ", trim, "cat"},
		{"header", " kind ", Options{}, "null"},
		{"header", "missing", trim, "null"},
		{"header", "${header.kind}", trim, "null"},
		{"exchangeProperty", "p", trim, "7"},
		{"exchangeProperty", "P", trim, "null"},
		{"variable", "v", trim, "x,y"},
		{"variable", "V", trim, "null"},
	} {
		if got := value(t, c.language, c.text, c.options, nil); got != c.want {
			t.Errorf("%s %q: got %s, want %s", c.language, c.text, got, c.want)
		}
	}
}

func TestPredicates(t *testing.T) {
	for _, c := range []struct {
		language, text string
		body           any
		want           bool
	}{
		{"constant", "true", nil, true},
		{"constant", "5", nil, true},
		{"constant", "0", nil, true},
		{"constant", "null", nil, true},
		{"constant", "x ${body}", nil, true},
		{"constant", "false", nil, false},
		{"constant", "", nil, false},
		{"header", "kind", nil, true},
		{"header", "missing", nil, false},
		{"exchangeProperty", "p", nil, true},
		{"variable", "x", nil, false},
		{"tokenize", ",", "a,b", true},
		{"jsonpath", "$.a", `{"a":false}`, false},
		{"jsonpath", "$.a", `{"a":"x"}`, true},
		{"jsonpath", "$[?(@.a == 1)]", `[{"a":1}]`, true},
		{"jsonpath", "$[?(@.a == 2)]", `[{"a":1}]`, false},
	} {
		l, _ := Find(c.language)
		p, err := l.Predicate(c.text, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := p(exchange(c.body)); err != nil || got != c.want {
			t.Errorf("%s %s of %v: got %v, %v", c.language, c.text, c.body, got, err)
		}
	}
	p, err := jsonpath.Predicate("$.missing", Options{SuppressExceptions: true})
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := p(exchange(`{"a":1}`)); ok || err != nil {
		t.Errorf("a missing path is %v, %v", ok, err)
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct{ language, text, message, hint string }{
		{"jsonpath", "^", "empty", "$.items"},
		{"jsonpath", "$.a^.", "ends with a dot", "a name"},
		{"jsonpath", "$.a^[", "no closing ]", "add ]"},
		{"jsonpath", "$[^a]", `"a" is no index`, "['name']"},
		{"jsonpath", "$[^'a", "has no end", "close the quote"},
		{"jsonpath", "$.^lenght()", "unknown function", "did you mean length()?"},
		{"jsonpath", "$[?^@.a == 1]", "parentheses", "[?("},
		{"jsonpath", "$[?(@.a == ^)]", "a value is missing", "@.name"},
		{"jsonpath", "$[?(^'a')]", "no filter", "@.price"},
		{"jsonpath", "$[?(@.a =~ ^'x')]", "in slashes", "=~ /"},
		{"jsonpath", "$.a^ b", "unexpected", ""},
		{"jsonpath", "$.^${header.x}", "Simple inside a path", "filter"},
		{"tokenize", "^[", "missing closing", "regular expression"},
		{"header", "^", "empty", "header: name"},
	} {
		l, _ := Find(c.language)
		offset := strings.IndexByte(c.text, '^')
		_, err := l.Expression(strings.Replace(c.text, "^", "", 1), Options{Trim: true})
		var syntax *components.SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%s %s: got %v, want a syntax error", c.language, c.text, err)
			continue
		}
		if !strings.Contains(syntax.Msg, c.message) || !strings.Contains(syntax.Hint, c.hint) || syntax.Offset != offset {
			t.Errorf("%s %s: got %d: %s (%s)", c.language, c.text, syntax.Offset, syntax.Msg, syntax.Hint)
		}
	}
	for _, l := range []Language{tokenize, jsonpath} {
		if _, err := l.Expression("x", Options{Source: "attic:x"}); err == nil {
			t.Errorf("%s takes an unknown source", l.Name)
		}
	}
}

func TestNames(t *testing.T) {
	if names := Names(); !slices.IsSorted(names) || len(names) != len(languages) {
		t.Errorf("got %v", names)
	}
	if _, ok := Find("jsonpth"); ok {
		t.Error("an unknown language was found")
	}
}

func TestResultType(t *testing.T) {
	for _, c := range []struct {
		text, javaType string
		want           any
	}{{"12", "int", 12}, {"12", "java.lang.Long", int64(12)}, {"true", "boolean", true}, {"12", "String", "12"}} {
		e, _ := constant.Expression(c.text, Options{})
		typed, err := WithResultType("x", e, c.javaType)
		if err != nil {
			t.Fatal(err)
		}
		if v, err := typed(exchange(nil)); err != nil || v != c.want {
			t.Errorf("%s as %s: got %#v, %v", c.text, c.javaType, v, err)
		}
	}
	e, _ := constant.Expression("12", Options{})
	if _, err := WithResultType("x", e, "Cat"); err == nil {
		t.Error("an unknown type is taken")
	}
}
