package rest

import (
	"errors"
	"strings"
	"testing"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
	"github.com/dromedary-go/dromedary/components/http"
	"github.com/dromedary-go/dromedary/components/platformhttp"
)

// fake stands for the components behind: it notes the address, and answers in JSON.
type fake struct {
	uri  string
	sent *components.Exchange
}

func (f *fake) URI() string                            { return f.uri }
func (f *fake) Producer() (components.Producer, error) { return f, nil }
func (f *fake) Close() error                           { return nil }

func (f *fake) Process(ex *components.Exchange) error {
	f.sent = ex.Clone()
	ex.Headers.Set("Content-Type", "application/json")
	ex.Body = []byte(`{"a":1}`)
	return nil
}

func (f *fake) Subscriber(*components.RouteContext) (message.Subscriber, string, error) {
	return nil, f.uri, nil
}

func behind(said map[string]string) (*components.Context, *fake) {
	f := &fake{}
	return &components.Context{
		Endpoint: func(uri string) (components.Endpoint, error) { f.uri = uri; return f, nil },
		Rest:     func(key string) string { return said[key] },
	}, f
}

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{
		URIs:   []string{"rest:get:orders/{id}?host=h", "rest:post:orders:{id}?host=https://h&bindingMode=json"},
		Beside: []components.Component{http.Component, platformhttp.Component},
	})
}

func TestCall(t *testing.T) {
	for _, row := range []struct{ uri, address, override, query string }{
		{"rest:get:orders", "http://h:1/base/orders", "", ""},
		{"rest:get:orders/{id}", "http://h:1/base/orders/{id}", "http://h:1/base/orders/a%20b/c", ""},
		{"rest:get:orders:/{up}/x", "http://h:1/base/orders/{up}/x", "http://h:1/base/orders/%2E%2E/%3Fq/x", ""},
		{"rest:get:orders/{nothing}?host=https://other/", "https://other/base/orders/{nothing}", "", ""},
		{"rest:get:orders?queryParameters=RAW(a={id}&b={nothing?}&c={n})", "http://h:1/base/orders", "", "a=a+b%2Fc&c=7"},
	} {
		ctx, f := behind(map[string]string{"host": "h", "port": "1", "contextPath": "/base/"})
		p := componenttest.Producer(t, ctx, Component, row.uri)
		ex := components.NewExchange(t.Context(), nil)
		ex.Headers.Set("id", "a b/c")
		ex.Headers.Set("up", "../?q")
		ex.Variables.Set("n", 7)
		if err := p.Process(ex); err != nil {
			t.Fatal(err)
		}
		if f.uri != row.address || f.sent.Headers.Text("CamelRestHttpUri") != row.override || f.sent.Headers.Text("CamelRestHttpQuery") != row.query {
			t.Errorf("%s: got %s, %v", row.uri, f.uri, f.sent.Headers.Map())
		}
	}
}

func TestBinding(t *testing.T) {
	ctx, f := behind(map[string]string{"host": "h"})
	p := componenttest.Producer(t, ctx, Component, "rest:post:a?bindingMode=json")
	ex := components.NewExchange(t.Context(), components.NewMap("x", 1))
	if err := p.Process(ex); err != nil || components.Text(f.sent.Body) != `{"x":1}` || components.Text(ex.Body) != "{a=1}" {
		t.Errorf("got %v, %v, %v", f.sent.Body, ex.Body, err)
	}
}

func TestAnswer(t *testing.T) {
	ctx, f := behind(map[string]string{"contextPath": "base"})
	e := componenttest.Source(t, ctx, Component, "rest:put:a:{b}?consumes=text/plain").(*endpoint)
	if err := e.Prepare(); err != nil || f.uri != "platform-http:/base/a/{b}?httpMethodRestrict=PUT&consumes=RAW(text/plain)" {
		t.Errorf("got %s, %v", f.uri, err)
	}
}

func TestMistakes(t *testing.T) {
	u, err := components.ParseURI("rest:get:a?producerComponentName=undertow")
	if err != nil {
		t.Fatal(err)
	}
	var wrong components.OptionErrors
	if _, err = Component.Endpoint(&components.Context{}, u); !errors.As(err, &wrong) {
		t.Errorf("got %v", err)
	}
	ctx, _ := behind(nil)
	_, err = componenttest.Endpoint(t, ctx, Component, "rest:get:a").(components.Target).Producer()
	if err == nil || !strings.Contains(err.Error(), "Hostname must be configured") {
		t.Errorf("got %v", err)
	}
}
