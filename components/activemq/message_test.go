package activemq

import (
	"bytes"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// What comes out at the other end, over each protocol.
func TestBodies(t *testing.T) {
	card := components.NewMap("text", "Tom 🐱", "n", 1, "media", []any{components.NewMap("w", 2.5), nil, true})
	for _, protocol := range []string{"vm", "stomp"} {
		url := "vm://localhost"
		if protocol == "stomp" {
			url = startFake(t, nil).url()
		}
		for name, c := range map[string]struct {
			query, want string
			body        any
		}{
			"text":             {body: "Tom 🐱\r\n\\x:y", want: "string Tom 🐱\r\n\\x:y"},
			"empty text":       {body: "", want: "string "},
			"text with NUL":    {body: "a\x00b", want: "string a\x00b"},
			"bytes":            {body: []byte{0, 0xff, 'x'}, want: "bytes 00ff78"},
			"empty bytes":      {body: []byte{}, want: "bytes "},
			"stream":           {body: strings.NewReader("Tom"), want: "bytes 546f6d"},
			"map":              {body: card, want: "map {text=Tom 🐱, n=1, media=[{w=2.5}, null, true]}"},
			"list":             {body: []any{"a", 1}, want: "list [a, 1]"},
			"number":           {body: 42, want: "int 42"},
			"bytes as text":    {body: []byte("Tom"), query: "?jmsMessageType=Text", want: "string Tom"},
			"stream as text":   {body: bytes.NewReader([]byte("Tom")), query: "?jmsMessageType=Text", want: "string Tom"},
			"text as bytes":    {body: "Tom", query: "?jmsMessageType=bytes", want: "bytes 546f6d"},
			"map as text":      {body: components.NewMap("a", 1), query: "?jmsMessageType=Text", want: "string {a=1}"},
			"nothing as text":  {query: "?jmsMessageType=Text", want: "string "},
			"nothing as bytes": {query: "?jmsMessageType=Bytes", want: "bytes "},
			"map as map":       {body: components.NewMap("a", 1), query: "?jmsMessageType=Map", want: "map {a=1}"},
		} {
			t.Run(protocol+" "+name, func(t *testing.T) {
				e := newEndpoint(t, overBroker(t, url), "activemq:cats"+c.query)
				sendTo(t, newProducer(t, e), c.body)
				ex := newRoute(t, e).next()
				if got := describe(ex.Body); got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
				ex.Complete(nil)
			})
		}
	}
}

func describe(v any) string {
	switch v := v.(type) {
	case string:
		return "string " + v
	case []byte:
		const hex = "0123456789abcdef"
		var b strings.Builder
		for _, c := range v {
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
		return "bytes " + b.String()
	case *components.Map:
		return "map " + components.Text(v)
	case []any:
		return "list " + components.Text(v)
	case int:
		return "int " + components.Text(v)
	}
	return components.JavaType(v)
}

func TestHeaders(t *testing.T) {
	stomp := startFake(t, nil)
	for protocol, url := range map[string]string{"vm": "vm://localhost", "stomp": stomp.url()} {
		t.Run(protocol, func(t *testing.T) {
			ctx := overBroker(t, url)
			ctx.Clock = func() time.Time { return time.UnixMilli(4_000_000_000_000) }
			e := newEndpoint(t, ctx, "activemq:topic:cats?timeToLive=1m&priority=7&deliveryPersistent=false")
			r := newRoute(t, e)
			ex := components.NewExchange(t.Context(), "Tom")
			for name, value := range map[string]any{
				"color": "black:white\\\n", "my.Header-Name": "x", "größe": 7, "big": big.NewInt(12), "flag": true,
				"JMSCorrelationID": "c:1", "JMSType": "cat", "JMSReplyTo": "queue://back",
				"JMSMessageID": "mine", "JMSPriority": 1, "CamelFileName": "f", "with space": "x", "object": components.NewMap(), "1st": "x",
			} {
				ex.Headers.Set(name, value)
			}
			if err := newProducer(t, e).Process(ex); err != nil {
				t.Fatal(err)
			}
			got := r.next()
			for name, want := range map[string]string{
				"color": "black:white\\\n", "my.Header-Name": "x", "größe": "7", "big": "12", "flag": "true",
				"JMSCorrelationID": "c:1", "JMSType": "cat", "JMSReplyTo": "queue://back", "JMSDestination": "topic://cats", "JMSDeliveryMode": "1",
				"JMSExpiration": "4000000060000", "JMSPriority": "7", "JMSRedelivered": "false", "JMSXDeliveryCount": "1",
			} {
				if text := got.Headers.Text(name); text != want {
					t.Errorf("%s: got %q, want %q", name, text, want)
				}
			}
			if id := got.Headers.Text("JMSMessageID"); id == "mine" || id == "" || id != got.ID() {
				t.Errorf("JMSMessageID %q, exchange %q", id, got.ID())
			}
			for _, name := range []string{"CamelFileName", "with space", "object", "1st"} {
				if v, ok := got.Headers.Get(name); ok {
					t.Errorf("%s came through: %v", name, v)
				}
			}
			got.Complete(nil)
		})
	}
}

func TestMessageTypeOfOneExchange(t *testing.T) {
	e := newEndpoint(t, newContext(t, nil), "activemq:cats")
	p, r := newProducer(t, e), newRoute(t, e)
	ex := components.NewExchange(t.Context(), "Tom")
	ex.Headers.Set(messageTypeHeader, "Bytes")
	if err := p.Process(ex); err != nil {
		t.Fatal(err)
	}
	got := r.next()
	if describe(got.Body) != "bytes 546f6d" {
		t.Errorf("got %v", got.Body)
	}
	got.Complete(nil)
	ex.Headers.Set(messageTypeHeader, "Object")
	if err := p.Process(ex); err == nil || !strings.Contains(err.Error(), `"Object" is none of Text, Bytes, Map`) {
		t.Errorf("got %v", err)
	}
	ex.Headers.Set(messageTypeHeader, "Map")
	if err := p.Process(ex); components.Class(err) != components.NoTypeConversion {
		t.Errorf("got %v", err)
	}
}

// A header that STOMP uses itself must not change what the frame means.
func TestStompReservedHeaders(t *testing.T) {
	e := newEndpoint(t, overBroker(t, startFake(t, nil).url()), "activemq:cats")
	p, r := newProducer(t, e), newRoute(t, e)
	ex := components.NewExchange(t.Context(), "Tom")
	for name := range reserved {
		ex.Headers.Set(name, "/queue/dogs")
	}
	if err := p.Process(ex); err != nil {
		t.Fatal(err)
	}
	got := r.next()
	for name := range reserved {
		if v, ok := got.Headers.Get(name); ok {
			t.Errorf("%s came through: %v", name, v)
		}
	}
	got.Complete(nil)
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errSick }

func TestBodyThatCannotBeRead(t *testing.T) {
	p := newProducer(t, newEndpoint(t, newContext(t, nil), "activemq:cats"))
	if err := p.Process(components.NewExchange(t.Context(), brokenReader{})); !errors.Is(err, errSick) {
		t.Errorf("got %v", err)
	}
}
