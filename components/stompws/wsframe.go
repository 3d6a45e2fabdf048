package stompws

import (
	"bytes"
	"encoding/binary"
	"strings"

	"github.com/gobwas/ws"

	"github.com/dromedary-go/dromedary/components/internal/stomp"
)

// encode makes a STOMP frame the one WebSocket message that carries it, without copying it once more: room for the
// longest header is left in front.
func encode(op ws.OpCode, v stomp.Version, f *stomp.Frame) []byte {
	const room = 10
	b := make([]byte, room, room+stomp.EncodedSize(f))
	b = stomp.AppendFrame(b, v, f)
	var header [room]byte
	n := putHeader(&header, op, len(b)-room)
	copy(b[room-n:], header[:n])
	return b[room-n:]
}

// putHeader writes the header of an unmasked, unfragmented frame (RFC 6455, section 5.2) and answers its length.
func putHeader(h *[10]byte, op ws.OpCode, length int) int {
	h[0] = 0x80 | byte(op)
	switch {
	case length < 126:
		h[1] = byte(length)
		return 2
	case length < 1<<16:
		h[1] = 126
		binary.BigEndian.PutUint16(h[2:], uint16(length))
		return 4
	}
	h[1] = 127
	binary.BigEndian.PutUint64(h[2:], uint64(length))
	return 10
}

// control makes a frame without a STOMP frame in it: ping, pong, close, heart-beat.
func control(f ws.Frame) []byte {
	var b bytes.Buffer
	ws.MustWriteFrame(&b, f)
	return b.Bytes()
}

// heartBeat is a line end in a data message: scripts do not see pings.
var heartBeat = control(ws.NewTextFrame([]byte("\n")))

func closeFrame(code ws.StatusCode, reason string) []byte {
	if code.Empty() {
		return ws.CompiledClose
	}
	reason = reason[:min(len(reason), ws.MaxControlFramePayloadSize-2)] // may cut a character in two
	return control(ws.NewCloseFrame(ws.NewCloseFrameBody(code, strings.ToValidUTF8(reason, ""))))
}
