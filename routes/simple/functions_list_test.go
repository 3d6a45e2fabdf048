package simple

import (
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// The answers were recorded from Camel 4.22.
func TestFunctionsList(t *testing.T) {
	check(t, on(hello, "Hello World"), []row{
		{"${list(1,2)}", list("1", "2"), nil},
		{"${list('a','b')}", list("a", "b"), nil},
		{"${list(a,b c, d)}", list("a", "b c", "d"), nil},
		{"${list()}", list(), nil},
		{"${list(${header.n},${header.s})}", list(5, "Hello World"), nil},
		{"${list(${header.list})}", list(list("a", "b", 3)), nil},
		{"${list}", refused{}, nil},
		{"${list('a,b','c')}", list("a,b", "c"), nil},
		{"${list(true,null)}", list("true", "null"), nil},
		{"${map('a',1)}", components.NewMap("a", "1"), nil},
		{"${map(a,1,b,${header.n})}", components.NewMap("a", "1", "b", 5), nil},
		{"${map(a,1,b)}", refused{}, nil},
		{"${map()}", components.NewMap(), nil},
		{"${map(${header.key},${header.list})}", components.NewMap("name", list("a", "b", 3)), nil},
		{"${listAdd(${header.list},'x')}", list("a", "b", 3, "x"), nil},
		{"${listAdd('x')}", nil, nil},
		{"${listAdd(x)}", nil, nil},
		{"${listAdd(${header.list},${header.n})}", list("a", "b", 3, 5), nil},
		{"${listAdd(${header.missing},x)}", nil, nil},
		{"${listAdd(${header.list},${header.nums})}", list("a", "b", 3, list(3, 1, 2)), nil},
		{"${listRemove(${header.list},'a')}", list("b", 3), nil},
		{"${listRemove(${header.list},0)}", list("b", 3), nil},
		{"${listRemove(${header.list},3)}", list("a", "b", 3), nil},
		{"${listRemove(${header.list},${header.n})}", list("a", "b", 3), nil},
		{"${listRemove('a')}", nil, nil},
		{"${mapAdd(${header.map},a,1)}", components.NewMap("k", "v", "x", components.NewMap("y", list(1, 2)), "a", "1"), nil},
		{"${mapAdd(${header.map},'a',${header.n})}", components.NewMap("k", "v", "x", components.NewMap("y", list(1, 2)), "a", 5), nil},
		{"${mapAdd(a,1)}", nil, nil},
		{"${mapRemove(${header.map},k)}", components.NewMap("x", components.NewMap("y", list(1, 2))), nil},
		{"${mapRemove(${header.map},'zz')}", components.NewMap("k", "v", "x", components.NewMap("y", list(1, 2))), nil},
		{"${mapRemove(k)}", nil, nil},
		{"${range(3)}", list(1, 2), nil},
		{"${range(2,5)}", list(2, 3, 4), nil},
		{"${range(5,2)}", nil, nil},
		{"${range(${header.n})}", list(1, 2, 3, 4), nil},
		{"${range(0)}", nil, nil},
		{"${range(1,${header.n})}", list(1, 2, 3, 4), nil},
		{"${range(-2,1)}", nil, nil},
		{"${range()}", refused{}, nil},
		{"${range(x)}", fails{"NumberFormatException"}, nil},
	}...)
	check(t, nested, []row{
		{"${list(${body[x]}, 'a')}", list(components.NewMap("y", list(1, 2, components.NewMap("z", 3))), "a"), nil},
	}...)
	check(t, on(numbers, nil), []row{
		{"${list(${body})}", list(nil), true},
	}...)
	check(t, on(numbers, list("b", "a", "c")), []row{
		{"${listAdd(x)}", list("b", "a", "c", "x"), true},
		{"${listRemove(a)}", list("b", "c"), true},
		{"${listRemove(0)}", list("a", "c"), true},
	}...)
	check(t, on(numbers, 5), []row{
		{"${list(${body})}", list(5), true},
	}...)
	check(t, on(numbers, components.NewMap("a", 1)), []row{
		{"${mapAdd(b,2)}", components.NewMap("a", 1, "b", "2"), true},
		{"${mapRemove(a)}", components.NewMap(), true},
		{"${mapAdd(b,${body[a]})}", components.NewMap("a", 1, "b", 1), true},
	}...)
	check(t, quoted, []row{
		{"${listAdd(${header.list},'5')}", list(5, "b", "5"), nil},
		{"${map(${header.n},1)}", components.NewMap("5", "1"), nil},
		{"${list('',a)}", list("", "a"), nil},
		{"${list(a(b),c)}", list("a(b)", "c"), nil},
	}...)
	check(t, words, []row{
		{"${range(1)}", nil, nil},
		{"${range(1,1)}", nil, nil},
		{"${list( )}", list(), nil},
	}...)
}
