package activemq

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/broker"
)

// maxStream is the most that is read of a body that is a stream, in bytes: a message has to fit into memory.
const maxStream = 128 << 20

// messageTypeHeader picks the kind of JMS message for one exchange, as in Camel.
const messageTypeHeader = "CamelJmsMessageType"

// encode makes the JMS message for an exchange.
func encode(ex *components.Exchange, o *Options, d broker.Destination, now time.Time) (*broker.Message, error) {
	m := &broker.Message{
		Destination: d, Timestamp: now, Priority: o.Priority, Persistent: o.DeliveryPersistent,
		CorrelationID: ex.Headers.Text("JMSCorrelationID"), Type: ex.Headers.Text("JMSType"), ReplyTo: ex.Headers.Text("JMSReplyTo"),
	}
	if o.TimeToLive > 0 {
		m.Expiration = now.Add(o.TimeToLive)
	}
	kind := o.JmsMessageType
	if text := ex.Headers.Text(messageTypeHeader); text != "" {
		kind = text
	}
	body, err := encodeBody(ex.Body, kind)
	if err != nil {
		return nil, err
	}
	m.Body = body
	encodeProperties(&ex.Headers, &m.Headers)
	return m, nil
}

func encodeBody(body any, kind string) (any, error) {
	if r, ok := body.(io.Reader); ok {
		data, err := io.ReadAll(io.LimitReader(r, maxStream+1))
		if err != nil {
			return nil, fmt.Errorf("cannot read the body: %w", err)
		}
		if len(data) > maxStream {
			return nil, fmt.Errorf("the body is larger than %d MiB", maxStream>>20)
		}
		body = data
	}
	switch kind {
	case "":
		return body, nil
	case "Text":
		if body == nil {
			return "", nil
		}
		return components.Text(body), nil
	case "Bytes":
		data, err := components.Bytes(body)
		if data == nil {
			data = []byte{}
		}
		return data, err
	case "Map":
		return components.ConvertTo(body, "Map")
	}
	return nil, components.NewException(components.IllegalArgumentException,
		fmt.Sprintf("header %s: %q is none of Text, Bytes, Map", messageTypeHeader, kind))
}

// decode makes the exchange for a JMS message, with the headers that Camel sets.
func decode(ctx context.Context, now time.Time, m *broker.Message) *components.Exchange {
	ex := components.NewExchange(ctx, m.Body)
	ex.Created = now
	ex.SetID(m.ID)
	h := &ex.Headers
	decodeProperties(&m.Headers, h)
	setText(h, "JMSCorrelationID", m.CorrelationID)
	h.Set("JMSDeliveryMode", deliveryMode(m.Persistent))
	h.Set("JMSDestination", m.Destination.String())
	h.Set("JMSExpiration", millis(m.Expiration))
	h.Set("JMSMessageID", m.ID)
	h.Set("JMSPriority", m.Priority)
	h.Set("JMSRedelivered", m.Redelivered)
	setText(h, "JMSReplyTo", m.ReplyTo)
	h.Set("JMSTimestamp", millis(m.Timestamp))
	setText(h, "JMSType", m.Type)
	h.Set("JMSXDeliveryCount", m.Redeliveries+1)
	return ex
}

func setText(h *components.Headers, name, value string) {
	if value != "" {
		h.Set(name, value)
	}
}

func deliveryMode(persistent bool) int {
	if persistent {
		return 2
	}
	return 1
}

// millis is a time as JMS writes it: milliseconds since 1970, 0 where there is none.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}
