package simple

import (
	"os"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/javatext"
)

var testEnv = &Env{Now: func() time.Time { return time.Date(2026, 11, 24, 13, 5, 3, 250e6, time.UTC) }}

// TestMain sets the zone that dates are written in, which was Camel's when the rows were recorded.
func TestMain(m *testing.M) {
	time.Local = time.UTC
	os.Exit(m.Run())
}

func TestEnv(t *testing.T) {
	t.Setenv("SIMPLE_TEST", "from the environment")
	env := &Env{
		Name:     "cats",
		Property: func(key string) (string, bool) { return "pv", key == "a.b" },
	}
	for expression, want := range map[string]any{
		"${camelId}": "cats", "${camelContext.name}": "cats",
		"${env.SIMPLE_TEST}": "from the environment", "${env:SIMPLE_TEST}": "from the environment",
		"${sysenv.simple_test}": "from the environment", "${env.simple-test}": "from the environment", "${env.NOPE_X}": nil,
		"${properties:a.b}": "pv", "${properties:a.b:other}": "pv", "${properties:nope:a:b}": "a:b", "${properties:nope:}": "",
		"${propertiesExist:a.b}": true, "${propertiesExist:!a.b}": false,
		"${sys.file.separator}": "/", "${sys.line.separator}": "\n", "${sys.nope}": nil,
		"${routeId}": "route1", "${fromRouteId}": "route1", "${threadName}": "Camel (cats) route1",
	} {
		ex := sample()
		ex.FromRoute = "route1"
		e, err := Compile(expression, env)
		if err != nil {
			t.Errorf("%s: %v", expression, err)
			continue
		}
		if got, err := e(ex); err != nil || got != want {
			t.Errorf("%s: got %#v, %v, want %#v", expression, got, err, want)
		}
	}
}

func TestIdsOfTheExchange(t *testing.T) {
	ex := sample()
	ex.SetID("the-id")
	for expression, want := range map[string]string{"${exchangeId}": "the-id", "${id}": "the-id", "${exchange}": "Exchange[the-id]"} {
		e, err := Compile(expression, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := e(ex); err != nil || got != want {
			t.Errorf("%s: got %v, %v, want %s", expression, got, err, want)
		}
	}
}

func TestRandomNumbersAndIds(t *testing.T) {
	for expression, pattern := range map[string]string{
		"${random(5)}": "[0-4]", "${random(7,9)}": "[78]", "${uuid}": "[0-9A-F]{15}-[0-9A-F]{16}", "${uuid(default)}": "[0-9A-F]{15}-[0-9A-F]{16}",
		"${uuid(short)}": "[0-9A-F]{5}-[0-9A-F]{10}", "${uuid(simple)}": `\d+`, "${uuid(classic)}": `ID-.+-\d+-\d+-\d+`,
		"${date:millis}": "1795525503250", "${date:now}": "Tue Nov 24 13:05:03 UTC 2026", "${date:now-24h:yyyy-MM-dd}": "2026-11-23",
	} {
		e, err := Compile(expression, testEnv)
		if err != nil {
			t.Fatal(err)
		}
		re, err := javatext.FullMatch(pattern)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for range 50 {
			v, err := e(sample())
			if ok, failure := re.Match(components.Text(v)); err != nil || failure != nil || !ok {
				t.Errorf("%s: got %v, %v, want %s", expression, v, err, pattern)
			}
			if text := components.Text(v); expression[:6] == "${uuid" && seen[text] {
				t.Errorf("%s: %s came twice", expression, text)
			} else {
				seen[text] = true
			}
		}
	}
}

func TestShuffleKeepsTheElements(t *testing.T) {
	ex := sample()
	ex.Body = list("b", "a", "c")
	for _, expression := range []string{"${shuffle()}", "${shuffle(b,a,c)}"} {
		e, err := Compile(expression, nil)
		if err != nil {
			t.Fatal(err)
		}
		v, err := e(ex)
		if l, ok := v.([]any); err != nil || !ok || len(l) != 3 || !containsAll(l, list("a", "b", "c")) {
			t.Errorf("%s: got %v, %v", expression, v, err)
		}
	}
	if !sameValue(ex.Body, list("b", "a", "c")) {
		t.Errorf("the body became %v", ex.Body)
	}
}

func TestOtherLanguages(t *testing.T) {
	env := &Env{Language: func(name, text string) (components.Expression, error) {
		if text == "bad" {
			return nil, &components.SyntaxError{Msg: "no path", Hint: "write a path"}
		}
		return func(ex *components.Exchange) (any, error) {
			return name + " " + text + " of " + components.Text(ex.Body), nil
		}, nil
	}}
	ex := hello()
	for expression, want := range map[string]string{
		"${jsonpath($.a[?(@.b > 1)].c)}": "jsonpath $.a[?(@.b > 1)].c of Hello World", "${jq(.a | length)}": "jq .a | length of Hello World",
		"${jsonpath(header:key,$.a)}": "jsonpath $.a of name", "${xpath(exchangeProperty:p, /a)}": "xpath /a of pv",
		"${jq(variable:v,.a,.b)}": "jq .a,.b of vv", "${simpleJsonpath(a.b)}": "jsonpath $.a.b of Hello World",
	} {
		e, err := Compile(expression, env)
		if err != nil {
			t.Errorf("%s: %v", expression, err)
			continue
		}
		if got, err := e(ex); err != nil || got != want || ex.Body != "Hello World" {
			t.Errorf("%s: got %v, %v (body %v), want %s", expression, got, err, ex.Body, want)
		}
	}
	if _, err := Compile("${jsonpath(bad)}", env); err == nil || err.Error() != "jsonpath: no path" || err.(*components.SyntaxError).Hint != "write a path" {
		t.Errorf("got %#v", err)
	}
}
