package components

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// maxResource bounds what a template, a schema or the like may have, in bytes.
const maxResource = 16 << 20

// Resource reads what a URI names: classpath:NAME, or NAME alone, is looked for in the working directory and in the folders of
// the route files; so is file:NAME. ref:NAME is a text of the registry.
func (c *Context) Resource(uri string) ([]byte, error) {
	uri = strings.TrimPrefix(uri, "resource:")
	scheme, name, ok := strings.Cut(uri, ":")
	if !ok {
		scheme, name = "classpath", uri
	}
	switch scheme {
	case "ref", "bean":
		return c.resourceBean(name)
	case "file", "classpath":
	default:
		return nil, NewException("java.io.FileNotFoundException", fmt.Sprintf("Cannot find resource: %[1]s for URI: %[1]s", uri))
	}
	name = strings.TrimPrefix(name, "//")
	b, err := c.readFile(name)
	switch {
	case !errors.Is(err, fs.ErrNotExist):
		return b, err
	case scheme == "file":
		return nil, &Exception{Class: "java.io.FileNotFoundException", Message: name + " does not exist", Cause: err}
	}
	return nil, &Exception{Class: "java.io.FileNotFoundException", Message: fmt.Sprintf("Cannot find resource: %[1]s for URI: %[1]s", uri), Cause: err}
}

func (c *Context) resourceBean(name string) ([]byte, error) {
	if c.Bean != nil {
		if bean := c.Bean(name); bean != nil {
			return Bytes(bean)
		}
	}
	return nil, NewException("org.apache.camel.NoSuchBeanException", fmt.Sprintf("No bean could be found in the registry for: %s of type: java.lang.String", name))
}

func (c *Context) readFile(name string) ([]byte, error) {
	b, err := readBounded(name)
	if filepath.IsAbs(name) || !errors.Is(err, fs.ErrNotExist) {
		return b, err
	}
	for _, folder := range c.Folders {
		if b, found := readBounded(filepath.Join(folder, name)); found == nil || !errors.Is(found, fs.ErrNotExist) {
			return b, found
		}
	}
	return nil, err
}

func readBounded(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxResource+1))
	if err == nil && len(b) > maxResource {
		err = NewException(IOException, fmt.Sprintf("%s is larger than %d MiB", name, maxResource>>20))
	}
	return b, err
}
