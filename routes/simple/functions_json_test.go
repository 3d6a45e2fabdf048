package simple

import (
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// The answers were recorded from Camel 4.22.
func TestFunctionsJson(t *testing.T) {
	check(t, on(hello, "Hello World"), []row{
		{"${pretty()}", "", nil},
		{"${pretty(${header.js})}", "{\n\t\"a\": {\n\t\t\"b\": [\n\t\t\t1,\n\t\t\t2\n\t\t]\n\t},\n\t\"z\": 1.50\n}\n", nil},
		{"${pretty(${header.jarr})}", "[\n\t1,\n\t{\n\t\t\"b\": 2\n\t}\n]\n", nil},
		{"${pretty(${header.xml})}", "<a>\n  <b>\n    1\n  </b>\n  <c>\n  </c>\n</a>", nil},
		{"${pretty(${header.map})}", nil, nil},
		{"${pretty(abc)}", "abc", nil},
		{"${pretty(${header.missing})}", nil, nil},
		{"${prettyBody}", "Hello World", nil},
		{"${toJson()}", "", nil},
		{"${toJson(${header.map})}", `{"k":"v","x":{"y":[1,2]}}`, nil},
		{"${toJson(${header.js})}", `{"a":{"b":[1,2]},"z":1.50}`, nil},
		{"${toJson(${header.list})}", `["a","b",3]`, nil},
		{"${toJson(${header.n})}", "5", nil},
		{"${toJson(${header.s})}", "Hello World", nil},
		{"${toJson('abc')}", "abc", nil},
		{"${toJson(${header.missing})}", nil, nil},
		{"${toJson(${header.emap})}", "{}", nil},
		{"${toPrettyJson(${header.map})}", "{\n\t\"k\": \"v\",\n\t\"x\": {\n\t\t\"y\": [\n\t\t\t1,\n\t\t\t2\n\t\t]\n\t}\n}\n", nil},
		{"${toPrettyJson(${header.list})}", "[\n\t\"a\",\n\t\"b\",\n\t3\n]\n", nil},
		{"${toPrettyJson(${header.js})}", `{"a":{"b":[1,2]},"z":1.50}`, nil},
		{"${toPrettyJson()}", "", nil},
		{"${toPrettyJson(${header.emap})}", "{\n\t\n}\n", nil},
		{"${toPrettyJson(${header.elist})}", "[\n\t\n]\n", nil},
		{"${toPrettyJson(${header.n})}", "5", nil},
		{"${toPrettyJsonBody}", "Hello World", nil},
		{"${toJsonBody}", "Hello World", nil},
	}...)
	check(t, nested, []row{
		{"${prettyBody}", nil, nil},
		{"${toJsonBody}", `{"name":"Bob","x":{"y":[1,2,{"z":3}]},"e":{},"l":[],"f":1.0,"t":"a\"b\/é","n":null}`, nil},
		{"${toPrettyJsonBody}", "{\n\t\"name\": \"Bob\",\n\t\"x\": {\n\t\t\"y\": [\n\t\t\t1,\n\t\t\t2,\n\t\t\t{\n\t\t\t\t\"z\": 3\n\t\t\t}\n\t\t]\n\t},\n\t\"e\": {\n\t\t\n\t},\n\t\"l\": [\n\t\t\n\t],\n\t\"f\": 1.0,\n\t\"t\": \"a\\\"b\\/é\",\n\t\"n\": null\n}\n", nil},
		{"${toJson(${body})}", `{"name":"Bob","x":{"y":[1,2,{"z":3}]},"e":{},"l":[],"f":1.0,"t":"a\"b\/é","n":null}`, nil},
	}...)
	check(t, on(numbers, nil), []row{
		{"${toJsonBody}", nil, false},
		{"${prettyBody}", nil, false},
		{"${toJson(${body})}", nil, false},
	}...)
	check(t, on(numbers, list("b", "a", "c")), []row{
		{"${toPrettyJsonBody}", "[\n\t\"b\",\n\t\"a\",\n\t\"c\"\n]\n", true},
	}...)
	check(t, on(numbers, components.NewMap("a", 1)), []row{
		{"${toJsonBody}", `{"a":1}`, true},
	}...)
	check(t, quoted, []row{
		{`${pretty('{"a":"}"}')}`, refused{}, nil},
		{"${toJson(${header.ms})}", "1700000000123", nil},
	}...)
	check(t, words, []row{
		{"${toJson(${header.e})}", "a😀b", nil},
	}...)
}
