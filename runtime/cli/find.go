package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// defaultRoutes is what runs where no files are named.
const defaultRoutes = "routes.yaml"

// found are the files that arguments name, each once.
type found struct {
	routes, properties []string
	application        []string // application.properties and those of profiles
	notes              []string
}

// find turns arguments, which are files, folders or patterns, into names of files. All that are missing are reported at
// once.
func find(args []string) (found, error) {
	if len(args) == 0 {
		if _, err := os.Stat(defaultRoutes); err != nil {
			return found{}, missing("name the files to use, or try an example: dromedary run --example twitter-cats",
				"there is no %s in this folder", defaultRoutes)
		}
		args = []string{defaultRoutes}
	}
	var f found
	var absent []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		switch {
		case err == nil && info.IsDir():
			if !f.addFolder(arg) {
				return f, missing("route files end in .yaml or .yml", "there are no route files in the folder %s", arg)
			}
		case err == nil:
			f.add(arg)
		default:
			matches, _ := filepath.Glob(arg) // a bad pattern matches nothing
			if len(matches) == 0 {
				absent = append(absent, arg)
			}
			for _, m := range matches {
				f.add(m)
			}
		}
	}
	if len(absent) > 0 {
		return f, missing(near(absent[0]), "there is no file %s", strings.Join(absent, ", "))
	}
	if len(f.routes) == 0 {
		return f, misuse("route files end in .yaml or .yml", "%s is no route file", strings.Join(args, ", "))
	}
	return f, nil
}

// add sorts a file by its ending. Others are left out with a note, as "run *" names all that is in a folder.
func (f *found) add(name string) {
	name = filepath.Clean(name)
	list := &f.routes
	switch strings.ToLower(filepath.Ext(name)) {
	case ".yaml", ".yml":
	case ".properties":
		list = &f.properties
		if base := filepath.Base(name); base == "application.properties" || strings.HasPrefix(base, "application-") {
			list = &f.application
		}
	default:
		f.notes = append(f.notes, fmt.Sprintf("%s is left out: route files end in .yaml or .yml", name))
		return
	}
	if !slices.Contains(*list, name) {
		*list = append(*list, name)
	}
}

// addFolder adds the route files that stand in a folder itself, in the order of their names.
func (f *found) addFolder(folder string) (any bool) {
	entries, _ := os.ReadDir(folder) // a folder that cannot be read has no route files
	for _, e := range entries {
		switch strings.ToLower(filepath.Ext(e.Name())) {
		case ".yaml", ".yml":
			f.add(filepath.Join(folder, e.Name()))
			any = true
		}
	}
	return any
}

// near names the file that may have been meant.
func near(name string) string {
	entries, err := os.ReadDir(filepath.Dir(name))
	if err != nil {
		return ""
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if n := components.Nearest(filepath.Base(name), names); n != "" {
		return fmt.Sprintf("did you mean %s?", filepath.Join(filepath.Dir(name), n))
	}
	return ""
}
