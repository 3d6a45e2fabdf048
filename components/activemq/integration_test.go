//go:build integration

package activemq

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/activemq/activemqtest"
	"github.com/dromedary-go/dromedary/components/internal/broker"
)

func TestActiveMQ(t *testing.T) {
	amq := activemqtest.Start(t, "", "")
	t.Run("topic reaches every route", func(t *testing.T) { amqTopic(t, amq) })
	t.Run("bodies", func(t *testing.T) { amqBodies(t, amq) })
	t.Run("headers", func(t *testing.T) { amqHeaders(t, amq) })
	t.Run("order", func(t *testing.T) { amqOrder(t, amq) })
	t.Run("failed messages", func(t *testing.T) { amqFailed(t, amq) })
	t.Run("stop gives back", func(t *testing.T) { amqGivesBack(t, amq) })
	t.Run("expiry", func(t *testing.T) { amqExpiry(t, amq) })
	t.Run("selector", func(t *testing.T) { amqSelector(t, amq) })
	t.Run("large message", func(t *testing.T) { amqLarge(t, amq) })
	t.Run("watermill suite", func(t *testing.T) {
		conform(t, amq.URL+"?jms.redeliveryPolicy.redeliveryDelay=5&jms.redeliveryPolicy.maximumRedeliveries=-1", true)
	})
}

func amqTopic(t *testing.T, amq *activemqtest.Broker) {
	e := newEndpoint(t, overBroker(t, amq.URL), "activemq:topic:cats")
	first, second := newRoute(t, e), newRoute(t, e)
	p := newProducer(t, e)
	for i := range 100 {
		sendTo(t, p, fmt.Sprint(i))
	}
	for i := range 100 {
		first.expect(fmt.Sprint(i))
		second.expect(fmt.Sprint(i))
	}
}

func amqBodies(t *testing.T, amq *activemqtest.Broker) {
	e := newEndpoint(t, overBroker(t, amq.URL), "activemq:bodies")
	p, r := newProducer(t, e), newRoute(t, e)
	for _, c := range []struct {
		body any
		want string
	}{
		{"Tom 🐱 größer\r\n\\n:", "string Tom 🐱 größer\r\n\\n:"},
		{"", "string "},
		{"a\x00b", "string a\x00b"},
		{[]byte{0, 0xff, 10}, "bytes 00ff0a"},
		{[]byte{}, "bytes "},
		{components.NewMap("z", 1, "a", []any{"🐱", nil}), "map {z=1, a=[🐱, null]}"},
		{[]any{1, 2.5}, "list [1, 2.5]"},
	} {
		sendTo(t, p, c.body)
		ex := r.next()
		if got := describe(ex.Body); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
		ex.Complete(nil)
	}
}

func amqHeaders(t *testing.T, amq *activemqtest.Broker) {
	e := newEndpoint(t, overBroker(t, amq.URL), "activemq:headers?priority=7&timeToLive=1h")
	p, r := newProducer(t, e), newRoute(t, e)
	ex := components.NewExchange(t.Context(), "Tom")
	want := map[string]string{
		"color": "black:white\\ \n🐱", "my-header.name": "x", "JMSCorrelationID": "c:1", "JMSType": "cat", "JMSReplyTo": "topic://back",
	}
	for name, value := range want {
		ex.Headers.Set(name, value)
	}
	if err := p.Process(ex); err != nil {
		t.Fatal(err)
	}
	got := r.next()
	want["JMSDestination"], want["JMSPriority"], want["JMSDeliveryMode"], want["JMSRedelivered"] = "queue://headers", "7", "2", "false"
	for name, text := range want {
		if got.Headers.Text(name) != text {
			t.Errorf("%s: got %q, want %q", name, got.Headers.Text(name), text)
		}
	}
	sent, _ := components.Int(got.Headers.Value("JMSTimestamp"))
	expires, _ := components.Int(got.Headers.Value("JMSExpiration"))
	if time.Since(time.UnixMilli(sent)) > time.Hour || expires < sent+3_500_000 {
		t.Errorf("sent %d, expires %d", sent, expires)
	}
	got.Complete(nil)
}

func amqOrder(t *testing.T, amq *activemqtest.Broker) {
	e := newEndpoint(t, overBroker(t, amq.URL), "activemq:order?concurrentConsumers=1")
	p, r := newProducer(t, e), newRoute(t, e)
	const count = 500
	var sending sync.WaitGroup
	sending.Go(func() {
		for i := range count {
			if err := p.Process(components.NewExchange(t.Context(), fmt.Sprint(i))); err != nil {
				t.Error(err)
				return
			}
		}
	})
	for i := range count {
		r.expect(fmt.Sprint(i))
	}
	sending.Wait()
}

