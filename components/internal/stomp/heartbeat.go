package stomp

import (
	"strconv"
	"strings"
	"time"
)

// HeartBeat is one side's heart-beat header ("Heart-beating"). Zero means cannot or does not want.
type HeartBeat struct {
	// Send is the shortest time between two heart-beats that this side can guarantee.
	Send time.Duration
	// Receive is the time between two heart-beats that this side wishes from the other.
	Receive time.Duration
}

// maxHeartBeat keeps sums and doubles of intervals far from overflow. Nobody means more than a day.
const maxHeartBeat = 24 * time.Hour

// ParseHeartBeat reads the heart-beat header of a CONNECT or CONNECTED frame; none means 0,0. What is wrong with it is
// a [*ProtocolError].
func ParseHeartBeat(headers Headers) (HeartBeat, error) {
	text, ok := headers.Get("heart-beat")
	if !ok {
		return HeartBeat{}, nil
	}
	send, receive, ok := strings.Cut(text, ",")
	s, okSend := milliseconds(send)
	r, okReceive := milliseconds(receive)
	if !ok || !okSend || !okReceive {
		return HeartBeat{}, &ProtocolError{Msg: "heart-beat must be two numbers of milliseconds with a comma between"}
	}
	return HeartBeat{Send: s, Receive: r}, nil
}

func milliseconds(text string) (time.Duration, bool) {
	n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 63)
	return time.Duration(min(n, uint64(maxHeartBeat/time.Millisecond))) * time.Millisecond, err == nil
}

// String answers the header's value.
func (h HeartBeat) String() string {
	return strconv.FormatInt(h.Send.Milliseconds(), 10) + "," + strconv.FormatInt(h.Receive.Milliseconds(), 10)
}

// With answers what two sides agree on, as seen by h: in each interval send it has to send something and may expect
// something in each interval receive. Zero means no heart-beats in that direction.
func (h HeartBeat) With(other HeartBeat) (send, receive time.Duration) {
	if h.Send > 0 && other.Receive > 0 {
		send = max(h.Send, other.Receive)
	}
	if h.Receive > 0 && other.Send > 0 {
		receive = max(h.Receive, other.Send)
	}
	return send, receive
}
