package components

import (
	"errors"
	"io"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"
)

// The expected values of this file are what Camel 4.22 answered.

func TestTextIsJavas(t *testing.T) {
	for _, row := range []struct {
		value any
		want  string
	}{
		{1.5, "1.5"},
		{1e7, "1.0E7"},
		{9999999.0, "9999999.0"},
		{0.001, "0.001"},
		{0.0001, "1.0E-4"},
		{1e-5, "1.0E-5"},
		{100.0, "100.0"},
		{1e21, "1.0E21"},
		{123456789.125, "1.23456789125E8"},
		{math.Copysign(0, -1), "-0.0"},
		{0.0, "0.0"},
		{3.4028234663852886e38, "3.4028234663852886E38"},
		{5e-324, "4.9E-324"},
		{1.7976931348623157e308, "1.7976931348623157E308"},
		{0.3, "0.3"},
		{2e-3, "0.002"},
		{12345678.9, "1.23456789E7"},
		{0.00099999, "9.9999E-4"},
		{math.NaN(), "NaN"},
		{math.Inf(1), "Infinity"},
		{math.Inf(-1), "-Infinity"},
		{float32(0.1), "0.1"},
		{1, "1"},
		{int64(12345678901), "12345678901"},
		{true, "true"},
		{nil, "null"},
		{"é\n", "é\n"},
		{[]byte("ab"), "ab"},
		{NewMap("a", 1, "b", []any{"x", nil, 1.0}, "c", NewMap("d", "", "e", nil)), "{a=1, b=[x, null, 1.0], c={d=, e=null}}"},
		{[]any{}, "[]"},
		{&Map{}, "{}"},
		{[]any{1, []any{2, 3}}, "[1, [2, 3]]"},
		{big.NewInt(7), "7"},
		{time.Date(2023, 11, 14, 22, 13, 20, 0, time.UTC), "Tue Nov 14 22:13:20 UTC 2023"},
		{NewException("java.io.IOException", "gone"), "java.io.IOException: gone"},
		{NewException("java.io.IOException", ""), "java.io.IOException"},
	} {
		if got := Text(row.value); got != row.want {
			t.Errorf("Text(%#v): got %s, want %s", row.value, got, row.want)
		}
	}
}

