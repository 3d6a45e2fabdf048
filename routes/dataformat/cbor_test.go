package dataformat

import (
	"encoding/hex"
	"math"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// TestCBOR holds the examples of RFC 8949, appendix A.
func TestCBOR(t *testing.T) {
	for text, want := range map[string]string{
		"00": "0", "17": "23", "1818": "24", "1903e8": "1000", "1a000f4240": "1000000", "1b000000e8d4a51000": "1000000000000",
		"1bffffffffffffffff": "18446744073709551615", "c249010000000000000000": "18446744073709551616", "3bffffffffffffffff": "-18446744073709551616",
		"c349010000000000000000": "-18446744073709551617", "20": "-1", "3903e7": "-1000", "f90000": "0.0", "f93c00": "1.0", "fb3ff199999999999a": "1.1",
		"f93e00": "1.5", "f97bff": "65504.0", "fa47c35000": "100000.0", "f90001": "5.960464477539063E-8", "f9c400": "-4.0", "f97c00": "Infinity",
		"f4": "false", "f5": "true", "f6": "null", "f7": "null", "60": "", "6449455446": "IETF", "62c3bc": "ü", "4401020304": "\x01\x02\x03\x04",
		"80": "[]", "83010203": "[1, 2, 3]", "8301820203820405": "[1, [2, 3], [4, 5]]", "a0": "{}", "a201020304": "{1=2, 3=4}",
		"a26161016162820203": "{a=1, b=[2, 3]}", "9fff": "[]", "9f018202039f0405ffff": "[1, [2, 3], [4, 5]]", "bf61610161629f0203ffff": "{a=1, b=[2, 3]}",
		"7f657374726561646d696e67ff": "streaming", "c11a514b67b0": "1363896240",
	} {
		data, err := hex.DecodeString(text)
		if err != nil {
			t.Fatal(err)
		}
		v, err := (&CBOR{}).Unmarshal(nil, data)
		if err != nil || components.Text(v) != want {
			t.Errorf("%s: got %v, %v, want %s", text, v, err, want)
			continue
		}
		b, err := (&CBOR{}).Marshal(nil, v)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := (&CBOR{}).Unmarshal(nil, b); err != nil || components.Text(again) != want {
			t.Errorf("%s: written and read again it is %v, %v", text, again, err)
		}
	}
}

func TestCBORMistakes(t *testing.T) {
	for _, text := range []string{"", "18", "1c", "5f41", "5f6161ff", "9f", "9f01", "bf6161ff", "ff", "f8", "1f", "9bffffffffffffffff", "5bffffffffffffffff", "a1"} {
		data, _ := hex.DecodeString(text)
		if v, err := (&CBOR{}).Unmarshal(nil, data); err == nil {
			t.Errorf("%s is taken: %v", text, v)
		}
	}
	deep := make([]byte, 100_000)
	for i := range deep {
		deep[i] = 0x81
	}
	if _, err := (&CBOR{}).Unmarshal(nil, deep); err == nil {
		t.Error("what nests without end is taken")
	}
	if v := half(0x7E00); !math.IsNaN(v) {
		t.Errorf("got %v for no number", v)
	}
}

func FuzzCBOR(f *testing.F) {
	f.Add([]byte("\xbf\x61a\x9f\x01\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if v, err := (&CBOR{}).Unmarshal(nil, data); err == nil {
			if _, err := (&CBOR{}).Marshal(nil, v); err != nil {
				t.Error(err)
			}
		}
	})
}
