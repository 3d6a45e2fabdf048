package stompws

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// upgrade asks for a WebSocket connection and answers the response.
func (g *gateway) upgrade(change func(r *http.Request)) *http.Response {
	g.t.Helper()
	r, err := http.NewRequest("GET", g.server.URL+"/ws", nil)
	if err != nil {
		g.t.Fatal(err)
	}
	for name, value := range map[string]string{
		"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
	} {
		r.Header.Set(name, value)
	}
	change(r)
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		g.t.Fatal(err)
	}
	response.Body.Close()
	return response
}

func TestSubprotocols(t *testing.T) {
	g := newGateway(t)
	for _, c := range []struct {
		offered []string
		status  int
		want    string
	}{
		{nil, 101, ""},
		{[]string{"v12.stomp"}, 101, "v12.stomp"},
		{[]string{"v10.stomp, v11.stomp, v12.stomp"}, 101, "v12.stomp"},
		{[]string{"v10.stomp,v11.stomp"}, 101, "v11.stomp"},
		{[]string{"v10.stomp"}, 101, "v10.stomp"},
		{[]string{"mqtt", "v11.stomp"}, 101, "v11.stomp"},
		{[]string{"mqtt"}, 400, ""},
		{[]string{"stomp, V12.STOMP"}, 400, ""},
	} {
		r := g.upgrade(func(r *http.Request) { r.Header["Sec-Websocket-Protocol"] = c.offered })
		if got := r.Header.Get("Sec-Websocket-Protocol"); r.StatusCode != c.status || got != c.want {
			t.Errorf("%q: got %d %q, want %d %q", c.offered, r.StatusCode, got, c.status, c.want)
		}
	}
}

func TestOrigins(t *testing.T) {
	for _, c := range []struct {
		name, allowed, origin, host, from string
		ok                                bool
	}{
		{"same host", "", "http://cats.example:8080", "cats.example:8080", "", true},
		{"same host without port", "", "http://cats.example", "cats.example:80", "", true},
		{"TLS ends at a proxy", "", "https://cats.example", "cats.example", "", true},
		{"same host in capitals", "", "http://Cats.Example", "cats.example", "", true},
		{"IPv6", "", "http://[::1]:8080", "[::1]:8080", "", true},
		{"another port", "", "http://cats.example:81", "cats.example", "", false},
		{"another host", "", "http://evil.example", "cats.example", "", false},
		{"host as a prefix", "", "http://cats.example.evil.example", "cats.example", "", false},
		{"user info", "", "http://cats.example@evil.example", "cats.example", "", false},
		{"null", "", "null", "cats.example", "", false},
		{"null with *", "*", "null", "cats.example", "", false},
		{"file", "*", "file://", "cats.example", "", false},
		{"empty", "*", "", "cats.example", "", false},
		{"another scheme", "", "ftp://cats.example", "cats.example", "", false},
		{"allowed", "https://wall.example", "https://wall.example", "cats.example", "", true},
		{"allowed beside others", "https://a.example, https://wall.example:444", "https://wall.example:444", "cats.example", "", true},
		{"same host beside allowed", "https://wall.example", "http://cats.example", "cats.example", "", true},
		{"allowed with another scheme", "https://wall.example", "http://wall.example", "cats.example", "", false},
		{"allowed with another port", "https://wall.example", "https://wall.example:444", "cats.example", "", false},
		{"any port", "http://localhost:*", "http://localhost:5173", "cats.example", "", true},
		{"below a domain", "https://*.example.com", "https://a.b.example.com", "cats.example", "", true},
		{"not the domain itself", "https://*.example.com", "https://example.com", "cats.example", "", false},
		{"not its end", "https://*.example.com", "https://evilexample.com", "cats.example", "", false},
		{"any", "*", "https://anywhere.example", "cats.example", "", true},
		{"no origin, this machine", "", "none", "cats.example", "127.0.0.1:5", true},
		{"no origin, this machine by IPv6", "", "none", "cats.example", "[::1]:5", true},
		{"no origin, from elsewhere", "", "none", "cats.example", "192.0.2.7:5", false},
		{"no origin, from elsewhere, any", "*", "none", "cats.example", "192.0.2.7:5", false},
	} {
		o := &Gateway{}
		for item := range strings.SplitSeq(c.allowed, ",") {
			if item = strings.TrimSpace(item); item != "" {
				o.AllowedOrigins = append(o.AllowedOrigins, item)
			}
		}
		r := httptest.NewRequest("GET", "/ws", nil)
		r.Host, r.RemoteAddr = c.host, c.from
		if c.origin != "none" {
			r.Header.Set("Origin", c.origin)
		}
		if reason := newOrigins(o).check(r); (reason == "") != c.ok {
			t.Errorf("%s: got %q", c.name, reason)
		}
	}
	r := httptest.NewRequest("GET", "/ws", nil)
	if reason := newOrigins(&Gateway{AllowNoOrigin: true}).check(r); reason != "" {
		t.Errorf("allowNoOrigin: got %q", reason)
	}
	r.Header["Origin"] = []string{"http://example.com", "http://evil.example"}
	if reason := newOrigins(&Gateway{AllowedOrigins: []string{"*"}}).check(r); reason == "" {
		t.Error("two origins are allowed")
	}
}

func TestRefusedHandshakes(t *testing.T) {
	g := newGateway(t, "maxConnections", "1")
	for _, c := range []struct {
		name   string
		change func(r *http.Request)
		status int
	}{
		{"POST", func(r *http.Request) { r.Method = "POST" }, 405},
		{"a browser's address bar", func(r *http.Request) { r.Header.Del("Upgrade") }, 426},
		{"evil origin", func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, 403},
		{"old version", func(r *http.Request) { r.Header.Set("Sec-WebSocket-Version", "8") }, 426},
		{"no key", func(r *http.Request) { r.Header.Del("Sec-WebSocket-Key") }, 400},
	} {
		if r := g.upgrade(c.change); r.StatusCode != c.status {
			t.Errorf("%s: got %d, want %d", c.name, r.StatusCode, c.status)
		}
	}
	eventually(t, "the refused have left", func() bool { return g.hub.open.Load() == 0 })
	c := g.connect("1.2")
	if r := g.upgrade(func(*http.Request) {}); r.StatusCode != 503 || r.Header.Get("Retry-After") == "" {
		t.Errorf("one too many: got %d %v", r.StatusCode, r.Header)
	}
	c.send("DISCONNECT\n\n\x00")
	c.expectClose(1000)
	eventually(t, "the place is free", func() bool { return g.hub.open.Load() == 0 })
	g.connect("1.2")
}

func TestRefusalsDoNotFillTheLog(t *testing.T) {
	g := newGateway(t)
	for range 20 {
		g.upgrade(func(r *http.Request) { r.Header.Set("Origin", "http://evil.example/\t"+strings.Repeat("x", 1000)) })
	}
	log := g.logs.String()
	if n := strings.Count(log, "handshake refused"); n != 1 || len(log) > 1000 || !strings.Contains(log, "evil.example") {
		t.Errorf("%d lines: %s", n, log)
	}
}
