package platformhttp

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// defaultBodyLimit bounds a request's body where the property camel.server.maxBodySize does not.
const defaultBodyLimit = 64 << 20

// bodyTime is how long a client may take to send a body that is read before the route starts.
const bodyTime = 2 * time.Minute

func bodyLimit(ctx *components.Context) (int64, error) {
	if ctx.Property == nil {
		return defaultBodyLimit, nil
	}
	text, ok := ctx.Property("camel.server.maxBodySize")
	if !ok {
		return defaultBodyLimit, nil
	}
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil || n <= 0 {
		return 0, fmt.Errorf("property camel.server.maxBodySize: %q is not a number of bytes", text)
	}
	return n, nil
}

// headers sets the message's headers: Camel's own, the request's, then the parameters of query and path.
func (h *handler) headers(ex *components.Exchange, r *http.Request, path string, values []string) {
	ex.Headers.Set("CamelHttpPath", path)
	var buffer [24]string
	names := buffer[:0]
	for name := range r.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range r.Header[name] {
			take(ex, name, value)
		}
	}
	ex.Headers.Set("Host", r.Host)
	if r.URL.RawQuery != "" {
		for name, value := range query(r.URL.RawQuery) {
			take(ex, name, value)
		}
	}
	for i, name := range h.template.names {
		appendHeader(ex, name, values[i])
	}
	ex.Headers.Set("CamelHttpMethod", r.Method)
	uri := r.RequestURI
	if !strings.HasPrefix(uri, "/") {
		uri = r.URL.RequestURI()
	}
	scheme := "http://"
	if r.TLS != nil {
		scheme = "https://"
	}
	ex.Headers.Set("CamelHttpUrl", scheme+r.Host+uri)
	ex.Headers.Set("CamelHttpUri", uri)
	if r.URL.RawQuery != "" {
		ex.Headers.Set("CamelHttpQuery", r.URL.RawQuery)
		ex.Headers.Set("CamelHttpRawQuery", r.URL.RawQuery)
	}
	if ct := r.Header.Get("Content-Type"); strings.Contains(ct, "charset") {
		if _, params, err := mime.ParseMediaType(ct); err == nil && params["charset"] != "" {
			ex.Headers.Set("CamelHttpCharacterEncoding", params["charset"])
			ex.Properties.Set("CamelCharsetName", params["charset"])
		}
	}
}

// take sets a header that came from outside, unless its name is Camel's own: nobody outside may steer a route.
func take(ex *components.Exchange, name, value string) {
	if len(name) >= 5 && strings.EqualFold(name[:5], "camel") {
		return
	}
	appendHeader(ex, name, value)
}

// appendHeader makes a list of what comes several times.
func appendHeader(ex *components.Exchange, name, value string) {
	switch before, ok := ex.Headers.Get(name); before := before.(type) {
	case []any:
		ex.Headers.Set(name, append(before, value))
	default:
		if ok {
			ex.Headers.Set(name, []any{before, value})
			return
		}
		ex.Headers.Set(name, value)
	}
}

// query yields the parameters of a query or a form in their order; what is badly escaped is taken as it stands.
func query(raw string) func(yield func(name, value string) bool) {
	return func(yield func(name, value string) bool) {
		for part := range strings.FieldsFuncSeq(raw, func(c rune) bool { return c == '&' || c == ';' }) {
			name, value, _ := strings.Cut(part, "=")
			if plain, err := url.QueryUnescape(name); err == nil {
				name = plain
			}
			if plain, err := url.QueryUnescape(value); err == nil {
				value = plain
			}
			if name != "" && !yield(name, value) {
				return
			}
		}
	}
}

var errTooLarge = errors.New("the body is too large")

// body reads the body. A form becomes headers and a map.
func (h *handler) body(ex *components.Exchange, w http.ResponseWriter, r *http.Request) error {
	if r.ContentLength > h.limit {
		return errTooLarge
	}
	if h.UseStreaming {
		ex.Body = http.MaxBytesReader(w, r.Body, h.limit)
		return nil
	}
	if r.ContentLength == 0 || r.Body == nil || r.Body == http.NoBody {
		ex.Body = []byte{}
		return nil
	}
	deadline := http.NewResponseController(w)
	_ = deadline.SetReadDeadline(time.Now().Add(bodyTime)) // not every ResponseWriter can: then the server's time-outs hold
	content, err := readBody(r, h.limit)
	_ = deadline.SetReadDeadline(time.Time{})
	if err != nil {
		return err
	}
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case err == nil && kind == "application/x-www-form-urlencoded":
		h.form(ex, query(string(content)))
	case err == nil && kind == "multipart/form-data" && params["boundary"] != "":
		fields, files, err := multipartFields(content, params["boundary"])
		if err != nil {
			return err
		}
		h.form(ex, fields)
		ex.Headers.Set("CamelAttachmentsSize", files)
	default:
		ex.Body = content
	}
	return nil
}

func readBody(r *http.Request, limit int64) ([]byte, error) {
	if n := r.ContentLength; n > 0 && n <= 1<<20 { // what is announced, and small enough to be believed
		content := make([]byte, n)
		_, err := io.ReadFull(r.Body, content)
		return content, err
	}
	content, err := io.ReadAll(io.LimitReader(r.Body, limit+1))
	if err == nil && int64(len(content)) > limit {
		err = errTooLarge
	}
	return content, err
}

// refuse answers a request whose body could not be read.
func refuse(w http.ResponseWriter, err error) {
	status := http.StatusBadRequest
	if errors.Is(err, errTooLarge) {
		status = http.StatusRequestEntityTooLarge
	}
	w.Header().Set("Connection", "close")
	http.Error(w, http.StatusText(status), status)
}
