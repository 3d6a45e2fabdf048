package dataformat

import (
	"bytes"
	"io"
	"runtime"
	"strings"
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
		StreamFormat
	}{"gzip": &GzipDeflater{}, "zip": &ZipDeflater{}} {
		for _, size := range []int{0, spool, spool + 1, 10 * spool} {
			want := bytes.Repeat([]byte("x"), size)
			packed, err := f.Marshal(nil, want)
			if err != nil {
				t.Fatal(err)
			}
			got, err := f.UnmarshalStream(file(packed))
			if err != nil {
				t.Fatal(err)
			}
			if _, opens := got.(*changed); opens != (size > spool) {
				t.Errorf("%s: %d bytes became %T", name, size, got)
			}
			for range 2 { // it can be read again
				if b, err := components.Bytes(got); err != nil || !bytes.Equal(b, want) {
					t.Errorf("%s: got %d bytes of %d, %v", name, len(b), size, err)
				}
			}
		}
		if _, err := f.UnmarshalStream(file("no")); err == nil {
			t.Errorf("%s takes what is not packed", name)
		}
	}
}

// zeros is a body of so many bytes that are nowhere.
type zeros int64

func (z zeros) Open() (io.ReadCloser, error) {
	return io.NopCloser(io.LimitReader(zero{}, int64(z))), nil
}
func (zeros) JavaClass() string { return "java.io.File" }

type zero struct{}

func (zero) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(i * i)
	}
	return len(b), nil
}

// TestStreamsTakeConstantMemory sends far more through the formats than they may take.
func TestStreamsTakeConstantMemory(t *testing.T) {
	const size, most = 32 << 20, 8 << 20
	for name, f := range map[string]StreamFormat{"gzip": &GzipDeflater{}, "zip": &ZipDeflater{}, "base64": &Base64{}} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		body, err := f.MarshalStream(zeros(size))
		if err == nil {
			body, err = f.UnmarshalStream(body)
		}
		if err != nil {
			t.Fatal(err)
		}
		r, err := components.OpenBody(body)
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, r)
		if n != size || err != nil {
			t.Errorf("%s: %d bytes came back, %v", name, n, err)
		}
		if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > most {
			t.Errorf("%s took %d bytes", name, after.TotalAlloc-before.TotalAlloc)
		}
	}
}

// TestStreamsThatAreReadOnce holds that what is no more than a reader is not read before somebody does.
func TestStreamsThatAreReadOnce(t *testing.T) {
	for name, f := range map[string]Format{"gzip": &GzipDeflater{}, "zip": &ZipDeflater{}, "base64": &Base64{}} {
		body, err := Marshal(f, nil, io.MultiReader(strings.NewReader("hello "), strings.NewReader("you")))
		if err == nil {
			body, err = Unmarshal(f, nil, body)
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, once := body.(io.Reader); !once {
			t.Errorf("%s: became %T", name, body)
		}
		if b, err := components.Bytes(body); string(b) != "hello you" || err != nil {
			t.Errorf("%s: got %q, %v", name, b, err)
		}
	}
}

// endless is a text of rows that has no end.
type endless struct{}

func (endless) JavaClass() string { return "java.io.File" }
func (endless) Open() (io.ReadCloser, error) {
	return io.NopCloser(io.MultiReader(strings.NewReader("a,b\n"), endlessRows{})), nil
}

type endlessRows struct{}

func (endlessRows) Read(b []byte) (int, error) { return copy(b, "1,\"x y\"\n"), nil }
