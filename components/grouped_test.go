package components

import "testing"

func TestGroupedReadsAsItsSize(t *testing.T) {
	list := Grouped([]any{"a", 1})
	if got := Text(list); got != "List<Exchange>(2 elements)" || len(list) != 2 || list[0] != "a" {
		t.Errorf("%v reads as %s", list, got)
	}
	if got := Text(list[:1]); got != "[a]" {
		t.Errorf("a part of it reads as %s", got)
	}
	if got := Text(append([]any{}, list...)); got != "[a, 1]" {
		t.Errorf("a copy reads as %s", got)
	}
}
