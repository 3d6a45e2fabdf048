package simple

import (
	"testing"
)

// The answers were recorded from Camel 4.22.
func TestFunctionsContext(t *testing.T) {
	check(t, on(hello, "Hello World"), []row{
		{"${routeId}", nil, nil},
		{"${fromRouteId}", nil, nil},
		{"${env.NOPE_X}", nil, nil},
		{"${properties:nope}", fails{"IllegalArgumentException"}, nil},
		{"${properties:nope:dflt}", "dflt", nil},
		{"${properties:nope:}", "", nil},
		{"${properties:nope:a:b}", "a:b", nil},
		{"${propertiesExist:nope}", false, nil},
		{"${propertiesExist:!nope}", true, nil},
	}...)
	check(t, quoted, []row{
		{"${id.length}", refused{}, nil},
		{"${routeId.x}", refused{}, nil},
		{"${env.PATH.length()}", nil, nil},
		{"${env.}", refused{}, nil},
		{"${properties:a.b.c:x${header.s}y}", "x${header.s}y", nil},
		{"${properties:${header.s}:d}", "d", nil},
	}...)
	check(t, words, []row{
		{"${routeId}", nil, nil},
	}...)
}
