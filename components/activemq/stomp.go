package activemq

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"os"
	"strings"
	"time"

	"github.com/go-stomp/stomp/v3"
	"github.com/go-stomp/stomp/v3/frame"

	"github.com/dromedary-go/dromedary/components"
)

// stompProtocol speaks STOMP 1.1 and 1.2 to ActiveMQ. Each subscription has a connection of its own, sending has others:
// a slow route never stands in the way of heart-beats or receipts.
type stompProtocol struct {
	*endpoint
	tls *tls.Config // nil without TLS
	// beatOut and beatIn are the heart-beats offered to the broker and asked of it. The broker is to be quick to show
	// that it lives; for the client two a minute do, and go-stomp takes them for the time that a reply may take.
	beatOut, beatIn time.Duration
}

func newStomp(e *endpoint) (protocol, components.OptionErrors) {
	var errs components.OptionErrors
	for name, text := range map[string]string{"username": e.opts.Username, "password": e.opts.Password} {
		if strings.ContainsAny(text, "\r\n\x00") {
			errs = append(errs, mistake(name, "", "STOMP cannot carry line breaks in it"))
		}
	}
	p := &stompProtocol{endpoint: e, beatOut: time.Minute, beatIn: 10 * time.Second}
	if e.url.scheme == "stomp+ssl" {
		host, _, _ := net.SplitHostPort(e.url.host) // parseBrokerURL joined it
		p.tls = &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	}
	return p, errs
}

func (p *stompProtocol) drain(context.Context) error { return nil }

func (p *stompProtocol) describe(*components.Map) {}

// stompConn is a connection that is logged in.
type stompConn struct {
	*stomp.Conn
	link *link
}

// dial connects and logs in. The room is how many messages may come before they are taken; 0 for a connection that
// only sends.
func (p *stompProtocol) dial(ctx context.Context, room int) (*stompConn, error) {
	conn, err := p.open(ctx, room)
	if err != nil {
		if ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		return nil, lost(plain(err), "cannot connect to ActiveMQ at %s", p.url)
	}
	return conn, nil
}

func (p *stompProtocol) open(ctx context.Context, room int) (*stompConn, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", p.url.host)
	if err != nil {
		return nil, err
	}
	if p.tls != nil {
		secured := tls.Client(conn, p.tls)
		if err := secured.HandshakeContext(ctx); err != nil {
			_ = conn.Close()
			return nil, err
		}
		conn = secured
	}
	l := newLink(conn, p.opts.RequestTimeout)
	if room > 0 {
		l.subscribe = true
		l.expect(frame.ABORT) // the last frame of what stompSubscription.start sends
	}
	stop := context.AfterFunc(ctx, func() { _ = l.Close() })
	defer stop()
	if err := l.logIn(p.connectFrame(), p.beatOut, p.beatIn); err != nil {
		_ = l.Close()
		return nil, err
	}
	client, err := stomp.Connect(l,
		stomp.ConnOpt.HeartBeat(0, 0), stomp.ConnOpt.HeartBeatError(0), // link has agreed on them
		stomp.ConnOpt.MsgSendTimeout(p.opts.RequestTimeout),
		stomp.ConnOpt.RcvReceiptTimeout(p.opts.RequestTimeout+time.Second), // the senders watch the time themselves
		stomp.ConnOpt.DisconnectReceiptTimeout(goodbye+time.Second),
		stomp.ConnOpt.ReadChannelCapacity(room+16),
		stomp.ConnOpt.Logger(quiet{}),
	)
	if err != nil {
		_ = l.Close()
		return nil, err
	}
	return &stompConn{client, l}, nil
}

// goodbye is how long the broker may take to confirm a disconnect.
const goodbye = 2 * time.Second

// disconnect lets the broker work off what was sent, then closes.
func (c *stompConn) disconnect() {
	select {
	case <-c.link.gone:
		_ = c.link.Close()
		return
	default:
	}
	ctx, cancel := context.WithTimeout(context.Background(), goodbye)
	defer cancel()
	_ = c.await(ctx, c.Disconnect) // whatever it says, the connection is closed now
	_ = c.link.Close()
}

// await calls a function of go-stomp that waits for the broker. Such a call cannot be cancelled, and one that is made
// while the connection breaks may miss that: when ctx ends the connection is closed, and the call is left behind; it
// ends by its own time limit at the latest.
func (c *stompConn) await(ctx context.Context, call func() error) error {
	done := make(chan error, 1)
	go func() { done <- call() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		_ = c.link.Close()
		return context.Cause(ctx)
	case <-c.link.gone:
		select {
		case err := <-done: // it knows what the broker said at the end
			return err
		case <-time.After(100 * time.Millisecond):
			return c.link.cause
		}
	}
}

// plain cuts what Go puts around the reason why a connection failed.
func plain(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		err = op.Err
	}
	var call *os.SyscallError
	if errors.As(err, &call) {
		err = call.Err
	}
	return err
}

// refusal answers the broker's words where err is its ERROR frame for something that was asked of it.
func refusal(err error) (text string, ok bool) {
	var e *stomp.Error
	if value := (stomp.Error{}); errors.As(err, &value) { // go-stomp has both
		e = &value
	} else if !errors.As(err, &e) {
		return "", false
	}
	if e.Frame == nil {
		return "", false
	}
	_, ok = e.Frame.Header.Contains(frame.ReceiptId)
	return e.Message, ok
}

// quiet keeps go-stomp from logging: what goes wrong is told by its errors.
type quiet struct{}

func (quiet) Debugf(string, ...any)   {}
func (quiet) Infof(string, ...any)    {}
func (quiet) Warningf(string, ...any) {}
func (quiet) Errorf(string, ...any)   {}
func (quiet) Debug(string)            {}
func (quiet) Info(string)             {}
func (quiet) Warning(string)          {}
func (quiet) Error(string)            {}
