package file

import (
	"context"
	"io/fs"
	"mime"
	"path/filepath"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// found is a file that a poll came across.
type found struct {
	path     string // absolute, or relative to the working directory as the endpoint's is
	absPath  string // always absolute
	relative string // to the endpoint's directory
	name     string // what CamelFileName says
	absolute bool   // what CamelFileAbsolute says
	info     fs.FileInfo
}

// file tells what a path below the endpoint's directory means.
func (e *endpoint) file(relative string, info fs.FileInfo) *found {
	path := filepath.Join(e.dir, relative)
	return &found{path: path, absPath: absolutePath(path), relative: relative, name: relative, absolute: filepath.IsAbs(path), info: info}
}

// moved tells what f is under another name, which is absolute or relative to the endpoint's directory. As in Camel its name
// is then without directories, and its relative path is what the name was.
func (e *endpoint) moved(f *found, name string) *found {
	path := name
	if !filepath.IsAbs(name) {
		if !f.absolute {
			name = strings.TrimPrefix(name, e.prefix())
		}
		path = filepath.Join(e.dir, name)
	}
	return &found{path: path, absPath: absolutePath(path), relative: name, name: filepath.Base(path), absolute: filepath.IsAbs(name), info: f.info}
}

func absolutePath(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path // the working directory is gone: the path serves as well
}

// shown is how Camel names the file in messages.
func (f *found) shown() string {
	if f.absolute {
		return f.path
	}
	return f.relative
}

// prefix is what the path of every file of the directory begins with.
func (e *endpoint) prefix() string {
	switch e.dir {
	case ".":
		return ""
	case "/":
		return "/"
	}
	return e.dir + "/"
}

// exchange makes the exchange of a file.
func (e *endpoint) exchange(ctx context.Context, f *found) *components.Exchange {
	ex := components.NewExchange(ctx, nil)
	if e.Charset != "" {
		ex.Properties.Set("CamelCharsetName", e.Charset)
	}
	e.bind(ex, f)
	return ex
}

// bind makes f the file of an exchange: body, headers, property.
func (e *endpoint) bind(ex *components.Exchange, f *found) {
	body := &Body{path: f.path, shown: f.shown(), charset: e.charset}
	ex.Body = body
	ex.Properties.Set("CamelFileExchangeFile", body)
	e.setHeaders(ex, f)
}

func (e *endpoint) setHeaders(ex *components.Exchange, f *found) {
	only := filepath.Base(f.path)
	name := f.name
	if e.Flatten {
		name = only
	}
	h := &ex.Headers
	h.Set("CamelFileName", name)
	h.Set("CamelFileNameOnly", only)
	h.Set("CamelFileNameConsumed", f.name)
	h.Set("CamelFileAbsolute", f.absolute)
	h.Set("CamelFileAbsolutePath", f.absPath)
	h.Set("CamelFilePath", f.path)
	h.Set("CamelFileRelativePath", f.relative)
	h.Set("CamelFileParent", filepath.Dir(f.path))
	h.Set("CamelFileInitialOffset", int64(0))
	if f.info != nil {
		h.Set("CamelFileLength", f.info.Size())
		h.Set("CamelFileLastModified", f.info.ModTime().UnixMilli())
		h.Set("CamelMessageTimestamp", f.info.ModTime().UnixMilli())
	}
	if e.ProbeType {
		if kind, _, _ := strings.Cut(mime.TypeByExtension(filepath.Ext(only)), ";"); kind != "" {
			h.Set("CamelFileContentType", kind)
		}
	}
}

// question makes an exchange for the options that ask something about a file; it has the headers and no more.
func (e *endpoint) question(f *found) *components.Exchange {
	return e.exchange(context.Background(), f)
}

// evaluate answers the text of an option's expression.
func evaluate(x components.Expression, ex *components.Exchange) (string, error) {
	v, err := x(ex)
	if err != nil || v == nil {
		return "", err
	}
	return components.Text(v), nil
}
