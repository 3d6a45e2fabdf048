package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync/atomic"
)

// crowd are WebSocket clients that subscribe to a topic and count what comes, as the page in a browser would.
type crowd struct {
	connections []net.Conn
	received    atomic.Int64
	lost        atomic.Int64
	closing     atomic.Bool
}

func connect(address, topic string, n int) (*crowd, error) {
	c := &crowd{}
	for range n {
		if err := c.join(address, topic); err != nil {
			c.close()
			return nil, err
		}
	}
	return c, nil
}

func (c *crowd) close() {
	c.closing.Store(true)
	for _, conn := range c.connections {
		conn.Close()
	}
}

// join shakes hands, subscribes, and reads from then on.
func (c *crowd) join(address, topic string) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	c.connections = append(c.connections, conn)
	fmt.Fprintf(conn, "GET /ws HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: v12.stomp\r\n\r\n", address, address)
	r := bufio.NewReader(conn)
	response, err := http.ReadResponse(r, nil)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusSwitchingProtocols {
		return fmt.Errorf("ws://%s/ws answered %s", address, response.Status)
	}
	if err := send(conn, textFrame, "CONNECT\naccept-version:1.2\nhost:localhost\nheart-beat:0,0\n\n\x00"); err != nil {
		return err
	}
	if err := send(conn, textFrame, "SUBSCRIBE\nid:0\ndestination:"+topic+"\n\n\x00"); err != nil {
		return err
	}
	go func() {
		err := c.read(conn, r)
		if err != nil && !c.closing.Load() {
			c.lost.Add(1)
		}
	}()
	return nil
}

// The kinds of frames that matter here (RFC 6455, section 5.2).
const textFrame, pingFrame, pongFrame = 1, 9, 10

// send writes a text as one masked frame; the mask is zero, which leaves the text as it is.
func send(w io.Writer, kind byte, text string) error {
	const fin, masked = 0x80, 0x80
	frame := []byte{fin | kind, masked | byte(len(text)), 0, 0, 0, 0}
	if len(text) > 125 {
		return fmt.Errorf("frame of %d bytes is too long for this client", len(text))
	}
	_, err := w.Write(append(frame, text...))
	return err
}

// read counts MESSAGE frames and answers pings until the connection ends.
func (c *crowd) read(w io.Writer, r *bufio.Reader) error {
	var head [2]byte
	for {
		if _, err := io.ReadFull(r, head[:]); err != nil {
			return err
		}
		length := uint64(head[1] & 0x7f)
		switch length {
		case 126:
			var n uint16
			if err := binary.Read(r, binary.BigEndian, &n); err != nil {
				return err
			}
			length = uint64(n)
		case 127:
			if err := binary.Read(r, binary.BigEndian, &length); err != nil {
				return err
			}
		}
		payload := make([]byte, length)
		if _, err := io.ReadFull(r, payload); err != nil {
			return err
		}
		if head[0]&0x0f == pingFrame {
			if err := send(w, pongFrame, string(payload)); err != nil {
				return err
			}
			continue
		}
		c.received.Add(int64(bytes.Count(payload, []byte("MESSAGE\n"))))
	}
}
