package file

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// write writes the body, by way of the temporary name where there is one. It answers false where a file that is there is
// left as it is with tempFileName, which Camel takes for nothing written.
func (p producer) write(ex *components.Exchange, target string) (bool, error) {
	temp, err := p.tempTarget(ex, target)
	if err != nil {
		return false, err
	}
	if temp == "" {
		if exists(target) {
			if ignore, err := p.meet(target); err != nil || ignore {
				return err == nil, err
			}
		}
		return true, p.storeBody(ex, target)
	}
	if p.FileExist != "TryRename" && p.EagerDelete && exists(target) {
		if ignore, err := p.meet(target); err != nil || ignore {
			return false, err
		}
		if p.FileExist == "Override" {
			if err := os.Remove(target); err != nil {
				return false, failure("Cannot delete file: "+target, err)
			}
		}
	}
	if err := p.storeBody(ex, temp); err != nil {
		return false, err
	}
	if p.FileExist != "TryRename" && !p.EagerDelete && exists(target) {
		if p.FileExist == "Ignore" || p.FileExist == "Fail" {
			if ignore, err := p.meet(target); err != nil || ignore {
				return false, err
			}
		}
	}
	if err := p.rename(temp, target); err != nil {
		return false, failure("Cannot rename file from: "+temp+" to: "+target, err)
	}
	return true, nil
}

// javaPath is how java.io.File writes a path: without slashes that mean nothing.
func javaPath(path string) string {
	for strings.Contains(path, "//") {
		path = strings.ReplaceAll(path, "//", "/")
	}
	if path != "/" {
		path = strings.TrimSuffix(path, "/")
	}
	return path
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// meet deals with a file that is there. ignore is true where it is to be left as it is.
func (p producer) meet(target string) (ignore bool, err error) {
	switch p.FileExist {
	case "Ignore":
		return true, nil
	case "Fail":
		return false, failure("File already exist: "+javaPath(target)+". Cannot write new file.", nil)
	case "Move":
		return false, p.moveExistingFile(target)
	}
	return false, nil
}

func (p producer) moveExistingFile(target string) error {
	question := components.NewExchange(context.Background(), nil)
	question.Headers.Set("CamelFileName", target)
	question.Headers.Set("CamelFileNameOnly", filepath.Base(target))
	question.Headers.Set("CamelFileParent", filepath.Dir(target))
	to, err := evaluate(p.moveExisting, question)
	if err != nil {
		return err
	}
	if to == "" {
		return failure("moveExisting evaluated as empty String, cannot move existing file: "+target, nil)
	}
	if strings.HasSuffix(to, "/") {
		to += filepath.Base(target)
	}
	if dir := filepath.Dir(target); !strings.HasPrefix(to, dir) && !filepath.IsAbs(to) {
		to = filepath.Join(dir, to)
	}
	if exists(to) && !p.EagerDelete {
		return failure(fmt.Sprintf("Cannot move existing file from: %s to: %s as there already exists a file: %[2]s", target, to), nil)
	}
	if err := p.makeDirectory(filepath.Dir(to)); err != nil {
		return failure("Cannot rename file from: "+target+" to: "+to, err)
	}
	if err := p.rename(target, to); err != nil {
		return failure("Cannot rename file from: "+target+" to: "+to, err)
	}
	return nil
}

// storeBody writes the body of ex to path.
func (p producer) storeBody(ex *components.Exchange, path string) error {
	if ex.Body == nil {
		return p.storeNothing(path)
	}
	if err := p.store(path, ex.Body); err != nil {
		return err
	}
	if p.KeepLastModified {
		if at, ok := lastModified(ex.Headers.Value("CamelFileLastModified")); ok {
			if err := os.Chtimes(path, time.Time{}, at); err != nil {
				return failure("Cannot store file: "+javaPath(path), err)
			}
		}
	}
	return nil
}

func lastModified(v any) (time.Time, bool) {
	if at, ok := v.(time.Time); ok {
		return at, true
	}
	n, err := components.Int(v)
	return time.UnixMilli(n), v != nil && err == nil
}

func (p producer) storeNothing(path string) error {
	if !p.AllowNullBody {
		return failure("Cannot write null body to file: "+javaPath(path), nil)
	}
	p.tryDirectory(path)
	flags := os.O_CREATE | os.O_WRONLY
	if p.FileExist == "Override" {
		flags |= os.O_TRUNC
	}
	f, err := os.OpenFile(path, flags, 0o666)
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		return failure("Cannot store file: "+javaPath(path), err)
	}
	return nil
}

// tryDirectory makes the directory of a file, and that of the endpoint, which the path may only lead through. Where that fails writing the file will, and tell more.
func (p producer) tryDirectory(path string) {
	if !p.AutoCreate {
		return
	}
	for _, dir := range []string{p.dir, filepath.Dir(filepath.Clean(path))} {
		if err := p.makeDirectory(dir); err != nil {
			p.ctx.Log().Debug("cannot make directory", "directory", dir, "error", err)
		}
	}
}

// store writes a body to a file.
func (p producer) store(path string, body any) error {
	in, err := p.open(path, body)
	if err != nil || in == nil {
		return err
	}
	defer in.Close()
	p.tryDirectory(path)
	flags, appended := os.O_TRUNC, ""
	if p.FileExist == "Append" {
		flags, appended = os.O_APPEND, p.AppendChars
	}
	out, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|flags, 0o666)
	if err != nil {
		return failure("Cannot store file: "+javaPath(path), err)
	}
	text := p.charset.StrictWriter(out)
	_, err = io.CopyBuffer(struct{ io.Writer }{text}, io.MultiReader(in, strings.NewReader(appended)), make([]byte, p.buffer()))
	err = errors.Join(err, text.Close())
	if p.fileMode != 0 {
		err = errors.Join(err, out.Chmod(fs.FileMode(p.fileMode)))
	}
	if p.ForceWrites {
		err = errors.Join(err, out.Sync())
	}
	if err = errors.Join(err, out.Close()); err != nil {
		return failure("Cannot store file: "+javaPath(path), err)
	}
	return nil
}

// open makes a stream of what is to be written, nil for a file that is written to itself. Numbers, truth values, lists and
// maps are nothing that Camel writes.
func (p producer) open(path string, body any) (io.ReadCloser, error) {
	switch v := body.(type) {
	case *Body:
		return p.openFile(path, v)
	case string, []byte, components.Opener, io.Reader:
		in, err := components.OpenBody(v)
		if err != nil {
			return nil, failure("Cannot store file: "+javaPath(path), err)
		}
		return in, nil
	}
	return nil, failure("Cannot store file: "+javaPath(path), components.NewException("org.apache.camel.InvalidPayloadException", fmt.Sprintf(
		"No body available of type: java.io.InputStream but has type: %s on: Message", components.JavaType(body))))
}

// openFile opens a file to be copied: byte for byte where no charset is asked for.
func (p producer) openFile(path string, body *Body) (io.ReadCloser, error) {
	asItIs := p.Charset == "" && p.FileExist != "Append"
	if source, err := os.Stat(body.path); err == nil {
		if target, err := os.Stat(path); err == nil && os.SameFile(source, target) {
			if asItIs {
				return nil, nil
			}
			return nil, failure("Cannot store file: "+javaPath(path), components.NewException(components.IOException, "the file cannot be written to itself"))
		}
	}
	if !asItIs {
		return body.Open()
	}
	in, err := os.Open(body.path)
	if err != nil {
		return nil, failure("Cannot store file: "+javaPath(path), err)
	}
	return in, nil
}
