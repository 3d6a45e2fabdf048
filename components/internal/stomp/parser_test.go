package stomp

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
)

var roomy = Limits{Frame: 1 << 16, Headers: 100, HeaderLine: 8 << 10}

// parse feeds data in pieces of n octets (all at once where n is 0) and answers the frames up to the first mistake.
func parse(p *Parser, data string, n int) (frames []*Frame, err error) {
	rest := []byte(data)
	if n == 0 {
		n = max(1, len(rest))
	}
	for len(rest) > 0 {
		piece := bytes.Clone(rest[:min(n, len(rest))]) // a copy, so that what the parser wrongly keeps is seen
		rest = rest[len(piece):]
		whole := piece
		for len(piece) > 0 {
			var f *Frame
			if f, piece, err = p.Next(piece); err != nil {
				return frames, err
			}
			if f != nil {
				frames = append(frames, f)
			}
		}
		clear(whole)
	}
	return frames, nil
}

func parser(v Version, limits Limits) *Parser {
	p := NewParser(limits)
	p.SetVersion(v)
	return p
}

func TestParser(t *testing.T) {
	for _, c := range []struct {
		name    string
		version Version
		in      string
		want    []*Frame
	}{
		{"connect", 0, "CONNECT\naccept-version:1.2\nlogin:a\\nb\n\n\x00", []*Frame{{"CONNECT", Headers{{"accept-version", "1.2"}, {"login", `a\nb`}}, nil}}},
		{"connect with CRLF", 0, "STOMP\r\naccept-version:1.1\r\n\r\n\x00\r\n", []*Frame{{"STOMP", Headers{{"accept-version", "1.1"}}, nil}}},
		{"two and heart-beats", V12, "\n\nSUBSCRIBE\nid:1\n\n\x00\n\nDISCONNECT\n\n\x00\n", []*Frame{{"SUBSCRIBE", Headers{{"id", "1"}}, nil}, {"DISCONNECT", nil, nil}}},
		{"body up to NUL", V12, "SEND\ndestination:/topic/a\n\nhi\nthere\x00", []*Frame{{"SEND", Headers{{"destination", "/topic/a"}}, []byte("hi\nthere")}}},
		{"counted body with NUL", V12, "SEND\ncontent-length:3\n\na\x00b\x00", []*Frame{{"SEND", Headers{{"content-length", "3"}}, []byte("a\x00b")}}},
		{"counted empty body", V12, "SEND\ncontent-length:0\n\n\x00", []*Frame{{"SEND", Headers{{"content-length", "0"}}, nil}}},
		{"body that looks like frames", V12, "SEND\ncontent-length:12\n\nACK\n\n\x00SEND\n\n\x00", []*Frame{{"SEND", Headers{{"content-length", "12"}}, []byte("ACK\n\n\x00SEND\n\n")}}},
		{"first header wins", V12, "SEND\nfoo:1\nfoo:2\ncontent-length:1\ncontent-length:9\n\nx\x00", []*Frame{{"SEND", Headers{{"foo", "1"}, {"foo", "2"}, {"content-length", "1"}, {"content-length", "9"}}, []byte("x")}}},
		{"escapes of 1.2", V12, "ACK\na\\cb:\\r\\n\\c\\\\\n\n\x00", []*Frame{{"ACK", Headers{{"a:b", "\r\n:\\"}}, nil}}},
		{"escapes of 1.1", V11, "ACK\na\\cb:\\n\\c\\\\\n\n\x00", []*Frame{{"ACK", Headers{{"a:b", "\n:\\"}}, nil}}},
		{"no escapes in 1.0", V10, "SEND\na:\\t\\n\n\n\x00", []*Frame{{"SEND", Headers{{"a", `\t\n`}}, nil}}},
		{"padding in 1.0", V10, "SEND\ndestination : /topic/a \n\n\x00", []*Frame{{"SEND", Headers{{"destination", "/topic/a"}}, nil}}},
		{"padding stays in 1.2", V12, "SEND\na: b \n\n\x00", []*Frame{{"SEND", Headers{{"a", " b "}}, nil}}},
		{"carriage return is data in 1.1", V11, "SEND\na:b\r\n\n\x00", []*Frame{{"SEND", Headers{{"a", "b\r"}}, nil}}},
		{"colons in a value", V11, "SEND\na:b:c\n\n\x00", []*Frame{{"SEND", Headers{{"a", "b:c"}}, nil}}},
		{"empty value", V12, "SEND\na:\n\n\x00", []*Frame{{"SEND", Headers{{"a", ""}}, nil}}},
		{"connected is not escaped", V12, "CONNECTED\nserver:a\\tb\n\n\x00", []*Frame{{"CONNECTED", Headers{{"server", `a\tb`}}, nil}}},
		{"emoji", V12, "SEND\na:🐈\n\n🐈\x00", []*Frame{{"SEND", Headers{{"a", "🐈"}}, []byte("🐈")}}},
		{"not ended", V12, "SEND\na:b\n\nbody", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			for n := range len(c.in) + 1 {
				got, err := parse(parser(c.version, roomy), c.in, n)
				if err != nil || !reflect.DeepEqual(got, c.want) {
					t.Fatalf("in pieces of %d: got %v, %v, want %v", n, got, err, c.want)
				}
			}
		})
	}
}

