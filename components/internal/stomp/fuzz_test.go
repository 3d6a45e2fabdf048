package stomp

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzSplit checks that frames do not depend on how the stream is cut: at every point into two, and into single octets.
func FuzzSplit(f *testing.F) {
	for _, in := range []string{
		"CONNECT\naccept-version:1.2\nhost:x\n\n\x00\nSUBSCRIBE\r\nid:0\r\ndestination:/topic/a\r\n\r\n\x00",
		"SEND\ndestination:/topic/a\ncontent-length:5\n\na\x00b\n\x00\x00\n\nACK\nid:\\c\\\\\n\n\x00",
		"SEND\na:b\n\nopen body\x00SEND\ncontent-length:-1\n\n\x00",
		"\x00", "\r\r\n", "SEND\n\n", "BEGIN\ntransaction:\xff\n\n\x00",
	} {
		for v := range V12 + 1 {
			f.Add(uint8(v), in)
		}
	}
	limits := Limits{Frame: 300, Headers: 5, HeaderLine: 60}
	f.Fuzz(func(t *testing.T, version uint8, in string) {
		if len(in) > 1000 {
			return
		}
		v := Version(version % 4)
		want, wantErr := parse(parser(v, limits), in, 0)
		check := func(how int, p *Parser, got []*Frame, err error) {
			if !reflect.DeepEqual(got, want) || (err == nil) != (wantErr == nil) {
				t.Fatalf("cut %d: got %v, %v, want %v, %v", how, got, err, want, wantErr)
			}
		}
		for i := range len(in) {
			p := parser(v, limits)
			got, err := parse(p, in[:i], 0)
			if err == nil {
				var more []*Frame
				more, err = parse(p, in[i:], 0)
				got = append(got, more...)
			}
			check(i, p, got, err)
		}
		p := parser(v, limits)
		got, err := parse(p, in, 1)
		check(-1, p, got, err)
	})
}

// FuzzRoundTrip checks that what is encoded is read back the same, and that nothing breaks out of its place.
func FuzzRoundTrip(f *testing.F) {
	f.Add(uint8(3), uint8(0), "name", "value", []byte("body"))
	f.Add(uint8(2), uint8(1), "a:b", "x\ny\\", []byte("\x00\n"))
	f.Add(uint8(1), uint8(2), " a", "\r\n\x00", []byte(nil))
	f.Fuzz(func(t *testing.T, version, command uint8, name, value string, body []byte) {
		v := V10 + Version(version%3)
		in := &Frame{Command: []string{"SEND", "MESSAGE", "ERROR", "ACK", "RECEIPT"}[command%5], Headers: Headers{{name, value}, {"end", "1"}}}
		if mayHaveBody(in.Command) {
			in.Body = body
		}
		encoded := string(AppendFrame(nil, v, in))
		limits := Limits{Frame: len(encoded) + 1, Headers: 3, HeaderLine: len(encoded)}
		frames, err := parse(parser(v, limits), encoded, 0)
		if !utf8.ValidString(name) || !utf8.ValidString(value) || v == V10 && name != "" && len(bytes.TrimSpace(appendEscaped(nil, name, v, true))) == 0 {
			return // the reader refuses what is not text; 1.0 loses a name of blanks
		}
		if err != nil || len(frames) != 1 {
			t.Fatalf("%q: got %v, %v", encoded, frames, err)
		}
		got := frames[0]
		if got.Command != in.Command || string(got.Body) != string(in.Body) || got.Headers.Value("end") != "1" && name != "end" {
			t.Fatalf("%q: got %v", encoded, got)
		}
		if v == V12 && name != "" && name != "content-length" && !strings.Contains(name+value, "\x00") && got.Headers[0] != in.Headers[0] {
			t.Fatalf("%q: got %q", encoded, got.Headers[0])
		}
	})
}
