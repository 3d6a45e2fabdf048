package file

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// inFlight are the files that are being worked on, by the URI that they were found by and their absolute paths: no other
// poll of that URI takes them. As in Camel another URI for the same directory does.
type inFlight struct {
	mu    sync.Mutex
	files map[string]bool
}

type flightKey struct{}

// add answers false where the file is in flight already.
func (f *inFlight) add(path string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.files[path] {
		return false
	}
	f.files[path] = true
	return true
}

func (e *endpoint) flightKey(f *found) string { return e.uri + "\x00" + f.absPath }

func (f *inFlight) remove(path string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.files, path)
}

// scan is one look through the directory. What it finds is in flight until it is released.
type scan struct {
	*endpoint
	limit int // files that may be found; 0 for no limit
	files []*found
	above []fs.FileInfo // the directories that are being looked through: a link to one of them is not followed
}

// look finds the files of a poll, in their order and at most limit.
func (e *endpoint) look(limit int) ([]*found, error) {
	s := &scan{endpoint: e}
	if e.EagerMax {
		s.limit = limit
	}
	if err := s.start(); err != nil {
		e.release(s.files...)
		return nil, err
	}
	e.sort(s.files)
	if limit > 0 && len(s.files) > limit {
		e.release(s.files[limit:]...)
		s.files = s.files[:limit]
	}
	return s.files, nil
}

func (s *scan) start() error {
	info, err := os.Stat(s.dir)
	if err != nil || !info.IsDir() {
		if s.DirMustExist {
			return failure("Directory does not exist: "+s.dir, nil)
		}
		if err == nil || errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return failure("Cannot list directory: "+s.dir, err)
	}
	if name := filepath.Base(s.dir); strings.HasPrefix(name, ".") && len(name) > 2 && !s.HiddenDirs {
		return nil // as in Camel; . and .. are directories like others
	}
	return s.directory(s.dir, info, 1)
}

func (s *scan) full() bool { return s.limit > 0 && len(s.files) >= s.limit }

// directory looks through one directory. A directory below that cannot be read is passed over: it may be somebody else's.
func (s *scan) directory(path string, info fs.FileInfo, depth int) error {
	entries, err := list(path)
	if err != nil {
		if depth > 1 {
			s.ctx.Log().Debug("cannot list directory", "directory", path, "error", err)
			return nil
		}
		return failure("Cannot list directory: "+path, err)
	}
	s.above = append(s.above, info)
	defer func() { s.above = s.above[:len(s.above)-1] }()
	for _, entry := range s.presort(entries) {
		if s.full() {
			return nil
		}
		info, err := os.Stat(filepath.Join(path, entry.Name())) // what a link leads to counts
		if err != nil {
			continue // gone, or a link into nowhere
		}
		f := s.file(strings.TrimPrefix(filepath.Join(path, entry.Name()), s.prefix()), info)
		if info.IsDir() {
			err = s.below(f, depth)
		} else if depth >= s.MinDepth && info.Mode().IsRegular() {
			err = s.take(f, entries)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// list answers the entries of a directory in the order in which the file system has them.
func list(path string) ([]fs.DirEntry, error) {
	dir, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	return dir.ReadDir(-1)
}

func (s *scan) below(f *found, depth int) error {
	if !s.Recursive || depth >= s.MaxDepth {
		return nil
	}
	for _, above := range s.above {
		if os.SameFile(above, f.info) {
			return nil
		}
	}
	if ok, err := s.matchesDirectory(f); err != nil || !ok {
		return err
	}
	return s.directory(f.path, f.info, depth+1)
}

func (s *scan) take(f *found, beside []fs.DirEntry) error {
	if ok, err := s.matchesFile(f, beside); err != nil || !ok {
		return err
	}
	if !s.flight.add(s.flightKey(f)) {
		return nil
	}
	fresh, err := s.fresh(f)
	if err != nil || !fresh {
		s.flight.remove(s.flightKey(f))
		return err
	}
	s.files = append(s.files, f)
	return nil
}

// fresh tells whether an idempotent consumer has not read the file, and remembers it where that is to be eager.
func (e *endpoint) fresh(f *found) (bool, error) {
	if !e.Idempotent {
		return true, nil
	}
	key, err := e.key(f)
	if err != nil || key == "" {
		return err == nil, err
	}
	if e.Eager {
		return e.seen.Add(key)
	}
	known, err := e.seen.Contains(key)
	return !known, err
}

// key is what an idempotent consumer knows a file by.
func (e *endpoint) key(f *found) (string, error) {
	if e.seenKey == nil {
		return f.absPath, nil
	}
	return evaluate(e.seenKey, e.question(f))
}

// release gives files back that were found and not worked on.
func (e *endpoint) release(files ...*found) {
	for _, f := range files {
		if e.Idempotent && e.Eager {
			e.forget(f)
		}
		e.flight.remove(e.flightKey(f))
	}
}

func (e *endpoint) forget(f *found) {
	key, err := e.key(f)
	if err == nil && key != "" {
		err = e.seen.Remove(key)
	}
	if err != nil {
		e.ctx.Log().Error("idempotent repository could not be written", "file", f.path, "error", err)
	}
}
