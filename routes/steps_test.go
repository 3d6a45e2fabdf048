package routes

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

func TestSettersAndRemovers(t *testing.T) {
	h := newHarness(t).start(`
- from:
    uri: call:in
    steps:
      - setHeader: {name: a, constant: 1}
      - setHeader: {name: "x-${body}", simple: "${header.a}!"}
      - setHeaders: {headers: [{name: CamelOne, constant: c}, {name: keep, simple: "${body}"}]}
      - setProperty: {name: p, expression: {simple: {expression: "7", resultType: int}}}
      - setVariable: {name: v, header: keep}
      - setBody: {simple: "${exchangeProperty.p} ${variable.v}"}
      - removeHeader: a
      - removeHeaders: {pattern: "camel*"}
      - to: keep:out
`)
	ex, err := h.send("in", "b")
	if err != nil {
		t.Fatal(err)
	}
	h.want("out", "7 b")
	if got := components.Text(ex.Headers.Map()); got != "{x-b=1!, keep=b}" {
		t.Errorf("headers: %s", got)
	}
	if ex.Properties.Value("p") != 7 {
		t.Errorf("property: %#v", ex.Properties.Value("p"))
	}
}

func TestRemoveHeadersExcept(t *testing.T) {
	h := newHarness(t).start(`
- from:
    uri: call:in
    steps:
      - removeHeaders: {pattern: "*", excludePattern: "k.*p"}
`)
	ex, _ := h.send("in", "b", "a", 1, "KEEP", 2, "keeper", 3)
	if got := components.Text(ex.Headers.Map()); got != "{KEEP=2}" {
		t.Errorf("headers: %s", got)
	}
}

func TestChoiceAndFilter(t *testing.T) {
	h := newHarness(t).start(`
- from:
    uri: call:in
    steps:
      - choice:
          when:
            - simple: ${body} > 10
              steps: [to: "keep:big"]
            - simple: ${body} == 5
              steps: [to: "keep:five"]
          otherwise:
            steps: [to: "keep:small"]
      - filter:
          simple: ${body} < 10
          statusPropertyName: few
          steps: [to: "keep:few"]
      - to: keep:all
`)
	for _, n := range []any{5, 11, 3} {
		if _, err := h.send("in", n); err != nil {
			t.Fatal(err)
		}
	}
	h.want("big", "11")
	h.want("five", "5")
	h.want("small", "3")
	h.want("few", "5 3")
	h.want("all", "5 11 3")
	if h.kept["all"][1].Properties.Value("few") != false {
		t.Error("the filter's status is not kept")
	}
}

func TestFilterWithoutStepsTakesWhatFollows(t *testing.T) {
	h := newHarness(t).start(`
- from:
    uri: call:in
    steps:
      - filter: {simple: "${body} == 'a'"}
      - to: keep:inside
`)
	for _, b := range []string{"a", "b"} {
		if _, err := h.send("in", b); err != nil {
			t.Fatal(err)
		}
	}
	h.want("inside", "a")
}

func TestStopEndsTheCallerToo(t *testing.T) {
	h := newHarness(t).start(`
- from: {uri: "call:in", steps: [{to: "call:sub"}, {to: "keep:after"}]}
- from: {uri: "call:sub", steps: [{stop: {}}, {to: "keep:never"}]}
`)
	if ex, err := h.send("in", "b"); err != nil || !ex.Stopped {
		t.Errorf("stopped %v, %v", ex.Stopped, err)
	}
	h.want("after", "")
	h.want("never", "")
}

func TestFailureNamesRouteStepAndPlace(t *testing.T) {
	h := newHarness(t).start(`
- route:
    id: outer
    from:
      uri: call:in
      steps:
        - to: call:sub
- route:
    id: sub
    from:
      uri: call:sub
      steps:
        - filter:
            simple: ${body} != null
            steps:
              - to: {id: send, uri: "keep:out?fail=line is down"}
`)
	_, err := h.send("in", "b")
	var step *StepError
	if !errors.As(err, &step) {
		t.Fatalf("got %v", err)
	}
	if got := step.Error(); got != "routes.yaml:16:17: route sub, step send (keep://out?fail=line is down): line is down" {
		t.Errorf("got %s", got)
	}
	if components.Class(err) != components.IOException {
		t.Errorf("class %s", components.Class(err))
	}
}

func TestPanicIsAFailureOfItsStep(t *testing.T) {
	h := newHarness(t).start("- from: {uri: 'call:in', steps: [{to: 'keep:a'}, {to: 'keep:b?fail=panic'}]}")
	_, err := h.send("in", "b")
	var step *StepError
	if !errors.As(err, &step) || step.StepID != "to2" || !strings.Contains(err.Error(), "keep was told to") {
		t.Errorf("got %v", err)
	}
}

func TestLog(t *testing.T) {
	h := newHarness(t).start(`
- route:
    id: greeter
    from:
      uri: call:in
      steps:
        - log: "got ${body}"
        - log: {message: careful, loggingLevel: warn, logName: audit, marker: m}
        - log: {message: silent, loggingLevel: "OFF"}
        - log: {message: fine, loggingLevel: DEBUG}
`)
	if _, err := h.send("in", components.NewMap("a", 1)); err != nil {
		t.Fatal(err)
	}
	const want = `level=INFO msg="got {a=1}" logger=greeter
level=WARN msg=careful logger=audit marker=m
`
	if h.log.String() != want {
		t.Errorf("got:\n%s", h.log.String())
	}
}

