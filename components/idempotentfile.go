package components

import (
	"bufio"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// FileRepository is an [IdempotentRepository] that keeps its ids in a text file, a line each, as Camel's
// FileIdempotentRepository. The file is read at the first use and belongs to this process from then on.
type FileRepository struct {
	// Path is the file; its folder is made where it is missing.
	Path string
	// CacheSize is how many ids are known beside those in the file: the last ones stay known when the file has grown too large.
	CacheSize int
	// MaxSize is how large the file may become, in bytes; 0 is without end.
	MaxSize int64
	// DropOldest is how many lines go when it is larger.
	DropOldest int
	// Log is told when lines go.
	Log *slog.Logger

	mu    sync.Mutex
	cache *memoryRepository // nil before the file was read
	lines []string          // of the file, the oldest first
	known map[string]int    // how many lines are so
	size  int64
	torn  bool // the last line has no end
}

// load reads the file before its first use: a load of routes opens nothing.
func (r *FileRepository) load() error {
	if r.cache != nil {
		return nil
	}
	cache := newMemoryRepository(r.CacheSize)
	r.lines, r.known, r.size, r.torn = nil, map[string]int{}, 0, false
	data, err := os.ReadFile(r.Path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for line := range strings.Lines(string(data)) {
		text := strings.TrimSuffix(line, "\n")
		r.torn = text == line
		r.keep(text)
		if _, err := cache.Add(text); err != nil {
			return err
		}
	}
	r.cache = cache
	return nil
}

func (r *FileRepository) keep(line string) {
	r.lines = append(r.lines, line)
	r.known[line]++
	r.size += int64(len(line)) + 1
}

// Add appends the id to the file. A process that is killed loses none of those that it was told to be new.
func (r *FileRepository) Add(id string) (bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.load(); err != nil {
		return false, err
	}
	if r.known[id] > 0 {
		return false, nil
	}
	if cached, err := r.cache.Contains(id); cached || err != nil {
		return false, err
	}
	if err := r.append(id); err != nil {
		return false, err
	}
	if _, err := r.cache.Add(id); err != nil {
		return false, err
	}
	if r.MaxSize > 0 && r.size > r.MaxSize {
		if r.Log != nil {
			r.Log.Warn("an idempotent repository's file is full: its oldest lines go", "file", r.Path, "maxFileStoreSize", r.MaxSize, "dropOldestFileStore", r.DropOldest)
		}
		return true, r.rewrite(r.lines[min(r.DropOldest, len(r.lines)):])
	}
	return true, nil
}

func (r *FileRepository) append(id string) error {
	if err := os.MkdirAll(filepath.Dir(r.Path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(r.Path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	text := id + "\n"
	if r.torn {
		text = "\n" + text
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		r.cache = nil // what is in the file now is not known
		return err
	}
	r.torn = false
	for line := range strings.SplitSeq(id, "\n") { // an id of several lines is several lines
		r.keep(line)
	}
	return nil
}

// Contains tells whether the id is in the file or was of late.
func (r *FileRepository) Contains(id string) (bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.load(); err != nil {
		return false, err
	}
	if r.known[id] > 0 {
		return true, nil
	}
	return r.cache.Contains(id)
}

// Remove takes the id out of the file.
func (r *FileRepository) Remove(id string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.load(); err != nil {
		return err
	}
	if err := r.cache.Remove(id); err != nil || r.known[id] == 0 {
		return err
	}
	var rest []string
	for _, line := range r.lines {
		if line != id {
			rest = append(rest, line)
		}
	}
	return r.rewrite(rest)
}

// rewrite puts a file with these lines into the place of the old one: whoever dies meanwhile leaves one of the two.
func (r *FileRepository) rewrite(lines []string) error {
	f, err := os.CreateTemp(filepath.Dir(r.Path), "."+filepath.Base(r.Path)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // without effect once it is renamed
	w := bufio.NewWriter(f)
	for _, line := range lines {
		w.WriteString(line + "\n") // its error stays with w
	}
	if err := errors.Join(w.Flush(), f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), r.Path); err != nil {
		return err
	}
	r.lines, r.known, r.size, r.torn = nil, map[string]int{}, 0, false
	for _, line := range lines {
		r.keep(line)
	}
	return nil
}
