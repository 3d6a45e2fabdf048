package dataformat

import (
	"archive/tar"
	"bytes"
	"io"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// TarFile is Camel's tarFile data format: an archive of one file, or with usingIterator of several.
// See https://camel.apache.org/components/4.18.x/dataformats/tarFile-dataformat.html
type TarFile struct {
	Archive
}

// Marshal packs the body as a file that CamelFileName names; the header then names the archive.
func (f *TarFile) Marshal(ex *components.Exchange, body any) ([]byte, error) {
	data, err := components.InputOf(ex, body)
	if err != nil {
		return nil, err
	}
	entries, whole := f.names(ex, ".tar")
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, name := range entries {
		if err := addTarred(w, name, data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	ex.Headers.Set(fileNameHeader, whole)
	return b.Bytes(), nil
}

// addTarred adds a file, or a folder where the name ends in a slash.
func addTarred(w *tar.Writer, name string, data []byte) error {
	h := &tar.Header{Name: name, Typeflag: tar.TypeReg, Mode: 0o644, Size: int64(len(data)), ModTime: time.Now().Truncate(time.Second)}
	if name[len(name)-1] == '/' {
		h.Typeflag, h.Mode, h.Size, data = tar.TypeDir, 0o755, 0, nil
	}
	err := w.WriteHeader(h)
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}

// Unmarshal reads an archive.
func (f *TarFile) Unmarshal(ex *components.Exchange, data []byte) (any, error) {
	return f.UnmarshalOpener(ex, components.StreamCache(data))
}

// UnmarshalOpener reads an archive that is a file: its entries are read on demand.
func (f *TarFile) UnmarshalOpener(ex *components.Exchange, body components.Opener) (any, error) {
	all := &tarred{from: body}
	if f.UsingIterator {
		return &tarIterator{archiveIterator{all, &f.Archive, "org.apache.camel.dataformat.tarfile.TarIterator", "CamelTarFileEntryName"}}, nil
	}
	return f.only(ex, all, "Tar")
}

// tarIterator says that more comes behind a file that holds something, as Camel's does: what it holds is not read by then.
type tarIterator struct{ archiveIterator }

// Unsure is true behind what is not empty.
func (t *tarIterator) Unsure(part any) bool {
	f, ok := part.(*components.Fragment)
	if !ok {
		return false
	}
	data, few := f.Body.(components.StreamCache)
	return !few || len(data) > 0
}

// tarred goes through a tar file.
type tarred struct {
	from   components.Opener
	file   io.Closer
	count  *counting
	reader *tar.Reader
	begun  bool
	done   bool
}

func (t *tarred) next() (*member, error) {
	if t.done {
		return nil, nil
	}
	if t.reader == nil {
		file, err := t.from.Open()
		if err != nil {
			return nil, err
		}
		t.file, t.count = file, &counting{Reader: file}
		t.reader = tar.NewReader(t.count)
	}
	h, err := t.reader.Next()
	if err != nil {
		t.close()
		if t.begun && err == io.EOF {
			return nil, nil
		}
		return nil, corrupted("Tar")
	}
	t.begun = true
	if h.Typeflag != tar.TypeReg && h.Typeflag != tar.TypeDir {
		h.Size = 0 // a link: it is never followed
	}
	offset, size := t.count.n, h.Size
	return &member{h.Name, h.Typeflag == tar.TypeDir, t.reader, func() (io.ReadCloser, error) { return t.open(offset, size) }}, nil
}

func (t *tarred) close() {
	t.done = true
	if t.file != nil {
		t.file.Close()
		t.file = nil
	}
}

// open reads a file of the archive by its place.
func (t *tarred) open(offset, size int64) (io.ReadCloser, error) {
	file, err := t.from.Open()
	if err != nil {
		return nil, err
	}
	if seekable, ok := file.(io.Seeker); ok {
		_, err = seekable.Seek(offset, io.SeekStart)
	} else {
		_, err = io.CopyN(io.Discard, file, offset)
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(file, size), file}, nil
}

// counting knows how many bytes were read. It hides that a file can be sought in, which tar would use to skip.
type counting struct {
	io.Reader
	n int64
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}
