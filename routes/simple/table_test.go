package simple

import (
	"context"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// TestTable holds what routes do most often. The answers were recorded from Camel 4.22.
func TestTable(t *testing.T) {
	order := func() *components.Exchange {
		ex := components.NewExchange(context.Background(), components.NewMap("name", "Bob", "langs", list("go", "java"), "address", components.NewMap("city", "Bonn")))
		set(ex.Headers.Set, "n", 5, "text", "5", "big", "10", "empty", "", "price", 2.5)
		return ex
	}
	check(t, order, []row{
		{"Hello ${body[name]}", "Hello Bob", refused{}},
		{"${body[langs][1]}", "java", true},
		{"${body[langs][last]}", "java", true},
		{"${body[address][city].toUpperCase()}", "BONN", true},
		{"${body[nothing]}", nil, false},
		{"${header.n}", 5, true},
		{"${header.N} is ${header.text}", "5 is 5", refused{}},
		{"${header.n} == ${header.text}", "5 == 5", true},
		{"${header.n} > 3 && ${header.text} < 10", "5 > 3 && 5 < 10", true},
		{"${header.big} > ${header.text}", "10 > 5", true},
		{"${header.price} > 2", "2.5 > 2", false},
		{"${header.price} > 2.0", "2.5 > 2.0", true},
		{"${header.empty} == ''", " == ''", true},
		{"${header.none} == null", " == null", true},
		{"${body[langs]} contains 'go'", "[go, java] contains 'go'", true},
		{"${body[name]} regex '[A-Z][a-z]+'", "Bob regex '[A-Z][a-z]+'", true},
		{"${header.none} ?: 'default'", "default", true},
		{"${date:header.when:yyyy-MM-dd}", fails{"IllegalArgumentException"}, nil},
		{"${body", refused{}, nil},
	}...)
	check(t, on(order, "other"), row{"${body}", "other", true})
	check(t, on(order, "four"), row{"${body.length()}", 4, true})
}