func TestMarshalAndUnmarshal(t *testing.T) {
	h := newHarness(t).start(`
- from:
    uri: call:in
    steps:
      - unmarshal: {json: {}}
      - setHeader: {name: n, simple: "${body[b][1]}"}
      - marshal: {json: {prettyPrint: true}}
      - to: keep:out
- from: {uri: "call:var", steps: [{setVariable: {name: j, simple: "${body}"}}, {unmarshal: {json: {}, variableSend: j, variableReceive: k}}, {setBody: {simple: "${variable.k[x]}"}}]}
`)
	ex, err := h.send("in", `{"b":[1,2.50],"a":{},"c":"é\"","d":[]}`)
	if err != nil {
		t.Fatal(err)
	}
	const want = "{\n  \"b\" : [ 1, 2.5 ],\n  \"a\" : { },\n  \"c\" : \"é\\\"\",\n  \"d\" : [ ]\n}"
	if got := components.Text(ex.Body); got != want || ex.Headers.Value("n") != 2.5 {
		t.Errorf("got %s, n=%v", got, ex.Headers.Value("n"))
	}
	if ex, err = h.send("var", `{"x":"y"}`); err != nil || ex.Body != "y" {
		t.Errorf("got %v, %v", ex.Body, err)
	}
	for body, class := range map[any]string{
		"{broken": "com.fasterxml.jackson.core.JsonParseException",
		"":        "com.fasterxml.jackson.databind.exc.MismatchedInputException",
		nil:       components.NoTypeConversion,
	} {
		if _, err := h.send("in", body); components.Class(err) != class {
			t.Errorf("%v: got %s (%v)", body, components.Class(err), err)
		}
	}
}

func TestConvertBodyTo(t *testing.T) {
	h := newHarness(t).start(`
- from: {uri: "call:int", steps: [{convertBodyTo: int}]}
- from: {uri: "call:latin", steps: [{convertBodyTo: {type: java.lang.String, charset: iso-8859-1}}]}
- from: {uri: "call:maybe", steps: [{convertBodyTo: {type: int, mandatory: false}}]}
`)
	if ex, err := h.send("int", "12"); err != nil || ex.Body != 12 {
		t.Errorf("got %#v, %v", ex.Body, err)
	}
	if ex, err := h.send("latin", []byte{'h', 0xE9}); err != nil || ex.Body != "hé" {
		t.Errorf("got %#v, %v", ex.Body, err)
	}
	if ex, err := h.send("maybe", []any{1}); err != nil || ex.Body != nil {
		t.Errorf("got %#v, %v", ex.Body, err)
	}
	if _, err := h.send("maybe", "x"); components.Class(err) != components.TypeConversionException {
		t.Errorf("got %v", err)
	}
	if _, err := h.send("int", "x"); components.Class(err) != "org.apache.camel.InvalidPayloadException" {
		t.Errorf("got %v", err)
	}
}

func TestVariablesOfTo(t *testing.T) {
	h := newHarness(t).start(`
- from:
    uri: call:in
    steps:
      - setVariable: {name: user, simple: "${body}"}
      - to: {uri: "call:look-up", variableSend: user, variableReceive: found}
      - to: keep:out
- from: {uri: "call:look-up", steps: [{setBody: {simple: "data of ${body}"}}, {setHeader: {name: h, constant: x}}]}
`)
	ex, err := h.send("in", "bob")
	if err != nil {
		t.Fatal(err)
	}
	if got := components.Text(&ex.Variables); ex.Body != "bob" || got != "{user=bob, header:found.h=x, found=data of bob}" || ex.Headers.Len() != 0 {
		t.Errorf("body %v, variables %s, headers %v", ex.Body, got, ex.Headers.Map())
	}
}

func TestToD(t *testing.T) {
	h := newHarness(t).start(`
- from: {uri: "call:in", steps: [{toD: {uri: "keep:${header.where}", cacheSize: 2}}]}
- from: {uri: "call:only", steps: [{toD: {uri: "${body}", allowedSchemes: "keep"}}]}
`)
	for _, where := range []string{"a", "b", "c", "a"} {
		if _, err := h.send("in", "to-"+where, "where", where); err != nil {
			t.Fatal(err)
		}
	}
	h.want("a", "to-a to-a")
	h.want("c", "to-c")
	if _, err := h.send("only", "call:x"); components.Class(err) != "org.apache.camel.ResolveEndpointFailedException" {
		t.Errorf("got %v", err)
	}
}

func TestWireTap(t *testing.T) {
	h := newHarness(t).start(`
- from:
    uri: call:in
    steps:
      - wireTap: {uri: "keep:${header.tap}"}
      - wireTap: {uri: "keep:broken?fail=no"}
      - setBody: {constant: main}
      - to: keep:main
`)
	if _, err := h.send("in", "B", "tap", "audit"); err != nil {
		t.Fatal(err)
	}
	h.want("audit", "B")
	h.want("main", "main")
	if !strings.Contains(h.log.String(), "wire tap failed") {
		t.Errorf("the tap's failure is not logged: %s", h.log.String())
	}
}

func TestDelayEndsWithTheExchange(t *testing.T) {
	h := newHarness(t).start("- from: {uri: 'call:in', steps: [{delay: {constant: 20}}, {delay: {simple: '${body}'}}, {to: 'keep:out'}]}")
	began := time.Now()
	if _, err := h.send("in", "20"); err != nil || time.Since(began) < 40*time.Millisecond {
		t.Errorf("%v after %v", err, time.Since(began))
	}
	h.want("out", "20")
}
