package activemq

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

// link is the network connection below go-stomp. It does what go-stomp does otherwise than brokers expect: it logs in by
// itself (see stomp_login.go), keeps watch over the broker's heart-beats, and tells at once when the connection is lost.
// See call for the calls that wait for the broker.
type link struct {
	net.Conn
	input    *bufio.Reader
	patience time.Duration // for a write

	budget    int // bytes that may still come before the login is done
	loggingIn bool
	silence   time.Duration // without a byte for so long the broker is dead; 0: it sends no heart-beats
	connected []byte        // what go-stomp is to read as the broker's CONNECTED
	swallow   bool          // go-stomp's own CONNECT is still to come
	subscribe bool          // a SUBSCRIBE is still to come

	gone chan struct{} // closed once the connection is lost

	mu      sync.Mutex
	cause   error         // why it is lost; to be read once gone
	awaited []byte        // how the frame begins that has to be written before go-stomp may read on
	written chan struct{} // closed when it was; nil while none is awaited
}

func newLink(conn net.Conn, patience time.Duration) *link {
	l := &link{Conn: conn, patience: patience, budget: maxLogin, loggingIn: true, swallow: true, gone: make(chan struct{})}
	l.input = bufio.NewReader(incoming{l})
	return l
}

// incoming reads from the network.
type incoming struct{ *link }

func (in incoming) Read(p []byte) (int, error) {
	if in.loggingIn {
		if in.budget == 0 {
			return 0, errors.New("it does not speak STOMP")
		}
		p = p[:min(len(p), in.budget)]
	} else if in.silence > 0 {
		_ = in.Conn.SetReadDeadline(time.Now().Add(in.silence)) // a closed connection fails in Read
	}
	n, err := in.Conn.Read(p)
	if in.loggingIn {
		in.budget -= n
	}
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		err = fmt.Errorf("not a sign of life for %s", in.silence)
	}
	return n, err
}

// Read gives go-stomp the broker's CONNECTED first.
func (l *link) Read(p []byte) (int, error) {
	if len(l.connected) > 0 {
		n := copy(p, l.connected)
		l.connected = l.connected[n:]
		return n, nil
	}
	n, err := l.input.Read(p)
	if err != nil {
		l.lose(err)
	}
	l.mu.Lock()
	written := l.written
	l.mu.Unlock()
	if written != nil {
		<-written
	}
	return n, err
}

// Write drops go-stomp's CONNECT, which was sent already, and asks for a receipt for its SUBSCRIBE: without one ActiveMQ
// says nothing where it refuses the subscription, and go-stomp itself would take the receipt for the subscription's end.
// It never fails: go-stomp learns from Read that the connection is lost.
func (l *link) Write(p []byte) (int, error) {
	if l.swallow {
		l.swallow = !bytes.HasSuffix(p, []byte{0})
		return len(p), nil
	}
	l.came(p)
	frame := p
	if rest, ok := bytes.CutPrefix(p, []byte("SUBSCRIBE\n")); ok && l.subscribe { // a frame begins with a Write of its own
		l.subscribe = false
		frame = append([]byte("SUBSCRIBE\nreceipt:subscribed\n"), rest...)
	}
	_ = l.Conn.SetWriteDeadline(time.Now().Add(l.patience)) // a closed connection fails in Write
	if _, err := l.Conn.Write(frame); err != nil {
		l.lose(err)
		_ = l.Conn.Close()
	}
	return len(p), nil
}

// call runs a function of go-stomp that sends a frame and waits for the broker. go-stomp forgets who calls just when the
// connection ends: until the frame is written, and the caller registered, it reads nothing. One call may run at a time.
func (l *link) call(command string, f func() error) error {
	l.mu.Lock()
	if l.cause != nil && l.written == nil {
		l.mu.Unlock()
		return l.cause
	}
	l.expect(command)
	l.mu.Unlock()
	defer l.readOn()
	return f()
}

// readOn has go-stomp read on whatever was written.
func (l *link) readOn() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.release()
}

// expect holds reading up until a frame with that command is written.
func (l *link) expect(command string) {
	if l.written == nil {
		l.awaited, l.written = []byte(command+"\n"), make(chan struct{})
	}
}

// came looks whether p begins the frame that is expected.
func (l *link) came(p []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if bytes.HasPrefix(p, l.awaited) {
		l.release()
	}
}

func (l *link) release() {
	if l.written != nil {
		close(l.written)
		l.written = nil
	}
}

// Close closes the connection.
func (l *link) Close() error {
	l.lose(net.ErrClosed)
	return l.Conn.Close()
}

func (l *link) lose(cause error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cause != nil {
		return
	}
	if errors.Is(cause, io.EOF) {
		cause = errors.New("it closed the connection")
	}
	l.cause = plain(cause)
	close(l.gone)
}
