package stompws

import (
	"errors"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func TestOptionMistakes(t *testing.T) {
	for text, want := range map[string][2]string{
		"stomp-ws:/queue/cats":                                {"topics only", "/topic/cats"},
		"stomp-ws:cats":                                       {"is not a topic", "/topic/cats"},
		"stomp-ws://topic/cats":                               {"is not a topic", "/topic/cats"},
		"stomp-ws:/topic/":                                    {"has no name", "/topic/cats"},
		"stomp-ws:/topic/a.>":                                 {"wildcards", "one topic"},
		"stomp-ws:/topic/a b":                                 {"blanks", "/topic/cats"},
		"stomp-ws:/topic/a?path=ws":                           {"path", "/ws"},
		"stomp-ws:/topic/a?allowedOrigins=example.com":        {"not an origin", "https://"},
		"stomp-ws:/topic/a?allowedOrigins=null":               {"not an origin", "https://"},
		"stomp-ws:/topic/a?allowedOrigins=https://a/b":        {"not an origin", "https://"},
		"stomp-ws:/topic/a?replay=-1":                         {"at least 0", ""},
		"stomp-ws:/topic/a?maxFrameSize=1":                    {"at least 1024", ""},
		"stomp-ws:/topic/a?writeTimeout=0":                    {"at least 1ms", ""},
		"stomp-ws:/topic/a?statusTopic=status":                {"statusTopic", "/topic/status"},
		"stomp-ws:/topic/a?maxFramesize=1":                    {"unknown option", "maxFrameSize"},
		"stomp-ws":                                            {"needs option", "stomp-ws:destination"},
		"stomp-ws:/topic/a?replay=1&maxConnections=0&path=ws": {"maxConnections must be at least 1", ""},
	} {
		uri, err := components.ParseURI(text)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Component.Endpoint(&components.Context{}, uri)
		var errs components.OptionErrors
		if !errors.As(err, &errs) {
			t.Errorf("%s: got %v", text, err)
			continue
		}
		found := false
		for _, e := range errs {
			found = found || strings.Contains(e.Msg, want[0]) && strings.Contains(e.Hint, want[1])
		}
		if !found {
			t.Errorf("%s: got %+v, want %q", text, errs, want)
		}
	}
}

func TestOneGateway(t *testing.T) {
	g := newGateway(t)
	if a, b := g.endpoint("stomp-ws:/topic/a"), g.endpoint("stomp-ws:/topic/b?replay=3"); a.hub != b.hub || a.URI() != "stomp-ws:///topic/a" {
		t.Errorf("got %s and %s with hubs %p and %p", a.URI(), b.URI(), a.hub, b.hub)
	}
	uri, _ := components.ParseURI("stomp-ws:/topic/a?maxConnections=7&path=/other")
	_, err := Component.Endpoint(g.ctx, uri)
	var errs components.OptionErrors
	if !errors.As(err, &errs) || len(errs) != 2 || errs[0].Option != "path" || !strings.Contains(errs[1].Hint, "camel.component.stomp-ws.maxConnections") {
		t.Errorf("got %+v", err)
	}
}

func TestHealth(t *testing.T) {
	g := newGateway(t)
	g.subscribe("/topic/a")
	g.subscribe("/topic/a")
	g.publish("stomp-ws:/topic/a", "x")
	h := g.endpoint("stomp-ws:/topic/a").Health()
	if got := components.Text(h.Detail); !h.Up || got != "{connections=2, subscriptions=2, published=1, delivered=2, slowClosed=0}" {
		t.Errorf("got %v %s", h.Up, got)
	}
}

func TestWorksWithoutServer(t *testing.T) {
	uri, _ := components.ParseURI("stomp-ws:/topic/a")
	ctx := &components.Context{}
	e, err := Component.Endpoint(ctx, uri)
	if err != nil {
		t.Fatal(err)
	}
	p, err := e.(components.Target).Producer()
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(p.Process(components.NewExchange(t.Context(), "x")), p.Close(), p.Close(), ctx.Stop(t.Context())); err != nil {
		t.Error(err)
	}
}
