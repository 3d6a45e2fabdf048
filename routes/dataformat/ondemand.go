package dataformat

import (
	"bytes"
	"cmp"
	"io"

	"github.com/dromedary-go/dromedary/components"
)

// spool is up to how many bytes of an outcome are made at once; more is made while somebody reads it.
const spool = 128 << 10

// change answers what r holds in another form, made while it is read.
type change func(r io.Reader) (io.Reader, error)

// onDemand changes a body that is read on demand into another one: bytes where these are few, else a body that is made while it
// is read, so that one of any size takes no more memory than a small one.
func onDemand(body any, to change) (any, error) {
	opener, again := body.(components.Opener)
	if !again { // a stream, which can be read once
		in, err := components.OpenBody(body)
		if err != nil {
			return nil, err
		}
		return changedOnce(in, to)
	}
	all := &changed{opener, to}
	r, err := all.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	begin, err := io.ReadAll(io.LimitReader(r, spool+1))
	switch {
	case err != nil:
		return nil, err
	case len(begin) > spool:
		return all, nil
	}
	return components.StreamCache(begin), nil
}

// atOnce changes bytes that are at hand.
func atOnce(data []byte, to change) ([]byte, error) {
	r, err := to(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func changedOnce(in io.ReadCloser, to change) (io.ReadCloser, error) {
	r, err := to(in)
	if err != nil {
		in.Close()
		return nil, err
	}
	return changedReader{r, in}, nil
}

// changedReader closes what it reads from.
type changedReader struct {
	io.Reader
	io.Closer
}

// changed is the content of a body in another form.
type changed struct {
	from components.Opener
	to   change
}

// JavaClass is what Camel keeps it in.
func (*changed) JavaClass() string { return components.StreamCache(nil).JavaClass() }

// Open begins to read.
func (c *changed) Open() (io.ReadCloser, error) {
	in, err := c.from.Open()
	if err != nil {
		return nil, err
	}
	return changedOnce(in, c.to)
}

// written is what a writer makes of what is read from in, made while it is read.
type written struct {
	in  io.Reader
	out io.WriteCloser // writes to buf; nil when all is written
	buf *bytes.Buffer

	piece []byte
}

// piece is how much is read at a time, in bytes.
const piece = 16 << 10

func (w *written) Read(b []byte) (int, error) {
	for w.buf.Len() == 0 {
		if w.out == nil {
			return 0, io.EOF
		}
		if w.piece == nil {
			w.piece = make([]byte, piece)
		}
		n, failed := w.in.Read(w.piece)
		_, err := w.out.Write(w.piece[:n])
		if err == nil && failed == io.EOF {
			err, failed = w.out.Close(), nil
			w.out = nil
		}
		if err = cmp.Or(err, failed); err != nil {
			return 0, err
		}
	}
	return w.buf.Read(b)
}

// failingAs gives the errors of a reader the classes that they have in Camel.
type failingAs struct {
	io.Reader
	class func(error) error
}

func (f failingAs) Read(b []byte) (int, error) {
	n, err := f.Reader.Read(b)
	if err != nil && err != io.EOF {
		err = f.class(err)
	}
	return n, err
}
