package file

import (
	"fmt"
	"hash/fnv"
	"path/filepath"
	"strings"
	"sync"

	"github.com/dromedary-go/dromedary/components"
)

// locks let one exchange at a time write to a file; files share some.
type locks [64]sync.Mutex

type locksKey struct{}

func (l *locks) of(path string) *sync.Mutex {
	h := fnv.New32a()
	_, _ = h.Write([]byte(path))
	return &l[h.Sum32()%uint32(len(l))]
}

// Producer makes what writes files. It holds nothing open between two of them.
func (e *endpoint) Producer() (components.Producer, error) { return producer{e}, nil }

type producer struct{ *endpoint }

func (producer) Close() error { return nil }

// Process writes the body of ex to the file that it or the options name.
func (p producer) Process(ex *components.Exchange) error {
	before := ex.Headers.Value("CamelFileName")
	if overrule, ok := ex.Headers.Remove("CamelOverruleFileName"); ok && overrule != nil {
		ex.Headers.Set("CamelFileName", components.Text(overrule)) // this once
	}
	defer func() {
		if before != nil {
			ex.Headers.Set("CamelFileName", components.Text(before))
		} else {
			ex.Headers.Remove("CamelFileName")
		}
	}()
	target, err := p.target(ex)
	if err != nil {
		return err
	}
	mutex := p.writing.of(target)
	mutex.Lock()
	defer mutex.Unlock()
	written, err := p.write(ex, target)
	if err != nil || !written {
		return err
	}
	if p.Checksum != "" {
		if err := p.writeChecksum(ex, target); err != nil {
			return err
		}
	}
	if p.DoneFileName != "" {
		if err := p.store(p.doneFile(target), ""); err != nil {
			return err
		}
	}
	ex.Headers.Set("CamelFileNameProduced", target)
	return nil
}

// target is the path of the file to write: as in Camel just the directory, a slash and the name.
func (p producer) target(ex *components.Exchange) (string, error) {
	name, err := p.fileName(ex)
	if err != nil {
		return "", err
	}
	if p.Flatten {
		name = name[strings.LastIndexAny(name, `/\`)+1:]
	}
	path := p.prefix() + name
	return path, p.jailed(path)
}

// jailed refuses a path that leads out of the directory.
func (p producer) jailed(path string) error {
	path = filepath.Clean(path)
	relative, err := filepath.Rel(p.dir, path)
	if !p.Jail || err == nil && relative != ".." && !strings.HasPrefix(relative, "../") {
		return nil
	}
	return components.NewException(components.IllegalArgumentException, fmt.Sprintf(
		"Cannot write file with name: %s as the filename is jailed to the starting directory: %s", path, p.prefix()))
}

// fileName is what the option fileName says, else the header, else the id of the exchange.
func (p producer) fileName(ex *components.Exchange) (string, error) {
	if p.name != nil {
		v, err := p.name(ex)
		if err != nil {
			return "", err
		}
		if v != nil {
			return components.Text(v), nil
		}
	} else if v := ex.Headers.Value("CamelFileName"); v != nil {
		return components.Text(v), nil
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:./\`, r) {
			return '-'
		}
		return r
	}, ex.ID()), nil
}

// tempTarget is the path under which the target is written at first, "" for its own. It may be outside of the directory,
// as in Camel, where the option says so; what the message puts into it may not.
func (p producer) tempTarget(ex *components.Exchange, target string) (string, error) {
	if p.temp == nil {
		return "", nil
	}
	if ex.Headers.Value("CamelFileName") == nil {
		ex.Headers.Set("CamelFileName", filepath.Base(target))
		defer ex.Headers.Remove("CamelFileName")
	}
	name, err := evaluate(p.temp, ex)
	if err != nil {
		return "", err
	}
	return filepath.Join(filepath.Dir(target), name), nil
}
