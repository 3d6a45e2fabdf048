package stompws

import (
	"fmt"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Options are those of one stomp-ws endpoint.
type Options struct {
	Destination  string        `camel:"destination,path,required" doc:"The topic that pages subscribe to, such as /topic/cats."`
	Replay       int           `camel:"replay" default:"24" doc:"How many of the last messages are kept for a page that subscribes later; 0 keeps none. A page may ask for fewer by the header replay of its SUBSCRIBE frame."`
	ReplayMaxAge time.Duration `camel:"replayMaxAge" default:"0" doc:"Messages older than this are not replayed; 0 means no limit."`
	ContentType  string        `camel:"contentType" doc:"The content-type of messages without a Content-Type header. Without it maps and lists are application/json and other bodies have none."`
	Gateway
}

// Gateway are the options that all endpoints of one process share, since there is one gateway.
type Gateway struct {
	Path              string        `camel:"path,component" default:"/ws" doc:"Where the HTTP server answers WebSocket handshakes."`
	AllowedOrigins    []string      `camel:"allowedOrigins,component" doc:"Origins of pages from elsewhere that may connect, such as https://example.com, https://*.example.com or http://localhost:*; a lone * allows all. Pages of the gateway's own host always may. The origin null is never allowed."`
	AllowNoOrigin     bool          `camel:"allowNoOrigin,component" default:"false" doc:"Lets programs that are no browsers, and so send no Origin, connect from other machines. From this machine they always may."`
	MaxConnections    int           `camel:"maxConnections,component" default:"10000" doc:"The most connections at once; more are answered 503."`
	MaxSubscriptions  int           `camel:"maxSubscriptions,component" default:"128" doc:"The most subscriptions of one connection."`
	MaxFrameSize      int           `camel:"maxFrameSize,component" default:"65536" doc:"The most bytes of a STOMP frame that a client sends."`
	SendQueueSize     int           `camel:"sendQueueSize,component" default:"1048576" doc:"The most bytes that wait for one connection. One that falls further behind is closed with code 1013. It also bounds what a topic keeps for replay, and a single message."`
	WriteTimeout      time.Duration `camel:"writeTimeout,component" default:"10s" doc:"The most time that one write may take before the connection is closed."`
	ConnectTimeout    time.Duration `camel:"connectTimeout,component" default:"10s" doc:"The most time from the handshake to the CONNECT frame, and from the first to the last byte of any frame."`
	HeartBeatOutgoing time.Duration `camel:"heartBeatOutgoing,component" default:"10s" doc:"How often the gateway can send a heart-beat; 0 sends none."`
	HeartBeatIncoming time.Duration `camel:"heartBeatIncoming,component" default:"10s" doc:"How often the gateway wants a heart-beat; 0 wants none. A WebSocket pong counts as one, because browsers delay the timers of hidden pages."`
	StatusTopic       string        `camel:"statusTopic,component" doc:"A topic on which the gateway tells the state of all routes as JSON, such as /topic/status. None by default, since it shows route ids and endpoint URIs to every page."`
	StatusPeriod      time.Duration `camel:"statusPeriod,component" default:"2s" doc:"How often the state is looked at while a page is subscribed to statusTopic. It is sent when it changed, and every fifth time."`
}

// check answers all that is wrong with the values.
func (o *Options) check() components.OptionErrors {
	var errs components.OptionErrors
	wrong := func(option, hint, format string, args ...any) {
		errs = append(errs, components.OptionError{Option: option, Offset: -1, Msg: fmt.Sprintf(format, args...), Hint: hint})
	}
	if msg, hint := checkDestination(o.Destination); msg != "" {
		wrong("destination", hint, "%s", msg)
	}
	if o.StatusTopic != "" {
		if msg, hint := checkDestination(o.StatusTopic); msg != "" {
			wrong("statusTopic", hint, "statusTopic: %s", msg)
		}
	}
	if !strings.HasPrefix(o.Path, "/") || strings.ContainsAny(o.Path, " {}?#") {
		wrong("path", "write, for example, path=/ws", "path %q is not the path of a URL", o.Path)
	}
	for _, text := range o.AllowedOrigins {
		if _, err := parseOriginPattern(text); err != nil {
			wrong("allowedOrigins", "write, for example, allowedOrigins=https://example.com,http://localhost:*", "allowedOrigins: %v", err)
		}
	}
	for _, n := range []struct {
		option     string
		value, min int
	}{
		{"replay", o.Replay, 0}, {"maxConnections", o.MaxConnections, 1}, {"maxSubscriptions", o.MaxSubscriptions, 1},
		{"maxFrameSize", o.MaxFrameSize, 1024}, {"sendQueueSize", o.SendQueueSize, 4096},
	} {
		if n.value < n.min {
			wrong(n.option, "", "%s must be at least %d", n.option, n.min)
		}
	}
	for _, d := range []struct {
		option     string
		value, min time.Duration
	}{
		{"replayMaxAge", o.ReplayMaxAge, 0}, {"writeTimeout", o.WriteTimeout, time.Millisecond}, {"connectTimeout", o.ConnectTimeout, time.Millisecond},
		{"heartBeatOutgoing", o.HeartBeatOutgoing, 0}, {"heartBeatIncoming", o.HeartBeatIncoming, 0}, {"statusPeriod", o.StatusPeriod, time.Millisecond},
	} {
		if d.value < d.min {
			wrong(d.option, "", "%s must be at least %v", d.option, d.min)
		}
	}
	return errs
}

const maxDestination = 255

// checkDestination answers what is wrong with a destination, "" where nothing is, and what to write instead.
func checkDestination(name string) (msg, hint string) {
	topic, isTopic := strings.CutPrefix(name, "/topic/")
	switch {
	case strings.HasPrefix(name, "/queue/"):
		return fmt.Sprintf("destination %q: pages can read topics only", name), "write /topic/" + strings.TrimPrefix(name, "/queue/")
	case !isTopic:
		return fmt.Sprintf("destination %q is not a topic", name), "write /topic/" + strings.Trim(strings.TrimPrefix(name, "topic/"), "/")
	case topic == "":
		return fmt.Sprintf("destination %q has no name", name), "write, for example, /topic/cats"
	case len(name) > maxDestination:
		return fmt.Sprintf("the destination is longer than %d bytes", maxDestination), ""
	case strings.ContainsAny(topic, "*>#"):
		return fmt.Sprintf("destination %q: wildcards are not supported", name), "name one topic"
	case strings.IndexFunc(topic, func(r rune) bool { return r <= ' ' || r == 0x7f || r == 0xfffd }) >= 0:
		return fmt.Sprintf("destination %q has blanks or control characters in it", name), "write, for example, /topic/cats"
	}
	return "", ""
}
