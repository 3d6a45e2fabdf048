package components

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

func TestCharsets(t *testing.T) {
	for _, c := range []struct{ name, text, bytes, back string }{
		{"", "ä€", "ä€", "ä€"},
		{"UTF-8", "ä€", "ä€", "ä€"},
		{"iso-8859-1", "aä€b", "a\xe4?b", "aä?b"},
		{"ISO_8859_15", "ä€", "\xe4\xa4", "ä€"},
		{"windows-1252", "ä€😀", "\xe4\x80?", "ä€?"},
		{"Cp1252", "ä", "\xe4", "ä"},
		{"US-ASCII", "aäb", "a?b", "a?b"},
		{"UTF-16", "aä", "\xfe\xff\x00a\x00\xe4", "aä"},
		{"UTF-16LE", "aä", "a\x00\xe4\x00", "aä"},
		{"KOI8-R", "Ж", "\xf6", "Ж"},
	} {
		charset, err := FindCharset(c.name)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		w := charset.Writer(&out)
		for _, b := range []byte(c.text) { // characters come in pieces
			if _, err := w.Write([]byte{b}); err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if out.String() != c.bytes {
			t.Errorf("%s: wrote %q, want %q", c.name, out.String(), c.bytes)
		}
		if b, err := io.ReadAll(charset.Reader(strings.NewReader(c.bytes))); string(b) != c.back || err != nil {
			t.Errorf("%s: read %q, %v, want %q", c.name, b, err, c.back)
		}
		if got := charset.Decode([]byte(c.bytes)); got != c.back {
			t.Errorf("%s: decoded %q", c.name, got)
		}
	}
	if _, err := FindCharset("klingon"); err == nil {
		t.Error("an unknown charset is taken")
	}
}

func TestStrictCharsets(t *testing.T) {
	for _, name := range []string{"ISO-8859-1", "US-ASCII"} {
		charset, err := FindCharset(name)
		if err != nil {
			t.Fatal(err)
		}
		for text, good := range map[string]bool{"a": true, "a€": false} {
			var out bytes.Buffer
			w := charset.StrictWriter(&out)
			_, err := io.WriteString(w, text)
			if closing := w.Close(); err == nil {
				err = closing
			}
			if (err == nil) != good {
				t.Errorf("%s in %s: got %v", text, name, err)
			}
		}
	}
}
