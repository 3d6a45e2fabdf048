package stream

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Producer makes what writes to the stream.
func (e target) Producer() (components.Producer, error) { return &producer{endpoint: e.endpoint}, nil }

// producer writes one body after the other.
type producer struct {
	*endpoint
	mu   sync.Mutex
	file *os.File // nil while it is closed
	left int      // messages until it is closed, where those are counted
}

// Process writes the body of ex, and a line feed. An exchange without a body writes nothing.
func (p *producer) Process(ex *components.Exchange) error {
	if p.Delay > 0 {
		timer := time.NewTimer(p.Delay)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ex.Done():
			return ex.Err()
		}
	}
	switch p.Kind {
	case "out":
		return p.toStandard(p.std.out, ex)
	case "err":
		return p.toStandard(p.std.err, ex)
	case "header":
		out, ok := ex.Headers.Value("stream").(io.Writer)
		if !ok {
			return components.NewException("java.lang.NullPointerException", "the header stream holds no stream")
		}
		return p.write(out, ex)
	}
	return p.toFile(ex)
}

// toStandard writes to a stream that the whole process has in common.
func (p *producer) toStandard(out io.Writer, ex *components.Exchange) error {
	p.std.writing.Lock()
	defer p.std.writing.Unlock()
	return p.write(out, ex)
}

func (p *producer) toFile(ex *components.Exchange) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.file == nil {
		if err := os.MkdirAll(filepath.Dir(p.FileName), 0o777); err != nil {
			return ioException(err)
		}
		f, err := os.OpenFile(p.FileName, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
		if err != nil {
			return ioException(err)
		}
		p.file, p.left = f, p.AutoCloseCount
	}
	if err := p.write(p.file, ex); err != nil {
		return err
	}
	p.left--
	done, _ := ex.Properties.Value("CamelSplitComplete").(bool)
	if p.AutoCloseCount > 0 && p.left <= 0 || p.CloseOnDone && done {
		return p.closeFile()
	}
	return nil
}

// write writes the body: bytes as they are, anything else as text in the charset.
func (p *producer) write(out io.Writer, ex *components.Exchange) error {
	if ex.Body == nil {
		return nil
	}
	if _, isList := ex.Body.([]any); isList { // Camel takes it for bytes
		return components.NewException(components.TypeConversionException, "a list cannot be written to a stream")
	}
	if err := p.copy(out, ex.Body); err != nil {
		return ioException(err)
	}
	return nil
}

// copy writes what is at hand in one piece with its line feed, and streams as they come.
func (p *producer) copy(out io.Writer, body any) error {
	var line bytes.Buffer
	if b, ok := components.AtHand(body); ok {
		body = b
	}
	switch body := body.(type) {
	case components.Opener, io.Reader:
		in, err := components.OpenBody(body)
		if err != nil {
			return err
		}
		defer in.Close()
		if _, err = io.Copy(out, in); err != nil {
			return err
		}
	case []byte:
		line.Grow(len(body) + 1)
		line.Write(body)
	default:
		w := p.charset.Writer(&line)
		if _, err := io.WriteString(w, components.Text(body)); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
	}
	if p.AppendNewLine {
		line.WriteByte('\n')
	}
	if line.Len() == 0 {
		return nil
	}
	_, err := out.Write(line.Bytes())
	return err
}

func (p *producer) closeFile() error {
	if p.file == nil {
		return nil
	}
	f := p.file
	p.file = nil
	if err := f.Close(); err != nil {
		return ioException(err)
	}
	return nil
}

// Close closes the file.
func (p *producer) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.closeFile()
}

func ioException(err error) error {
	return &components.Exception{Class: components.IOException, Message: err.Error(), Cause: err}
}
