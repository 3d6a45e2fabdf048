package activemq

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"

	"github.com/go-stomp/stomp/v3/frame"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/broker"
)

// maxSenders is how many connections one endpoint sends through: go-stomp waits for a receipt before it sends the next
// message of a connection.
const maxSenders = 4

// stompSenders is the pool of connections to send through. Who sends one message after the other uses one connection,
// so that the order stays.
type stompSenders struct {
	protocol *stompProtocol
	slots    chan struct{}

	mu     sync.Mutex
	idle   []*stompConn // used last is last
	closed bool
	warned map[string]bool
}

func (p *stompProtocol) connect(ctx context.Context) (sender, error) {
	conn, err := p.dial(ctx, 0)
	if err != nil {
		return nil, err
	}
	return &stompSenders{protocol: p, slots: make(chan struct{}, maxSenders), idle: []*stompConn{conn}, warned: map[string]bool{}}, nil
}

func (s *stompSenders) send(ctx context.Context, m *broker.Message) error {
	select {
	case s.slots <- struct{}{}:
	case <-ctx.Done():
		return fmt.Errorf("sending to ActiveMQ at %s: %w", s.protocol.url, context.Cause(ctx))
	}
	defer func() { <-s.slots }()
	body, options, err := toFrame(m)
	if err != nil {
		return err
	}
	s.warn(m)
	conn, err := s.take(ctx)
	if err != nil {
		return err
	}
	if err := s.deliver(ctx, conn, wirePath(m.Destination), body, options); err != nil {
		_ = conn.link.Close()
		return err
	}
	s.putBack(conn)
	return nil
}

// take answers a connection that works; one that was lost while it was idle is replaced.
func (s *stompSenders) take(ctx context.Context) (*stompConn, error) {
	s.mu.Lock()
	for len(s.idle) > 0 {
		conn := s.idle[len(s.idle)-1]
		s.idle = s.idle[:len(s.idle)-1]
		select {
		case <-conn.link.gone:
			_ = conn.link.Close()
		default:
			s.mu.Unlock()
			return conn, nil
		}
	}
	s.mu.Unlock()
	return s.protocol.dial(ctx, 0)
}

func (s *stompSenders) putBack(conn *stompConn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		_ = conn.link.Close() // its message is confirmed
		return
	}
	s.idle = append(s.idle, conn)
}

// deliver sends a message and waits for its receipt.
func (s *stompSenders) deliver(ctx context.Context, conn *stompConn, path string, body []byte, options []func(*frame.Frame) error) error {
	err := conn.await(ctx, func() error {
		return conn.link.call(frame.SEND, func() error { return conn.Send(path, "", body, options...) })
	})
	if err == nil {
		return nil
	}
	url := s.protocol.url
	if text, ok := refusal(err); ok {
		return &components.Exception{Class: "javax.jms.JMSException", Message: "ActiveMQ at " + url.String() + " refuses the message: " + text, Cause: err}
	}
	if errors.Is(err, context.Canceled) { // the engine gives up, not the broker
		return fmt.Errorf("sending to ActiveMQ at %s: %w", url, err)
	}
	select {
	case <-conn.link.gone: // its reason is the first one
		if !errors.Is(conn.link.cause, net.ErrClosed) {
			err = conn.link.cause
		}
	default:
	}
	return lost(plain(err), "sending to ActiveMQ at %s", url)
}

// warn tells once of each header that STOMP cannot carry.
func (s *stompSenders) warn(m *broker.Message) {
	for name := range m.Headers.All() {
		if !reserved[name] {
			continue
		}
		s.mu.Lock()
		first := !s.warned[name]
		s.warned[name] = true
		s.mu.Unlock()
		if first {
			s.protocol.ctx.Log().Warn("a header is not sent: STOMP has a header of that name itself", "header", name, "endpoint", s.protocol.uri)
		}
	}
}

func (s *stompSenders) close() {
	s.mu.Lock()
	idle := s.idle
	s.idle, s.closed = nil, true
	s.mu.Unlock()
	var closing sync.WaitGroup
	for _, conn := range idle {
		closing.Go(conn.disconnect)
	}
	closing.Wait()
}
