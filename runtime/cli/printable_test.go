package cli

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// FuzzPrintable: whatever a message holds, what is shown moves no cursor and begins no line of its own.
func FuzzPrintable(f *testing.F) {
	for _, seed := range []string{"", "plain", "a\nb", "\r\n\r\n", "\x1b[2J", "\xff\xfe", "\u202e\u2066\u2029\u0085", "猫\t😺"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		shown := printable(text)
		if !utf8.ValidString(shown) {
			t.Errorf("%q is shown as %q, which is no UTF-8", text, shown)
		}
		for _, r := range strings.ReplaceAll(shown, continuation, "") {
			if r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) && r > 0x200f || r == 0x2028 || r == 0x2029) {
				t.Errorf("%q is shown as %q, which holds %U", text, shown, r)
			}
		}
	})
}
