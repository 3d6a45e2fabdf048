package http

import (
	"compress/gzip"
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

// call sends an exchange to a URI.
func call(t *testing.T, uri string, prepare func(*components.Exchange)) (*components.Exchange, error) {
	t.Helper()
	return callIn(t, &components.Context{}, uri, prepare)
}

func callIn(t *testing.T, ctx *components.Context, uri string, prepare func(*components.Exchange)) (*components.Exchange, error) {
	t.Helper()
	p := componenttest.Producer(t, ctx, Component, uri)
	t.Cleanup(func() { _ = ctx.Stop(context.Background()) })
	ex := components.NewExchange(t.Context(), nil)
	if prepare != nil {
		prepare(ex)
	}
	return ex, p.Process(ex)
}

func server(t *testing.T, f http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(f)
	t.Cleanup(s.Close)
	return s.URL
}

// raw is a server that says what is not HTTP.
func raw(t *testing.T, answer string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				_, _ = c.Read(make([]byte, 4096))
				_, _ = io.WriteString(c, answer)
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

func TestWhatTheNetworkDoes(t *testing.T) {
	slow := server(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	dripping := server(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte("a"))
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	around := server(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/around", http.StatusFound) })
	n := 0
	on := server(t, func(w http.ResponseWriter, r *http.Request) {
		n++
		http.Redirect(w, r, fmt.Sprintf("/%d", n), http.StatusFound)
	})
	file := server(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(302)
	})
	plain := server(t, func(http.ResponseWriter, *http.Request) {})
	secure := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	secure.Config.ErrorLog = nil
	t.Cleanup(secure.Close)
	for _, row := range []struct{ name, uri, class, text string }{
		{"refused", "http://127.0.0.1:1/", hostConnect, "Connect to http://127.0.0.1:1 [127.0.0.1] failed: Connection refused"},
		{"no such host", "http://no-such-host.invalid/", unknownHost, "no-such-host.invalid: Name or service not known"},
		{"slow", slow + "?responseTimeout=20", socketTimeout, "Read timed out"},
		{"dripping", dripping + "?soTimeout=20", socketTimeout, "Read timed out"},
		{"circle", around + "?followRedirects=true", clientProtocol, "Circular redirect to '" + around + "/around'"},
		{"on and on", on + "?followRedirects=true", clientProtocol, "Maximum redirects (50) exceeded"},
		{"redirect to a file", file + "?followRedirects=true", clientProtocol, "Invalid redirect URI: file:///etc/passwd"},
		{"not HTTP", raw(t, "hello\r\n\r\n"), clientProtocol, "malformed HTTP"},
		{"nothing", raw(t, ""), noHTTPResponse, "failed to respond"},
		{"half a body", raw(t, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"), noHTTPResponse, "failed to respond"},
		{"endless headers", raw(t, "HTTP/1.1 200 OK\r\n"+strings.Repeat("X-A: "+strings.Repeat("a", 1000)+"\r\n", 400)), clientProtocol, "headers exceeded"},
		{"no TLS", strings.Replace(plain, "http:", "https:", 1), sslException, "does not speak TLS"},
		{"not trusted", secure.URL, sslHandshake, "127.0.0.1:"},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := call(t, row.uri, nil)
			if err == nil || components.Class(err) != row.class || !strings.Contains(err.Error(), row.text) {
				t.Errorf("got %s: %v", components.Class(err), err)
			}
		})
	}
}

func TestJavaKnowsAParent(t *testing.T) {
	_, err := call(t, "http://127.0.0.1:1/", nil)
	var first, parent *components.Exception
	if !errors.As(err, &first) || !errors.As(first.Cause, &parent) || parent.Class != components.ConnectException {
		t.Errorf("got %v", err)
	}
}

func TestTrust(t *testing.T) {
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "secret") }))
	t.Cleanup(s.Close)
	file := filepath.Join(t.TempDir(), "ca.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	if err := os.WriteFile(file, block, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := &components.Context{Property: func(key string) (string, bool) { return file, key == "camel.component.http.trustCertificates" }}
	ex, err := callIn(t, ctx, s.URL, nil)
	if err != nil || components.Text(ex.Body) != "secret" {
		t.Errorf("got %v, %v", ex.Body, err)
	}
	other := strings.Replace(s.URL, "127.0.0.1", "localhost", 1)
	if _, err := callIn(t, ctx, other, nil); components.Class(err) != sslPeerUnverified || !strings.Contains(err.Error(), "<localhost>") {
		t.Errorf("another name: got %s: %v", components.Class(err), err)
	}
}

func TestHeadersCannotSmuggle(t *testing.T) {
	uri := server(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("CamelHttpUri", "http://evil/")
		w.Header().Set("X-Got", r.Header.Get("X-Evil")+r.Header.Get("CamelFileName"))
	})
	ex, err := call(t, uri, func(ex *components.Exchange) { ex.Headers.Set("CamelFileName", "x") })
	if err != nil || ex.Headers.Value("CamelHttpUri") != nil || ex.Headers.Text("X-Got") != "" {
		t.Errorf("got %v, %v", ex.Headers.Map(), err)
	}
	for name, value := range map[string]string{"X-A": "a\r\nX-Evil: b", "X-A\r\nX-Evil": "b"} {
		if _, err := call(t, uri, func(ex *components.Exchange) { ex.Headers.Set(name, value) }); components.Class(err) != components.IllegalArgumentException {
			t.Errorf("%q: got %v", name, err)
		}
	}
}

