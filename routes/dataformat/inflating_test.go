package dataformat

import (
	"bytes"
	"io"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// file is a body that is opened, as a file's is.
type file []byte

func (f file) Open() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(f)), nil }
func (file) JavaClass() string              { return "java.io.File" }

// TestLargeFilesStayOutOfMemory holds that a large packed file becomes a body to open, a small one bytes.
func TestLargeFilesStayOutOfMemory(t *testing.T) {
	for name, f := range map[string]interface {
		Format
		OpenerFormat
	}{"gzip": &GzipDeflater{}, "zip": &ZipDeflater{}} {
		for _, size := range []int{0, spool, spool + 1, 10 * spool} {
			want := bytes.Repeat([]byte("x"), size)
			packed, err := f.Marshal(nil, want)
			if err != nil {
				t.Fatal(err)
			}
			got, err := f.UnmarshalOpener(nil, file(packed))
			if err != nil {
				t.Fatal(err)
			}
			if _, opens := got.(components.Opener); opens != (size > spool) {
				t.Errorf("%s: %d bytes became %T", name, size, got)
			}
			for range 2 { // it can be read again
				if b, err := components.Bytes(got); err != nil || !bytes.Equal(b, want) {
					t.Errorf("%s: got %d bytes of %d, %v", name, len(b), size, err)
				}
			}
		}
		if _, err := f.UnmarshalOpener(nil, file("no")); err == nil {
			t.Errorf("%s takes what is not packed", name)
		}
	}
}
