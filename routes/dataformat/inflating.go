package dataformat

import (
	"bufio"
	"io"

	"github.com/dromedary-go/dromedary/components"
)

// spool is up to how many bytes an inflated file is kept in memory, as in Camel, which writes more to the disk.
const spool = 128 << 10

// unpack inflates a body that can be opened again: to bytes where these are few, else to a body that inflates while it is
// read, so that a file of any size takes no more memory than a small one.
func unpack(body components.Opener, inflate func(io.Reader) (io.Reader, error)) (any, error) {
	all := &inflating{body, inflate}
	r, err := all.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	begin, err := io.ReadAll(io.LimitReader(r, spool+1))
	switch {
	case err != nil:
		return nil, components.NewException("java.util.zip.ZipException", err.Error())
	case len(begin) > spool:
		return all, nil
	}
	return begin, nil
}

// inflating is the inflated content of a body.
type inflating struct {
	packed  components.Opener
	inflate func(io.Reader) (io.Reader, error)
}

// JavaClass is what Camel spools to.
func (i *inflating) JavaClass() string {
	return "org.apache.camel.converter.stream.FileInputStreamCache"
}

// Open begins to inflate.
func (i *inflating) Open() (io.ReadCloser, error) {
	file, err := i.packed.Open()
	if err != nil {
		return nil, err
	}
	r, err := i.inflate(bufio.NewReader(file))
	if err != nil {
		file.Close()
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{r, file}, nil
}
