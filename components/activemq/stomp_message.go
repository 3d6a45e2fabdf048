package activemq

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"github.com/go-stomp/stomp/v3"
	"github.com/go-stomp/stomp/v3/frame"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/broker"
)

// Headers of ActiveMQ's STOMP frames, see https://activemq.apache.org/components/classic/documentation/stomp
const (
	headerCorrelation = "correlation-id"
	headerExpires     = "expires"
	headerKind        = "amq-msg-type"
	headerPersistent  = "persistent"
	headerPriority    = "priority"
	headerRedelivered = "redelivered"
	headerReplyTo     = "reply-to"
	headerTimestamp   = "timestamp"
	headerType        = "type"
)

// reserved are the names in STOMP frames that have a meaning of their own; no property can have them. Names with a dash
// are no concern: a property's name has none.
var reserved = map[string]bool{
	"ack": true, "browser": true, "destination": true, headerExpires: true, "id": true, headerPersistent: true, headerPriority: true, "receipt": true,
	headerRedelivered: true, "subscription": true, headerTimestamp: true, "transaction": true, "transformation": true, headerType: true,
}

// received are the names in MESSAGE frames that are no properties.
var received = map[string]bool{
	"message-id": true, "content-length": true, headerCorrelation: true, headerKind: true, headerReplyTo: true,
}

// wirePath writes a destination as ActiveMQ expects it in STOMP.
func wirePath(d broker.Destination) string {
	if d.Topic {
		return "/topic/" + d.Name
	}
	return "/queue/" + d.Name
}

func fromWirePath(path string) broker.Destination {
	if name, ok := strings.CutPrefix(path, "/topic/"); ok {
		return broker.Destination{Topic: true, Name: name}
	}
	return broker.Destination{Name: strings.TrimPrefix(path, "/queue/")}
}

// toFrame makes body and headers of a SEND frame. ActiveMQ makes a BytesMessage of a frame with content-length and a
// TextMessage of one without. Maps, lists and single values, which STOMP cannot carry as such, travel as JSON text.
func toFrame(m *broker.Message) (body []byte, options []func(*frame.Frame) error, err error) {
	set := func(name, value string) { options = append(options, stomp.SendOpt.Header(name, value)) }
	text := true
	switch v := m.Body.(type) {
	case nil:
	case string:
		body = []byte(v)
	case []byte:
		body, text = v, false
	case components.StreamCache:
		body, text = v, false
	default:
		if body, err = components.EncodeJSON(v); err != nil {
			return nil, nil, err
		}
		kind := "Object"
		if _, ok := v.(*components.Map); ok {
			kind = "Map"
		}
		set(messageTypeHeader, kind)
	}
	options = append(options, stomp.SendOpt.Receipt)
	if text && bytes.IndexByte(body, 0) >= 0 { // a body without content-length ends at a NUL
		set(headerKind, "text")
	} else if text {
		options = append(options, stomp.SendOpt.NoContentLength)
	}
	set(headerPersistent, strconv.FormatBool(m.Persistent))
	set(headerPriority, strconv.Itoa(m.Priority))
	if !m.Expiration.IsZero() {
		set(headerExpires, strconv.FormatInt(m.Expiration.UnixMilli(), 10))
	}
	if m.CorrelationID != "" {
		set(headerCorrelation, m.CorrelationID)
	}
	if m.Type != "" {
		set(headerType, m.Type)
	}
	if m.ReplyTo != "" {
		path := m.ReplyTo
		if !strings.HasPrefix(path, "/") {
			path = wirePath(broker.ParseDestination(path))
		}
		set(headerReplyTo, path)
	}
	for name, value := range m.Headers.All() {
		if !reserved[name] {
			set(name, components.Text(value))
		}
	}
	return body, options, nil
}

// fromFrame reads a MESSAGE frame.
func fromFrame(f *stomp.Message) *broker.Message {
	h := f.Header
	m := &broker.Message{
		ID: h.Get(frame.MessageId), Destination: fromWirePath(h.Get(frame.Destination)), CorrelationID: h.Get(headerCorrelation),
		Type: h.Get(headerType), Timestamp: fromMillis(h.Get(headerTimestamp)), Expiration: fromMillis(h.Get(headerExpires)),
		Persistent: h.Get(headerPersistent) == "true", Redelivered: h.Get(headerRedelivered) == "true",
	}
	m.Priority, _ = strconv.Atoi(h.Get(headerPriority)) // 0 where it is not said
	if path := h.Get(headerReplyTo); path != "" {
		m.ReplyTo = path
		if strings.HasPrefix(path, "/topic/") || strings.HasPrefix(path, "/queue/") {
			m.ReplyTo = fromWirePath(path).String()
		}
	}
	kind := ""
	for i := range h.Len() {
		name, value := h.GetAt(i)
		switch {
		case name == messageTypeHeader:
			kind = value
		case !reserved[name] && !received[name]:
			if _, ok := m.Headers.Get(name); !ok { // of a repeated header the first counts
				m.Headers.Set(name, value)
			}
		}
	}
	_, sized := h.Contains(frame.ContentLength)
	if sized && h.Get(headerKind) != "text" {
		m.Body = f.Body
		return m
	}
	m.Body = string(f.Body)
	if kind == "Map" || kind == "Object" {
		if v, err := components.DecodeJSON(f.Body); err == nil {
			m.Body = v
		}
	}
	return m
}

// fromMillis reads a time as JMS writes it; zero where there is none.
func fromMillis(text string) time.Time {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n <= 0 {
		return time.Time{}
	}
	return time.UnixMilli(n)
}
