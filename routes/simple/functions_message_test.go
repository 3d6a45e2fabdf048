package simple

import (
	"testing"
)

// The answers were recorded from Camel 4.22.
func TestFunctionsMessage(t *testing.T) {
	check(t, on(hello, "Hello World"), []row{
		{"${bodyAs(String)}", "Hello World", nil},
		{"${bodyAs(java.lang.String)}", "Hello World", nil},
		{"${bodyAs(int)}", fails{"NumberFormatException"}, nil},
		{"${bodyAs(byte[])}", "Hello World", nil},
		{"${bodyAs(String).length()}", 11, nil},
		{"${bodyAs(String).foo}", fails{"MethodNotFoundException"}, nil},
		{"${bodyAs('String')}", "Hello World", nil},
		{"${bodyAs String}", refused{}, nil},
		{"${mandatoryBodyAs(String)}", "Hello World", nil},
		{"${mandatoryBodyAs(int)}", fails{"NumberFormatException"}, nil},
		{"${headerAs(n,String)}", "5", nil},
		{"${headerAs(n,int)}", 5, nil},
		{"${headerAs(text,int)}", 5, nil},
		{"${headerAs('text',Integer)}", 5, nil},
		{"${headerAs(text,'int')}", 5, nil},
		{"${headerAs(s,int)}", fails{"NumberFormatException"}, nil},
		{"${headerAs(missing,int)}", nil, nil},
		{"${headerAs(text, Integer)}", 5, nil},
		{"${headerAs(text)}", refused{}, nil},
		{"${headerAs(text,Integer).intValue}", refused{}, nil},
		{"${variableAs(v,String)}", "vv", nil},
		{"${variableAs(vm,String)}", "{a=1}", nil},
		{"${exception}", nil, nil},
		{"${exception.message}", nil, nil},
		{"${exception.stackTrace}", nil, nil},
		{"${exception.class}", nil, nil},
		{"${convertTo(String)}", "Hello World", nil},
		{"${convertTo(${header.text},int)}", 5, nil},
		{"${convertTo(${header.n},String)}", "5", nil},
		{"${convertTo(byte[])}", "Hello World", nil},
		{"${convertTo(String).length()}", 11, nil},
		{"${convertTo(${header.text},Integer).intValue}", 5, nil},
		{"${bodyType}", text{"class java.lang.String"}, nil},
		{"${bodyOneLine}", "Hello World", nil},
		{"${originalBody}", nil, nil},
	}...)
	check(t, nested, []row{
		{"${bodyOneLine}", `{name=Bob, x={y=[1, 2, {z=3}]}, e={}, l=[], f=1.0, t=a"b/é, n=null}`, nil},
		{"${bodyType}", text{"class java.util.LinkedHashMap"}, nil},
		{"${bodyAs(String)}", `{name=Bob, x={y=[1, 2, {z=3}]}, e={}, l=[], f=1.0, t=a"b/é, n=null}`, nil},
		{"${mandatoryBodyAs(int)}", fails{"NoTypeConversionAvailableException"}, nil},
	}...)
	check(t, on(numbers, nil), []row{
		{"${bodyAs(String)}", nil, false},
		{"${mandatoryBodyAs(String)}", fails{"NoTypeConversionAvailableException"}, nil},
		{"${bodyType}", nil, false},
		{"${bodyOneLine}", nil, false},
		{"${convertTo(String)}", nil, false},
	}...)
	check(t, on(numbers, list("b", "a", "c")), []row{
		{"${bodyOneLine}", "[b, a, c]", true},
	}...)
	check(t, on(numbers, "a\r\n b\tc\n"), []row{
		{"${bodyOneLine}", "a\r b\tc", true},
	}...)
	check(t, quoted, []row{
		{"${body} ~> ${null} ~> ${trim()}", nil, nil},
		{"${bodyAs(String).substring(0,1)}", "a", nil},
		{"${exception.cause}", nil, nil},
	}...)
	check(t, words, []row{
		{"${bodyAs(String)}${bodyAs(int)}", fails{"NumberFormatException"}, nil},
	}...)
}
