package stream

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"

	"github.com/dromedary-go/dromedary/components"
)

// leastPause is how long a stream rests at its end at least.
const leastPause = 50 * time.Millisecond

// Subscriber makes what reads the stream for one route. The next line is read when the route is through with the last.
func (e source) Subscriber(rc *components.RouteContext) (message.Subscriber, string, error) {
	if e.Kind == "file" && !e.ScanStream {
		if _, err := os.Stat(e.FileName); err != nil {
			return nil, "", &components.Exception{Class: components.IllegalArgumentException, Message: "stream:file cannot read: " + err.Error(), Cause: err}
		}
	}
	c := &consumer{endpoint: e.endpoint, rc: rc}
	return components.NewFeed(c.run), e.Kind, nil
}

// consumer reads for one route.
type consumer struct {
	*endpoint
	rc       *components.RouteContext
	out      *components.Outlet
	input    *reader // nil while the stream is not there
	body     io.Closer
	opened   os.FileInfo // the file as it was when it was opened
	index    int64
	lines    []any // of the group that is being filled
	prompted bool
}

func (c *consumer) run(ctx context.Context, out *components.Outlet) {
	c.out = out
	defer c.close()
	read := c.once
	if c.ScanStream {
		read = c.scan
	}
	if err := read(ctx); ctx.Err() == nil && c.rc.End != nil {
		c.rc.End(err)
	}
}

// once takes the stream through the route up to its end.
func (c *consumer) once(ctx context.Context) error {
	if err := c.open(ctx); err != nil {
		return err
	}
	c.prompt(ctx)
	data, err := c.next(ctx)
	for err == nil {
		last := true // of standard input as Camel does: reading ahead would wait for the next line
		var ahead []byte
		var aheadErr error
		if c.ReadLine && c.Kind != "in" {
			ahead, aheadErr = c.next(ctx)
			last = errors.Is(aheadErr, io.EOF)
		}
		if !c.take(ctx, data, last) {
			return nil
		}
		if c.ReadLine && c.Kind != "in" {
			data, err = ahead, aheadErr
			continue
		}
		c.prompt(ctx)
		data, err = c.next(ctx)
	}
	if !errors.Is(err, io.EOF) {
		return err
	}
	c.flush(ctx, true)
	return nil
}

// scan reads on at the end, until the route stops.
func (c *consumer) scan(ctx context.Context) error {
	for ctx.Err() == nil {
		err := io.EOF
		var data []byte
		if c.input == nil {
			if err := c.open(ctx); err != nil && !errors.Is(err, os.ErrNotExist) {
				return err
			}
		}
		if c.input != nil {
			data, err = c.next(ctx)
		}
		switch {
		case err == nil:
			c.take(ctx, data, false)
		case !errors.Is(err, io.EOF):
			return err
		default:
			if c.Kind != "in" && c.Retry && (!c.FileWatcher || c.rotated()) {
				c.close() // to be opened again, from the beginning
			}
			pause(ctx, max(c.ScanStreamDelay, leastPause))
		}
	}
	return nil
}

func (c *consumer) next(ctx context.Context) ([]byte, error) {
	if c.ReadLine {
		return c.input.line(ctx)
	}
	return c.input.all(ctx)
}

// open opens the stream.
func (c *consumer) open(ctx context.Context) error {
	c.input = c.std.in
	var body io.ReadCloser
	switch c.Kind {
	case "in":
		return nil
	case "file":
		f, err := os.Open(c.FileName)
		if err != nil {
			c.input = nil
			return fmt.Errorf("stream:file cannot read: %w", err)
		}
		c.opened, _ = f.Stat()
		body = f
	case "http":
		answer, err := c.get(ctx)
		if err != nil {
			c.input = nil
			return err
		}
		body = answer
	}
	c.body = body
	if c.ScanStream || !c.ReadLine {
		c.input = newReader(body)
	} else {
		c.input = newReader(c.charset.Reader(body))
	}
	return nil
}

func (c *consumer) close() {
	if c.body != nil {
		c.body.Close()
	}
	c.body, c.input = nil, nil
}

// get asks for the stream of an address.
func (c *consumer) get(ctx context.Context) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.HTTPURL, nil)
	if err != nil {
		return nil, fmt.Errorf("stream:http: %w", err)
	}
	for part := range strings.SplitSeq(c.HTTPHeaders, ",") {
		if i := strings.IndexAny(part, "=:"); i > 0 {
			request.Header.Set(strings.TrimSpace(part[:i]), strings.TrimSpace(part[i+1:]))
		}
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout, transport.DisableKeepAlives = c.ReadTimeout, true
	answer, err := (&http.Client{Transport: transport}).Do(request)
	if err != nil {
		return nil, fmt.Errorf("stream:http: %w", err)
	}
	if answer.StatusCode >= http.StatusBadRequest {
		answer.Body.Close()
		return nil, components.NewException(components.IOException, fmt.Sprintf("Server returned HTTP response code: %d for URL: %s", answer.StatusCode, c.HTTPURL))
	}
	return answer.Body, nil
}

// rotated tells whether the file is another one, or shorter, than the one that is being read.
func (c *consumer) rotated() bool {
	now, err := os.Stat(c.FileName)
	if err != nil || c.opened == nil {
		return err == nil
	}
	position := int64(0)
	if f, ok := c.body.(*os.File); ok {
		position, _ = f.Seek(0, io.SeekCurrent)
	}
	return !os.SameFile(now, c.opened) || now.Size() < position
}

// take sends what was read through the route, or adds it to the group; false says that the route stops.
func (c *consumer) take(ctx context.Context, data []byte, last bool) bool {
	if !c.ReadLine {
		return c.send(ctx, data, last)
	}
	line := string(data)
	if c.ScanStream || c.Kind == "in" {
		line = c.charset.Decode(data)
	}
	if c.GroupLines > 0 {
		c.lines = append(c.lines, line)
		return c.flush(ctx, last && c.Kind != "in")
	}
	if !c.send(ctx, line, last) {
		c.input.unread(data)
		return false
	}
	return true
}

// flush sends the group once it is full, or the stream is at its end.
func (c *consumer) flush(ctx context.Context, end bool) bool {
	if len(c.lines) == 0 || len(c.lines) < c.GroupLines && !end {
		return true
	}
	group := c.lines
	c.lines = nil
	return c.send(ctx, group, end)
}

func (c *consumer) send(ctx context.Context, body any, last bool) bool {
	ex := components.NewExchange(ctx, body)
	ex.Headers.Set("CamelStreamIndex", c.index)
	ex.Headers.Set("CamelStreamComplete", last)
	c.index++
	return !errors.Is(c.out.Deliver(ex), components.ErrStopping) || ctx.Err() == nil
}

// prompt asks for a line of standard input.
func (c *consumer) prompt(ctx context.Context) {
	if c.PromptMessage == "" || c.Kind != "in" {
		return
	}
	delay := c.PromptDelay
	if !c.prompted {
		delay, c.prompted = c.InitialPrompt, true
	}
	pause(ctx, delay)
	c.std.writing.Lock()
	defer c.std.writing.Unlock()
	_, _ = io.WriteString(c.std.out, c.PromptMessage) // nobody sees it: nobody answers it
}

func pause(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}
