package routes

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/dromedary-go/dromedary/components"
)

const repositorySize = 1000 // Camel's default

func newMemoryRepository(_ *compiler, properties map[string]string) (any, error) {
	size, err := sizeProperty(properties)
	return components.NewMemoryRepository(size), err
}

func newFileRepository(_ *compiler, properties map[string]string) (any, error) {
	path := properties["fileStore"]
	if path == "" {
		return nil, errors.New("a FileIdempotentRepository needs the property fileStore")
	}
	size, err := sizeProperty(properties)
	return components.NewFileRepository(path, size), err
}

func sizeProperty(properties map[string]string) (int, error) {
	text, ok := properties["cacheSize"]
	if !ok {
		return repositorySize, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("cacheSize %q is not a number from 1", text)
	}
	return n, nil
}
