package dataformat

import (
	"io"
	"path"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// maxEntry is what one file of an archive may become by default, in bytes.
const maxEntry = 1 << 30

const fileNameHeader = "CamelFileName"

// Archive are the options that zipFile and tarFile have in common.
type Archive struct {
	ID                   string `yaml:"id"`
	UsingIterator        bool   `yaml:"usingIterator"`
	AllowEmptyDirectory  bool   `yaml:"allowEmptyDirectory"`
	PreservePathElements bool   `yaml:"preservePathElements"`
	MaxDecompressedSize  *int   `yaml:"maxDecompressedSize"`
}

// names answers what the entries of a new archive are called, folders (with a slash at the end) before the file, and what the
// archive is.
func (f *Archive) names(ex *components.Exchange, suffix string) (entries []string, whole string) {
	given := ex.Headers.Text(fileNameHeader)
	name := path.Base(given)
	if strings.Trim(given, "/") == "" {
		given = ex.ID()
		name = given
	}
	if !f.PreservePathElements {
		return []string{name}, name + suffix
	}
	dir := ""
	parts := strings.FieldsFunc(given, func(r rune) bool { return r == '/' })
	for i, part := range parts {
		dir += part
		if i < len(parts)-1 {
			dir += "/"
		}
		entries = append(entries, dir)
	}
	return entries, name + suffix
}

// limit is what one entry may become, in bytes.
func (f *Archive) limit() int64 {
	switch {
	case f.MaxDecompressedSize == nil:
		return maxEntry
	case *f.MaxDecompressedSize < 0:
		return 1<<63 - 1
	}
	return int64(*f.MaxDecompressedSize)
}

// member is a file or folder of an archive.
type member struct {
	name   string
	folder bool
	now    io.Reader // what it holds, until the next member is asked for
	again  func() (io.ReadCloser, error)
}

// members go through an archive: next answers nil behind the last.
type members interface {
	next() (*member, error)
	close()
}

// body answers what a member holds: bytes where these are few, else what is read on demand.
func (m *member) body(limit int64) (any, error) {
	begin, err := io.ReadAll(io.LimitReader(&bounded{m.now, limit}, spool+1))
	if err != nil {
		return nil, err
	}
	if len(begin) > spool {
		return &packedFile{m.again, limit}, nil
	}
	return components.StreamCache(begin), nil
}

// only answers the single file of an archive; kind is Zip or Tar.
func (f *Archive) only(ex *components.Exchange, all members, kind string) (any, error) {
	defer all.close()
	first, err := all.next()
	if err != nil {
		return nil, err
	}
	if first == nil {
		return nil, corrupted(kind)
	}
	body, err := first.body(f.limit())
	if err != nil {
		return nil, err
	}
	if packed, ok := body.(*packedFile); ok { // whoever reads it later must not be the first to see that it is too large
		if err := packed.check(); err != nil {
			return nil, err
		}
	}
	if second, err := all.next(); second != nil || err != nil {
		if err == nil {
			err = components.NewException("java.lang.IllegalStateException", kind+" file has more than 1 entry.")
		}
		return nil, err
	}
	ex.Headers.Set(fileNameHeader, first.name)
	return body, nil
}

func corrupted(kind string) error {
	return components.NewException("java.lang.IllegalStateException", "Unable to un"+strings.ToLower(kind)+" the file, it may be corrupted.")
}

// packedFile is a file of an archive that is unpacked while it is read.
type packedFile struct {
	again func() (io.ReadCloser, error)
	limit int64
}

// JavaClass is what Camel spools to.
func (p *packedFile) JavaClass() string {
	return components.StreamCache(nil).JavaClass()
}

// Open begins to unpack.
func (p *packedFile) Open() (io.ReadCloser, error) {
	r, err := p.again()
	if err != nil {
		return nil, err
	}
	return struct {
		io.Reader
		io.Closer
	}{&bounded{r, p.limit}, r}, nil
}

func (p *packedFile) check() error {
	r, err := p.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	_, err = io.Copy(io.Discard, r)
	return err
}

// bounded fails where more comes than may.
type bounded struct {
	from io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, components.NewException(components.IOException, "The InputStream entry being copied exceeds the maximum allowed size")
	}
	return n, err
}

// archiveIterator is the body that unmarshal makes with usingIterator.
type archiveIterator struct {
	members members
	format  *Archive
	class   string
	header  string // that names the entry, beside CamelFileName
}

func (a *archiveIterator) JavaClass() string { return a.class }

func (a *archiveIterator) String() string {
	return components.JavaObject(a.class, a)
}

// Next answers the next entry, with its name in headers.
func (a *archiveIterator) Next() (any, error) {
	for {
		m, err := a.members.next()
		if m == nil || err != nil {
			return nil, err
		}
		part := &components.Fragment{Body: components.StreamCache{}}
		part.Headers.Set(a.header, m.name)
		part.Headers.Set(fileNameHeader, m.name)
		switch {
		case !m.folder:
			if part.Body, err = m.body(a.format.limit()); err != nil {
				return nil, err
			}
		case !a.format.AllowEmptyDirectory:
			continue
		}
		return part, nil
	}
}
