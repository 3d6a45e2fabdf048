package activemq

import (
	"errors"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func TestConnectionFactories(t *testing.T) {
	ctx := newContext(t, nil)
	beans := map[string]any{}
	ctx.Bean = func(name string) any { return beans[name] }
	make := func(class string, properties map[string]string) any {
		for _, b := range Beans {
			if strings.HasSuffix(b.Class, class) {
				bean, err := b.New(ctx, properties)
				if err != nil {
					t.Fatal(err)
				}
				return bean
			}
		}
		t.Fatalf("there is no class %s", class)
		return nil
	}
	beans["#bean:broker"] = make(".ActiveMQConnectionFactory", map[string]string{"brokerURL": "stomp://amq", "userName": "me", "password": "hush"})
	beans["#pool"] = make(".JmsPoolConnectionFactory", map[string]string{"connectionFactory": "#bean:broker", "maxConnections": "8"})
	for _, row := range []struct{ uri, broker, user, password string }{
		{"activemq:cats?connectionFactory=#bean:broker", "stomp://amq:61613", "me", "hush"},
		{"jms:cats?connectionFactory=#pool", "stomp://amq:61613", "me", "hush"},
		{"jms:cats?connectionFactory=#pool&username=you&password=x", "stomp://amq:61613", "you", "x"},
		{"activemq:cats", "vm://localhost", "", ""},
	} {
		e := newEndpoint(t, ctx, row.uri)
		if e.url.String() != row.broker || e.opts.Username != row.user || e.opts.Password != row.password {
			t.Errorf("%s: got %s as %s", row.uri, e.url, e.opts.Username)
		}
		if strings.Contains(e.URI(), "hush") {
			t.Errorf("the password is shown: %s", e.URI())
		}
	}
	ctx.Beans = func() []any { return []any{"other", beans["#bean:broker"]} }
	if e := newEndpoint(t, ctx, "jms:cats"); e.url.String() != "stomp://amq:61613" {
		t.Errorf("the only one is not taken: %s", e.url)
	}
	ctx.Beans = func() []any { return []any{beans["#bean:broker"], beans["#pool"]} }
	if e := newEndpoint(t, ctx, "jms:cats"); e.url.String() != "vm://localhost" {
		t.Errorf("one of two is taken: %s", e.url)
	}
	uri, err := components.ParseURI("jms:cats?connectionFactory=#nope")
	if err != nil {
		t.Fatal(err)
	}
	_, err = Component.Endpoint(ctx, uri)
	var wrong components.OptionErrors
	if !errors.As(err, &wrong) || !strings.Contains(wrong.Error(), `bean "#nope" is no connection factory`) {
		t.Errorf("got %v", err)
	}
}

func TestKeyStoresOfConnectionFactories(t *testing.T) {
	_, err := newSSLConnectionFactory(newContext(t, nil), map[string]string{"brokerURL": "stomp+ssl://amq", "trustStore": "x.jks"})
	var wrong components.OptionError
	if !errors.As(err, &wrong) || !wrong.Missing || wrong.Hint == "" {
		t.Errorf("got %v", err)
	}
}
