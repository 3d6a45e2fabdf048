package stream

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"sync"
)

// longest is the most bytes of a line.
const longest = 64 << 20

// reader reads line by line, and can be left while it waits: what it reads then is for who comes next, so that nothing is lost
// when the route that reads standard input is replaced.
type reader struct {
	limit   int // bytes of a line
	mu      sync.Mutex
	in      *bufio.Reader
	skipLF  bool // a line ended with a carriage return: a line feed that follows belongs to it
	pending chan result
}

type result struct {
	data []byte
	err  error
}

func newReader(in io.Reader) *reader {
	return &reader{limit: longest, in: bufio.NewReaderSize(in, 64<<10)}
}

// line answers the next line without its end; io.EOF where there is none.
func (r *reader) line(ctx context.Context) ([]byte, error) { return r.wait(ctx, r.readLine) }

// all answers all there is.
func (r *reader) all(ctx context.Context) ([]byte, error) {
	return r.wait(ctx, func() ([]byte, error) {
		data, err := io.ReadAll(r.in)
		if err == nil && len(data) == 0 {
			err = io.EOF
		}
		return data, err
	})
}

func (r *reader) wait(ctx context.Context, read func() ([]byte, error)) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pending == nil {
		pending := make(chan result, 1)
		r.pending = pending
		go func() {
			data, err := read()
			pending <- result{data, err}
		}()
	}
	select {
	case got := <-r.pending:
		r.pending = nil
		return got.data, got.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// unread gives back a line that was read last.
func (r *reader) unread(line []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.pending == nil {
		r.pending = make(chan result, 1)
		r.pending <- result{data: line}
	}
}

// readLine reads up to a line feed, a carriage return, both, or the end.
func (r *reader) readLine() ([]byte, error) {
	line := []byte{}
	for {
		b, err := r.in.ReadByte()
		switch {
		case err == io.EOF && len(line) > 0:
			return line, nil
		case err != nil:
			return nil, err
		case b == '\n' && r.skipLF:
			r.skipLF = false
			continue
		}
		r.skipLF = b == '\r'
		if b == '\n' || b == '\r' {
			return line, nil
		}
		if line = append(line, b); len(line) > r.limit {
			return nil, fmt.Errorf("a line is longer than %d bytes", r.limit)
		}
	}
}
