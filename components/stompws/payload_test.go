package stompws

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"github.com/gobwas/ws"
)

// readPayload reads all data that comes out of a stream of WebSocket frames.
func readPayload(in io.Reader) (data []byte, pings int, err error) {
	p := &payload{control: func(op ws.OpCode, _ []byte) {
		if op == ws.OpPing {
			pings++
		}
	}}
	p.in = *bufio.NewReaderSize(in, readBuffer)
	for {
		chunk, err := p.next()
		if err != nil {
			return data, pings, err
		}
		data = append(data, chunk...)
	}
}

// Frames of all sizes about the buffers' come out whole and unmasked, however they arrive.
func TestPayload(t *testing.T) {
	var stream bytes.Buffer
	var want []byte
	for i, size := range []int{0, 1, 125, 126, readBuffer - 1, readBuffer, readBuffer + 1, largeRead, largeRead + 1, 70_000, 3} {
		body := bytes.Repeat([]byte{byte('a' + i)}, size)
		want = append(want, body...)
		ws.WriteFrame(&stream, ws.MaskFrame(ws.NewBinaryFrame(body)))
		ws.WriteFrame(&stream, ws.MaskFrame(ws.NewPingFrame([]byte("?"))))
	}
	for name, in := range map[string]io.Reader{
		"at once": bytes.NewReader(stream.Bytes()), "octets": iotest.OneByteReader(bytes.NewReader(stream.Bytes())),
		"halves": iotest.HalfReader(bytes.NewReader(stream.Bytes())), "error with the data": iotest.DataErrReader(bytes.NewReader(stream.Bytes())),
	} {
		got, pings, err := readPayload(in)
		if !bytes.Equal(got, want) || pings != 11 || err != io.EOF {
			t.Errorf("%s: got %d octets of %d, %d pings, %v", name, len(got), len(want), pings, err)
		}
	}
}

// FuzzPayload feeds garbage: what comes out does not depend on how it arrives, and is never more than what went in.
func FuzzPayload(f *testing.F) {
	f.Add(ws.MustCompileFrame(ws.MaskFrame(ws.NewTextFrame([]byte("CONNECT\n\n\x00")))))
	f.Add(ws.MustCompileFrame(ws.MaskFrame(ws.NewCloseFrame(ws.NewCloseFrameBody(1000, "")))))
	f.Add([]byte{0x01, 0xfe, 0x01, 0x00, 0, 0, 0, 0, 'a', 0x89, 0x80, 1, 2, 3, 4})
	f.Fuzz(func(t *testing.T, in []byte) {
		got, pings, err := readPayload(bytes.NewReader(in))
		slow, slowPings, slowErr := readPayload(iotest.OneByteReader(bytes.NewReader(in)))
		if !bytes.Equal(got, slow) || pings != slowPings || len(got) > len(in) {
			t.Fatalf("got %q and %d pings, octet by octet %q and %d", got, pings, slow, slowPings)
		}
		if ended := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF); !ended && err.Error() != slowErr.Error() {
			t.Fatalf("got %v, octet by octet %v", err, slowErr)
		}
	})
}