func TestParserMistakes(t *testing.T) {
	small := Limits{Frame: 100, Headers: 3, HeaderLine: 36}
	for _, c := range []struct {
		name    string
		version Version
		in      string
		want    ProtocolError
	}{
		{"unknown command", V12, "HELLO\n\n\x00", ProtocolError{Msg: `unknown command "HELLO"`}},
		{"lower case", V12, "send\n\n\x00", ProtocolError{Msg: `unknown command "send"`}},
		{"an HTTP request", 0, "GET / HTTP/1.1\r\n\r\n", ProtocolError{Msg: `unknown command "GET / HTTP/1.1"`}},
		{"garbage without a line end", 0, strings.Repeat("\x80", 50), ProtocolError{Msg: `unknown command "` + strings.Repeat(`\x80`, 16) + `"`}},
		{"NUL between frames", V12, "\x00\n", ProtocolError{Msg: "NUL before the blank line that ends the headers"}},
		{"no blank line", V12, "ACK\nid:1\x00", ProtocolError{Msg: "NUL before the blank line that ends the headers"}},
		{"no colon", V12, "SEND\nreceipt:7\nfoo\n\n\x00", ProtocolError{Msg: "a header line has no colon", Receipt: "7"}},
		{"no name", V12, "SEND\n:x\n\n\x00", ProtocolError{Msg: "a header has no name"}},
		{"undefined escape", V12, "SEND\na:\\t\n\n\x00", ProtocolError{Msg: `undefined escape \t in a header of STOMP 1.2`}},
		{"\\r is not of 1.1", V11, "SEND\na:\\r\n\n\x00", ProtocolError{Msg: `undefined escape \r in a header of STOMP 1.1`}},
		{"escape in a name", V12, "SEND\n\\x:1\n\n\x00", ProtocolError{Msg: `undefined escape \x in a header of STOMP 1.2`}},
		{"lone backslash", V12, "SEND\na:b\\\n\n\x00", ProtocolError{Msg: "header ends in a lone backslash"}},
		{"carriage return in 1.2", V12, "SEND\na:b\rc\n\n\x00", ProtocolError{Msg: "a carriage return within a header line"}},
		{"not UTF-8", V12, "SEND\na:\xff\n\n\x00", ProtocolError{Msg: "a header is not valid UTF-8"}},
		{"body where none may be", V12, "SUBSCRIBE\nid:1\n\nx\x00", ProtocolError{Msg: "a SUBSCRIBE frame must not have a body"}},
		{"counted body where none may be", V12, "ACK\ncontent-length:1\n\nx\x00", ProtocolError{Msg: "a ACK frame must not have a body"}},
		{"negative length", V12, "SEND\ncontent-length:-1\n\n\x00", ProtocolError{Msg: "content-length is not a number of octets"}},
		{"length that is no number", V12, "SEND\ncontent-length:2x\n\n\x00", ProtocolError{Msg: "content-length is not a number of octets"}},
		{"length that overflows", V12, "SEND\ncontent-length:99999999999999999999\n\n", ProtocolError{Msg: "content-length makes the frame larger than 100 octets", TooLarge: true}},
		{"length too short", V12, "SEND\ncontent-length:1\n\nab\x00", ProtocolError{Msg: "no NUL where content-length says that the body ends"}},
		{"length too long", V12, "SEND\ncontent-length:3\n\na\x00\n\n", ProtocolError{Msg: "no NUL where content-length says that the body ends"}},
		{"too many headers", V12, "SEND\na:1\na:1\na:1\na:1\n\n\x00", ProtocolError{Msg: "the frame has more than 3 headers", TooLarge: true}},
		{"header line too long", V12, "SEND\na:" + strings.Repeat("x", 35) + "\n\n\x00", ProtocolError{Msg: "a header line has more than 36 octets", TooLarge: true}},
		{"body too long", V12, "SEND\n\n" + strings.Repeat("x", 95), ProtocolError{Msg: "the frame has more than 100 octets", TooLarge: true}},
		{"announced body too long", V12, "SEND\ncontent-length:77\n\n", ProtocolError{Msg: "content-length makes the frame larger than 100 octets", TooLarge: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, n := range []int{0, 1} {
				p := parser(c.version, small)
				frames, err := parse(p, c.in, n)
				var got *ProtocolError
				if !errors.As(err, &got) || len(frames) > 0 {
					t.Fatalf("in pieces of %d: got %v, %v", n, frames, err)
				}
				if n == 0 && *got != c.want {
					t.Errorf("got %+v, want %+v", *got, c.want)
				}
				if _, _, again := p.Next([]byte("SEND\n\n\x00")); again != err {
					t.Errorf("the parser went on after %v: %v", err, again)
				}
			}
		})
	}
}

