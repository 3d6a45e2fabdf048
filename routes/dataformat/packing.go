package dataformat

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// Packing is an archive that grows: the body that aggregation strategies make. It is read as a file.
type Packing struct {
	// Tar makes a tar file, else it is a zip file.
	Tar bool

	mu      sync.Mutex
	entries []packedEntry
	size    int
	made    []byte // nil until somebody reads it
}

type packedEntry struct {
	name string
	data []byte
}

// JavaClass is that of the file that Camel packs into.
func (p *Packing) JavaClass() string { return "java.io.File" }

// Add adds a file. In a zip file it replaces one of the same name.
func (p *Packing) Add(name string, data []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.size += len(data); p.size > maxEntry {
		return components.NewException(components.IOException, "the files of the archive are larger than 1 GiB together")
	}
	p.made = nil
	i := slices.IndexFunc(p.entries, func(e packedEntry) bool { return !p.Tar && e.name == name })
	if i >= 0 {
		p.entries[i].data = data
		return nil
	}
	p.entries = append(p.entries, packedEntry{name, data})
	return nil
}

// Open reads the archive as it is now.
func (p *Packing) Open() (io.ReadCloser, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.made == nil {
		var b bytes.Buffer
		if err := p.write(&b); err != nil {
			return nil, err
		}
		p.made = b.Bytes()
	}
	return readSeekCloser{bytes.NewReader(p.made)}, nil
}

// Len is how many bytes the archive has now.
func (p *Packing) Len() int {
	if _, err := p.Open(); err != nil {
		return 0
	}
	return len(p.made)
}

func (p *Packing) write(to io.Writer) error {
	if p.Tar {
		w := tar.NewWriter(to)
		for _, e := range p.entries {
			if err := addTarred(w, e.name, e.data); err != nil {
				return err
			}
		}
		return w.Close()
	}
	w := zip.NewWriter(to)
	for _, e := range p.entries {
		if err := addZipped(w, e.name, e.data); err != nil {
			return err
		}
	}
	return w.Close()
}

// readSeekCloser is a reader of memory that needs no closing.
type readSeekCloser struct{ *bytes.Reader }

func (readSeekCloser) Close() error { return nil }
