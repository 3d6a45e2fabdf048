package simple

import (
	"errors"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// TestFailures holds the exceptions that onException and doCatch see: class, message and the class of the cause.
func TestFailures(t *testing.T) {
	for _, f := range []struct{ expression, class, message, cause string }{
		{"${body.name}", beanExpression, "Failed to invoke method: name on null due to: org.apache.camel.component.bean.MethodNotFoundException: Method with name: name not found on bean: {name=x, a=1} of type: java.util.LinkedHashMap on the exchange: Exchange[the-id]", methodNotFound},
		{"${body[x][y]}", beanExpression, "Failed to invoke method: [x][y] on java.util.LinkedHashMap due last method returned null and therefore cannot continue to invoke method [y] on a null instance", ""},
		{"${body.get('zz').x}", beanExpression, "Failed to invoke method: .get('zz').x on java.util.LinkedHashMap due last method returned null and therefore cannot continue to invoke method .x on a null instance", ""},
		{"${header.list[9]}", beanExpression, "Failed to invoke method: [9] on java.util.ArrayList due to: java.lang.IndexOutOfBoundsException: Index: 9, Size: 1 out of bounds with List from bean: [1]using OGNL path [[9]]", outOfBounds},
		{"${header.list[x]}", beanExpression, "Failed to invoke method: [x] on java.util.ArrayList due to: java.lang.IndexOutOfBoundsException: Key: x not found in bean: [1] of type: java.util.ArrayList using OGNL path [[x]]", outOfBounds},
		{"${header.s.substring(9)}", beanExpression, "Failed to invoke method: substring(9) on null due to: java.lang.StringIndexOutOfBoundsException: Range [9, 5) out of bounds for length 5", textOutOfBounds},
		{"${date:header.nope:yyyy}", components.IllegalArgumentException, "Cannot find Date/long object at command: header.nope", ""},
		{"${headerAs(s,int)}", components.TypeConversionException, `Error during type conversion from type: java.lang.String to the required type: int with value Hello due to java.lang.NumberFormatException: For input string: "Hello"`, numberFormat},
		{"${mandatoryBodyAs(int)}", executionFailed, "Exception occurred during execution on the exchange: Exchange[the-id]", invalidPayload},
		{"${abs(x)}", components.TypeConversionException, `Error during type conversion from type: java.lang.String to the required type: java.lang.Long with value x due to java.lang.NumberFormatException: For input string: "x"`, numberFormat},
		{"${range(x)}", components.TypeConversionException, `Error during type conversion from type: java.lang.String to the required type: java.lang.Integer with value x due to java.lang.NumberFormatException: For input string: "x"`, numberFormat},
		{"${header.s}++", components.TypeConversionException, `Error during type conversion from type: java.lang.String to the required type: java.lang.Number with value Hello due to java.lang.NumberFormatException: For input string: "Hello"`, numberFormat},
		{"${header.nope}++", runtimeException, "org.apache.camel.CamelExchangeException: Cannot evaluate header(nope) as a number. Exchange[the-id]", components.CamelExchangeException},
		{"${properties:nope}", runtimeException, "java.lang.IllegalArgumentException: Property with key [nope] not found in properties from text: {{nope}}", components.IllegalArgumentException},
		{"${random(0)}", components.IllegalArgumentException, "bound must be positive", ""},
	} {
		ex := sample()
		ex.SetID("the-id")
		ex.Body = components.NewMap("name", "x", "a", 1)
		ex.Headers.Set("s", "Hello")
		ex.Headers.Set("list", list(1))
		e, err := Compile(f.expression, testEnv)
		if err != nil {
			t.Errorf("%s: %v", f.expression, err)
			continue
		}
		_, err = e(ex)
		var failure *components.Exception
		if !errors.As(err, &failure) || failure.Class != f.class || failure.Message != f.message {
			t.Errorf("%s:\n got %s: %v\nwant %s: %s", f.expression, components.Class(err), err, f.class, f.message)
			continue
		}
		if cause := components.Class(failure.Cause); failure.Cause != nil && cause != f.cause || failure.Cause == nil && f.cause != "" {
			t.Errorf("%s: the cause is %v, want %s", f.expression, failure.Cause, f.cause)
		}
	}
}

func TestTheExceptionOfTheExchange(t *testing.T) {
	ex := sample()
	ex.Exception = &components.Exception{Class: "java.io.IOException", Message: "disk full", Cause: errors.New("no space")}
	for expression, want := range map[string]any{
		"${exception}": text{"java.io.IOException: disk full"}, "${exception.message}": "disk full", "${exception.class.name}": "java.io.IOException",
		"${exception.cause.message}": "no space", "${exception.getMessage()}": "disk full",
		"${exception.stackTrace}": "java.io.IOException: disk full\nCaused by: java.lang.Exception: no space\n",
	} {
		check(t, func() *components.Exchange { return ex }, row{expression, want, nil})
	}
	checkTruth(t, func() *components.Exchange { return ex },
		question{"${exception} is 'java.io.IOException'", true}, question{"${exception} is 'java.lang.Exception'", true},
		question{"${exception} is 'java.net.ConnectException'", false}, question{"${exception.message} contains 'disk'", true},
	)
	caught := sample()
	caught.Properties.Set("CamelExceptionCaught", errors.New("plain"))
	check(t, func() *components.Exchange { return caught }, row{"${exception.message}", "plain", nil}, row{"${exception.class.name}", "java.lang.Exception", nil})
}

func TestAStreamIsReadOnceAndKept(t *testing.T) {
	ex := sample()
	ex.Body = strings.NewReader("from a stream")
	e, err := Compile("${body} ${body.length} ${bodyAs(String)} ${bodyOneLine}", nil)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := e(ex); err != nil || v != "from a stream 13 from a stream from a stream" {
		t.Errorf("got %v, %v", v, err)
	}
}
