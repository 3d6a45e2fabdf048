package nettyhttp

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
	"github.com/dromedary-go/dromedary/components/http"
	"github.com/dromedary-go/dromedary/components/platformhttp"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{
		URIs: []string{
			"netty-http:http://127.0.0.1:8080/orders/{id}",
			"undertow:http://127.0.0.1/orders?matchOnUriPrefix=true",
			"jetty:http://127.0.0.1/orders?muteException=true",
			"servlet:orders?httpMethodRestrict=GET",
		},
		Beside: []components.Component{http.Component, platformhttp.Component},
	})
}

// fake stands for the components behind: it notes the address.
type fake struct{ uri string }

func (f *fake) URI() string                            { return f.uri }
func (f *fake) Producer() (components.Producer, error) { return f, nil }
func (f *fake) Close() error                           { return nil }
func (f *fake) Process(*components.Exchange) error     { return nil }

func (f *fake) Subscriber(*components.RouteContext) (message.Subscriber, string, error) {
	return nil, f.uri, nil
}

func behind(properties map[string]string) (*components.Context, *fake, *bytes.Buffer) {
	f, log := &fake{}, &bytes.Buffer{}
	return &components.Context{
		Logger:   slog.New(slog.NewTextHandler(log, nil)),
		Endpoint: func(uri string) (components.Endpoint, error) { f.uri = uri; return f, nil },
		Property: func(key string) (string, bool) { v, ok := properties[key]; return v, ok },
	}, f, log
}

func TestAnswers(t *testing.T) {
	const quiet, loud = "matchOnUriPrefix=false&muteException=true&useStreaming=false", "matchOnUriPrefix=false&muteException=false&useStreaming=false"
	for _, row := range []struct{ uri, want string }{
		{"netty-http:http://0.0.0.0:8080/a/{b}", "platform-http:/a/{b}?" + quiet},
		{"netty-http:http:0.0.0.0:8080/a", "platform-http:/a?" + quiet},
		{"netty-http://http://localhost/a", "platform-http:/a?" + quiet},
		{"netty-http:0.0.0.0:8080/a", "platform-http:/a?" + quiet},
		{"netty-http:http://localhost", "platform-http:/?" + quiet},
		{"undertow:http://localhost/a?httpMethodRestrict=GET,PUT&accessLog=true", "platform-http:/a?" + quiet + "&httpMethodRestrict=RAW(GET,PUT)"},
		{"jetty:http://localhost/a", "platform-http:/a?" + loud},
		{"servlet:a/b", "platform-http:/ctx/a/b?" + loud},
		{"servlet:///a", "platform-http:/ctx/a?" + loud},
	} {
		ctx, f, log := behind(map[string]string{"camel.servlet.mapping.contextPath": "/ctx/*"})
		if err := componenttest.Endpoint(t, ctx, Component, row.uri).(components.Prepared).Prepare(); err != nil || f.uri != row.want || log.Len() > 0 {
			t.Errorf("%s: got %s, %v, %s", row.uri, f.uri, err, log)
		}
	}
}

func TestAnotherPortIsAWarning(t *testing.T) {
	ctx, _, log := behind(map[string]string{"camel.server.port": "9000"})
	if err := componenttest.Endpoint(t, ctx, Component, "jetty:http://0.0.0.0:8081/a").(components.Prepared).Prepare(); err != nil || !strings.Contains(log.String(), "port 9000, not on 8081") {
		t.Errorf("got %v, %s", err, log)
	}
}

func TestCalls(t *testing.T) {
	for _, row := range []struct{ uri, want string }{
		{"netty-http:http://h:81/a", "http://h:81/a"},
		{"netty-http:https:h/a?ssl=false&keepAlive=true&x=1&requestTimeout=5", "https://h/a?x=RAW(1)&responseTimeout=RAW(5)"},
		{"undertow:http://h/a?throwExceptionOnFailure=false", "http://h/a?throwExceptionOnFailure=RAW(false)"},
	} {
		ctx, f, _ := behind(nil)
		if _, err := componenttest.Endpoint(t, ctx, Component, row.uri).(components.Target).Producer(); err != nil || f.uri != row.want {
			t.Errorf("%s: got %s, %v", row.uri, f.uri, err)
		}
	}
}

func TestRefused(t *testing.T) {
	ctx, _, _ := behind(nil)
	for _, text := range []string{"jetty:http://h/a?sslContextParameters=%23x", "undertow:http://h/a?allowedRoles=a", "netty-http:http:///a"} {
		uri, _ := components.ParseURI(text)
		if _, err := Component.Endpoint(ctx, uri); err == nil {
			t.Errorf("%s is taken", text)
		}
	}
	if err := componenttest.Endpoint(t, ctx, Component, "jetty:https://h/a").(components.Prepared).Prepare(); err == nil {
		t.Error("https is answered")
	}
	for _, text := range []string{"jetty:http://h/a", "servlet:a"} {
		if _, ok := componenttest.Endpoint(t, ctx, Component, text).(components.Target); ok {
			t.Errorf("%s can be sent to", text)
		}
	}
}
