package stomp

import "strconv"

// AppendFrame appends f as version v writes it. Headers are escaped, see [Version]; a value can never become another
// header. The content-length is counted here for every frame that may have a body; one among the headers is left out,
// as are headers without a name.
func AppendFrame(dst []byte, v Version, f *Frame) []byte {
	if isPlain(f.Command) {
		v = 0
	}
	dst = append(append(dst, f.Command...), '\n')
	for _, h := range f.Headers {
		if h.Name == "" || h.Name == "content-length" {
			continue
		}
		dst = append(appendEscaped(dst, h.Name, v, true), ':')
		dst = append(appendEscaped(dst, h.Value, v, false), '\n')
	}
	if mayHaveBody(f.Command) {
		dst = append(dst, "content-length:"...)
		dst = append(strconv.AppendInt(dst, int64(len(f.Body)), 10), '\n')
	}
	dst = append(dst, '\n')
	return append(append(dst, f.Body...), 0)
}

// EncodedSize answers about how many octets [AppendFrame] appends, not counting escapes.
func EncodedSize(f *Frame) int {
	n := len(f.Command) + len(f.Body) + len("content-length:") + 16
	for _, h := range f.Headers {
		n += len(h.Name) + len(h.Value) + 2
	}
	return n
}
