package stompws

import (
	"errors"
	"fmt"
	"io"
	"math/big"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gobwas/ws"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/stomp"
)

// message is one message of a topic and, once it is needed, its encoded forms.
type message struct {
	destination string
	id          string
	headers     stomp.Headers // content-type and those of the exchange
	body        []byte
	size        int       // octets of body and headers
	text        bool      // the encoded frame is valid UTF-8, so that it may go in a text message
	expires     time.Time // when it is too old for replay; zero is never
	frames      []encoded
}

// audience is whoever gets the same bytes: nearly all browsers, since client libraries number subscriptions alike.
type audience struct {
	version stomp.Version
	id      string // of the subscription; "" where a STOMP 1.0 client gave none
}

type encoded struct {
	audience
	frame []byte
}

// Bounds on what passes as a header: a page should not pay for what a route carries along.
const (
	maxHeaders     = 32
	maxHeaderName  = 100
	maxHeaderValue = 4096
)

var errTooLarge = errors.New("larger than sendQueueSize")

// newMessage turns an exchange into a message: text and bytes as they are, maps and lists as JSON, other bodies as their
// text.
func newMessage(ex *components.Exchange, o *Options, now time.Time) (*message, error) {
	m := &message{destination: o.Destination}
	contentType := o.ContentType
	var err error
	switch body := ex.Body.(type) {
	case *components.Map, []any:
		m.body, err = components.EncodeJSON(body)
		if contentType == "" {
			contentType = "application/json"
		}
	case []byte:
		m.body = append([]byte(nil), body...) // it stays in queues while the route goes on with the exchange
	case components.StreamCache:
		m.body = append([]byte(nil), body...)
	case io.Reader:
		m.body, err = io.ReadAll(io.LimitReader(body, int64(o.SendQueueSize)+1))
	default:
		m.body, err = components.Bytes(body)
	}
	if err != nil {
		return nil, fmt.Errorf("body for %s: %w", o.Destination, err)
	}
	if t := ex.Headers.Text("Content-Type"); t != "" {
		contentType = t
	}
	if contentType != "" {
		m.headers = append(m.headers, stomp.Header{Name: "content-type", Value: headerText(contentType)})
	}
	m.size = len(m.body)
	for name, value := range ex.Headers.All() {
		if text, ok := passes(name, value); ok && len(m.headers) < maxHeaders {
			m.headers = append(m.headers, stomp.Header{Name: headerText(name), Value: text})
			m.size += len(name) + len(text)
		}
	}
	if m.size > o.SendQueueSize-reserve {
		return nil, fmt.Errorf("message of %d bytes for %s: %w of %d bytes", m.size, o.Destination, errTooLarge, o.SendQueueSize)
	}
	m.text = utf8.Valid(m.body)
	if o.ReplayMaxAge > 0 {
		m.expires = now.Add(o.ReplayMaxAge)
	}
	return m, nil
}

// reserve is room in the queue for a message's own headers.
const reserve = 1024

// passes decides whether a header of an exchange becomes one of the message, and answers its text: text, numbers and
// true or false that are neither Camel's own nor STOMP's.
func passes(name string, value any) (string, bool) {
	var text string
	switch value.(type) {
	case string, bool, int, int64, float32, float64, *big.Int:
		text = components.Text(value)
	default:
		return "", false
	}
	if name == "" || len(name) > maxHeaderName || len(text) > maxHeaderValue {
		return "", false
	}
	lower := strings.ToLower(name)
	if strings.HasPrefix(lower, "camel") || strings.HasPrefix(lower, "org.apache.camel") {
		return "", false
	}
	switch lower {
	case "destination", "message-id", "subscription", "ack", "content-length", "content-type", "receipt", "receipt-id", "transaction", "id":
		return "", false
	}
	return headerText(text), true
}

func headerText(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// maxEncoded is how many forms of a message are kept for those who subscribe later.
const maxEncoded = 4

// frame answers the message as the WebSocket frame for an audience. The topic's lock is held.
func (m *message) frame(a audience) []byte {
	for i := range m.frames {
		if m.frames[i].audience == a {
			return m.frames[i].frame
		}
	}
	headers := make(stomp.Headers, 0, len(m.headers)+3)
	if a.id != "" {
		headers = append(headers, stomp.Header{Name: "subscription", Value: a.id})
	}
	headers = append(headers, stomp.Header{Name: "message-id", Value: m.id}, stomp.Header{Name: "destination", Value: m.destination})
	op := ws.OpText
	if !m.text {
		op = ws.OpBinary
	}
	frame := encode(op, a.version, &stomp.Frame{Command: "MESSAGE", Headers: append(headers, m.headers...), Body: m.body})
	if len(m.frames) < maxEncoded {
		m.frames = append(m.frames, encoded{a, frame})
	}
	return frame
}
