package simple

import (
	"context"

	"github.com/dromedary-go/dromedary/components"
)

// set sets pairs of names and values.
func set(to func(name string, value any), pairs ...any) {
	for i := 0; i < len(pairs); i += 2 {
		to(pairs[i].(string), pairs[i+1])
	}
}

// sample is the message of most rows.
func sample() *components.Exchange {
	ex := components.NewExchange(context.Background(), components.NewMap("name", "Bob", "langs", list("go", "java"), "address", components.NewMap("city", "Bonn", "a.b", 7, "a b", 8), "size", 99, "0", "zero"))
	set(ex.Headers.Set,
		"n", 5,
		"text", "5",
		"big", "10",
		"empty", "",
		"blank", " ",
		"price", 2.5,
		"neg", -3,
		"t", true,
		"f", false,
		"tt", "true",
		"ff", "FALSE",
		"long", int64(12345678901),
		"list", list("a", "b", 3),
		"elist", list(),
		"emap", components.NewMap(),
		"map", components.NewMap("k", "v", "x", components.NewMap("y", list(1, 2))),
		"my.dotted", "d",
		"s", "Hello World",
		"key", "name",
		"zero", 0,
		"x-y", "dash",
	)
	set(ex.Properties.Set,
		"p", "pv",
		"P2", 2,
	)
	set(ex.Variables.Set,
		"v", "vv",
		"vm", components.NewMap("a", 1),
	)
	return ex
}

// hello has text as its body, and further lists.
func hello() *components.Exchange {
	ex := sample()
	ex.Body = "Hello World"
	set(ex.Headers.Set,
		"nums", list(3, 1, 2),
		"fl", list(1.5, 2.5),
		"strs", list("b", "a", "C", "10", "9"),
		"dup", list("a", "b", "a", 1, 1),
		"js", `{"a":{"b":[1,2]},"z":1.50}`,
		"jarr", `[1,{"b":2}]`,
		"csv", "3,1,2",
		"xml", "<a><b>1</b><c/></a>",
	)
	set(ex.Properties.Set,
		"pj", `{"q":1}`,
	)
	set(ex.Variables.Set,
		"vj", `{"q":2}`,
	)
	return ex
}

// numbers has values that are compared.
func numbers() *components.Exchange {
	ex := sample()
	set(ex.Headers.Set,
		"d29", 2.9,
		"d2", 2.0,
		"i0", 0,
		"bytes", "x",
		"s001", "001",
		"sf", "1.50",
		"s15", "1.5",
		"huge", "99999999999999999999",
		"abc", "abc",
		"ABC", "ABC",
		"plus", "+5",
		"m2", "-2",
		"sq", "it's",
		"dq", `a"b`,
		"nl", "a\nb",
		"lst", list("1", "2"),
		"d15", 1.5,
		"st", " 5 ",
	)
	set(ex.Properties.Set,
		"pl", list(1, 2),
		"a.b", 7,
	)
	set(ex.Variables.Set,
		"n", 5,
		"a.b", 8,
	)
	return ex
}

// nested has a deeper body, times and the headers of a file.
func nested() *components.Exchange {
	ex := components.NewExchange(context.Background(), components.NewMap("name", "Bob", "x", components.NewMap("y", list(1, 2, components.NewMap("z", 3))), "e", components.NewMap(), "l", list(), "f", 1.0, "t", `a"b/é`, "n", nil))
	set(ex.Headers.Set,
		"ms", int64(1700000000123),
		"i", 1700000000,
		"str", "2024-01-01",
		"neg", -1,
		"CamelFileName", "a/b/hello.tar.gz",
		"CamelFileNameOnly", "hello.tar.gz",
		"CamelFileLength", 12,
		"CamelFileLastModified", int64(1700000000123),
		"CamelFilePath", "/x/a/b/hello.tar.gz",
		"CamelFileAbsolutePath", "/x/a/b/hello.tar.gz",
		"CamelFileParent", "/x/a/b",
		"CamelFileAbsolute", true,
		"CamelMessageTimestamp", 5,
		"list", list("a", "b", "c"),
	)
	set(ex.Properties.Set,
		"pms", int64(1700000000123),
	)
	set(ex.Variables.Set,
		"vms", int64(1700000000123),
	)
	return ex
}

// quoted has quotes in its body.
func quoted() *components.Exchange {
	ex := components.NewExchange(context.Background(), `a'b"c`)
	set(ex.Headers.Set,
		"s", "x",
		"n", 5,
		"list", list(5, "b"),
		"ms", int64(1700000000123),
		"csv", "a,b",
	)
	return ex
}

// words has words to sort.
func words() *components.Exchange {
	ex := components.NewExchange(context.Background(), "é")
	set(ex.Headers.Set,
		"strs", list("b", "a", "C", "10", "9"),
		"mix", list("b", 2, "a", 1),
		"nums", list(3, 10, 2),
		"fl", list(2.5, 1.5),
		"n", 5,
		"s", "Hello",
		"e", "a😀b",
	)
	return ex
}
