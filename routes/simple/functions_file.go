package simple

import (
	"maps"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// fileFunctions answer what the headers of the file component say.
var fileFunctions = map[string]compiler{"file": fileFunction}

// fileWords are file:WORD: the header each takes, and what it makes of it.
var fileWords = map[string]struct {
	header string
	of     func(name string) any
}{
	"name":                  {header: "CamelFileName"},
	"name.noext":            {"CamelFileName", stem(false)},
	"name.noext.single":     {"CamelFileName", stem(true)},
	"name.ext":              {"CamelFileName", extension(false)},
	"name.ext.single":       {"CamelFileName", extension(true)},
	"ext":                   {"CamelFileName", extension(false)},
	"onlyname":              {header: "CamelFileNameOnly"},
	"onlyname.noext":        {"CamelFileNameOnly", stem(false)},
	"onlyname.noext.single": {"CamelFileNameOnly", stem(true)},
	"parent":                {header: "CamelFileParent"},
	"path":                  {header: "CamelFilePath"},
	"absolute":              {header: "CamelFileAbsolute"},
	"absolute.path":         {header: "CamelFileAbsolutePath"},
	"length":                {header: "CamelFileLength"},
	"size":                  {header: "CamelFileLength"},
	"modified":              {header: "CamelFileLastModified"},
}

// dot finds the first dot of a file's name, or the last; -1 where it has none.
func dot(path string, last bool) int {
	begin := strings.LastIndexByte(path, '/') + 1
	i := strings.IndexByte(path[begin:], '.')
	if last {
		i = strings.LastIndexByte(path[begin:], '.')
	}
	if i < 0 {
		return -1
	}
	return begin + i
}

func stem(last bool) func(string) any {
	return func(path string) any {
		if i := dot(path, last); i >= 0 {
			return path[:i]
		}
		return path
	}
}

// extension is null where there is none.
func extension(last bool) func(string) any {
	return func(path string) any {
		if i := dot(path, last); i >= 0 {
			return path[i+1:]
		}
		return nil
	}
}

func fileFunction(p *parser, c call) (components.Expression, error) {
	name := strings.TrimPrefix(p.of(c.rest), ":")
	word, ok := fileWords[name]
	if !ok || c.hasArgs {
		words := slices.Sorted(maps.Keys(fileWords))
		hint := "known are file:" + strings.Join(words, ", file:")
		if near := components.Nearest(name, words); near != "" {
			hint = "did you mean ${file:" + near + "}?"
		}
		return nil, p.wrong(c.text.start, hint, "unknown function ${%s}", p.of(c.text))
	}
	return func(ex *components.Exchange) (any, error) {
		v := ex.Headers.Value(word.header)
		if v == nil || word.of == nil {
			return v, nil
		}
		return word.of(components.Text(v)), nil
	}, nil
}
