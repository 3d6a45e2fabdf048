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

	"github.com/dromedary-go/dromedary/components"
)

// hopHeaders are left out of HTTP replies.
var hopHeaders = []string{"date", "transfer-encoding", "content-length", "breadcrumbid", "host", "user-agent", "connection", "http2-settings", "upgrade"}

// call sends a request and records the reply.
func (r *running) call(ctx context.Context, q *request) (any, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", "127.0.0.1:"+r.port)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	text, err := r.request(q)
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(conn, text); err != nil {
		return nil, err
	}
	resp, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: q.method})
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return reply(resp, q.statusOnly)
}

// request writes what goes over the wire. It is written by hand since routes see every header: those that the client of
// the recorded cases sends, and no others. That client sends a length even with a GET.
func (r *running) request(q *request) (string, error) {
	body := ""
	if q.body != nil {
		body = r.fill(components.Text(q.body))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nContent-Length: %d\r\nHost: 127.0.0.1:%s\r\nUser-Agent: dromedary-test\r\n", q.method, r.fill(q.path), len(body), r.port)
	for k, v := range q.headers.All() {
		fmt.Fprintf(&b, "%s: %s\r\n", k, r.fill(components.Text(v)))
	}
	head := b.String()
	if !strings.HasPrefix(q.path, "/") || strings.Count(head, "\n") != 4+q.headers.Len() || strings.ContainsAny(q.method+q.path, " \r\n") {
		return "", fmt.Errorf("method, path (from / on) and headers must be single lines without blanks: %s %s", q.method, q.path)
	}
	return head + "\r\n" + body, nil
}

func reply(resp *http.Response, statusOnly bool) (any, error) {
	m := components.NewMap("status", resp.StatusCode)
	text, err := io.ReadAll(resp.Body)
	if err != nil || statusOnly {
		return recorded(m), err
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
		m.Set("headers", headers)
	}
	m.Set("body", strings.ToValidUTF8(string(text), "\uFFFD"))
	return recorded(m), nil
}
