package activemq

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/broker"
)

func TestURIs(t *testing.T) {
	for text, want := range map[string]struct {
		destination broker.Destination
		url, uri    string
	}{
		"activemq:cats":                                              {broker.Destination{Name: "cats"}, "vm://localhost", "activemq://cats"},
		"activemq:queue:cats":                                        {broker.Destination{Name: "cats"}, "vm://localhost", "activemq://queue:cats"},
		"jms:topic:a:b":                                              {broker.Destination{Topic: true, Name: "a:b"}, "vm://localhost", "jms://topic:a:b"},
		"activemq:cats?brokerURL=stomp://amq":                        {broker.Destination{Name: "cats"}, "stomp://amq:61613", "activemq://cats?brokerURL=stomp://amq"},
		"activemq:cats?brokerURL=stomp%2Bssl://[::1]:7":              {broker.Destination{Name: "cats"}, "stomp+ssl://[::1]:7", "activemq://cats?brokerURL=stomp+ssl://[::1]:7"},
		"activemq:cats?brokerURL=stomp+ssl://amq":                    {broker.Destination{Name: "cats"}, "stomp+ssl://amq:61614", "activemq://cats?brokerURL=stomp+ssl://amq"},
		"activemq:cats?password=RAW(a&b)&priority=9":                 {broker.Destination{Name: "cats"}, "vm://localhost", "activemq://cats?password=xxxxxx&priority=9"},
		"activemq:cats?acknowledgement-mode-name=CLIENT_ACKNOWLEDGE": {broker.Destination{Name: "cats"}, "vm://localhost", "activemq://cats?acknowledgementModeName=CLIENT_ACKNOWLEDGE"},
	} {
		e := newEndpoint(t, newContext(t, nil), text)
		if e.destination != want.destination || e.url.String() != want.url || e.URI() != want.uri {
			t.Errorf("%s: got %v at %v, %s", text, e.destination, e.url, e.URI())
		}
	}
}

func TestLinksTellDestinationsApart(t *testing.T) {
	ctx := newContext(t, nil)
	seen := map[string]string{}
	for _, uri := range []string{"activemq:cats", "activemq:topic:cats", "activemq:dogs", "activemq:cats?brokerURL=vm://b"} {
		link := newEndpoint(t, ctx, uri).Link()
		if seen[link] != "" {
			t.Errorf("%s and %s have the link %s", uri, seen[link], link)
		}
		seen[link] = uri
	}
	if newEndpoint(t, ctx, "jms:queue:cats?priority=3").Link() != newEndpoint(t, ctx, "activemq:cats").Link() {
		t.Error("the same queue, two links")
	}
}

func TestMistakes(t *testing.T) {
	for text, want := range map[string]struct{ msg, hint string }{
		"activemq:": {`needs option "destinationName"`, "activemq:destinationType"},
		"activemq:cats?brokerURL=tcp://localhost:61616":                   {"tcp: is not there yet", "write stomp://HOST:61613"},
		"activemq:cats?brokerURL=failover:(tcp://a,tcp://b)":              {"failover: is not there yet", "write stomp://HOST:61613"},
		"activemq:cats?brokerURL=amqp://localhost":                        {"amqp: is not there yet", "write stomp://HOST:61613"},
		"activemq:cats?brokerURL=http://localhost":                        {"http: is not a protocol that is known here", "write vm://localhost"},
		"activemq:cats?brokerURL=localhost":                               {`"localhost" is not a URL`, "write vm://localhost"},
		"activemq:cats?brokerURL=stomp://":                                {"names no host", "stomp://HOST:61613"},
		"activemq:cats?brokerURL=stomp://me:secret@amq":                   {"must not contain a login", "username and password"},
		"activemq:cats?brokerURL=stomp://me:secret@amq:x":                 {"malformed", ""},
		"activemq:cats?brokerURL=RAW(vm://a?broker.persistent=true)":      {"broker.persistent=true", "broker.persistent=false"},
		"activemq:cats?brokerURL=RAW(vm://a?jms.prefetchPolicy.all=many)": {"jms.prefetchPolicy.all=many", "a number"},
		"activemq:cats?brokerURL=RAW(vm://a?trace=true)":                  {"trace=true", "known are"},
		"activemq:cats?selector=a%3D1":                                    {"vm://", "filter"},
		"activemq:cats?concurrentConsumers=0":                             {"0 is not between 1 and 1000", ""},
		"activemq:cats?priority=10":                                       {"10 is not between 0 and 9", ""},
		"activemq:cats?requestTimeout=0":                                  {"no time to wait", ""},
		"activemq:cats?jmsMessageType=Object":                             {`"Object" is none of Text, Bytes, Map`, ""},
		"activemq:temp-queue:cats":                                        {"temporary destinations", "activemq:queue:NAME"},
		"activemq:cats?brokerURL=stomp://a&password=a%0Ab":                {"line breaks", ""},
	} {
		uri, err := components.ParseURI(text)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Component.Endpoint(newContext(t, nil), uri)
		var errs components.OptionErrors
		if !errors.As(err, &errs) || len(errs) != 1 || !strings.Contains(errs[0].Msg, want.msg) || !strings.Contains(errs[0].Hint, want.hint) {
			t.Errorf("%s: got %#v", text, err)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: the error shows the password: %v", text, err)
		}
	}
}

func TestAllMistakesAreReported(t *testing.T) {
	uri, err := components.ParseURI("activemq:cats?priority=11&concurrentConsumers=0&brokerURL=tcp://a")
	if err != nil {
		t.Fatal(err)
	}
	_, err = Component.Endpoint(newContext(t, nil), uri)
	var errs components.OptionErrors
	if !errors.As(err, &errs) || len(errs) != 3 {
		t.Errorf("got %v", err)
	}
}

func TestRedeliveryPolicyOfTheURL(t *testing.T) {
	for query, want := range map[string]broker.Policy{
		"": {Prefetch: 1, RedeliveryDelay: time.Second, MaximumRedeliveries: 6},
		"?jms.redeliveryPolicy.maximumRedeliveries=-1&jms.redeliveryPolicy.redeliveryDelay=50": {Prefetch: 1, RedeliveryDelay: 50 * time.Millisecond, MaximumRedeliveries: -1},
	} {
		u, err := parseBrokerURL("stomp://amq" + query)
		if err != nil || u.policy != want {
			t.Errorf("%s: got %+v, %v", query, u, err)
		}
	}
}
