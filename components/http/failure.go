package http

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"syscall"

	"github.com/dromedary-go/dromedary/components"
)

// Classes of the exceptions that a call ends with.
const (
	OperationFailed   = "org.apache.camel.http.base.HttpOperationFailedException"
	hostConnect       = "org.apache.hc.client5.http.HttpHostConnectException"
	connectTimeout    = "org.apache.hc.client5.http.ConnectTimeoutException"
	clientProtocol    = "org.apache.hc.client5.http.ClientProtocolException"
	noHTTPResponse    = "org.apache.hc.core5.http.NoHttpResponseException"
	unknownHost       = "java.net.UnknownHostException"
	socketTimeout     = "java.net.SocketTimeoutException"
	socketException   = "java.net.SocketException"
	sslException      = "javax.net.ssl.SSLException"
	sslHandshake      = "javax.net.ssl.SSLHandshakeException"
	sslPeerUnverified = "javax.net.ssl.SSLPeerUnverifiedException"
)

// failed is the exception of a status that is none of okStatusCodeRange.
func failed(address *url.URL, resp *http.Response, body []byte) error {
	shown := address.Redacted()
	e := components.NewException(OperationFailed, fmt.Sprintf("HTTP operation failed invoking %s with statusCode: %d", shown, resp.StatusCode))
	location := resp.Header.Get("Location")
	redirect := location != "" && resp.StatusCode >= 300 && resp.StatusCode < 400
	headers := &components.Map{}
	for name, values := range resp.Header {
		headers.Set(name, values[len(values)-1])
	}
	e.Fields = components.NewMap("uri", shown, "statusCode", resp.StatusCode, "statusText", statusText(resp.StatusCode, resp.Status),
		"responseHeaders", headers, "responseBody", string(body), "redirectLocation", nil, "redirectError", redirect)
	if redirect {
		e.Message += ", redirectLocation: " + location
		e.Fields.Set("redirectLocation", location)
	}
	return e
}

// failure names the exception that Camel has for an error of the network, with host and reason.
func failure(address *url.URL, err error) error {
	class, text, parent := classify(address, err)
	cause := err
	if parent != "" {
		cause = &components.Exception{Class: parent, Message: text, Cause: err}
	}
	return &components.Exception{Class: class, Message: text, Cause: cause}
}

// classify answers class, message, and for a class of the HTTP client's own that of Java which it extends.
func classify(address *url.URL, err error) (class, text, parent string) {
	host := address.Host
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	var dns *net.DNSError
	var op *net.OpError
	var record tls.RecordHeaderError
	var authority x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var verification *tls.CertificateVerificationError
	var alert tls.AlertError
	isOp := errors.As(err, &op)
	switch {
	case errors.Is(err, errResponseTime):
		return socketTimeout, "Read timed out", ""
	case errors.As(err, &dns) && !dns.IsTimeout:
		return unknownHost, address.Hostname() + ": Name or service not known", ""
	case errors.As(err, &record):
		return sslException, "Unsupported or unrecognized SSL message: " + host + " does not speak TLS", ""
	case errors.As(err, &name):
		return sslPeerUnverified, fmt.Sprintf("Certificate for <%s> doesn't match: %v", address.Hostname(), name), ""
	case errors.As(err, &authority), errors.As(err, &invalid), errors.As(err, &verification), errors.As(err, &alert):
		return sslHandshake, fmt.Sprintf("%s: %v", host, err), ""
	case isOp && op.Op == "dial" && (op.Timeout() || errors.Is(err, os.ErrDeadlineExceeded)):
		return connectTimeout, fmt.Sprintf("Connect to %s failed: Connect timed out", connectName(address)), socketTimeout
	case isOp && op.Op == "dial":
		return hostConnect, fmt.Sprintf("Connect to %s failed: %s", connectName(address), dialReason(err)), components.ConnectException
	case timedOut(err):
		return socketTimeout, "Read timed out", ""
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return socketException, "Connection reset: " + host, ""
	case strings.HasSuffix(err.Error(), "EOF"):
		return noHTTPResponse, host + " failed to respond", components.IOException
	case strings.Contains(err.Error(), "malformed HTTP"), strings.Contains(err.Error(), "server response headers exceeded"), strings.Contains(err.Error(), "bad Content-Length"):
		return clientProtocol, fmt.Sprintf("%s: %v", host, err), components.IOException
	case strings.Contains(err.Error(), "tls:"):
		return sslException, fmt.Sprintf("%s: %v", host, err), ""
	}
	return components.IOException, fmt.Sprintf("%s: %v", host, err), ""
}

func timedOut(err error) bool {
	var n net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &n) && n.Timeout()
}

// connectName is host, address and port as Camel's HTTP client names them.
func connectName(address *url.URL) string {
	host, port := address.Hostname(), address.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[address.Scheme]
	}
	return fmt.Sprintf("%s://%s [%s]", address.Scheme, net.JoinHostPort(host, port), host)
}

func dialReason(err error) string {
	if errors.Is(err, syscall.ECONNREFUSED) {
		return "Connection refused"
	}
	return err.Error()
}
