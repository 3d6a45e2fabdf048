package routetest

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// replyTime bounds how long one send waits.
const replyTime = time.Minute

// sendOne does one entry of send and records its reply.
func (r *running) sendOne(ctx context.Context, s send) any {
	ctx, cancel := context.WithTimeout(ctx, replyTime)
	defer cancel()
	switch {
	case s.http != nil:
		reply, err := r.call(ctx, s.http)
		if err != nil {
			return "no answer: " + err.Error()
		}
		return reply
	case s.to == "":
		pause(ctx, s.pause)
		return nil
	}
	ex, err := r.engine.Send(ctx, r.fill(s.to), nil, func(ex *components.Exchange) {
		if s.inOut {
			ex.Pattern = components.InOut
		}
		r.prepare(ex, s.message)
	})
	if ex == nil {
		return "no reply: " + err.Error()
	}
	return exchange(ex, err)
}

// prepare fills an exchange with values of its own.
func (r *running) prepare(ex *components.Exchange, m message) {
	ex.Body = each(m.body, r.fill)
	for k, v := range m.headers.All() {
		ex.Headers.Set(k, each(v, r.fill))
	}
	for k, v := range m.properties.All() {
		ex.Properties.Set(k, each(v, r.fill))
	}
	for k, v := range m.variables.All() {
		ex.Variables.Set(k, each(v, r.fill))
	}
}

// hopHeaders are left out of HTTP replies.
var hopHeaders = []string{"date", "transfer-encoding", "content-length", "breadcrumbid", "host", "user-agent", "connection", "http2-settings", "upgrade"}

func (r *running) call(ctx context.Context, q *request) (any, error) {
	path := r.fill(q.path)
	if !strings.HasPrefix(path, "/") {
		return nil, fmt.Errorf("the path %q does not begin with /", path)
	}
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", "127.0.0.1:"+r.port)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	if _, err := io.WriteString(conn, r.raw(q, path)); err != nil {
		return nil, err
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: q.method})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	reply := components.NewMap("status", resp.StatusCode)
	text, err := io.ReadAll(resp.Body)
	if err != nil || q.statusOnly {
		return recorded(reply), err
	}
	headers := &components.Map{}
	for k, values := range resp.Header {
		switch name := strings.ToLower(k); {
		case slices.Contains(hopHeaders, name):
		case len(values) == 1:
			headers.Set(name, values[0])
		default:
			headers.Set(name, recorded(values))
		}
	}
	if headers.Len() > 0 {
		reply.Set("headers", headers)
	}
	reply.Set("body", strings.ToValidUTF8(string(text), "\uFFFD"))
	return recorded(reply), nil
}

// raw is the request as it goes over the line: what the case says, and no more than Java's client adds. Go's own client
// would tidy up the path and leave out the length of a body that is empty.
func (r *running) raw(q *request, path string) string {
	body := ""
	if q.body != nil {
		body = r.fill(components.Text(q.body))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nUser-Agent: dromedary\r\nContent-Length: %d\r\n", q.method, path, r.port, len(body))
	for k, v := range q.headers.All() {
		fmt.Fprintf(&b, "%s: %s\r\n", k, r.fill(components.Text(v)))
	}
	b.WriteString("\r\n" + body)
	return b.String()
}
