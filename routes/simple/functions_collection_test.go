package simple

import (
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// The answers were recorded from Camel 4.22.
func TestFunctionsCollection(t *testing.T) {
	check(t, on(hello, "Hello World"), []row{
		{"${size()}", 1, nil},
		{"${size}", refused{}, nil},
		{"${size(${header.list})}", 3, nil},
		{"${size(${header.map})}", 2, nil},
		{"${size(${header.missing})}", 0, nil},
		{"${size(${header.n})}", 1, nil},
		{"${size('abc')}", 1, nil},
		{"${size(${header.empty})}", 1, nil},
		{"${length()}", 11, nil},
		{"${length}", refused{}, nil},
		{"${length(${header.list})}", 9, nil},
		{"${length(${header.s})}", 11, nil},
		{"${length('abc')}", 3, nil},
		{"${length(abc)}", 3, nil},
		{"${length(${header.n})}", 1, nil},
		{"${length(${header.missing})}", nil, nil},
		{"${collate(x)}", fails{"NumberFormatException"}, nil},
		{"${skip()}", refused{}, nil},
		{"${sort()}", list("Hello World"), nil},
		{"${sort(${header.nums},true)}", list(3, 2, 1), nil},
		{"${sort(true)}", list("Hello World"), nil},
		{"${reverse()}", list("Hello World"), nil},
		{"${reverse(${header.nums})}", list(2, 1, 3), nil},
		{"${reverse(1,2,3)}", list("3", "2", "1"), nil},
		{"${reverse(a,b,${header.n})}", list(5, "b", "a"), nil},
		{"${reverse('abc')}", list("abc"), nil},
		{"${reverse(${header.csv})}", list("2", "1", "3"), nil},
		{"${reverse(${header.nums},${header.list})}", list(3, "b", "a", 2, 1, 3), nil},
		{"${distinct(${header.dup})}", list("a", "b", 1), nil},
		{"${distinct(a,b,a)}", list("a", "b"), nil},
		{"${distinct(1,1,${header.n},5)}", list("1", 5, "5"), nil},
		{"${distinct()}", list("Hello World"), nil},
	}...)
	check(t, nested, []row{
		{"${length()}", 67, nil},
		{"${size()}", 7, nil},
	}...)
	check(t, on(numbers, nil), []row{
		{"${length()}", nil, false},
		{"${size()}", 0, true},
		{"${sort()}", list(), false},
		{"${distinct()}", list(), false},
		{"${reverse()}", list(), false},
	}...)
	check(t, on(numbers, list("b", "a", "c")), []row{
		{"${sort()}", list("a", "b", "c"), true},
		{"${sort(true)}", list("c", "b", "a"), true},
		{"${reverse()}", list("c", "a", "b"), true},
		{"${distinct()}", list("b", "a", "c"), true},
		{"${length()}", 9, true},
	}...)
	check(t, on(numbers, list(3, 1, 2)), []row{
		{"${sort()}", list(1, 2, 3), true},
		{"${sort(true)}", list(3, 2, 1), true},
		{"${reverse()}", list(2, 1, 3), true},
	}...)
	check(t, on(numbers, "3,1,2"), []row{
		{"${sort()}", list("1", "2", "3"), true},
		{"${sort(true)}", list("3", "2", "1"), true},
		{"${reverse()}", list("2", "1", "3"), true},
		{"${distinct()}", list("3", "1", "2"), true},
		{"${size()}", 1, true},
	}...)
	check(t, on(numbers, components.NewMap("a", 1)), []row{
		{"${reverse()}", list(text{"a=1"}), true},
		{"${distinct()}", list(text{"a=1"}), true},
		{"${size()}", 1, true},
	}...)
	check(t, on(numbers, "a\r\n b\tc\n"), []row{
		{"${length()}", 8, true},
	}...)
	check(t, quoted, []row{
		{"${size(${header.csv})}", 1, nil},
		{"${distinct(${header.list},'5')}", list(5, "b", "5"), nil},
	}...)
	check(t, words, []row{
		{"${length()}", 2, nil},
		{"${sort(${header.strs},false)}", list("10", "9", "C", "a", "b"), nil},
		{"${sort(${header.strs},true)}", list("b", "a", "C", "9", "10"), nil},
		{"${sort(${header.mix},false)}", fails{"ClassCastException"}, nil},
		{"${sort(${header.nums},false)}", list(2, 3, 10), nil},
		{"${sort(${header.fl},false)}", list(1.5, 2.5), nil},
		{"${reverse('a','b,c')}", list("c", "b", "a"), nil},
		{"${collate(0)}", fails{"RuntimeExchangeException"}, nil},
		{"${size(${header.strs},1)}", 1, nil},
		{"${length( )}", 2, nil},
	}...)
}
