package dataformat

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

// unseekable is a body that can only be read from its beginning.
type unseekable []byte

func (f unseekable) Open() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(f)), nil }
func (unseekable) JavaClass() string              { return "java.io.File" }

// several makes an archive of a small file, a folder, a link and a large file.
func several(t *testing.T, asTar bool, large []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	if asTar {
		w := tar.NewWriter(&b)
		err = errors.Join(addTarred(w, "small", []byte("1")), addTarred(w, "folder/", nil),
			w.WriteHeader(&tar.Header{Name: "link", Linkname: "/etc/passwd", Typeflag: tar.TypeSymlink}), addTarred(w, "large", large), w.Close())
	} else {
		w := zip.NewWriter(&b)
		err = errors.Join(addZipped(w, "small", []byte("1")), addZipped(w, "folder/", nil), addZipped(w, "link", nil), addZipped(w, "large", large), w.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestLargeEntriesStayPacked holds that the iterator's large entries are read on demand, at any time and more than once, links are
// empty, and folders no entries.
func TestLargeEntriesStayPacked(t *testing.T) {
	large := bytes.Repeat([]byte("0123456789"), spool)
	for name, format := range map[string]OpenerFormat{
		"zip": &ZipFile{Archive{UsingIterator: true}}, "tar": &TarFile{Archive{UsingIterator: true}},
	} {
		packed := several(t, name == "tar", large)
		for source, body := range map[string]components.Opener{"memory": components.StreamCache(packed), "stream": unseekable(packed)} {
			ex := components.NewExchange(context.Background(), nil)
			v, err := format.UnmarshalOpener(ex, body)
			if err != nil {
				t.Fatal(err)
			}
			var got []*components.Fragment
			for {
				part, err := v.(components.Iterator).Next()
				if err != nil {
					t.Fatal(err)
				}
				if part == nil {
					break
				}
				got = append(got, part.(*components.Fragment))
			}
			if len(got) != 3 || got[1].Headers.Text("CamelFileName") != "link" || len(got[1].Body.(components.StreamCache)) != 0 {
				t.Fatalf("%s of %s: got %v", name, source, got)
			}
			if _, packed := got[2].Body.(*packedFile); !packed {
				t.Errorf("%s of %s: %d bytes became %T", name, source, len(large), got[2].Body)
			}
			for range 2 {
				if b, err := components.Bytes(got[2].Body); err != nil || !bytes.Equal(b, large) {
					t.Errorf("%s of %s: got %d bytes, %v", name, source, len(b), err)
				}
			}
		}
	}
}

// TestBombsAreBounded holds that what unpacks to more than it may fails.
func TestBombsAreBounded(t *testing.T) {
	limit := 2 * spool
	for name, format := range map[string]interface {
		Format
		OpenerFormat
	}{"zip": &ZipFile{Archive{MaxDecompressedSize: &limit}}, "tar": &TarFile{Archive{MaxDecompressedSize: &limit}}} {
		for size, fits := range map[int]bool{limit: true, limit + 1: false, 10 * limit: false} {
			ex := components.NewExchange(context.Background(), nil)
			packed, err := format.Marshal(ex, bytes.Repeat([]byte("x"), size))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := format.UnmarshalOpener(ex, unseekable(packed)); (err == nil) != fits {
				t.Errorf("%s: %d bytes: %v", name, size, err)
			}
		}
	}
}

// TestBrokenArchives holds that what is cut off fails, at the latest when it is read.
func TestBrokenArchives(t *testing.T) {
	packed := several(t, true, []byte("tail"))
	for cut := range len(packed) - 1024 {
		v, err := (&TarFile{Archive{UsingIterator: true}}).Unmarshal(nil, packed[:cut])
		for err == nil {
			var part any
			if part, err = v.(components.Iterator).Next(); part == nil {
				break
			}
		}
		if errors.Is(err, io.EOF) {
			t.Fatalf("cut at %d: %v", cut, err)
		}
	}
	packed = several(t, false, []byte("tail"))
	for cut := range packed {
		if _, err := (&ZipFile{}).Unmarshal(nil, packed[:cut]); err == nil {
			t.Fatalf("cut at %d: no error", cut)
		}
	}
}
