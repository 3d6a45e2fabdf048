package stompws

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/gobwas/ws"

	"github.com/dromedary-go/dromedary/components/internal/stomp"
)

// refusal ends a connection with an ERROR frame and a close code that says whether trying again makes sense: 1002 and
// 1009 for a client that is wrong, 1008 for one that may not.
type refusal struct {
	code    ws.StatusCode
	msg     string
	receipt string // of the frame that was refused
	version bool   // list the versions that are supported
}

func (e *refusal) Error() string { return e.msg }

// errDisconnected ends reading after DISCONNECT.
var errDisconnected = errors.New("disconnected")

func wrong(format string, args ...any) *refusal {
	return &refusal{code: ws.StatusProtocolError, msg: fmt.Sprintf(format, args...)}
}

func denied(format string, args ...any) *refusal {
	return &refusal{code: ws.StatusPolicyViolation, msg: fmt.Sprintf(format, args...)}
}

func refuseFrame(e *stomp.ProtocolError) *refusal {
	r := &refusal{code: ws.StatusProtocolError, msg: e.Msg, receipt: e.Receipt}
	if e.TooLarge {
		r.code = ws.StatusMessageTooBig
	}
	return r
}

// frame is the ERROR frame. It repeats nothing of what the client sent but what the message quotes.
func (e *refusal) frame() *stomp.Frame {
	f := &stomp.Frame{Command: "ERROR", Headers: stomp.Headers{{Name: "message", Value: e.msg}, {Name: "content-type", Value: "text/plain"}}, Body: []byte(e.msg + "\n")}
	if e.receipt != "" {
		f.Headers = append(f.Headers, stomp.Header{Name: "receipt-id", Value: e.receipt})
	}
	if e.version {
		f.Headers = append(f.Headers, stomp.Header{Name: "version", Value: stomp.Supported})
	}
	return f
}

func (c *conn) errorFrame(e *refusal) []byte { return encode(ws.OpText, c.version, e.frame()) }

// handle does what a frame asks for. The error ends the connection.
func (c *conn) handle(f *stomp.Frame) error {
	var err error
	switch isConnect := f.Command == "CONNECT" || f.Command == "STOMP"; {
	case c.version == 0 && !isConnect:
		err = wrong("the first frame must be CONNECT, not %s", f.Command)
	case c.version == 0:
		return c.connect(f)
	case isConnect:
		err = wrong("%s on a connection that is connected already", f.Command)
	case stomp.FromServer(f.Command):
		err = wrong("%s is a frame that servers send", f.Command)
	case f.Command == "SUBSCRIBE":
		err = c.subscribe(f)
	case f.Command == "UNSUBSCRIBE":
		err = c.unsubscribe(f)
	case f.Command == "DISCONNECT":
		err = errDisconnected
	case f.Command == "ACK" || f.Command == "NACK":
		err = denied("%s: nothing is to be acknowledged, all subscriptions are ack:auto", f.Command)
	default: // SEND, BEGIN, COMMIT, ABORT
		err = denied("%s: this gateway is read-only, a page may SUBSCRIBE and not SEND", f.Command)
	}
	receipt := f.Headers.Value("receipt")
	if e, ok := errors.AsType[*refusal](err); ok {
		e.receipt = receipt
		return e
	}
	if receipt != "" {
		c.send(encode(ws.OpText, c.version, &stomp.Frame{Command: "RECEIPT", Headers: stomp.Headers{{Name: "receipt-id", Value: receipt}}}))
	}
	return err
}

func (c *conn) connect(f *stomp.Frame) error {
	v, ok := stomp.Negotiate(f.Headers)
	if !ok {
		e := wrong("no common version: supported are %s", stomp.Supported)
		e.version = true
		return e
	}
	theirs, err := stomp.ParseHeartBeat(f.Headers)
	if err != nil {
		return err
	}
	o := &c.hub.options
	own := stomp.HeartBeat{Send: o.HeartBeatOutgoing, Receive: o.HeartBeatIncoming}
	beatOut, beatIn := own.With(theirs)
	c.version = v
	c.parser.SetVersion(v)
	c.parser.SetLimits(stomp.Limits{Frame: o.MaxFrameSize, Headers: maxHeadersIn, HeaderLine: maxHeaderLine})
	c.mu.Lock()
	c.connected, c.beatOut, c.beatIn = true, int64(beatOut), int64(beatIn)
	c.mu.Unlock()
	c.send(encode(ws.OpText, v, &stomp.Frame{Command: "CONNECTED", Headers: stomp.Headers{
		{Name: "version", Value: v.String()}, {Name: "heart-beat", Value: own.String()}, {Name: "server", Value: "Dromedary"}, {Name: "session", Value: c.session()},
	}}))
	return nil
}

const maxID = 255

func (c *conn) subscribe(f *stomp.Frame) error {
	id, hasID := f.Headers.Get("id")
	destination, ok := f.Headers.Get("destination")
	switch ack := f.Headers.Value("ack"); {
	case !ok:
		return wrong("SUBSCRIBE without a destination")
	case id == "" && (hasID || c.version > stomp.V10):
		return wrong("SUBSCRIBE without an id")
	case len(id) > maxID:
		return wrong("SUBSCRIBE with an id of more than %d octets", maxID)
	case c.find(id, destination) >= 0:
		return wrong("SUBSCRIBE with an id that is in use")
	case ack == "client" || ack == "client-individual":
		return denied("SUBSCRIBE: only ack:auto is supported")
	case ack != "" && ack != "auto":
		return wrong("SUBSCRIBE with an unknown ack mode")
	case f.Headers.Value("selector") != "":
		return denied("SUBSCRIBE: selectors are not supported")
	case len(c.subscriptions) >= c.hub.options.MaxSubscriptions:
		return denied("more than %d subscriptions", c.hub.options.MaxSubscriptions)
	}
	if msg, _ := checkDestination(destination); msg != "" {
		return denied("SUBSCRIBE: %s", msg)
	}
	replay := math.MaxInt
	if text, ok := f.Headers.Get("replay"); ok {
		n, err := strconv.ParseUint(text, 10, 31)
		if err != nil {
			return wrong("SUBSCRIBE with a replay that is no number")
		}
		replay = int(n)
	}
	h := c.hub
	t := h.topics.find(destination, true)
	t.expire(h.ctx.Now())
	c.subscriptions = append(c.subscriptions, t.subscribe(c, c.version, id, replay))
	h.topics.release(t)
	h.subscriptions.Add(1)
	if destination == h.options.StatusTopic {
		h.status.wake()
	}
	return nil
}

// find answers the place of a subscription: by its id, or where STOMP 1.0 gave none by its destination.
func (c *conn) find(id, destination string) int {
	return slices.IndexFunc(c.subscriptions, func(s *subscription) bool {
		return s.id == id && (id != "" || s.topic.name == destination)
	})
}

func (c *conn) unsubscribe(f *stomp.Frame) error {
	id := f.Headers.Value("id")
	if id == "" && c.version > stomp.V10 {
		return wrong("UNSUBSCRIBE without an id")
	}
	i := c.find(id, f.Headers.Value("destination"))
	if i < 0 {
		return wrong("UNSUBSCRIBE of what is not subscribed")
	}
	c.leave(c.subscriptions[i])
	c.subscriptions = slices.Delete(c.subscriptions, i, i+1)
	return nil
}

func (c *conn) leave(s *subscription) {
	s.topic.mu.Lock()
	s.topic.unsubscribe(s)
	c.hub.topics.release(s.topic)
	c.hub.subscriptions.Add(-1)
}
