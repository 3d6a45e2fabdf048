package components

import (
	"bufio"
	"container/list"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// IdempotentRepository remembers ids. It is safe for concurrent use.
type IdempotentRepository interface {
	// Add remembers an id and tells whether it was new.
	Add(id string) (bool, error)
	// Contains tells whether the id is remembered.
	Contains(id string) (bool, error)
	// Remove forgets the id.
	Remove(id string) error
}

// memoryRepository remembers the ids used last.
type memoryRepository struct {
	mu    sync.Mutex
	size  int
	order *list.List // of ids, the oldest in front
	ids   map[string]*list.Element
}

// NewMemoryRepository makes a repository of the last size ids, as Camel's MemoryIdempotentRepository.
func NewMemoryRepository(size int) IdempotentRepository { return newMemoryRepository(size) }

func newMemoryRepository(size int) *memoryRepository {
	return &memoryRepository{size: size, order: list.New(), ids: map[string]*list.Element{}}
}

func (r *memoryRepository) Add(id string) (bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.ids[id]; ok {
		return false, nil
	}
	r.ids[id] = r.order.PushBack(id)
	if r.order.Len() > r.size {
		delete(r.ids, r.order.Remove(r.order.Front()).(string))
	}
	return true, nil
}

func (r *memoryRepository) Contains(id string) (bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, ok := r.ids[id]
	return ok, nil
}

func (r *memoryRepository) Remove(id string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e, ok := r.ids[id]; ok {
		r.order.Remove(e)
		delete(r.ids, id)
	}
	return nil
}

// fileRepository keeps the ids in a text file, a line each, too, so that they outlive the process.
type fileRepository struct {
	mu     sync.Mutex
	path   string
	loaded bool
	memory *memoryRepository
}

// NewFileRepository makes a repository that keeps its ids in a file, as Camel's FileIdempotentRepository: the last size ids
// are in memory too. The file is read at the first use.
func NewFileRepository(path string, size int) IdempotentRepository {
	return &fileRepository{path: path, memory: newMemoryRepository(size)}
}

// load reads the file before its first use: a load of routes opens nothing.
func (r *fileRepository) load() error {
	if r.loaded {
		return nil
	}
	f, err := os.Open(r.path)
	if errors.Is(err, fs.ErrNotExist) {
		r.loaded = true
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if _, err := r.memory.Add(lines.Text()); err != nil {
			return err
		}
	}
	r.loaded = lines.Err() == nil
	return lines.Err()
}

func (r *fileRepository) Add(id string) (bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	id = oneLine(id)
	if err := r.load(); err != nil {
		return false, err
	}
	if fresh, _ := r.memory.Add(id); !fresh {
		return false, nil
	}
	return true, r.write(func(f *os.File) error { _, err := f.WriteString(id + "\n"); return err }, os.O_APPEND)
}

func (r *fileRepository) Contains(id string) (bool, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.load(); err != nil {
		return false, err
	}
	return r.memory.Contains(oneLine(id))
}

func (r *fileRepository) Remove(id string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := r.load(); err != nil {
		return err
	}
	if err := r.memory.Remove(oneLine(id)); err != nil {
		return err
	}
	return r.write(func(f *os.File) error {
		for e := r.memory.order.Front(); e != nil; e = e.Next() {
			if _, err := f.WriteString(e.Value.(string) + "\n"); err != nil {
				return err
			}
		}
		return nil
	}, os.O_TRUNC)
}

func (r *fileRepository) write(put func(*os.File) error, flag int) error {
	if err := os.MkdirAll(filepath.Dir(r.path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(r.path, os.O_CREATE|os.O_WRONLY|flag, 0o644)
	if err != nil {
		return err
	}
	return errors.Join(put(f), f.Close())
}

func oneLine(id string) string { return strings.NewReplacer("\n", " ", "\r", " ").Replace(id) }
