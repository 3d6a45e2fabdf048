// Package routetest runs route tests: files *.test.yaml that hold routes, what is sent to them, and what every mock:
// endpoint, reply, log line and file must then be. The same file runs through real Camel, which is how Dromedary's own
// cases were recorded; docs/testing.md describes the format.
package routetest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/dromedary-go/dromedary/components"
)

// Suffix is what the names of case files end in.
const Suffix = ".test.yaml"

// Case is one case as its file says it.
type Case struct {
	// Path is the file's name as it was found.
	Path string

	routes     []source // nil for a table of expressions
	properties *components.Map
	files      *components.Map // nil where there is no such key
	send       []send
	settle     time.Duration
	log        bool
	unordered  bool
	rows       []row
	want       *components.Map
}

// source is a route file.
type source struct{ name, text string }

// send is one entry of a case's send: exactly one of to, http and pause.
type send struct {
	to      string
	message message
	inOut   bool
	http    *request
	pause   time.Duration
}

// message is what an exchange starts with.
type message struct {
	body                           any
	headers, properties, variables *components.Map
}

// request is a call over HTTP.
type request struct {
	method, path string
	headers      *components.Map
	body         any
	statusOnly   bool
}

// row is one expression of a table.
type row struct {
	expression, language string
	message              message
	predicate            bool
}

// Find answers the case files that paths name: files as they are, folders with all that is below them, in order.
func Find(paths []string) ([]string, error) {
	var found []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			found = append(found, p)
			continue
		}
		before := len(found)
		err = filepath.WalkDir(p, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(name, Suffix) {
				found = append(found, name)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if len(found) == before {
			return nil, fmt.Errorf("there are no cases (*%s) in %s", Suffix, p)
		}
	}
	var unique []string
	for _, name := range found {
		if !slices.Contains(unique, name) {
			unique = append(unique, name)
		}
	}
	return unique, nil
}

// maxSize bounds a case file and the route files that it names, in bytes.
const maxSize = 16 << 20

// Read reads a case.
func Read(path string) (*Case, error) {
	text, err := readFile(path)
	if err != nil {
		return nil, err
	}
	c, err := parse(path, text)
	if err != nil {
		return nil, fmt.Errorf("%s is no case: %w", path, err)
	}
	return c, nil
}

func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() || info.Size() > maxSize {
		return nil, fmt.Errorf("%s is a folder or too large", path)
	}
	return os.ReadFile(path)
}

func parse(path string, text []byte) (*Case, error) {
	d := yaml.NewDecoder(bytes.NewReader(text))
	var doc, more yaml.Node
	if err := safely(func() error { return d.Decode(&doc) }); err != nil {
		return nil, err
	}
	if err := safely(func() error { return d.Decode(&more) }); !errors.Is(err, io.EOF) {
		return nil, errors.New("it must be one YAML document")
	}
	if len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, errors.New("it must be a map with the keys routes or eval, and expect")
	}
	c := &Case{Path: path}
	r := &caseReader{c: c, lines: strings.Split(string(text), "\n")}
	return c, r.read(doc.Content[0])
}

// safely turns a panic of the YAML library into an error.
func safely(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("not readable as YAML: %v", v)
		}
	}()
	return f()
}
