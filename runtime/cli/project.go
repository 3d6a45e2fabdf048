package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/routes"
)

// project is what a command works on: route files and their configuration.
type project struct {
	files      []routes.File
	properties *routes.Properties
	// diagnostics are the mistakes in the .properties files.
	diagnostics routes.Diagnostics
	// stubs are the components that the component stub stands in for.
	stubs routes.Stubs
	// notes are worth saying but keep nothing from running.
	notes []string
}

// projectFlags are the flags that name a project.
type projectFlags struct {
	set     []string
	files   []string
	profile string
	example string
	stubs   routes.Stubs
}

func (pf *projectFlags) declare(f flags) {
	f.list(&pf.set, "property", "set a property to a value, `KEY=VALUE`, before environment and files; may be repeated")
	f.list(&pf.files, "properties", "read properties from a `FILE`, before application.properties; may be repeated")
	f.StringVar(&pf.profile, "profile", "", "read application-`NAME`.properties, before application.properties; else camel.main.profile names it")
	f.stubs(&pf.stubs)
	f.StringVar(&pf.example, "example", "", "take the routes of the example `NAME` from inside the binary")
}

// open reads what flags and arguments name; without arguments that is routes.yaml of the working directory.
func (pf *projectFlags) open(args []string) (*project, error) {
	p := &project{properties: routes.NewProperties(), stubs: pf.stubs}
	for _, kv := range pf.set {
		key, value, ok := strings.Cut(kv, "=")
		if !ok || key == "" {
			return nil, misuse("write --property KEY=VALUE", "%q is no property", kv)
		}
		p.properties.Set(key, value)
	}
	for _, name := range pf.files {
		if err := p.addProperties(readFile, name); err != nil {
			return nil, err
		}
	}
	if pf.example != "" {
		return p, pf.openExample(p, args)
	}
	found, err := find(args)
	if err != nil {
		return nil, err
	}
	p.notes = append(p.notes, found.notes...)
	for _, name := range found.routes {
		text, err := readFile(name)
		if err != nil {
			return nil, err
		}
		p.files = append(p.files, routes.File{Name: name, Text: text})
	}
	for _, name := range found.properties {
		if err := p.addProperties(readFile, name); err != nil {
			return nil, err
		}
	}
	folders := foldersOf(append(found.routes, found.application...))
	pf.profile = pf.activeProfile(p, readFile, folders)
	for _, name := range found.application {
		if profile, ok := strings.CutPrefix(filepath.Base(name), "application-"); ok && profile != pf.profile+".properties" {
			p.notes = append(p.notes, fmt.Sprintf("%s is left out: --profile %s reads it", name, strings.TrimSuffix(profile, ".properties")))
		}
	}
	return p, pf.addApplication(p, readFile, folders)
}

func (pf *projectFlags) openExample(p *project, args []string) error {
	if len(args) > 0 {
		return misuse("leave out the files or --example", "--example runs by itself, not with files")
	}
	files, err := exampleFiles(pf.example)
	if err != nil {
		return err
	}
	read := func(name string) ([]byte, error) { return fs.ReadFile(files, filepath.ToSlash(name)) }
	folder := path.Join("examples", pf.example)
	name := path.Join(folder, "routes.yaml")
	text, err := read(name)
	if err != nil {
		return err
	}
	p.files = []routes.File{{Name: name, Text: text}}
	return pf.addApplication(p, read, []string{folder})
}

// foldersOf answers where application.properties is looked for: beside the named files and, behind those, in the
// working directory, where Camel looks.
func foldersOf(files []string) []string {
	var folders []string
	for _, name := range append(files, defaultRoutes) {
		if folder := filepath.Dir(name); !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	return folders
}

// activeProfile is the profile that the flag names, else the property camel.main.profile: of the command line, the environment
// (CAMEL_MAIN_PROFILE), the other files or application.properties.
func (pf *projectFlags) activeProfile(p *project, read readFunc, folders []string) string {
	const key = "camel.main.profile"
	if pf.profile != "" {
		return pf.profile
	}
	if profile, ok := p.properties.Get(key); ok {
		return profile
	}
	application := &project{properties: routes.NewProperties()} // what is wrong with it is told when it is read in its turn
	for _, folder := range folders {
		_ = application.addProperties(read, filepath.Join(folder, "application.properties"))
	}
	profile, _ := application.properties.Get(key)
	return profile
}

// addApplication reads the application.properties of the folders, those of the profile first. None need be there.
func (pf *projectFlags) addApplication(p *project, read readFunc, folders []string) error {
	var names []string
	if pf.profile != "" {
		names = append(names, "application-"+pf.profile+".properties")
	}
	for i, name := range append(names, "application.properties") {
		there := false
		for _, folder := range folders {
			err := p.addProperties(read, filepath.Join(folder, name))
			if err != nil && !errors.Is(err, fs.ErrNotExist) && !isMissing(err) {
				return err
			}
			there = there || err == nil
		}
		if !there && i < len(names) {
			p.notes = append(p.notes, fmt.Sprintf("there is no %s for the profile %s", name, pf.profile))
		}
	}
	return nil
}

func isMissing(err error) bool {
	var p *problem
	return errors.As(err, &p) && p.code == exitMissing
}

func (p *project) addProperties(read readFunc, name string) error {
	text, err := read(name)
	if err != nil {
		return err
	}
	p.diagnostics = append(p.diagnostics, p.properties.Parse(name, text)...)
	return nil
}

// readFunc reads a file, from the disk or from inside the binary.
type readFunc func(name string) ([]byte, error)

// maxFileSize bounds what is read as a route or properties file, in bytes: a wrong name must not fill the memory.
const maxFileSize = 16 << 20

// readFile reads a file from the disk. A file that is not there is a problem of its own.
func readFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, missing("", "there is no file %s", name)
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, misuse("name a file", "%s is a folder", name)
	case info.Size() > maxFileSize:
		return nil, fmt.Errorf("%s is larger than %d MiB", name, maxFileSize>>20)
	}
	return os.ReadFile(name)
}
