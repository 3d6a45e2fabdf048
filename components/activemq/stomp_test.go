package activemq

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-stomp/stomp/v3/frame"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/broker"
)

var errSick = errors.New("the cat is sick")

func TestStompQueue(t *testing.T) {
	fake := startFake(t, nil)
	e := newEndpoint(t, overBroker(t, fake.url()), "activemq:queue:cats")
	p, r := newProducer(t, e), newRoute(t, e)
	sendTo(t, p, "Tom", "Kitty 🐱")
	r.expect("Tom", "Kitty 🐱")
	eventually(t, "both are acknowledged", func() bool { return fake.count(frame.ACK) == 2 })
	if h := e.Health(); !h.Up {
		t.Error(h.Reason)
	}
}

func TestStompKeepsTheOrder(t *testing.T) {
	fake := startFake(t, nil)
	e := newEndpoint(t, overBroker(t, fake.url()), "activemq:cats")
	p, r := newProducer(t, e), newRoute(t, e)
	for i := range 300 {
		sendTo(t, p, fmt.Sprint(i))
	}
	for i := range 300 {
		r.expect(fmt.Sprint(i))
	}
}

func TestStompTopicReachesEveryRoute(t *testing.T) {
	fake := startFake(t, nil)
	e := newEndpoint(t, overBroker(t, fake.url()), "activemq:topic:cats")
	first, second := newRoute(t, e), newRoute(t, e)
	sendTo(t, newProducer(t, e), "Tom") // no message is missed once Subscribe has returned
	first.expect("Tom")
	second.expect("Tom")
}

