package components

import (
	"fmt"
	"slices"
	"testing"
)

// TestMap runs the same changes on maps on both sides of the size where an index is made, against a plain model.
func TestMap(t *testing.T) {
	for _, size := range []int{0, 1, linear - 1, linear, linear + 1, 3 * linear} {
		var m Map
		var keys []string
		values := map[string]any{}
		check := func(what string) {
			t.Helper()
			if m.Len() != len(keys) || !slices.Equal(m.Keys(), keys) {
				t.Fatalf("%d entries, %s: got %v, want %v", size, what, m.Keys(), keys)
			}
			for k, v := range m.All() {
				if values[k] != v || m.Value(k) != v {
					t.Fatalf("%d entries, %s: %s is %v and %v, want %v", size, what, k, v, m.Value(k), values[k])
				}
			}
		}
		for i := range size {
			k := fmt.Sprint("k", i)
			m.Set(k, i)
			keys = append(keys, k)
			values[k] = i
		}
		check("filled")
		c := m.Copy()
		for i := 0; i < size; i += 2 { // a key that is there keeps its place
			m.Set(keys[i], "again")
			values[keys[i]] = "again"
		}
		check("set again")
		for i := size - 1; i >= 0; i -= 3 {
			k := keys[i]
			if v, ok := m.Remove(k); !ok || v != values[k] {
				t.Fatalf("%d entries: removing %s: got %v, %v", size, k, v, ok)
			}
			keys = slices.Delete(keys, i, i+1)
			delete(values, k)
			check("without " + k)
		}
		m.Set("last", 1)
		keys, values["last"] = append(keys, "last"), 1
		check("one more")
		if _, ok := m.Get("missing"); ok {
			t.Errorf("%d entries: a missing key is there", size)
		}
		if _, ok := m.Remove("missing"); ok {
			t.Errorf("%d entries: a missing key is removed", size)
		}
		if c.Len() != size || size > 0 && c.Value("k0") != 0 {
			t.Errorf("%d entries: the copy changed with the original: %s", size, Text(&c))
		}
		c.Set("of the copy", 1)
		if _, ok := m.Get("of the copy"); ok {
			t.Errorf("%d entries: the original changed with the copy", size)
		}
	}
}

func TestNilMap(t *testing.T) {
	var m *Map
	if _, ok := m.Get("k"); ok || m.Len() != 0 || len(m.Keys()) != 0 || m.Value("k") != nil {
		t.Error("a nil map is not empty")
	}
}

func TestHeaders(t *testing.T) {
	var h Headers
	for i := range 3 * linear {
		h.Set(fmt.Sprint("Name-", i), i)
	}
	if v, ok := h.Get("nAME-35"); !ok || v != 35 || h.Value("name-0") != 0 {
		t.Errorf("got %v, %v", v, ok)
	}
	h.Set("NAME-1", "again")
	names := h.Map().Keys()
	if names[1] != "Name-1" || h.Text("name-1") != "again" || h.Len() != 3*linear {
		t.Errorf("got %v", names)
	}
	c := h.Clone()
	if v, ok := h.Remove("name-1"); !ok || v != "again" || h.Len() != 3*linear-1 || h.Value("name-2") != 2 {
		t.Errorf("removing: got %v, %v", v, ok)
	}
	if _, ok := h.Remove("name-1"); ok {
		t.Error("removed twice")
	}
	if c.Len() != 3*linear || c.Text("Name-1") != "again" {
		t.Error("the clone changed with the original")
	}
	h.Set("null", nil)
	if v, ok := h.Get("null"); !ok || v != nil || h.Text("null") != "" || h.Text("missing") != "" {
		t.Errorf("null: got %v, %v", v, ok)
	}
	n := 0
	for range h.All() {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("went on after the break: %d", n)
	}
	var empty Headers
	if e := empty.Clone(); e.Len() != 0 || empty.Map().Len() != 0 {
		t.Error("empty headers are not empty")
	}
}
