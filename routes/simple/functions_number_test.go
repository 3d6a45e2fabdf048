package simple

import (
	"testing"
)

// The answers were recorded from Camel 4.22.
func TestFunctionsNumber(t *testing.T) {
	check(t, on(hello, "Hello World"), []row{
		{"${sum()}", nil, nil},
		{"${sum(1,2,3)}", 6, nil},
		{"${sum(${header.nums})}", 6, nil},
		{"${sum(${header.fl})}", 3, nil},
		{"${sum(${header.n},${header.text},1)}", 11, nil},
		{"${sum(1.5,2.5)}", nil, nil},
		{"${sum(${header.price},1)}", 3, nil},
		{"${sum(${header.csv})}", 6, nil},
		{"${sum('1,2')}", 3, nil},
		{"${sum(x)}", nil, nil},
		{"${sum(-3,1)}", -2, nil},
		{"${sum(${header.missing})}", nil, nil},
		{"${sum(${header.list})}", 3, nil},
		{"${average()}", nil, nil},
		{"${average(1,2)}", 1, nil},
		{"${average(${header.nums})}", 2, nil},
		{"${average(1,2,4)}", 2, nil},
		{"${min(3,1,2)}", 1, nil},
		{"${min(${header.nums})}", 1, nil},
		{"${min(${header.fl})}", 1, nil},
		{"${max(3,1,2)}", 3, nil},
		{"${max(${header.nums},9)}", 9, nil},
		{"${max(${header.fl})}", 2, nil},
		{"${max(x)}", nil, nil},
		{"${abs(-3)}", 3, nil},
		{"${abs(${header.neg})}", 3, nil},
		{"${abs(-3.7)}", fails{"NumberFormatException"}, nil},
		{"${abs(${header.price})}", 2, nil},
		{"${abs()}", fails{"NumberFormatException"}, nil},
		{"${abs(${header.text})}", 5, nil},
		{"${abs(${header.missing})}", nil, nil},
		{"${ceil(2.1)}", 3, nil},
		{"${ceil(${header.price})}", 3, nil},
		{"${ceil(-2.5)}", -2, nil},
		{"${ceil(${header.text})}", 5, nil},
		{"${ceil()}", fails{"NumberFormatException"}, nil},
		{"${ceil(${header.n})}", 5, nil},
		{"${ceil(${header.missing})}", nil, nil},
		{"${floor(2.9)}", 2, nil},
		{"${floor(-2.5)}", -3, nil},
		{"${floor(${header.price})}", 2, nil},
		{"${floor(12345678901.5)}", 12345678901, nil},
		{"${random(1)}", 0, nil},
		{"${random(0)}", fails{"IllegalArgumentException"}, nil},
		{"${random(6,5)}", fails{"IllegalArgumentException"}, nil},
		{"${random(x)}", fails{"NumberFormatException"}, nil},
		{"${random()}", refused{}, nil},
		{"${random}", refused{}, nil},
		{"${random(-1)}", fails{"IllegalArgumentException"}, nil},
		{"${random(1,2,3)}", refused{}, nil},
	}...)
	check(t, nested, []row{
		{"${sum(${body[x][y][0]},${body[x][y][1]})}", 3, nil},
	}...)
	check(t, on(numbers, list("b", "a", "c")), []row{
		{"${sum()}", nil, false},
	}...)
	check(t, on(numbers, list(3, 1, 2)), []row{
		{"${sum()}", nil, false},
		{"${max()}", nil, false},
		{"${min()}", nil, false},
		{"${average()}", nil, false},
		{"${sum(${body})}", 6, true},
	}...)
	check(t, on(numbers, "3,1,2"), []row{
		{"${sum()}", nil, false},
		{"${abs()}", fails{"NumberFormatException"}, nil},
		{"${max()}", nil, false},
	}...)
	check(t, on(numbers, 5), []row{
		{"${abs()}", 5, true},
		{"${ceil()}", 5, true},
		{"${sum()}", nil, false},
	}...)
	check(t, quoted, []row{
		{"${sum('x',1)}", 1, nil},
		{"${floor('x')}", fails{"NumberFormatException"}, nil},
		{"${abs(3000000000)}", 3000000000, nil},
		{"${sum(${header.list})}", 5, nil},
	}...)
}