func amqFailed(t *testing.T, amq *activemqtest.Broker) {
	ctx := overBroker(t, amq.URL+"?jms.redeliveryPolicy.redeliveryDelay=10&jms.redeliveryPolicy.maximumRedeliveries=2")
	e := newEndpoint(t, ctx, "activemq:failed")
	p, r := newProducer(t, e), newRoute(t, e)
	sendTo(t, p, "Tom", "Kitty")
	for range 3 {
		ex := r.next()
		if ex.Body != "Tom" {
			t.Fatalf("got %v", ex.Body)
		}
		ex.Complete(errSick)
	}
	r.expect("Kitty")
	dead := newRoute(t, newEndpoint(t, ctx, "activemq:"+broker.DeadLetterQueue)).next()
	if dead.Body != "Tom" || dead.Headers.Text("original-destination") != "/queue/failed" {
		t.Errorf("got %v %v", dead.Body, dead.Headers.Map())
	}
	dead.Complete(nil)
}

func amqGivesBack(t *testing.T, amq *activemqtest.Broker) {
	e := newEndpoint(t, overBroker(t, amq.URL), "activemq:back")
	p, r := newProducer(t, e), newRoute(t, e)
	for i := range 50 {
		sendTo(t, p, fmt.Sprint(i))
	}
	r.expect("0", "1")
	r.next().Complete(components.ErrStopping)
	r.close()
	next := newRoute(t, e)
	for i := 2; i < 50; i++ { // those that were acknowledged do not come again
		next.expect(fmt.Sprint(i))
	}
}

func amqExpiry(t *testing.T, amq *activemqtest.Broker) {
	ctx := overBroker(t, amq.URL)
	sendTo(t, newProducer(t, newEndpoint(t, ctx, "activemq:expiry?timeToLive=1")), "Tom")
	e := newEndpoint(t, ctx, "activemq:expiry")
	sendTo(t, newProducer(t, e), "Kitty")
	time.Sleep(5 * time.Millisecond)
	newRoute(t, e).expect("Kitty")
	newRoute(t, newEndpoint(t, ctx, "activemq:"+broker.DeadLetterQueue)).expect("Tom")
}

func amqSelector(t *testing.T, amq *activemqtest.Broker) {
	ctx := overBroker(t, amq.URL)
	r := newRoute(t, newEndpoint(t, ctx, "activemq:topic:colors?selector=RAW(color = 'black')"))
	p := newProducer(t, newEndpoint(t, ctx, "activemq:topic:colors"))
	for _, color := range []string{"white", "black"} {
		ex := components.NewExchange(t.Context(), color)
		ex.Headers.Set("color", color)
		if err := p.Process(ex); err != nil {
			t.Fatal(err)
		}
	}
	r.expect("black")
	wrong := newEndpoint(t, ctx, "activemq:topic:colors?selector=RAW(color = = 1)")
	_, err := wrong.protocol.subscribe(t.Context())
	if err == nil || !strings.HasPrefix(err.Error(), "cannot read topic://colors of ActiveMQ at "+amq.URL+": ") {
		t.Errorf("got %v", err)
	}
}

func amqLarge(t *testing.T, amq *activemqtest.Broker) {
	e := newEndpoint(t, overBroker(t, amq.URL), "activemq:large")
	text := strings.Repeat("🐱", 2<<20)
	sendTo(t, newProducer(t, e), text)
	newRoute(t, e).expect(text)
}

func TestActiveMQLogin(t *testing.T) {
	const password = `pass:word\with & <signs>`
	amq := activemqtest.Start(t, "cat", password)
	ctx := newContext(t, properties{
		"camel.component.activemq.brokerURL": amq.URL, "camel.component.activemq.username": "cat", "camel.component.activemq.password": password,
	})
	e := newEndpoint(t, ctx, "activemq:cats")
	sendTo(t, newProducer(t, e), "Tom")
	newRoute(t, e).expect("Tom")
	for _, query := range []string{"?password=wrong", "?username=dog", "?username=&password="} {
		_, err := newEndpoint(t, ctx, "activemq:cats"+query).Producer()
		if !errors.Is(err, components.ErrConnection) || strings.Contains(err.Error(), "wrong") {
			t.Errorf("%s: got %v", query, err)
		}
	}
}
