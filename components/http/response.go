package http

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// maxBody bounds a response that is read into memory.
const maxBody = 256 << 20

// protocolHeaders are those that say something about a message on the line: the message that a call leaves behind does not
// keep its own ones.
var protocolHeaders = []string{
	"cache-control", "connection", "content-encoding", "content-language", "content-length", "content-location", "content-md5",
	"content-range", "content-type", "date", "dav", "depth", "destination", "etag", "expect", "expires", "from", "host", "if", "if-match",
	"if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "last-modified", "location", "lock-token",
	"max-forwards", "overwrite", "pragma", "proxy-authenticate", "proxy-authorization", "range", "referer", "retry-after",
	"server", "status-uri", "te", "timeout", "trailer", "transfer-encoding", "upgrade", "user-agent", "vary", "via", "warning",
	"www-authenticate",
}

// receive makes the message of a response.
func (e *endpoint) receive(ex *components.Exchange, resp *http.Response, body any) {
	before := ex.Headers
	ex.Headers = components.Headers{}
	ex.Headers.Set("CamelHttpResponseCode", resp.StatusCode)
	ex.Headers.Set("CamelHttpResponseText", statusText(resp.StatusCode, resp.Status))
	ex.Body = body
	if !e.SkipResponseHeaders {
		takeHeaders(ex, resp)
	}
	if !e.CopyHeaders {
		return
	}
	for name, value := range before.All() {
		if _, there := ex.Headers.Get(name); !there && !slices.Contains(protocolHeaders, strings.ToLower(name)) {
			ex.Headers.Set(name, value)
		}
	}
}

func takeHeaders(ex *components.Exchange, resp *http.Response) {
	names := make([]string, 0, len(resp.Header))
	for name := range resp.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if len(name) >= 5 && strings.EqualFold(name[:5], "camel") {
			continue // nobody outside may steer a route
		}
		var all []any
		for _, value := range resp.Header[name] {
			all = append(all, several(value)...)
		}
		switch len(all) {
		case 0:
			ex.Headers.Set(name, "")
		case 1:
			ex.Headers.Set(name, all[0])
		default:
			ex.Headers.Set(name, all)
		}
	}
	if len(resp.TransferEncoding) > 0 {
		ex.Headers.Set("Transfer-Encoding", strings.Join(resp.TransferEncoding, ", "))
	}
	if resp.Close && resp.ProtoAtLeast(1, 1) {
		ex.Headers.Set("Connection", "close")
	}
	if resp.ContentLength >= 0 && resp.Header.Get("Content-Length") == "" && resp.Request.Method != http.MethodHead && !bodiless(resp) {
		ex.Headers.Set("Content-Length", strconv.FormatInt(resp.ContentLength, 10))
	}
}

// several takes a value in brackets, [a, b], for several.
func several(value string) []any {
	text := strings.TrimSpace(value)
	if len(text) < 2 || text[0] != '[' || text[len(text)-1] != ']' {
		return []any{value}
	}
	var all []any
	for part := range strings.SplitSeq(text[1:len(text)-1], ",") {
		all = append(all, strings.TrimSpace(part))
	}
	return all
}

func bodiless(resp *http.Response) bool {
	return resp.Request.Method == http.MethodHead || resp.StatusCode == http.StatusNoContent || resp.StatusCode == http.StatusNotModified ||
		resp.StatusCode == http.StatusResetContent
}

// read reads a body into memory; nil where there is none.
func (e *endpoint) read(resp *http.Response, w *watch) ([]byte, error) {
	if bodiless(resp) {
		return nil, nil
	}
	stream, err := e.stream(resp, w)
	if err != nil {
		return nil, err
	}
	var content []byte
	if n := resp.ContentLength; n > 0 && n <= 1<<20 {
		content = make([]byte, 0, n+1)
	} else {
		content = make([]byte, 0, 512)
	}
	for {
		n, err := stream.Read(content[len(content):cap(content)])
		content = content[:len(content)+n]
		switch {
		case errors.Is(err, io.EOF):
			return content, nil
		case err != nil:
			return nil, err
		case len(content) > maxBody:
			return nil, fmt.Errorf("the response has more than %d MiB; add disableStreamCache=true to work on it while it comes", maxBody>>20)
		case len(content) == cap(content):
			content = slices.Grow(content, len(content))
		}
	}
}

// stream is the body as it comes, without compression unless a bridge passes it on.
func (e *endpoint) stream(resp *http.Response, w *watch) (io.ReadCloser, error) {
	body := io.ReadCloser(&watched{resp.Body, w})
	if e.BridgeEndpoint || !strings.EqualFold(resp.Header.Get("Content-Encoding"), "gzip") {
		return body, nil
	}
	plain, err := gzip.NewReader(body)
	if errors.Is(err, io.EOF) { // nothing at all
		return body, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the response is not gzip: %w", err)
	}
	resp.ContentLength = -1
	return struct {
		io.Reader
		io.Closer
	}{plain, body}, nil
}

// watched tells a watch of each piece that is read.
type watched struct {
	io.ReadCloser
	watch *watch
}

func (r *watched) Read(p []byte) (int, error) {
	n, err := r.ReadCloser.Read(p)
	r.watch.alive()
	return n, err
}
