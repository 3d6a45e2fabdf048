package activemq

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/broker"
)

func TestVMQueueAndTopic(t *testing.T) {
	ctx := newContext(t, nil)
	queue, topic := newEndpoint(t, ctx, "activemq:cats"), newEndpoint(t, ctx, "jms:topic:cats")
	sendTo(t, newProducer(t, queue), "Tom", "Kitty") // before anybody reads
	first, second := newRoute(t, topic), newRoute(t, topic)
	sendTo(t, newProducer(t, topic), "Minka")
	first.expect("Minka")
	second.expect("Minka")
	newRoute(t, queue).expect("Tom", "Kitty")
}

func TestVMBrokersAreApart(t *testing.T) {
	ctx, other := newContext(t, nil), newContext(t, nil)
	for _, e := range []*endpoint{
		newEndpoint(t, ctx, "activemq:cats?brokerURL=vm://a"), newEndpoint(t, ctx, "activemq:cats?brokerURL=vm:b"), newEndpoint(t, other, "activemq:cats"),
	} {
		sendTo(t, newProducer(t, e), e.url.host)
	}
	for host, r := range map[string]*route{
		"a":         newRoute(t, newEndpoint(t, ctx, "activemq6:queue:cats?brokerURL=vm://a?broker.persistent=false")),
		"b":         newRoute(t, newEndpoint(t, ctx, "activemq:cats?brokerURL=vm://b")),
		"localhost": newRoute(t, newEndpoint(t, other, "activemq:cats?brokerURL=vm://localhost")),
	} {
		r.expect(host)
	}
}

func TestVMFailedMessagesComeAgainThenAreDeadLetters(t *testing.T) {
	ctx := newContext(t, nil)
	const url = "?brokerURL=RAW(vm://localhost?jms.redeliveryPolicy.redeliveryDelay=1&jms.redeliveryPolicy.maximumRedeliveries=2)"
	e := newEndpoint(t, ctx, "activemq:cats"+url)
	sendTo(t, newProducer(t, e), "Tom", "Kitty")
	r := newRoute(t, e)
	for range 3 {
		ex := r.next()
		if ex.Body != "Tom" {
			t.Fatalf("got %v", ex.Body)
		}
		ex.Complete(errSick)
	}
	r.expect("Kitty")
	ex := newRoute(t, newEndpoint(t, ctx, "activemq:"+broker.DeadLetterQueue)).next()
	if ex.Body != "Tom" || ex.Headers.Text(broker.FailureCause) != errSick.Error() {
		t.Errorf("got %v %v", ex.Body, ex.Headers.Map())
	}
	ex.Complete(nil)
}

func TestVMConcurrentConsumers(t *testing.T) {
	for _, uri := range []string{"activemq:cats?concurrentConsumers=3", "activemq:topic:cats?concurrentConsumers=3"} {
		e := newEndpoint(t, newContext(t, nil), uri)
		r := newRoute(t, e)
		sendTo(t, newProducer(t, e), "a", "b", "c")
		for _, ex := range []*components.Exchange{r.next(), r.next(), r.next()} {
			ex.Complete(nil)
		}
		if e.Concurrency() != 3 {
			t.Errorf("concurrency %d", e.Concurrency())
		}
	}
}

func TestVMFullQueue(t *testing.T) {
	limits := broker.QueueLimits
	t.Cleanup(func() { broker.QueueLimits = limits })
	broker.QueueLimits.Messages = 1
	e := newEndpoint(t, newContext(t, nil), "activemq:cats?requestTimeout=20ms")
	p := newProducer(t, e)
	sendTo(t, p, "Tom")
	err := p.Process(components.NewExchange(t.Context(), "Kitty"))
	if !errors.Is(err, broker.ErrFull) || !strings.HasSuffix(err.Error(), "no answer within 20ms") || errors.Is(err, components.ErrConnection) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.Process(components.NewExchange(ctx, "Kitty")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestVMHealthAndDrain(t *testing.T) {
	e := newEndpoint(t, newContext(t, nil), "activemq:cats")
	sendTo(t, newProducer(t, e), "Tom")
	r := newRoute(t, e)
	tom := r.next()
	h := e.Health()
	if !h.Up || components.Text(h.Detail) != "{broker=vm://localhost, messages=1, consumers=1}" {
		t.Errorf("got %v", components.Text(h.Detail))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := e.Drain(ctx); err == nil {
		t.Error("drained with a message in flight")
	}
	tom.Complete(nil)
	if err := e.Drain(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestVMStopWhileEverybodyWaits(t *testing.T) {
	e := newEndpoint(t, newContext(t, nil), "activemq:cats")
	r := newRoute(t, e)
	sendTo(t, newProducer(t, e), "Tom", "Kitty") // nobody takes them from the subscriber's channel
	r.close()
	if _, err := r.sub.Subscribe(t.Context(), ""); err == nil {
		t.Error("a closed subscriber subscribes")
	}
	newRoute(t, e).expect("Tom", "Kitty")
}

func TestInOutIsRefused(t *testing.T) {
	p := newProducer(t, newEndpoint(t, newContext(t, nil), "activemq:cats"))
	ex := components.NewExchange(t.Context(), "Tom")
	ex.Pattern = components.InOut
	if err := p.Process(ex); err == nil || !strings.Contains(err.Error(), "write pattern: InOnly") {
		t.Errorf("got %v", err)
	}
}
