package language

import (
	"context"
	"errors"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func scripted(body any) *components.Exchange {
	ex := message(body)
	ex.Headers.Set("who", "Ann")
	ex.Headers.Set("n", 7)
	ex.Properties.Set("p", 1.5)
	ex.SetVariable("v", object("k", "w"))
	return ex
}

func TestScriptValues(t *testing.T) {
	for text, want := range map[string]any{
		"1 + 1": 2, "7 / 2": 3.5, "6 / 2": 3, "'a' + 1": "a1", "null": nil, "undefined": nil, "true": true, "4294967296": int64(4294967296),
		"[1, 'b', null]": list(1, "b", nil), "({b: 1, a: [2]})": object("b", 1, "a", list(2)), "var x = 5; x * 2": 10, "let y = 1; y": 1,
		"body.name": "Bob", "body.get('name')": "Bob", "body.tags.length": 2, "body.tags.map(t => t.toUpperCase())": list("A", "B"),
		"body.tags.join('-')": "a-b", "headers.who": "Ann", "headers.WHO": "Ann", "headers['who']": "Ann", "headers.get('who')": "Ann",
		"headers.n + 1": 8, "headers.n > 5 && headers.who == 'Ann'": true, "headers.none": nil, "headers.containsKey('who')": true,
		"properties.p": 1.5, "variables.v.k": "w", "variable.v.k": "w", "exchange.getProperty('p')": 1.5, "exchange.getVariable('v').k": "w",
		"exchange.getMessage().getHeader('n')": 7, "message.getBody().name": "Bob", "exchange.getIn().getBody().age": 41, "exchange.message.headers.who": "Ann",
		"Object.keys(body).join()": "name,age,tags", "JSON.stringify(body)": `{"name":"Bob","age":41,"tags":["a","b"]}`, "JSON.parse('[1]')[0]": 1,
		"`Hi ${body.name}`": "Hi Bob", "(function() { return 3 })()": 3, "typeof require + typeof process": "undefinedundefined",
		"if (headers.n > 5) { 'big' } else { 'small' }": "big", "exchangeId === exchange.getExchangeId()": true,
		"let s = 0; for (const t of body.tags) s += t.length; s": 2, "'a,b'.split(',')": list("a", "b"), "/b+/.test('abb')": true,
	} {
		e, err := javaScript.Expression(text, Options{})
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		got, err := e(scripted(object("name", "Bob", "age", 41, "tags", list("a", "b"))))
		if err != nil || components.Text(got) != components.Text(want) || components.JavaType(got) != components.JavaType(want) {
			t.Errorf("%s: got %v (%T), %v", text, got, got, err)
		}
	}
}

func TestScriptChanges(t *testing.T) {
	e, err := javaScript.Expression(`
		exchange.getMessage().setBody({total: body.a + 1});
		headers.x = 'set'; headers.put('y', 2); message.setHeader('z', [1]); delete headers.who; headers.remove('n');
		exchange.setProperty('q', true); properties.r = null; exchange.setVariable('w', 'x'); variables.u = 9;`, Options{})
	if err != nil {
		t.Fatal(err)
	}
	ex := scripted(object("a", 4))
	if _, err := e(ex); err != nil {
		t.Fatal(err)
	}
	w, _ := ex.Variable("w")
	u, _ := ex.Variable("u")
	q, _ := ex.Properties.Get("q")
	x, _ := ex.Headers.Get("x")
	z, _ := ex.Headers.Get("z")
	if got := components.Text(list(ex.Body, w, u, q, x, z, ex.Headers.Text("who"), ex.Headers.Text("y"))); got != "[{total=5}, x, 9, true, set, [1], , 2]" {
		t.Errorf("got %s", got)
	}
}

func TestScriptFailures(t *testing.T) {
	for _, text := range []string{"nope", "throw new Error('x')", "throw 'x'", "body.a.b.c", "var a = []; a.push(a); a", "function f() { f() } f()", "headers.x = headers", "var o = {}; o.o = o; exchange.getMessage().setBody(o)"} {
		e, err := javaScript.Expression(text, Options{})
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if v, err := e(scripted(object("a", 1))); err == nil && text != "headers.x = headers" {
			t.Errorf("%s: got %v", text, v)
		}
	}
	if _, err := javaScript.Expression("a +", Options{}); !errors.As(err, new(*components.SyntaxError)) {
		t.Errorf("got %v", err)
	}
}

// A script without an end ends with the exchange.
func TestScriptEndsWithTheExchange(t *testing.T) {
	e, err := javaScript.Expression("for (;;) {}", Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e(components.NewExchange(ctx, nil)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
