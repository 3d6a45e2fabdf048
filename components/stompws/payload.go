package stompws

import (
	"bufio"
	"errors"
	"io"
	"net"
	"sync"

	"github.com/gobwas/ws"
)

// payload reads the data messages of a WebSocket connection as one stream of bytes: STOMP frames need not begin or end
// where messages do. It holds a small buffer only, since most connections send next to nothing.
type payload struct {
	in         bufio.Reader
	header     ws.Header // of the data frame being read
	left, done int64     // octets of its payload
	fragmented bool
	scratch    [ws.MaxControlFramePayloadSize]byte
	large      *[]byte // lent by largeBuffers until the next call

	// control gets ping and pong frames.
	control func(op ws.OpCode, data []byte)
}

const (
	readBuffer = 512
	largeRead  = 8 << 10
)

var largeBuffers = sync.Pool{New: func() any { b := make([]byte, largeRead); return &b }}

// peerClosed is how next ends when the peer closes the connection as WebSocket wants it.
type peerClosed struct{ code ws.StatusCode }

func (peerClosed) Error() string { return "closed by the peer" }

// early hands out what was read before, then what the connection brings.
type early struct {
	data []byte
	net.Conn
}

func (e *early) Read(p []byte) (int, error) {
	if len(e.data) > 0 {
		n := copy(p, e.data)
		if e.data = e.data[n:]; len(e.data) == 0 {
			e.data = nil
		}
		return n, nil
	}
	return e.Conn.Read(p)
}

// next answers octets of data messages, valid until the next call. An error is [peerClosed], a [ws.ProtocolError] or
// one of the connection.
func (p *payload) next() ([]byte, error) {
	if p.large != nil {
		largeBuffers.Put(p.large)
		p.large = nil
	}
	for p.left == 0 {
		if err := p.nextFrame(); err != nil {
			return nil, err
		}
	}
	chunk, err := p.read()
	if err != nil {
		return nil, err
	}
	ws.Cipher(chunk, p.header.Mask, int(p.done&3))
	p.left -= int64(len(chunk))
	p.done += int64(len(chunk))
	return chunk, nil
}

// read answers some of what is left of the frame.
func (p *payload) read() ([]byte, error) {
	if p.in.Buffered() == 0 && p.left > readBuffer {
		p.large = largeBuffers.Get().(*[]byte)
		n, err := p.in.Read((*p.large)[:min(p.left, largeRead)])
		return (*p.large)[:n], err
	}
	if _, err := p.in.Peek(1); err != nil {
		return nil, err
	}
	chunk, err := p.in.Peek(int(min(p.left, int64(p.in.Buffered()))))
	if err != nil {
		return nil, err
	}
	_, err = p.in.Discard(len(chunk)) // the octets stay where they are until the next read
	return chunk, err
}

func (p *payload) nextFrame() error {
	h, err := ws.ReadHeaderBuffer(&p.in, p.scratch[:])
	if errors.Is(err, ws.ErrHeaderLengthMSB) || errors.Is(err, ws.ErrHeaderLengthUnexpected) {
		return ws.ProtocolError(err.Error())
	}
	if err != nil {
		return err
	}
	state := ws.StateServerSide
	if p.fragmented {
		state = state.Set(ws.StateFragmented)
	}
	if err := ws.CheckHeader(h, state); err != nil {
		return err
	}
	if !h.OpCode.IsControl() {
		p.header, p.left, p.done, p.fragmented = h, h.Length, 0, !h.Fin
		return nil
	}
	data := p.scratch[:h.Length]
	if _, err := io.ReadFull(&p.in, data); err != nil {
		return err
	}
	ws.Cipher(data, h.Mask, 0)
	if h.OpCode == ws.OpClose {
		return closed(data)
	}
	p.control(h.OpCode, data)
	return nil
}

// closed reads the payload of a close frame.
func closed(data []byte) error {
	if len(data) == 0 {
		return peerClosed{}
	}
	if len(data) == 1 {
		return ws.ProtocolError("a close frame with half a code")
	}
	code, reason := ws.ParseCloseFrameData(data)
	if err := ws.CheckCloseFrameData(code, reason); err != nil {
		return err
	}
	return peerClosed{code}
}
