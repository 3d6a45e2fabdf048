package cli

import (
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	twittercats "github.com/dromedary-go/dromedary/examples/twitter-cats"
)

// examples are the examples inside the binary. They are found under the paths they have in the repository, such as
// examples/twitter-cats/routes.yaml, and that is how "classpath:" names their files.
type examples map[string]fs.FS

var builtIn = examples{"twitter-cats": twittercats.FS}

// Open implements [fs.FS].
func (e examples) Open(name string) (fs.File, error) {
	rest, ok := strings.CutPrefix(name, "examples/")
	folder, file, _ := strings.Cut(rest, "/")
	files := e[folder]
	if !ok || files == nil || !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if file == "" {
		file = "."
	}
	return files.Open(file)
}

// exampleFiles answers the files of the binary where it has an example of that name.
func exampleFiles(name string) (fs.FS, error) {
	if builtIn[name] != nil {
		return builtIn, nil
	}
	names := slices.Sorted(maps.Keys(builtIn))
	hint := "there are: " + strings.Join(names, ", ")
	if near := components.Nearest(name, names); near != "" {
		hint = "did you mean " + near + "?"
	}
	return nil, misuse(hint, "there is no example %q", name)
}
