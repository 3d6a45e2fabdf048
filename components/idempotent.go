package components

import (
	"container/list"
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
