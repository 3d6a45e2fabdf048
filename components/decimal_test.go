package components

import "testing"

func TestDecimalText(t *testing.T) {
	for in, want := range map[string]string{
		"1.10": "1.10", "-0.05": "-0.05", "0.0000001": "1E-7", "1E+3": "1E+3", "12.5e2": "1.25E+3", "0": "0", "0.00": "0.00", "100": "100",
		"123456789012345678901234567890.5": "123456789012345678901234567890.5", "1.5E-10": "1.5E-10",
	} {
		d, ok := ParseDecimal(in)
		if !ok || d.String() != want || Text(d) != want {
			t.Errorf("%s: got %v, %v, want %s", in, d, ok, want)
		}
	}
	for _, in := range []string{"", ".", "1e99999", "a", "1.2.3", "1_0", "1.-5"} {
		if d, ok := ParseDecimal(in); ok {
			t.Errorf("%q is taken for %v", in, d)
		}
	}
}

func TestDecimalIsANumber(t *testing.T) {
	d, _ := ParseDecimal("2.50")
	if n, err := Int(d); n != 2 || err != nil {
		t.Errorf("as Int: %v, %v", n, err)
	}
	if f, err := Float(d); f != 2.5 || err != nil {
		t.Errorf("as Float: %v, %v", f, err)
	}
	if b, err := EncodeJSON(NewMap("a", d)); string(b) != `{"a":2.50}` || err != nil {
		t.Errorf("as JSON: %s, %v", b, err)
	}
	if s := d.Stripped().String(); s != "2.5" {
		t.Errorf("stripped: %s", s)
	}
	other, _ := ParseDecimal("2.5")
	if d.Cmp(other) != 0 || JavaType(d) != "java.math.BigDecimal" {
		t.Error("2.50 is 2.5")
	}
}
