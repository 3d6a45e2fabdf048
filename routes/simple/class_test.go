package simple

import (
	"testing"
)

// The answers were recorded from Camel 4.22.
func TestClass(t *testing.T) {
	checkTruth(t, numbers, []question{
		{"${length()} is 'Long'", false},
		{"${length()} is 'Integer'", true},
		{"${size()} is 'Integer'", true},
		{"${sum(1,2)} is 'Long'", true},
		{"${average(1,2)} is 'Long'", true},
		{"${max(1,2)} is 'Long'", true},
		{"${abs(-1)} is 'Long'", true},
		{"${abs(-1)} is 'Integer'", false},
		{"${ceil(1.5)} is 'Long'", true},
		{"${ceil(1.5)} is 'Integer'", false},
		{"${floor(1.5)} is 'Long'", true},
		{"${floor(1.5)} is 'Integer'", false},
		{"${header.n}++ is 'Long'", false},
		{"${header.n}++ is 'Integer'", true},
		{"${messageTimestamp} is 'Long'", true},
		{"${header.n} is 'int'", false},
		{"${header.t} is 'Boolean'", true},
		{"${header.t} is 'bool'", refused{}},
		{"${header.price} is 'Double'", true},
		{"${header.price} is 'double'", false},
		{"${header.s} is 'string'", refused{}},
		{"${header.s} is 'java.util.Date'", false},
		{"${header.n} is 'java.lang.Object'", true},
		{"${header.map} is 'java.util.HashMap'", true},
		{"${header.map} is 'Map'", refused{}},
		{"${header.list} is 'java.util.ArrayList'", true},
		{"${header.list} is 'java.lang.Iterable'", true},
		{"${header.s} is 'java.lang.Comparable'", true},
		{"${header.n} is 'java.io.Serializable'", true},
		{"'x' is 'String'", true},
	}...)
}
