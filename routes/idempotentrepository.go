package routes

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/dromedary-go/dromedary/components"
)

// Camel's defaults.
const (
	repositorySize = 1000
	fileStoreSize  = 32 * 1024 * 1000 // bytes
	fileStoreDrop  = 1000             // lines
)

func newMemoryRepository(_ *compiler, properties map[string]string) (any, error) {
	size, err := numberProperty(properties, "cacheSize", repositorySize, 1)
	return components.NewMemoryRepository(size), err
}

func newFileRepository(c *compiler, properties map[string]string) (any, error) {
	path := properties["fileStore"]
	if path == "" {
		return nil, errors.New("a FileIdempotentRepository needs the property fileStore")
	}
	if bean, ok := c.lookUp(shortBeanName(path)); ok && path[0] == '#' { // a bean that is a java.io.File
		path = components.Text(bean)
	}
	size, err := numberProperty(properties, "cacheSize", repositorySize, 1)
	most, err2 := numberProperty(properties, "maxFileStoreSize", fileStoreSize, -1)
	drop, err3 := numberProperty(properties, "dropOldestFileStore", fileStoreDrop, 0)
	return &components.FileRepository{Path: path, CacheSize: size, MaxSize: int64(most), DropOldest: drop, Log: c.env.Context.Log()}, errors.Join(err, err2, err3)
}

func numberProperty(properties map[string]string, name string, otherwise, least int) (int, error) {
	text, ok := properties[name]
	if !ok {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least {
		return 0, fmt.Errorf("%s %q is not a number from %d", name, text, least)
	}
	return n, nil
}