func TestStompManySenders(t *testing.T) {
	fake := startFake(t, nil)
	e := newEndpoint(t, overBroker(t, fake.url()), "activemq:cats")
	p, r := newProducer(t, e), newRoute(t, e)
	var sending sync.WaitGroup
	for range 20 {
		sending.Go(func() {
			for range 10 {
				if err := p.Process(components.NewExchange(t.Context(), "Tom")); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 200 {
		r.expect("Tom")
	}
	sending.Wait()
	if n := len(p.(*producer).sender.(*stompSenders).idle); n > maxSenders {
		t.Errorf("%d connections", n)
	}
}

func TestStompFailedMessagesComeAgainThenAreDeadLetters(t *testing.T) {
	fake := startFake(t, nil)
	ctx := overBroker(t, fake.url()+"?jms.redeliveryPolicy.redeliveryDelay=10&jms.redeliveryPolicy.maximumRedeliveries=2")
	e := newEndpoint(t, ctx, "activemq:cats")
	p, r := newProducer(t, e), newRoute(t, e)
	sendTo(t, p, "Tom", "Kitty")
	for delivery := 1; delivery <= 3; delivery++ {
		ex := r.next()
		if ex.Body != "Tom" || ex.Headers.Value("JMSXDeliveryCount") != delivery || ex.Headers.Value("JMSRedelivered") != (delivery > 1) {
			t.Errorf("delivery %d: got %v with %v", delivery, ex.Body, ex.Headers.Map())
		}
		ex.Complete(errSick)
	}
	r.expect("Kitty")
	newRoute(t, newEndpoint(t, ctx, "activemq:"+broker.DeadLetterQueue)).expect("Tom")
}

func TestStompWhatWasNotWorkedOnGoesBack(t *testing.T) {
	fake := startFake(t, nil)
	e := newEndpoint(t, overBroker(t, fake.url()), "activemq:cats")
	p, r := newProducer(t, e), newRoute(t, e)
	sendTo(t, p, "Tom", "Kitty", "Minka")
	r.expect("Tom")
	r.next().Complete(components.ErrStopping)
	r.close()
	newRoute(t, e).expect("Kitty", "Minka")
}

func TestStompBrokerDiesAndComesBack(t *testing.T) {
	fake := startFake(t, nil)
	e := newEndpoint(t, overBroker(t, fake.url()), "activemq:cats")
	p, r := newProducer(t, e), newRoute(t, e)
	sendTo(t, p, "Tom", "Kitty")
	tom := r.next()
	fake.stop()
	r.ended()
	tom.Complete(nil) // too late: the broker gives it again
	if err := r.lastTrouble(); err == nil || !strings.HasPrefix(err.Error(), "lost the connection to ActiveMQ at "+fake.url()) {
		t.Errorf("got %v", err)
	}
	<-p.(*producer).sender.(*stompSenders).idle[0].link.gone
	for _, err := range []error{p.Process(components.NewExchange(t.Context(), "x")), subscribeAgain(r)} {
		want := "cannot connect to ActiveMQ at " + fake.url() + ": connection refused"
		if !errors.Is(err, components.ErrConnection) || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if h := e.Health(); h.Up || !strings.Contains(h.Reason, "connection refused") {
		t.Errorf("got %+v", h)
	}
	fake.start()
	r.subscribe()
	sendTo(t, p, "Minka") // the producer replaces a connection that was lost while it was idle
	r.expect("Tom", "Kitty", "Minka")
	if h := e.Health(); !h.Up || r.lastTrouble() != nil {
		t.Errorf("got %+v", h)
	}
}

func subscribeAgain(r *route) error {
	_, err := r.sub.Subscribe(context.Background(), "")
	return err
}

func TestStompPasswordIsSentAsItIs(t *testing.T) {
	const password = `a:b\c é`
	fake := startFake(t, func(f *fakeActiveMQ) { f.password = password })
	ctx := newContext(t, properties{
		"camel.component.activemq.brokerURL": fake.url(), "camel.component.activemq.username": "cat", "camel.component.activemq.password": password,
	})
	sendTo(t, newProducer(t, newEndpoint(t, ctx, "activemq:cats")), "Tom")

	_, err := newEndpoint(t, ctx, "activemq:cats?password=RAW(wrong:secret)").Producer()
	want := "cannot connect to ActiveMQ at " + fake.url() + ": User name [cat] or password is invalid."
	if !errors.Is(err, components.ErrConnection) || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

func TestStompRefusedMessage(t *testing.T) {
	fake := startFake(t, func(f *fakeActiveMQ) { f.refuse = "/queue/forbidden" })
	p := newProducer(t, newEndpoint(t, overBroker(t, fake.url()), "activemq:forbidden"))
	err := p.Process(components.NewExchange(t.Context(), "Tom"))
	want := "ActiveMQ at " + fake.url() + " refuses the message: User cat is not authorized"
	if err == nil || err.Error() != want || errors.Is(err, components.ErrConnection) || components.Class(err) != "javax.jms.JMSException" {
		t.Errorf("got %v of %s", err, components.Class(err))
	}
}

func TestStompSelector(t *testing.T) {
	fake := startFake(t, nil)
	e := newEndpoint(t, overBroker(t, fake.url()), "activemq:cats?selector=bad")
	sub, _, err := e.Subscriber(&components.RouteContext{Context: e.ctx})
	if err != nil {
		t.Fatal(err)
	}
	defer sub.Close()
	_, err = sub.Subscribe(t.Context(), "")
	want := "cannot read queue://cats of ActiveMQ at " + fake.url() + ": bad selector"
	if !errors.Is(err, components.ErrConnection) || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

// A broker that listens and does not answer, in each stage.
func TestStompSilentBroker(t *testing.T) {
	fake := startFake(t, func(f *fakeActiveMQ) { f.mute = true })
	dumb, err := net.Listen("tcp", "127.0.0.1:0") // connects are answered by the system
	if err != nil {
		t.Fatal(err)
	}
	defer dumb.Close()
	const query = "activemq:cats?requestTimeout=150ms"

	_, err = newEndpoint(t, overBroker(t, "stomp://"+dumb.Addr().String()), query).Producer()
	wantNoAnswer(t, err)

	e := newEndpoint(t, overBroker(t, fake.url()), query)
	p := newProducer(t, e)
	wantNoAnswer(t, p.Process(components.NewExchange(t.Context(), "Tom")))

	sub, _, err := e.Subscriber(&components.RouteContext{Context: e.ctx})
	if err != nil {
		t.Fatal(err)
	}
	defer sub.Close()
	_, err = sub.Subscribe(t.Context(), "")
	wantNoAnswer(t, err)
}

func wantNoAnswer(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, components.ErrConnection) || !strings.HasSuffix(err.Error(), "no answer within 150ms") {
		t.Errorf("got %v", err)
	}
}

func TestStompNoBroker(t *testing.T) {
	for answer, want := range map[string]string{
		"HTTP/1.1 400 Bad Request\r\n\r\n":             "it does not speak STOMP",
		"RECEIPT\nreceipt-id:1\n\n\x00":                "it answered RECEIPT to CONNECT",
		"CONNECTED\n\n\x00":                            "it does not speak STOMP 1.1 or 1.2",
		"CONNECTED\nversion:1.2\nheart-beat:x\n\n\x00": "invalid heart-beat",
		"":                              "it closed the connection",
		strings.Repeat("x", 2*maxLogin): "it does not speak STOMP",
	} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		var serving sync.WaitGroup
		serving.Go(func() {
			c, err := l.Accept()
			if err != nil {
				return
			}
			defer c.Close()
			_, _ = c.Read(make([]byte, 4096))
			_, _ = c.Write([]byte(answer))
		})
		_, err = newEndpoint(t, overBroker(t, "stomp://"+l.Addr().String()), "activemq:cats").Producer()
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.30q: got %v, want %s", answer, err, want)
		}
		_ = l.Close()
		serving.Wait()
	}
}

// The route works on a message for longer than the heart-beats allow silence: they go on meanwhile, both ways.
func TestStompHeartBeatsWhileTheRouteIsSlow(t *testing.T) {
	fake := startFake(t, func(f *fakeActiveMQ) { f.beat = "0,1" })
	e := newEndpoint(t, overBroker(t, fake.url()), "activemq:cats")
	e.protocol.(*stompProtocol).beatOut = 300 * time.Millisecond
	p, r := newProducer(t, e), newRoute(t, e)
	for range 40 { // more than go-stomp's channels hold
		sendTo(t, p, "Tom")
	}
	tom := r.next()
	eventually(t, "heart-beats come while the route works", func() bool { return fake.count("heart-beat") >= 5 })
	tom.Complete(nil)
	for range 39 {
		r.expect("Tom")
	}
}

func TestStompBrokerThatFallsSilentIsDead(t *testing.T) {
	fake := startFake(t, func(f *fakeActiveMQ) { f.beat = "1,0" }) // it promises heart-beats and sends none
	e := newEndpoint(t, overBroker(t, fake.url()), "activemq:cats")
	e.protocol.(*stompProtocol).beatIn = 50 * time.Millisecond
	r := newRoute(t, e)
	r.ended()
	if err := r.lastTrouble(); err == nil || !strings.HasSuffix(err.Error(), "not a sign of life for 100ms") {
		t.Errorf("got %v", err)
	}
}
