package routetest

import (
	"context"
	"fmt"
	"io"
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

// client sends what a case says and nothing of its own.
var client = &http.Client{
	Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// hopHeaders are left out of HTTP replies.
var hopHeaders = []string{"date", "transfer-encoding", "content-length", "breadcrumbid", "host", "user-agent", "connection", "http2-settings", "upgrade"}

func (r *running) call(ctx context.Context, q *request) (any, error) {
	var body io.Reader
	if q.body != nil {
		body = strings.NewReader(r.fill(components.Text(q.body)))
	}
	path := r.fill(q.path)
	if !strings.HasPrefix(path, "/") {
		return nil, fmt.Errorf("the path %q does not begin with /", path)
	}
	req, err := http.NewRequestWithContext(ctx, q.method, "http://127.0.0.1:"+r.port+path, body)
	if err != nil {
		return nil, err
	}
	for k, v := range q.headers.All() {
		req.Header.Add(k, r.fill(components.Text(v)))
	}
	resp, err := client.Do(req)
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
