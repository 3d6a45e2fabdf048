package simple

import (
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// The answers were recorded from Camel 4.22.
func TestFunctionsChoice(t *testing.T) {
	check(t, on(hello, "Hello World"), []row{
		{"${kindOfType(${header.n})}", "number", nil},
		{"${kindOfType(${header.list})}", "array", nil},
		{"${kindOfType(${header.map})}", "array", nil},
		{"${kindOfType(${header.t})}", "boolean", nil},
		{"${kindOfType(${header.missing})}", "null", nil},
		{"${kindOfType()}", "string", nil},
		{"${kindOfType}", refused{}, nil},
		{"${kindOfType('x')}", "string", nil},
		{"${kindOfType(5)}", "string", nil},
		{"${kindOfType(true)}", "string", nil},
		{"${isEmpty()}", false, nil},
		{"${isEmpty}", refused{}, nil},
		{"${isEmpty(${header.empty})}", true, nil},
		{"${isEmpty(${header.blank})}", true, nil},
		{"${isEmpty(${header.elist})}", true, nil},
		{"${isEmpty(${header.emap})}", true, nil},
		{"${isEmpty(${header.missing})}", true, nil},
		{"${isEmpty(${header.zero})}", false, nil},
		{"${isEmpty('')}", true, nil},
		{"${iif(${header.n} > 3,'a','b')}", "'a'", nil},
		{"${iif(${header.n} > 9,'a','b')}", "'b'", nil},
		{"${iif(${header.n} > 3,${header.s},'b')}", "Hello World", nil},
		{"${iif(${header.n} > 3,a,b)}", "a", nil},
		{"${iif(${header.n} > 3 && ${header.n} < 9,a,b)}", "a", nil},
		{"${iif(${header.n} > 3,'x ${header.s}',b)}", "'x Hello World'", nil},
		{"${iif(${header.n} > 3,${header.n},b)}", 5, nil},
		{"${iif(${header.t},yes,no)}", "yes", nil},
		{"${iif(true,yes,no)}", "yes", nil},
		{"${iif(${header.n} == '5','yes','no')}", "'yes'", nil},
		{"${iif(${header.s} == 'a,b','yes','no')}", "'no'", nil},
		{"${iif(${header.n} > 3,1,2)}", "1", nil},
		{"${iif(${header.n} > 3,${null},2)}", nil, nil},
		{"${iif(${header.n} > 3,null,2)}", "null", nil},
		{"${iif(${contains('World')},'a','b')}", "'a'", nil},
		{"${not(${header.t})}", false, nil},
		{"${not(${header.n} > 3)}", false, nil},
		{"${not(${header.n} > 3 && ${header.n} > 9)}", true, nil},
		{"${not}", refused{}, nil},
		{"${not()}", false, nil},
		{"${not(${header.missing})}", true, nil},
		{"${not('x')}", false, nil},
		{"${not(true)}", false, nil},
		{"${val('x')}", "'x'", nil},
		{"${val(x)}", "x", nil},
		{"${val(5)}", "5", nil},
		{"${val(${header.n})}", 5, nil},
		{"${val('x ${header.n}')}", "'x 5'", nil},
		{"${val(a,b)}", "a,b", nil},
		{"${val()}", refused{}, nil},
		{"${val}", refused{}, nil},
		{"${null}", nil, nil},
		{"${empty(string)}", "", nil},
		{"${empty(map)}", components.NewMap(), nil},
		{"${empty(set)}", list(), nil},
		{"${empty()}", refused{}, nil},
		{"${newEmpty(list)}", list(), nil},
		{"${newEmpty(String)}", "", nil},
	}...)
	check(t, nested, []row{
		{"${isEmpty(${body[e]})}", true, nil},
		{"${kindOfType(${body[f]})}", "number", nil},
	}...)
	check(t, on(numbers, nil), []row{
		{"${isEmpty()}", true, true},
		{"${kindOfType()}", "null", true},
		{"${val(${body})}", nil, false},
	}...)
	check(t, quoted, []row{
		{"${null} ~> ${body}", nil, nil},
		{"${val( x )}", " x ", nil},
	}...)
}
