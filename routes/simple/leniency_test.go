package simple

import "testing"

// TestBeyondCamel holds what is other here than in Camel 4.22, on purpose: what Camel refuses or fails with and works here.
func TestBeyondCamel(t *testing.T) {
	check(t, sample, []row{
		{"${header.${header.key}}", nil, nil}, // Camel stumbles over }}
		{"${exchangeProperty.${header.key}}", nil, nil},
		{"${header[${header.key}]}", nil, nil},
		{"Hi ${header.missing} ?: ${header.n} and ${header.missing} ?: 'e'!", "Hi 5 and 'e'!", nil},
		{"${date-with-timezone:now:GMT:z}", "GMT", nil},
	}...)
	checkTruth(t, numbers, []question{
		{"${header.map} == '{k=v, x={y=[1, 2]}}'", true}, // a brace in quoted text
		{"${header.n}\n== 5", true},
	}...)
}

// TestNotAsInCamel holds what runs in Camel 4.22 and is refused here, because it is a mistake or cannot be had.
func TestNotAsInCamel(t *testing.T) {
	check(t, sample, []row{
		{"${date:now+1w}", refused{}, nil},                    // +1w would be ignored
		{"${date-with-timezone:now:Nope:HH}", refused{}, nil}, // would be GMT
		{"${header.n > 3 ? 'a' }", refused{}, nil},
	}...)
}
