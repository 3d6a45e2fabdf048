package components

import (
	"bytes"
	"io"
)

// StreamCache is a stream whose bytes are all at hand, and which is read as often as wanted: the body that marshal leaves, as in
// Camel. It is no text to a language's methods, and nothing is converted to but text and bytes.
type StreamCache []byte

// Open begins to read.
func (c StreamCache) Open() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(c)), nil }

// JavaClass is the class that it has in Camel.
func (StreamCache) JavaClass() string { return "org.apache.camel.converter.stream.InputStreamCache" }

func (c StreamCache) String() string { return decodeUTF8(c) }

// AtHand answers the bytes of a body that has them at hand: no text, and no stream that is yet to be read.
func AtHand(body any) (b []byte, ok bool) {
	switch body := body.(type) {
	case []byte:
		return body, true
	case StreamCache:
		return body, true
	}
	return nil, false
}
