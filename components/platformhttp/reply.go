package platformhttp

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/httpheader"
)

// requestOnly are headers that make sense in a request alone: a message that still has them from there does not send them back.
var requestOnly = []string{
	"A-IM", "Accept", "Accept-Charset", "Accept-Datetime", "Accept-Encoding", "Accept-Language", "Access-Control-Request-Headers",
	"Access-Control-Request-Method", "Authorization", "Cookie", "Expect", "Forwarded", "From", "HTTP2-Settings", "If-Match",
	"If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Max-Forwards", "Origin", "Prefer",
	"Proxy-Authorization", "Range", "Referer", "TE", "User-Agent", "A-Im", "Http2-Settings", "Te", // the last as Go spells them
}

// writeTime is how long a client may take to read a large reply, or a piece of a streamed one.
const writeTime = 2 * time.Minute

// reply writes what the exchange holds when its route is through, err being how that ended.
func (h *handler) reply(w http.ResponseWriter, ex *components.Exchange, err error) {
	content, stream, wrong := h.content(ex, err)
	status, odd := replyStatus(ex, err)
	if wrong = errors.Join(wrong, odd, h.replyHeaders(w, ex)); wrong != nil {
		h.router.ctx.Log().Error("the reply cannot be written", "endpoint", h.uri, "error", wrong)
		if w.Header()["Content-Type"] = nil; ex.Headers.Text("Content-Type") != "" && err == nil {
			w.Header()["Content-Type"] = []string{ex.Headers.Text("Content-Type")}
		}
		w.WriteHeader(http.StatusInternalServerError)
		_, _ = io.WriteString(w, http.StatusText(http.StatusInternalServerError)) // a client that went away is no trouble of the route's
		return
	}
	switch {
	case err != nil:
		w.Header()["Content-Type"] = []string{"text/plain; charset=utf-8"}
	default:
		if ct := ex.Headers.Text("Content-Type"); ct != "" {
			w.Header()["Content-Type"] = []string{ct}
		} else {
			w.Header()["Content-Type"] = nil // no guess
		}
	}
	if status != http.StatusNoContent && status != http.StatusNotModified {
		w.Header()["Transfer-Encoding"] = []string{"chunked"} // as Camel's server: callers see it as a header
	}
	w.WriteHeader(status)
	if stream != nil {
		pump(w, stream)
	} else if len(content) > 0 {
		write(w, content)
	}
}

// replyStatus is the header's, else 200, 204 for a body of nothing or blanks, 500 for a failed exchange.
func replyStatus(ex *components.Exchange, err error) (int, error) {
	if code, ok := ex.Headers.Get("CamelHttpResponseCode"); ok && code != nil {
		n, wrong := components.Int(code)
		if wrong != nil {
			return 0, wrong
		}
		if n < 200 || n > 999 {
			return 0, fmt.Errorf("%d is no status of a reply", n)
		}
		return int(n), nil
	}
	if err != nil {
		return http.StatusInternalServerError, nil
	}
	switch body := ex.Body.(type) {
	case nil:
		return http.StatusNoContent, nil
	case string:
		if strings.TrimSpace(body) == "" {
			return http.StatusNoContent, nil
		}
	}
	return http.StatusOK, nil
}

// replyHeaders copies the message's headers, without Camel's, the connection's, and the path's parameters.
func (h *handler) replyHeaders(w http.ResponseWriter, ex *components.Exchange) error {
	header := w.Header()
	for name, value := range ex.Headers.All() {
		if httpheader.Stays(name) || slices.Contains(h.template.names, name) || !h.ReturnHTTPRequestHeaders && slices.Contains(requestOnly, name) {
			continue
		}
		var values []string
		if text, ok := value.(string); ok {
			values = []string{text}
		} else if values = httpheader.Values(value); len(values) == 0 {
			continue
		}
		for _, v := range values {
			if err := httpheader.Check(name, v); err != nil {
				return err
			}
		}
		header[name] = values
	}
	if ct := ex.Headers.Text("Content-Type"); ct != "" {
		return httpheader.Check("Content-Type", ct)
	}
	return nil
}

// content answers the body as bytes or as a stream. Java's numbers are their bytes, big end first; a map or a list must be
// marshalled before.
func (h *handler) content(ex *components.Exchange, failed error) ([]byte, io.Reader, error) {
	if failed != nil {
		if h.MuteException {
			return nil, nil, nil
		}
		var e *components.Exception
		if !errors.As(failed, &e) {
			e = components.NewException(components.Class(failed), failed.Error())
		}
		return []byte(components.Text(e) + "\n"), nil, nil
	}
	switch body := ex.Body.(type) {
	case nil:
		return nil, nil, nil
	case string:
		return []byte(body), nil, nil
	case []byte:
		return body, nil, nil
	case components.StreamCache:
		return body, nil, nil
	case int:
		return binary.BigEndian.AppendUint32(nil, uint32(int32(body))), nil, nil
	case int64:
		return binary.BigEndian.AppendUint64(nil, uint64(body)), nil, nil
	case float64:
		return binary.BigEndian.AppendUint64(nil, math.Float64bits(body)), nil, nil
	case components.Opener, io.Reader:
		stream, err := components.OpenBody(body)
		return nil, stream, err
	}
	return nil, nil, components.NewException(components.NoTypeConversion, "No type converter available to convert from type: "+
		components.JavaType(ex.Body)+" to the required type: java.io.InputStream")
}

// small is what fits into the connection's buffers: it needs no deadline.
const small = 4 << 10

func write(w http.ResponseWriter, content []byte) {
	if len(content) > small {
		c := http.NewResponseController(w)
		_ = c.SetWriteDeadline(time.Now().Add(writeTime)) // not every ResponseWriter can
		defer func() { _ = c.SetWriteDeadline(time.Time{}) }()
	}
	_, _ = w.Write(content) // a client that went away is no trouble of the route's
}

// pump copies a stream piece by piece. A client that does not read, and a stream that fails, cut the reply off.
func pump(w http.ResponseWriter, stream io.Reader) {
	if c, ok := stream.(io.Closer); ok {
		defer func() { _ = c.Close() }()
	}
	c := http.NewResponseController(w)
	defer func() { _ = c.SetWriteDeadline(time.Time{}) }()
	piece := make([]byte, 32<<10)
	for {
		n, err := stream.Read(piece)
		if n > 0 {
			_ = c.SetWriteDeadline(time.Now().Add(writeTime))
			if _, err := w.Write(piece[:n]); err != nil {
				return
			}
		}
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			panic(http.ErrAbortHandler) // the one way to tell the client that the reply is not whole
		}
	}
}
