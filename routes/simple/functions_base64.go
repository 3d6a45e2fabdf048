package simple

import (
	"bytes"
	"encoding/base64"
	"strings"
)

// base64Functions write bytes as text and read them back.
var base64Functions = map[string]compiler{
	"base64Encode": ofBytes(func(b []byte) any { return mimeLines(base64.StdEncoding.EncodeToString(b)) }),
	"base64Decode": ofBytes(func(b []byte) any { return decodeBase64(b) }),
}

// ofBytes makes a function of text or bytes; anything else is null.
func ofBytes(f func([]byte) any) compiler {
	return ofValue(func(v any) any {
		text, ok := textual(v)
		if !ok {
			return nil
		}
		return f([]byte(text))
	})
}

// mimeLines ends a line after 76 characters, and the last.
func mimeLines(s string) string {
	const most = 76
	var b strings.Builder
	for len(s) > 0 {
		n := min(len(s), most)
		b.WriteString(s[:n] + "\r\n")
		s = s[n:]
	}
	return b.String()
}

// decodeBase64 skips what is no letter of the alphabet; both alphabets are read, and padding may be missing.
func decodeBase64(text []byte) []byte {
	if end := bytes.IndexByte(text, '='); end >= 0 {
		text = text[:end]
	}
	letters := make([]byte, 0, len(text))
	for _, c := range text {
		switch c {
		case '-':
			c = '+'
		case '_':
			c = '/'
		}
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' {
			letters = append(letters, c)
		}
	}
	if len(letters)%4 == 1 {
		letters = letters[:len(letters)-1]
	}
	decoded, err := base64.RawStdEncoding.DecodeString(string(letters))
	if err != nil { // cannot be: there is nothing but letters
		return nil
	}
	return decoded
}
