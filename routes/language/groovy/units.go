package groovy

import (
	"slices"
	"unicode/utf16"
)

// utf16Text is text as Java counts it: in units of UTF-16.
type utf16Text []uint16

func units(s string) utf16Text {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return utf16.Encode([]rune(s))
		}
	}
	u := make(utf16Text, len(s))
	for i := range u {
		u[i] = uint16(s[i])
	}
	return u
}

func (u utf16Text) String() string { return string(utf16.Decode(u)) }

func (u utf16Text) reversed() utf16Text {
	runes := utf16.Decode(u)
	slices.Reverse(runes)
	return utf16.Encode(runes)
}

// lengthOf is a text's length in Java.
func lengthOf(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// cutText is s[from:to] in Java's units.
func cutText(s string, from, to int) string {
	if ascii(s) {
		return s[from:to]
	}
	return units(s)[from:to].String()
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// unitIndex is the index in Java's units of a byte of s; -1 stays -1.
func unitIndex(s string, at int) int {
	if at < 0 {
		return at
	}
	return lengthOf(s[:at])
}

// byteIndex is the index of the byte where Java's unit n begins.
func byteIndex(s string, n int) int {
	if ascii(s) {
		return min(n, len(s))
	}
	for i, r := range s {
		if n <= 0 {
			return i
		}
		n -= max(1, utf16.RuneLen(r))
	}
	return len(s)
}
