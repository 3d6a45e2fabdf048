package httpheader

import (
	"slices"
	"testing"
)

func TestStays(t *testing.T) {
	for name, want := range map[string]bool{
		"CamelHttpUri": true, "camelx": true, "Content-Type": true, "VIA": true, "X-Camel": false, "Accept": false, "": false,
	} {
		if got := Stays(name); got != want {
			t.Errorf("%q: got %v", name, got)
		}
	}
}

func TestValues(t *testing.T) {
	for _, row := range []struct {
		value any
		want  []string
	}{
		{nil, nil}, {"a", []string{"a"}}, {7, []string{"7"}}, {[]any{1, nil, "b"}, []string{"1", "b"}},
	} {
		if got := Values(row.value); !slices.Equal(got, row.want) {
			t.Errorf("%v: got %q", row.value, got)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, row := range []struct {
		name, value string
		ok          bool
	}{
		{"X-A", "a\tb ü", true}, {"X A", "a", false}, {"", "a", false}, {"X-A", "a\r\nX-B: b", false}, {"X:A", "a", false}, {"X-A", "\x00", false}, {"Ä", "a", false},
	} {
		if err := Check(row.name, row.value); (err == nil) != row.ok {
			t.Errorf("%q %q: got %v", row.name, row.value, err)
		}
	}
}
