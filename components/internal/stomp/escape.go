package stomp

import (
	"bytes"
	"fmt"
	"strings"
)

// unescape turns a header's name or value into what it means ("Value Encoding"). STOMP 1.0 and frames before the
// negotiation have no escapes; 1.1 knows \n \c \\, 1.2 also \r. Any other is a mistake that ends the connection.
func unescape(text []byte, v Version) (string, error) {
	if v < V11 || bytes.IndexByte(text, '\\') < 0 {
		return string(text), nil
	}
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			b.WriteByte(text[i])
			continue
		}
		i++
		if i == len(text) {
			return "", &ProtocolError{Msg: `header ends in a lone backslash`}
		}
		switch c := text[i]; {
		case c == 'n':
			b.WriteByte('\n')
		case c == 'c':
			b.WriteByte(':')
		case c == '\\':
			b.WriteByte('\\')
		case c == 'r' && v >= V12:
			b.WriteByte('\r')
		default:
			return "", &ProtocolError{Msg: fmt.Sprintf("undefined escape \\%s in a header of STOMP %s", printable(text[i:i+1]), v)}
		}
	}
	return b.String(), nil
}

// appendEscaped appends a header's name or value so that it stays within its place: whatever it holds, it can neither
// end the line nor the frame. Octets that the version has no escape for become a space, in names without escapes a
// colon becomes an underscore.
func appendEscaped(dst []byte, text string, v Version, name bool) []byte {
	if strings.IndexAny(text, "\\:\n\r\x00") < 0 {
		return append(dst, text...)
	}
	for i := range len(text) {
		switch c := text[i]; {
		case c == 0:
			dst = append(dst, ' ')
		case c == '\n' && v >= V11:
			dst = append(dst, '\\', 'n')
		case c == '\r' && v >= V12:
			dst = append(dst, '\\', 'r')
		case c == '\n' || c == '\r':
			dst = append(dst, ' ')
		case c == ':' && v >= V11:
			dst = append(dst, '\\', 'c')
		case c == ':' && name:
			dst = append(dst, '_')
		case c == '\\' && v >= V11:
			dst = append(dst, '\\', '\\')
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// printable shows a few octets of a peer's in an error text.
func printable(text []byte) string {
	const most = 20
	if len(text) > most {
		text = text[:most]
	}
	q := fmt.Sprintf("%+q", text)
	return q[1 : len(q)-1]
}
