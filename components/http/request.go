package http

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/httpheader"
)

var methods = []string{"GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "TRACE", "PATCH"}

// method answers the endpoint's method, the header's, GET where there is a query, POST where there is a body, else GET.
func (e *endpoint) method(ex *components.Exchange) (string, error) {
	if e.HTTPMethod != "" {
		return e.HTTPMethod, nil
	}
	query := e.address.RawQuery != ""
	if !e.SkipControlHeaders {
		if v := ex.Headers.Value("CamelHttpMethod"); v != nil {
			m := strings.ToUpper(components.Text(v))
			if !slices.Contains(methods, m) {
				return "", components.NewException(components.TypeConversionException, "Error during type conversion from type: "+components.JavaType(v)+
					" to the required type: org.apache.camel.component.http.HttpMethods with value "+components.Text(v))
			}
			return m, nil
		}
		if uri := ex.Headers.Value("CamelHttpUri"); uri != nil {
			query = query || strings.Contains(components.Text(uri), "?")
		} else if ex.Headers.Value("CamelHttpQuery") != nil {
			query = true
		}
	}
	if query || ex.Body == nil {
		return http.MethodGet, nil
	}
	if b, ok := components.AtHand(ex.Body); ok && len(b) == 0 { // what a request without a body left behind
		return http.MethodGet, nil
	}
	return http.MethodPost, nil
}

// request makes the request of a message.
func (e *endpoint) request(ctx context.Context, ex *components.Exchange) (*http.Request, error) {
	method, err := e.method(ex)
	if err != nil {
		return nil, err
	}
	skip := e.bridged(ex)
	address, err := e.addressFor(ex)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, method, "", nil)
	if err != nil {
		return nil, components.NewException(components.IllegalArgumentException, err.Error())
	}
	req.URL, req.Host = address, address.Host
	enclosing := method == "POST" || method == "PUT" || method == "PATCH" || method == "DELETE" && e.DeleteWithBody || method == "GET" && e.GetWithBody
	if enclosing {
		if err := setBody(req, ex); err != nil {
			return nil, err
		}
	}
	if !e.SkipRequestHeaders {
		if err := setHeaders(req, ex, skip); err != nil {
			return nil, err
		}
	}
	if req.Header.Get("User-Agent") == "" {
		req.Header.Set("User-Agent", e.UserAgent)
		if e.UserAgent == "" {
			req.Header.Set("User-Agent", "Dromedary")
		}
	}
	if _, ok := req.Header["Accept-Encoding"]; !ok && !e.BridgeEndpoint {
		req.Header.Set("Accept-Encoding", "gzip")
	}
	if e.CustomHostHeader != "" {
		req.Host = e.CustomHostHeader
	}
	if host := ex.Headers.Text("Host"); e.PreserveHostHeader && host != "" {
		req.Host = host
	}
	req.Close = e.ConnectionClose
	return req, nil
}

// bridged answers the names that a bridge does not send as headers because they are in the query.
func (e *endpoint) bridged(ex *components.Exchange) url.Values {
	if !e.BridgeEndpoint {
		return nil
	}
	values, err := url.ParseQuery(ex.Headers.Text("CamelHttpQuery"))
	if err != nil {
		return nil
	}
	return values
}

func setHeaders(req *http.Request, ex *components.Exchange, skip url.Values) error {
	for name, value := range ex.Headers.All() {
		if httpheader.Stays(name) || skip.Has(name) {
			continue
		}
		values := httpheader.Values(value)
		if len(values) == 0 {
			continue
		}
		text := values[0]
		if len(values) > 1 {
			text = "[" + strings.Join(values, ", ") + "]"
		}
		if err := httpheader.Check(name, text); err != nil {
			return err
		}
		req.Header[http.CanonicalHeaderKey(name)] = []string{text}
	}
	return nil
}

// setBody sends text, bytes and streams; anything else must be converted before.
func setBody(req *http.Request, ex *components.Exchange) error {
	if ct := ex.Headers.Text("Content-Type"); ct != "" {
		if err := httpheader.Check("Content-Type", ct); err != nil {
			return err
		}
		req.Header.Set("Content-Type", ct)
	}
	var content []byte
	switch body := ex.Body.(type) {
	case nil:
		return nil
	case string:
		content = []byte(body)
	case []byte:
		content = body
	case components.StreamCache:
		content = body
	case components.Opener, io.Reader:
		stream, err := components.OpenBody(body)
		if err != nil {
			return err
		}
		req.Body, req.ContentLength = stream, -1
		if o, ok := body.(components.Opener); ok {
			req.GetBody = o.Open
		}
		return nil
	default:
		return components.NewException("org.apache.camel.InvalidPayloadException", "No body available of type: java.io.InputStream but has type: "+
			components.JavaType(body)+" on: Message["+ex.ID()+"]")
	}
	req.ContentLength = int64(len(content))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }
	req.Body, _ = req.GetBody() // it cannot fail
	if len(content) == 0 {
		req.Body = http.NoBody
	}
	return nil
}