func TestConvertTo(t *testing.T) {
	failed := errors.New("no conversion")
	for _, row := range []struct {
		value    any
		typeName string
		want     any
	}{
		{"12", "Integer", 12},
		{"12", "Long", int64(12)},
		{"12", "Double", 12.0},
		{"+12", "Integer", 12},
		{"-7", "Long", int64(-7)},
		{" 12 ", "Integer", failed},
		{" 12 ", "Long", failed},
		{" 12 ", "Double", 12.0},
		{"1.9", "Integer", failed},
		{"0x1F", "Long", failed},
		{"", "Integer", failed},
		{"", "Double", failed},
		{"abc", "Long", failed},
		{"abc", "Double", failed},
		{"1_000", "Integer", failed},
		{"1_000", "Double", failed},
		{1.9, "Integer", 1},
		{-1.9, "Long", int64(-1)},
		{1e300, "Integer", math.MaxInt32},
		{1e300, "Long", int64(math.MaxInt64)},
		{-1e300, "Long", int64(math.MinInt64)},
		{math.NaN(), "Long", nil},
		{true, "Integer", failed},
		{false, "Long", failed},
		{true, "Double", failed},
		{int64(12345678901), "Integer", -539222987},
		{int64(3000000000), "Integer", -1294967296},
		{int64(3000000000), "int", int64(3000000000)},
		{int64(12345678901), "Double", 1.2345678901e10},
		{"12345678901", "Integer", failed},
		{"12345678901", "Long", int64(12345678901)},
		{"2147483648", "Integer", failed},
		{[]any{1}, "Integer", failed},
		{NewMap("a", 1), "Long", failed},
		{[]any{1}, "Double", failed},
		{"1.5", "Double", 1.5},
		{"1e3", "Double", 1000.0},
		{"Infinity", "Double", math.Inf(1)},
		{"-Infinity", "Double", math.Inf(-1)},
		{"inf", "Double", failed},
		{"nan", "Double", failed},
		{"0x1p3", "Double", 8.0},
		{"1d", "Double", 1.0},
		{"1.5f", "Double", 1.5},
		{".5", "Double", 0.5},
		{"5.", "Double", 5.0},
		{"1,5", "Double", failed},
		{"f", "Double", failed},
		{"1e999", "Double", math.Inf(1)},
		{"true", "Boolean", true},
		{"TRUE", "boolean", true},
		{"false", "Boolean", false},
		{" true ", "Boolean", failed},
		{"yes", "Boolean", failed},
		{1, "Boolean", true},
		{0, "Boolean", false},
		{2, "Boolean", true},
		{1.0, "Boolean", failed},
		{"1", "Boolean", failed},
		{"", "Boolean", failed},
		{"abc", "byte[]", "abc"},
		{[]any{1, 2}, "java.lang.String", "[1, 2]"},
		{NewMap("a", 1), "String", "{a=1}"},
		{strings.NewReader("s"), "String", "s"},
		{"abc", "java.util.List", failed},
		{NewMap("a", 1), "List", failed},
		{"abc", "java.util.Map", failed},
		{[]any{1}, "Map", failed},
		{nil, "Integer", nil},
		{nil, "String", nil},
		{big.NewInt(9), "Long", int64(9)},
	} {
		got, err := ConvertTo(row.value, row.typeName)
		if b, ok := got.([]byte); ok {
			got = string(b)
		}
		if row.want == failed {
			if err == nil || !strings.HasPrefix(Class(err), "org.apache.camel.") {
				t.Errorf("%#v to %s: got %#v, %v", row.value, row.typeName, got, err)
			}
		} else if err != nil || got != row.want {
			t.Errorf("%#v to %s: got %#v, %v, want %#v", row.value, row.typeName, got, err, row.want)
		}
	}
	if got, err := Float("NaN"); err != nil || !math.IsNaN(got) {
		t.Errorf("NaN: got %v, %v", got, err)
	}
	if _, err := ConvertTo("x", "com.example.Cat"); err == nil || KnownType("com.example.Cat") {
		t.Error("an unknown type is known")
	}
	if !KnownType("java.math.BigDecimal") || !KnownType("long") {
		t.Error("a known type is unknown")
	}
}

func TestBytes(t *testing.T) {
	for _, row := range []struct {
		value any
		want  string
	}{{nil, ""}, {[]byte{1, 2}, "\x01\x02"}, {strings.NewReader("stream"), "stream"}, {NewMap("a", 1), "{a=1}"}, {1.0, "1.0"}} {
		if got, err := Bytes(row.value); err != nil || string(got) != row.want {
			t.Errorf("Bytes(%#v): got %q, %v", row.value, got, err)
		}
	}
	if _, err := Bytes(io.MultiReader(strings.NewReader("a"), brokenReader{})); err == nil {
		t.Error("the stream's error is lost")
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestJavaType(t *testing.T) {
	for _, row := range []struct {
		value any
		want  string
	}{
		{nil, "null"},
		{"", "java.lang.String"},
		{[]byte(nil), "byte[]"},
		{1, "java.lang.Integer"},
		{int64(1), "java.lang.Long"},
		{1.0, "java.lang.Double"},
		{true, "java.lang.Boolean"},
		{&Map{}, "java.util.LinkedHashMap"},
		{[]any{}, "java.util.ArrayList"},
		{time.Time{}, "java.util.Date"},
		{NewException(IOException, ""), IOException},
		{strings.NewReader(""), "java.io.InputStream"},
	} {
		if got := JavaType(row.value); got != row.want {
			t.Errorf("JavaType(%#v): got %s, want %s", row.value, got, row.want)
		}
	}
}
