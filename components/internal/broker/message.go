package broker

import (
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Destination is a queue or a topic.
type Destination struct {
	Topic bool
	Name  string
}

// String writes a destination as ActiveMQ does: queue://cats, topic://cats.
func (d Destination) String() string {
	if d.Topic {
		return "topic://" + d.Name
	}
	return "queue://" + d.Name
}

// ParseDestination reads what [Destination.String] writes; a bare name is a queue.
func ParseDestination(text string) Destination {
	if name, ok := strings.CutPrefix(text, "topic://"); ok {
		return Destination{Topic: true, Name: name}
	}
	return Destination{Name: strings.TrimPrefix(text, "queue://")}
}

// Message is a message as JMS knows it. The fields are JMS's header fields (JMSMessageID and so on).
type Message struct {
	ID            string
	Destination   Destination
	CorrelationID string
	Type          string
	ReplyTo       string // as [Destination.String] writes it
	Timestamp     time.Time
	Expiration    time.Time // zero: never
	Priority      int       // 0 to 9; 4 is usual
	Persistent    bool
	// Redeliveries counts how often the message was given to a consumer in vain.
	Redeliveries int
	// Redelivered is true where somebody got the message before, even if nobody knows how often.
	Redelivered bool
	// Headers are JMS's properties.
	Headers components.Headers
	// Body is text (string), bytes, a map, a list or any other single value.
	Body any
	// Tag is for the client that delivered the message to settle it; the broker carries it and never looks at it.
	Tag any
}

// Clone copies the message: maps and lists of the body in depth, so that two routes never share one; text, bytes and
// single values are not changed by anybody and stay the same.
func (m *Message) Clone() *Message {
	c := *m
	c.Headers = m.Headers.Clone()
	c.Body = copyValue(m.Body)
	return &c
}

func copyValue(v any) any {
	switch v := v.(type) {
	case *components.Map:
		if v == nil {
			return v
		}
		c := &components.Map{}
		for key, value := range v.All() {
			c.Set(key, copyValue(value))
		}
		return c
	case []any:
		c := make([]any, len(v))
		for i := range v {
			c[i] = copyValue(v[i])
		}
		return c
	}
	return v
}

// size estimates the memory that the message takes, in bytes.
func (m *Message) size() int {
	n := 256 + len(m.ID) + len(m.CorrelationID) + valueSize(m.Body)
	for key, value := range m.Headers.All() {
		n += len(key) + valueSize(value)
	}
	return n
}

func valueSize(v any) int {
	switch v := v.(type) {
	case string:
		return 16 + len(v)
	case []byte:
		return 24 + len(v)
	case components.StreamCache:
		return 24 + len(v)
	case *components.Map:
		n := 48
		for key, value := range v.All() {
			n += 16 + len(key) + valueSize(value)
		}
		return n
	case []any:
		n := 24
		for i := range v {
			n += valueSize(v[i])
		}
		return n
	}
	return 16
}

func (m *Message) expired(now func() time.Time) bool {
	return !m.Expiration.IsZero() && !now().Before(m.Expiration)
}
