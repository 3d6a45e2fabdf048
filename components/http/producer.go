package http

import (
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/dromedary-go/dromedary/components"
)

type producer struct{ *endpoint }

// Close does nothing: connections belong to the engine.
func (p *producer) Close() error { return nil }

// Process sends the message and makes the response the message. It reads the response's body, unless that is to be a stream.
func (p *producer) Process(ex *components.Exchange) error {
	ctx, w, cancel := newWatch(ex, p.ResponseTimeout, p.SoTimeout)
	keep := false
	defer func() {
		if !keep {
			cancel()
		}
	}()
	req, err := p.request(ctx, ex)
	if err != nil {
		return err
	}
	resp, err := p.do(req)
	if err != nil {
		return p.lost(ctx, req, err)
	}
	w.alive()
	ok := p.ok.has(resp.StatusCode) || !p.ThrowExceptionOnFailure
	if ok && p.DisableStreamCache && !p.IgnoreResponseBody && !bodiless(resp) {
		stream, err := p.stream(resp, w)
		if err != nil {
			return p.lost(ctx, req, err)
		}
		keep = true
		p.receive(ex, resp, &streamed{stream, cancel})
		ex.OnCompletion(func(*components.Exchange, error) { cancel() })
		return nil
	}
	defer resp.Body.Close()
	content, err := p.read(resp, w)
	if err != nil {
		return p.lost(ctx, req, err)
	}
	if !ok {
		ex.Headers.Set("CamelHttpResponseCode", resp.StatusCode)
		ex.Headers.Set("CamelHttpResponseText", statusText(resp.StatusCode, resp.Status))
		return failed(resp.Request.URL, resp, content)
	}
	if content == nil || p.IgnoreResponseBody {
		p.receive(ex, resp, nil)
		return nil
	}
	p.receive(ex, resp, content)
	return nil
}

// lost answers the exception of a call that got no response. Why a request was given up is in its context.
func (p *producer) lost(ctx context.Context, req *http.Request, err error) error {
	var known *components.Exception
	if errors.As(err, &known) {
		return err
	}
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, context.Canceled) {
		err = cause
	}
	return failure(req.URL, err)
}

// streamed is a response that is read by who gets the message. Closing it gives the connection free.
type streamed struct {
	io.ReadCloser
	cancel context.CancelFunc
}

func (s *streamed) Close() error {
	defer s.cancel()
	return s.ReadCloser.Close()
}
