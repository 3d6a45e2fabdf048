package cli

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/routes"
	"github.com/dromedary-go/dromedary/runtime"
)

const validateUsage = `Usage: dromedary validate [FILES] [FLAGS]

Says of each route file, without starting anything, whether it runs here. FILES are route files,
patterns, or folders with all below them (but *.test.yaml); without any, it is routes.yaml.
A file is looked at by itself, with application.properties from beside it. The verdicts:

  runs     as it is
  stub     with queues in memory in place of components that are not here: --stub=SCHEMES
  jvm      not here: it needs Java or something else that this build lacks; the lines are shown
  invalid  nowhere: Camel refuses it too

A property that is not set, a direct: that no route of the file reads, or a resource that is not
there is a note: it need not be in the file.
Exit codes: 0 all files run, 1 some do not, 2 wrong usage, 66 a file is missing.
`

func validateCommand() *command {
	pf := &projectFlags{}
	fs := newFlags("validate")
	pf.declare(fs)
	asJSON := fs.Bool("json", false, "print the verdicts as JSON")
	run := func(p *program, args []string) error {
		v, err := p.validate(pf, args)
		if err != nil {
			return err
		}
		if *asJSON {
			err = writeJSON(p.stdout, v)
		} else {
			err = v.print(p)
		}
		if err == nil && v.Summary[runs] < len(v.Files) {
			return exitCode(exitFailed)
		}
		return err
	}
	return &command{name: "validate", short: "say which route files run here, and what the others need", usage: validateUsage, flags: fs, run: run}
}

// validation is what validate prints as JSON.
type validation struct {
	Files   []*checked     `json:"files"`
	Summary map[string]int `json:"summary"`

	notes []string
}

func (p *program) validate(pf *projectFlags, args []string) (*validation, error) {
	v := &validation{Files: []*checked{}, Summary: map[string]int{runs: 0, stub: 0, jvm: 0, invalid: 0}}
	files, properties, err := v.find(pf, args)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		var named []string
		if file != "" {
			named = append([]string{file}, properties...)
		}
		pr, err := pf.open(named)
		if err != nil {
			return nil, err
		}
		for _, note := range pr.notes {
			if !slices.Contains(v.notes, note) {
				v.notes = append(v.notes, note)
			}
		}
		config := p.config(pr, nil)
		config.Alone = true
		_, found, err := runtime.New(config)
		if err != nil {
			return nil, err
		}
		v.add(judge(pr.files[0].Name, append(pr.diagnostics, found...)))
	}
	return v, nil
}

// find answers the route files to look at, "" for the example that a flag names, and the properties files for all of them.
func (v *validation) find(pf *projectFlags, args []string) (files, properties []string, err error) {
	if pf.example != "" {
		return []string{""}, nil, nil
	}
	var named []string
	for _, arg := range args {
		if info, err := os.Stat(arg); err != nil || !info.IsDir() {
			named = append(named, arg)
			continue
		}
		below, err := routeFilesBelow(arg)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, below...)
	}
	if len(named) > 0 || len(args) == 0 {
		f, err := find(named)
		if err != nil {
			return nil, nil, err
		}
		v.notes = f.notes
		files, properties = append(f.routes, files...), append(f.properties, f.application...)
	}
	return files, properties, nil
}

// routeFilesBelow answers the route files of a folder and of those below it.
func routeFilesBelow(folder string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(folder, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && name != folder && strings.HasPrefix(e.Name(), "."):
			return filepath.SkipDir
		case e.IsDir() || strings.HasSuffix(name, ".test.yaml"):
			return nil
		}
		switch strings.ToLower(filepath.Ext(name)) {
		case ".yaml", ".yml":
			files = append(files, filepath.Clean(name))
		}
		return nil
	})
	if err == nil && len(files) == 0 {
		err = missing("route files end in .yaml or .yml", "there are no route files in the folder %s", folder)
	}
	return files, err
}

func (v *validation) add(c *checked) {
	v.Files = append(v.Files, c)
	v.Summary[c.Verdict]++
}

// print shows people one line a file, then what was found, then the counts.
func (v *validation) print(p *program) error {
	var b bytes.Buffer
	width := 0
	for _, c := range v.Files {
		width = max(width, len(c.File))
	}
	s := styleOf(p.stdout)
	colours := map[string]string{runs: s.green, stub: s.cyan, jvm: s.yellow, invalid: s.red}
	for _, c := range v.Files {
		line := fmt.Sprintf("%-*s  %s%-7s%s  %s", width, c.File, colours[c.Verdict], c.Verdict, s.reset, c.remark())
		fmt.Fprintln(&b, strings.TrimRight(line, " "))
	}
	if _, err := p.stdout.Write(b.Bytes()); err != nil {
		return err
	}
	for _, note := range v.notes {
		p.note(note)
	}
	var shown routes.Diagnostics // those in properties files stand with several files
	for _, c := range v.Files {
		fresh := slices.DeleteFunc(c.found, func(d routes.Diagnostic) bool { return slices.Contains(shown, d) })
		p.print(fresh)
		shown = append(shown, fresh...)
	}
	var counts []string
	for _, name := range verdicts {
		if n := v.Summary[name]; n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", n, name))
		}
	}
	_, err := fmt.Fprintf(p.stdout, "%s: %s\n", plural(len(v.Files), "file"), strings.Join(counts, ", "))
	return err
}

// print shows diagnostics to people.
func (p *program) print(ds routes.Diagnostics) {
	var b bytes.Buffer
	s := styleOf(p.stderr).diagnostics()
	for _, d := range ds {
		d.Write(&b, s)
	}
	p.stderr.Write(b.Bytes())
}

func (p *program) note(text string) {
	s := styleOf(p.stderr)
	fmt.Fprintf(p.stderr, "%swarning:%s %s\n", s.yellow, s.reset, printable(text))
}

// summary counts diagnostics: "3 errors, 1 warning".
func summary(ds routes.Diagnostics) string {
	errors := 0
	for _, d := range ds {
		if d.Severity == routes.Error {
			errors++
		}
	}
	warnings := len(ds) - errors
	switch {
	case len(ds) == 0:
		return "no mistakes"
	case warnings == 0:
		return plural(errors, "error")
	case errors == 0:
		return plural(warnings, "warning")
	}
	return plural(errors, "error") + ", " + plural(warnings, "warning")
}

func plural(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return fmt.Sprintf("%d %s", n, word)
}
