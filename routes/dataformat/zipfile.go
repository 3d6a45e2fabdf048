package dataformat

import (
	"archive/zip"
	"bytes"
	"io"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// ZipFile is Camel's zipFile data format: an archive of one file, or with usingIterator of several.
// See https://camel.apache.org/components/4.18.x/dataformats/zipFile-dataformat.html
type ZipFile struct {
	Archive
}

// Marshal packs the body as a file that CamelFileName names; the header then names the archive.
func (f *ZipFile) Marshal(ex *components.Exchange, body any) ([]byte, error) {
	data, err := components.InputOf(ex, body)
	if err != nil {
		return nil, err
	}
	entries, whole := f.names(ex, ".zip")
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range entries {
		if err := addZipped(w, name, data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	ex.Headers.Set(fileNameHeader, whole)
	return b.Bytes(), nil
}

// addZipped adds a file, or a folder where the name ends in a slash.
func addZipped(w *zip.Writer, name string, data []byte) error {
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Now()}
	if name[len(name)-1] == '/' {
		h.Method, data = zip.Store, nil
	}
	file, err := w.CreateHeader(h)
	if err == nil {
		_, err = file.Write(data)
	}
	return err
}

// Unmarshal reads an archive.
func (f *ZipFile) Unmarshal(ex *components.Exchange, data []byte) (any, error) {
	return f.UnmarshalOpener(ex, components.StreamCache(data))
}

// UnmarshalOpener reads an archive that is a file: its entries are unpacked while they are read.
func (f *ZipFile) UnmarshalOpener(ex *components.Exchange, body components.Opener) (any, error) {
	all, err := openZip(body)
	if err != nil {
		return nil, err
	}
	if f.UsingIterator {
		return &archiveIterator{all, &f.Archive, "org.apache.camel.dataformat.zipfile.ZipIterator", "zipFileName"}, nil
	}
	return f.only(ex, all, "Zip")
}

// zipped goes through a zip file. Its entries are found by the directory at the end of the file.
type zipped struct {
	from   components.Opener
	reader *zip.Reader
	file   io.Closer // nil where it is closed
	at     int
	entry  io.Closer // the one that is read
}

// openZip reads the directory. What is no archive has no entries.
func openZip(from components.Opener) (*zipped, error) {
	r, file, err := zipReader(from)
	if err != nil {
		return nil, err
	}
	return &zipped{from: from, reader: r, file: file}, nil
}

// zipReader opens an archive; it is empty where it is none. A source that cannot be read at any place is read into memory.
func zipReader(from components.Opener) (*zip.Reader, io.Closer, error) {
	file, err := from.Open()
	if err != nil {
		return nil, nil, err
	}
	at, size := io.ReaderAt(nil), int64(0)
	if seekable, ok := file.(interface {
		io.ReaderAt
		io.Seeker
	}); ok {
		at = seekable
		size, err = seekable.Seek(0, io.SeekEnd)
	} else {
		var data []byte
		data, err = components.Bytes(from)
		at, size = bytes.NewReader(data), int64(len(data))
	}
	if err != nil {
		file.Close()
		return nil, nil, err
	}
	r, err := zip.NewReader(at, size)
	if err != nil {
		r = &zip.Reader{}
	}
	return r, file, nil
}

func (z *zipped) next() (*member, error) {
	z.closeEntry()
	if z.at == len(z.reader.File) {
		z.close()
		return nil, nil
	}
	i, entry := z.at, z.reader.File[z.at]
	z.at++
	now, err := openZipped(entry)
	if err != nil {
		return nil, err
	}
	z.entry = now
	return &member{entry.Name, entry.FileInfo().IsDir(), now, func() (io.ReadCloser, error) { return z.open(i) }}, nil
}

func (z *zipped) closeEntry() {
	if z.entry != nil {
		z.entry.Close()
		z.entry = nil
	}
}

func (z *zipped) close() {
	z.closeEntry()
	z.at = len(z.reader.File)
	if z.file != nil {
		z.file.Close()
		z.file = nil
	}
}

// open reads an entry again, whatever was read meanwhile.
func (z *zipped) open(i int) (io.ReadCloser, error) {
	r, file, err := zipReader(z.from)
	if err != nil {
		return nil, err
	}
	if i >= len(r.File) {
		file.Close()
		return nil, components.NewException(components.IOException, "the archive has changed while it was read")
	}
	entry, err := openZipped(r.File[i])
	if err != nil {
		file.Close()
		return nil, err
	}
	entry.archive = file
	return entry, nil
}

func openZipped(file *zip.File) (*zipEntry, error) {
	entry, err := file.Open()
	if err != nil {
		return nil, components.NewException(zipException, err.Error())
	}
	return &zipEntry{entry, nil}, nil
}

// zipEntry closes the archive with the entry.
type zipEntry struct {
	io.ReadCloser
	archive io.Closer // nil where it stays open
}

func (z *zipEntry) Read(p []byte) (int, error) {
	n, err := z.ReadCloser.Read(p)
	if err != nil && err != io.EOF {
		err = components.NewException(zipException, err.Error())
	}
	return n, err
}

func (z *zipEntry) Close() error {
	err := z.ReadCloser.Close()
	if z.archive != nil {
		z.archive.Close()
	}
	return err
}