func TestCompression(t *testing.T) {
	uri := server(t, func(w http.ResponseWriter, r *http.Request) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			_, _ = io.WriteString(w, "plain")
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = io.WriteString(z, "small")
		_ = z.Close()
	})
	for query, want := range map[string]string{"": "small", "?bridgeEndpoint=true": "plain", "?disableStreamCache=true": "small"} {
		ex, err := call(t, uri+query, nil)
		if err != nil {
			t.Fatal(err)
		}
		content, err := components.Bytes(ex.Body)
		if err != nil || string(content) != want {
			t.Errorf("%s: got %q, %v", query, content, err)
		}
		ex.Complete(nil)
	}
	broken := server(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = io.WriteString(w, "not gzip at all")
	})
	if _, err := call(t, broken, nil); components.Class(err) != components.IOException {
		t.Errorf("got %v", err)
	}
}

func TestHost(t *testing.T) {
	uri := server(t, func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Host) })
	own, _ := url.Parse(uri)
	for query, want := range map[string]string{"": own.Host, "?preserveHostHeader=true": "a.example", "?customHostHeader=b.example": "b.example"} {
		ex, err := call(t, uri+query, func(ex *components.Exchange) { ex.Headers.Set("Host", "a.example") })
		if err != nil || components.Text(ex.Body) != want {
			t.Errorf("%s: got %s, %v", query, ex.Body, err)
		}
	}
}

func TestRedirectsKeepSecrets(t *testing.T) {
	other := server(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, r.Method+r.Header.Get("Authorization"))
	})
	uri := server(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other, http.StatusTemporaryRedirect) })
	ex, err := call(t, uri+"?followRedirects=true", func(ex *components.Exchange) {
		ex.Headers.Set("Authorization", "Bearer secret")
		ex.Body = "text"
	})
	if err != nil || components.Text(ex.Body) != "POST" {
		t.Errorf("got %s, %v", ex.Body, err)
	}
}

func TestProxy(t *testing.T) {
	proxy := server(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "proxy "+r.URL.String()+" "+r.Header.Get("Proxy-Authorization"))
	})
	direct := server(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "direct") })
	p, _ := url.Parse(proxy)
	options := "?proxyHost=" + p.Hostname() + "&proxyPort=" + p.Port() + "&proxyAuthUsername=u&proxyAuthPassword=p&nonProxyHosts=127.*"
	ex, err := call(t, "http://far.example/x"+options, nil)
	if err != nil || components.Text(ex.Body) != "proxy http://far.example/x Basic dTpw" {
		t.Errorf("got %s, %v", ex.Body, err)
	}
	if ex, err := call(t, direct+options, nil); err != nil || components.Text(ex.Body) != "direct" {
		t.Errorf("got %s, %v", ex.Body, err)
	}
}

func TestStreamsAreNotReadBefore(t *testing.T) {
	more := make(chan struct{})
	uri := server(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "first")
		_ = http.NewResponseController(w).Flush()
		<-more
		_, _ = io.WriteString(w, "second")
	})
	ex, err := call(t, uri+"?disableStreamCache=true", nil)
	if err != nil {
		t.Fatal(err)
	}
	piece := make([]byte, 5)
	stream := ex.Body.(io.ReadCloser)
	if _, err := io.ReadFull(stream, piece); err != nil || string(piece) != "first" {
		t.Errorf("got %q, %v", piece, err)
	}
	close(more)
	if rest, err := io.ReadAll(stream); err != nil || string(rest) != "second" {
		t.Errorf("got %q, %v", rest, err)
	}
	ex.Complete(nil)
	if _, err := call(t, uri, func(ex *components.Exchange) { ex.Body = strings.NewReader("a stream") }); err != nil {
		t.Error(err)
	}
}

func TestGivenUp(t *testing.T) {
	uri := server(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	p := componenttest.Producer(t, &components.Context{}, Component, uri)
	if err := p.Process(components.NewExchange(ctx, nil)); err == nil {
		t.Error("a call goes on although its exchange was given up")
	}
}

func TestMistakes(t *testing.T) {
	for uri, want := range map[string]string{
		"http:///path":                             "no web address",
		"http://host?okStatusCodeRange=2xx":        "no range",
		"http://host?proxyHost=p":                  "needs its port",
		"http://host?authMethod=Basic":             "needs a user name",
		"http://host?authMethod=Bearer":            "needs a token",
		"http://host?oauth2ClientId=x":             "needs the client's secret",
		"http://host?httpMethod=GTE":               "none of",
		"http://host?trustCertificates=/no/such/x": "no such file",
	} {
		u, err := components.ParseURI(uri)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Component.Endpoint(&components.Context{}, u)
		var wrong components.OptionErrors
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", uri, err)
		}
	}
}
