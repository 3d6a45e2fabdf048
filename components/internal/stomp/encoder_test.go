package stomp

import (
	"reflect"
	"testing"
)

func TestAppendFrame(t *testing.T) {
	nasty := Headers{{"na:me", "a:b\nc\rd\\e\x00f"}}
	for _, c := range []struct {
		name    string
		version Version
		frame   Frame
		want    string
	}{
		{"message", V12, Frame{"MESSAGE", Headers{{"destination", "/topic/a"}}, []byte("hi")}, "MESSAGE\ndestination:/topic/a\ncontent-length:2\n\nhi\x00"},
		{"empty body", V12, Frame{"SEND", nil, nil}, "SEND\ncontent-length:0\n\n\x00"},
		{"receipt", V12, Frame{"RECEIPT", Headers{{"receipt-id", "1"}}, nil}, "RECEIPT\nreceipt-id:1\n\n\x00"},
		{"own length only", V12, Frame{"SEND", Headers{{"content-length", "99"}, {"", "x"}}, []byte("a\x00b")}, "SEND\ncontent-length:3\n\na\x00b\x00"},
		{"escapes of 1.2", V12, Frame{"ACK", nasty, nil}, "ACK\nna\\cme:a\\cb\\nc\\rd\\\\e f\n\n\x00"},
		{"escapes of 1.1", V11, Frame{"ACK", nasty, nil}, "ACK\nna\\cme:a\\cb\\nc d\\\\e f\n\n\x00"},
		{"none in 1.0", V10, Frame{"ACK", nasty, nil}, "ACK\nna_me:a:b c d\\e f\n\n\x00"},
		{"none in connected", V12, Frame{"CONNECTED", nasty, nil}, "CONNECTED\nna_me:a:b c d\\e f\n\n\x00"},
	} {
		if got := string(AppendFrame(nil, c.version, &c.frame)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestEncodedSizeIsEnough(t *testing.T) {
	f := &Frame{"MESSAGE", Headers{{"destination", "/topic/a"}, {"x", "y"}}, make([]byte, 1<<20)}
	if got, room := len(AppendFrame(nil, V12, f)), EncodedSize(f); got > room || room > got+64 {
		t.Errorf("%d octets, %d announced", got, room)
	}
}

// Whatever a value holds, the receiver finds the same number of headers, and in 1.2 the same value.
func TestHeadersCannotBeInjected(t *testing.T) {
	for _, value := range []string{"x\nadmin:true", "x\r\nadmin:true", "x\n\nbody\x00MESSAGE\n\n\x00", `\n`, "\\", "\r", "\n", ":"} {
		for v := V10; v <= V12; v++ {
			in := &Frame{"MESSAGE", Headers{{"text", value}, {"last", "1"}}, []byte("b")}
			got, err := parse(parser(v, roomy), string(AppendFrame(nil, v, in)), 0)
			if err != nil || len(got) != 1 || len(got[0].Headers) != 3 || string(got[0].Body) != "b" {
				t.Fatalf("%q in %s: got %v, %v", value, v, got, err)
			}
			if v == V12 && value != "x\n\nbody\x00MESSAGE\n\n\x00" && !reflect.DeepEqual(got[0].Headers[:2], in.Headers) {
				t.Errorf("%q: got %q", value, got[0].Headers)
			}
		}
	}
}