func TestParserLimitsAreExact(t *testing.T) {
	l := Limits{Frame: 100, Headers: 3, HeaderLine: 20}
	for _, in := range []string{
		"SEND\na:" + strings.Repeat("x", 18) + "\n\n\x00",       // a header line of 20
		"SEND\na:1\nb:2\nc:3\n\n\x00",                           // 3 headers
		"SEND\n\n" + strings.Repeat("x", 94) + "\x00",           // 100 octets before the NUL
		"SEND\ncontent-length:76\n\n" + strings.Repeat("x", 76), // not ended, but within
	} {
		for n := range 3 {
			if _, err := parse(parser(V12, l), in, n); err != nil {
				t.Errorf("%.30q in pieces of %d: %v", in, n, err)
			}
		}
	}
}

func TestParserBetweenFrames(t *testing.T) {
	p := parser(V12, roomy)
	if _, err := parse(p, "\n\r\n\nSEND\n\nx\x00\n", 1); err != nil || p.Beats() != 4 || p.Partial() {
		t.Errorf("got %d beats, partial %v, %v", p.Beats(), p.Partial(), err)
	}
	if _, err := parse(p, "SE", 0); err != nil || !p.Partial() {
		t.Errorf("partial %v, %v", p.Partial(), err)
	}
}

// A peer that announces much and sends little must not make the parser allocate.
func TestParserAllocatesWhatCame(t *testing.T) {
	big := Limits{Frame: 1 << 30, Headers: 100, HeaderLine: 1 << 10}
	p := parser(V12, big)
	if _, err := parse(p, "SEND\ncontent-length:1000000000\n\nx", 0); err != nil {
		t.Fatal(err)
	}
	if got := cap(p.frame.Body); got > 64 {
		t.Errorf("%d octets of room for one that came", got)
	}
}
