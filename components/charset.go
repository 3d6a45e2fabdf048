package components

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Charset turns bytes of a character set into text and back. As in Java what cannot be written becomes a question mark.
type Charset struct{ encoding encoding.Encoding } // nil is UTF-8

// FindCharset answers the charset of a name as Java knows it, such as ISO-8859-1 or windows-1252; "" is UTF-8.
// An unknown name is a [*SyntaxError] with a hint.
func FindCharset(name string) (Charset, error) {
	switch short := charsetKey(name); short {
	case "", "utf8":
		return Charset{}, nil
	case "usascii", "ascii":
		return Charset{ascii{}}, nil
	case "latin1":
		return Charset{charmap.ISO8859_1}, nil
	case "utf16": // Java writes a byte order mark and reads with or without one
		return Charset{unicode.UTF16(unicode.BigEndian, unicode.UseBOM)}, nil
	case "utf16be":
		return Charset{unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}, nil
	case "utf16le":
		return Charset{unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)}, nil
	default:
		for _, e := range charmap.All {
			m, ok := e.(*charmap.Charmap)
			if !ok {
				continue
			}
			known := charsetKey(m.String())
			number := strings.TrimPrefix(strings.TrimPrefix(known, "windows"), "ibmcodepage")
			if short == known || short == "cp"+number || short == "ibm"+number {
				return Charset{m}, nil
			}
		}
	}
	return Charset{}, &SyntaxError{Msg: fmt.Sprintf("unknown charset %q", name), Hint: "known are UTF-8, UTF-16, US-ASCII, ISO-8859-1 to -16, windows-1250 to -1258 and KOI8-R"}
}

func charsetKey(name string) string {
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(name))
}

// Decode turns bytes of the charset into text.
func (c Charset) Decode(b []byte) string {
	if c.encoding == nil {
		return decodeUTF8(b)
	}
	out, _ := c.encoding.NewDecoder().Bytes(b) // what is no character becomes U+FFFD
	return string(out)
}

// Reader answers the text that r holds in the charset, in UTF-8.
func (c Charset) Reader(r io.Reader) io.Reader {
	if c.encoding == nil {
		return r
	}
	return transform.NewReader(r, c.encoding.NewDecoder())
}

// Writer takes text in UTF-8 and writes it in the charset. Closing it writes what is left, and does not close w.
func (c Charset) Writer(w io.Writer) io.WriteCloser {
	if c.encoding == nil {
		return nopWriteCloser{w}
	}
	return transform.NewWriter(w, questionMarks{encoder: c.encoding.NewEncoder()})
}

// StrictWriter is a [Charset.Writer] that fails at a character which the charset does not have.
func (c Charset) StrictWriter(w io.Writer) io.WriteCloser {
	switch c.encoding.(type) {
	case nil:
		return nopWriteCloser{w}
	case ascii:
		return transform.NewWriter(w, sevenBits{replacement: '?', strict: true})
	}
	return transform.NewWriter(w, c.encoding.NewEncoder())
}

type nopWriteCloser struct{ io.Writer }

func (nopWriteCloser) Close() error { return nil }

// questionMarks writes a question mark for each character that the charset does not have.
type questionMarks struct{ encoder *encoding.Encoder }

func (q questionMarks) Reset() { q.encoder.Reset() }

func (q questionMarks) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for {
		d, s, err := q.encoder.Transform(dst[nDst:], src[nSrc:], atEOF)
		nDst, nSrc = nDst+d, nSrc+s
		if err == nil || err == transform.ErrShortDst || err == transform.ErrShortSrc {
			return nDst, nSrc, err
		}
		if nSrc >= len(src) {
			return nDst, nSrc, err
		}
		_, size := utf8.DecodeRune(src[nSrc:])
		d, _, err = q.encoder.Transform(dst[nDst:], []byte{'?'}, true)
		if err != nil {
			return nDst, nSrc, err
		}
		nDst, nSrc = nDst+d, nSrc+size
	}
}

// ascii is what Java calls US-ASCII: seven bits.
type ascii struct{}

func (ascii) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: sevenBits{replacement: utf8.RuneError}}
}

func (ascii) NewEncoder() *encoding.Encoder {
	return &encoding.Encoder{Transformer: sevenBits{replacement: '?'}}
}

// sevenBits replaces each character beyond seven bits (when decoding: each such byte).
type sevenBits struct {
	replacement rune
	strict      bool // fails instead
}

func (sevenBits) Reset() {}

func (t sevenBits) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		r, size := rune(src[nSrc]), 1
		if r >= utf8.RuneSelf {
			if t.strict {
				return nDst, nSrc, errors.New("a character is not in US-ASCII")
			}
			if t.replacement == '?' { // whole characters
				if !atEOF && !utf8.FullRune(src[nSrc:]) {
					return nDst, nSrc, transform.ErrShortSrc
				}
				_, size = utf8.DecodeRune(src[nSrc:])
			}
			r = t.replacement
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}
