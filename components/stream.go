package components

import (
	"bytes"
	"io"
)

// Opener is a body that is only read when somebody wants its content, such as a file. It can be opened several times,
// each reads from the beginning: what it holds need not fit into memory.
type Opener interface {
	// Open begins to read; who opens also closes. Text is in UTF-8.
	Open() (io.ReadCloser, error)
	// JavaClass is the full class name that the body has in Camel.
	JavaClass() string
}

// OpenBody begins to read a body of any type: an [Opener] is opened, a stream taken as it is, anything else is converted to
// bytes. Who opens also closes.
func OpenBody(body any) (io.ReadCloser, error) {
	switch v := body.(type) {
	case Opener:
		return v.Open()
	case io.ReadCloser:
		return v, nil
	case io.Reader:
		return io.NopCloser(v), nil
	}
	b, err := Bytes(body)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(b)), nil
}

// maxRead bounds what of an [Opener] is read into memory, in bytes: a packed file may hold a thousand times its size.
const maxRead = 1 << 30

func readAll(o Opener) ([]byte, error) {
	r, err := o.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	b, err := io.ReadAll(io.LimitReader(r, maxRead+1))
	if err == nil && len(b) > maxRead {
		err = NewException(IOException, "the body is larger than 1 GiB, which is read in parts only: split it with streaming")
	}
	return b, err
}
