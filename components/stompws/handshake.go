package stompws

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gobwas/ws"
)

// subprotocols are STOMP's names in the IANA registry of WebSocket sub-protocols, best first.
var subprotocols = []string{"v12.stomp", "v11.stomp", "v10.stomp"}

// handshake answers an HTTP request with a WebSocket connection or says why not.
func (h *hub) handshake(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		w.Header().Set("Allow", http.MethodGet)
		http.Error(w, "only GET", http.StatusMethodNotAllowed)
		return
	}
	if !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		w.Header().Set("Upgrade", "websocket")
		http.Error(w, "this address speaks WebSocket with STOMP: connect with a STOMP client", http.StatusUpgradeRequired)
		return
	}
	if reason := h.origins.check(r); reason != "" {
		h.refuse(w, r, http.StatusForbidden, reason)
		return
	}
	protocol, ok := chooseProtocol(r.Header.Values("Sec-WebSocket-Protocol"))
	if !ok { // browsers fail on a missing answer with less to go by
		h.refuse(w, r, http.StatusBadRequest, "none of the offered sub-protocols is v12.stomp, v11.stomp or v10.stomp")
		return
	}
	if h.open.Add(1) > int64(h.options.MaxConnections) {
		h.open.Add(-1)
		w.Header().Set("Retry-After", "5")
		h.refuse(w, r, http.StatusServiceUnavailable, "too many connections")
		return
	}
	upgrader := ws.HTTPUpgrader{
		Timeout:  h.options.WriteTimeout,
		Protocol: func(offered string) bool { return offered == protocol },
	}
	nc, rw, _, err := upgrader.Upgrade(r, w)
	if err != nil {
		h.open.Add(-1)
		if nc != nil {
			nc.Close()
		}
		h.warn(r, http.StatusBadRequest, err.Error())
		return
	}
	// What the client sent at once is in the server's buffer. The buffer itself is let go.
	early, _ := rw.Reader.Peek(rw.Reader.Buffered())
	if c := newConn(h, nc, slices.Clone(early)); !h.add(c) {
		h.open.Add(-1)
		nc.SetWriteDeadline(time.Now().Add(lingering))
		nc.Write(closeFrame(ws.StatusGoingAway, "the server is stopping"))
		nc.Close()
	}
}

// chooseProtocol picks the best of the offered sub-protocols: "" where none is offered. The version is negotiated by the
// CONNECT frame all the same.
func chooseProtocol(headers []string) (protocol string, ok bool) {
	var offered []string
	for _, line := range headers {
		for name := range strings.SplitSeq(line, ",") {
			if name = strings.TrimSpace(name); name != "" {
				offered = append(offered, name)
			}
		}
	}
	for _, p := range subprotocols {
		if slices.Contains(offered, p) {
			return p, true
		}
	}
	return "", len(offered) == 0
}

func (h *hub) refuse(w http.ResponseWriter, r *http.Request, status int, reason string) {
	h.warn(r, status, reason)
	http.Error(w, reason, status)
}

// warn tells of a refused handshake. What the client sent is shown cut and quoted.
func (h *hub) warn(r *http.Request, status int, reason string) {
	if skipped, ok := h.refusals.allow(h.ctx.Now()); ok {
		h.log().Warn("WebSocket handshake refused: "+reason, "status", status, "from", r.RemoteAddr,
			"origin", shown(r.Header.Get("Origin")), "host", shown(r.Host), "others", skipped)
	}
}

func shown(s string) string {
	const most = 200
	if len(s) > most {
		s = s[:most] + "..."
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '?'
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
}

// quiet lets one line in ten seconds through and counts the others, so that nobody can fill a log from outside.
type quiet struct {
	mu      sync.Mutex
	last    time.Time
	skipped int
}

func (q *quiet) allow(now time.Time) (skipped int, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.last.IsZero() && now.Sub(q.last) < 10*time.Second {
		q.skipped++
		return 0, false
	}
	skipped, q.last, q.skipped = q.skipped, now, 0
	return skipped, true
}
