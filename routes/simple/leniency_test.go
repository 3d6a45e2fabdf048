package simple

import "testing"

// TestBeyondCamel holds what is other here than in Camel 4.22, on purpose: what Camel refuses or fails with and works here.
func TestBeyondCamel(t *testing.T) {
	check(t, sample, []row{
		{"${header.${header.key}}", nil, nil}, // Camel stumbles over }}
		{"${exchangeProperty.${header.key}}", nil, nil},
		{"${header[${header.key}]}", nil, nil},
		{"${list(${concat('x','y')},c)}", list("xy", "c"), nil},
		{"${iif(${header.n} > 3,${iif(${header.n} > 4,c,d)},b)}", "c", nil},
		{"${concat(it's,b)}", "it'sb", nil},
		{"${uppercase(it's)}", "IT'S", nil},
		{"Hi ${header.missing} ?: ${header.n} and ${header.missing} ?: 'e'!", "Hi 5 and 'e'!", nil},
		{"${date-with-timezone:now:GMT:z}", "GMT", nil},
	}...)
	checkTruth(t, numbers, []question{
		{"${header.n}++", true},
		{"${header.huge} > '1'", true}, // digits beyond 64 bits
		{"${header.huge} == '99999999999999999999'", true},
		{"${header.map} == '{k=v, x={y=[1, 2]}}'", true}, // a brace in quoted text
		{"${header.n}\n== 5", true},
		{"${body[name].concat('${header.n}')} == 'Bob5'", true},
	}...)
}

// TestNotAsInCamel holds what runs in Camel 4.22 and is refused here, because it is a mistake or cannot be had.
func TestNotAsInCamel(t *testing.T) {
	check(t, sample, []row{
		{"${header.n }", refused{}, nil}, // the name would be "n "
		{"${header.}", refused{}, nil},
		{"${sort(${header.list})}", refused{}, nil},           // would sort the body
		{"${split('a,b',',')[0]}", refused{}, nil},            // [0] would be ignored
		{"${date:now+1w}", refused{}, nil},                    // +1w would be ignored
		{"${date-with-timezone:now:Nope:HH}", refused{}, nil}, // would be GMT
		{"${header.n > 3 ? 'a' }", refused{}, nil},
	}...)
	checkTruth(t, sample, []question{
		{"${header.s} regex 'a(?!b)'", refused{}},
		{"${header.s} regex '[a-z&&[def]]+'", refused{}},
		{"${header.n} ${header.n}", refused{}},
	}...)
}
