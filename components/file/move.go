package file

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/dromedary-go/dromedary/components"
)

// rebound is a copy of ex with the headers of its file as they were: that is what the names of move are made of.
func (e *endpoint) rebound(ex *components.Exchange, f *found) *components.Exchange {
	again := ex.Clone()
	e.bind(again, f)
	return again
}

// moveFile moves a file to where an expression says, which is relative to the endpoint's directory. A file that is there is
// replaced.
func (e *endpoint) moveFile(ex *components.Exchange, f *found, to components.Expression) (*found, error) {
	name, err := evaluate(to, ex)
	if err != nil {
		return nil, err
	}
	if name == "" {
		return nil, failure("Cannot rename file: GenericFile["+f.shown()+"] to an empty name", nil)
	}
	target := e.moved(f, filepath.Clean(name))
	if err := e.makeDirectory(filepath.Dir(target.path)); err != nil {
		return nil, failure("Cannot create directory: "+filepath.Dir(target.path)+" (could be because of denied permissions)", err)
	}
	if err := e.rename(f.path, target.path); err != nil {
		return nil, failure("Cannot rename file: GenericFile["+f.shown()+"] to: GenericFile["+target.shown()+"]", err)
	}
	return target, nil
}

// rename moves a file, across file systems as well where that is wanted.
func (e *endpoint) rename(from, to string) error {
	if !e.RenameByCopy {
		err := os.Rename(from, to)
		if !errors.Is(err, syscall.EXDEV) || !e.CopyOnFail {
			return err
		}
	}
	if err := e.copyFile(from, to); err != nil {
		return err
	}
	return os.Remove(from)
}

// copyFile copies by way of a hidden file beside the target, so that nobody sees half a file.
func (e *endpoint) copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.CreateTemp(filepath.Dir(to), ".copy-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(out.Name())
		}
	}()
	mode := fs.FileMode(0o644)
	if info, err := in.Stat(); err == nil {
		mode = info.Mode().Perm()
	}
	_, err = io.CopyBuffer(out, in, make([]byte, e.buffer()))
	if err = errors.Join(err, out.Chmod(mode), out.Sync(), out.Close()); err != nil {
		return err
	}
	return os.Rename(out.Name(), to)
}

func (e *endpoint) buffer() int { return min(max(e.BufferSize, 512), 1<<24) }

// makeDirectory makes a directory and those above it.
func (e *endpoint) makeDirectory(dir string) error {
	info, err := os.Stat(dir)
	if err == nil {
		if !info.IsDir() {
			return &fs.PathError{Op: "mkdir", Path: dir, Err: syscall.ENOTDIR}
		}
		return nil
	}
	if e.dirMode == 0 {
		return os.MkdirAll(dir, 0o777)
	}
	if parent := filepath.Dir(dir); parent != dir {
		if err := e.makeDirectory(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Chmod(dir, fs.FileMode(e.dirMode))
}

// accessible tells whether a directory can be read and written.
func accessible(dir string) bool {
	f, err := os.CreateTemp(dir, ".access-*")
	if err != nil {
		return false
	}
	f.Close()
	os.Remove(f.Name())
	_, err = os.ReadDir(dir)
	return err == nil
}
