package file

import (
	"io"
	"os"

	"github.com/dromedary-go/dromedary/components"
)

// Body is the body that the consumer makes of a file: it is read only when somebody wants its content.
type Body struct {
	path    string // absolute, or relative to the working directory
	shown   string // absolute, or relative to the directory of the endpoint
	charset components.Charset
}

// Open begins to read the file. Its text is in UTF-8, whatever charset the file has.
func (b *Body) Open() (io.ReadCloser, error) {
	f, err := os.Open(b.path)
	if err != nil {
		return nil, failure("Cannot read file: "+b.path, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{b.charset.Reader(f), f}, nil
}

// JavaClass is the class of such a body in Camel.
func (*Body) JavaClass() string { return "org.apache.camel.component.file.GenericFile" }

// String is how Camel shows the file itself.
func (b *Body) String() string { return "GenericFile[" + b.shown + "]" }
