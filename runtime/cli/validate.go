package cli

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/routes"
)

const validateUsage = `Usage: dromedary validate [FILES] [FLAGS]

Checks routes without starting anything: YAML, steps, expressions, endpoints and their options,
properties. All mistakes are told at once, with their place. FILES are as for dromedary run.
Exit codes: 0 no mistakes, 1 mistakes, 2 wrong usage, 66 a file is missing.
`

func validateCommand() *command {
	pf := &projectFlags{}
	fs := newFlags("validate")
	pf.declare(fs)
	asJSON := fs.Bool("json", false, "print the mistakes as JSON")
	run := func(p *program, args []string) error {
		pr, err := pf.open(args)
		if err != nil {
			return err
		}
		engine, found := p.compile(pr, nil)
		n := 0
		if engine != nil {
			n = len(engine.Routes())
		}
		if *asJSON {
			return p.printVerdict(pr, n, found)
		}
		for _, note := range pr.notes {
			p.note(note)
		}
		p.print(found)
		if found.HasErrors() {
			return &problem{code: exitFailed, msg: summary(found)}
		}
		_, err = fmt.Fprintf(p.stdout, "%s: %s, %s\n", strings.Join(names(pr.files), ", "), plural(n, "route"), summary(found))
		return err
	}
	return &command{name: "validate", short: "check routes without running them", usage: validateUsage, flags: fs, run: run}
}

// verdict is what validate --json prints.
type verdict struct {
	Valid       bool      `json:"valid"`
	Files       []string  `json:"files"`
	Routes      int       `json:"routes"`
	Diagnostics []mistake `json:"diagnostics"`
}

type mistake struct {
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
}

func (p *program) printVerdict(pr *project, n int, found routes.Diagnostics) error {
	v := verdict{Valid: !found.HasErrors(), Files: names(pr.files), Routes: n, Diagnostics: []mistake{}}
	for _, d := range found {
		v.Diagnostics = append(v.Diagnostics, mistake{d.File, d.Line, d.Col, d.Severity.String(), d.Msg, d.Hint})
	}
	if err := writeJSON(p.stdout, v); err != nil {
		return err
	}
	if !v.Valid {
		return exitCode(exitFailed)
	}
	return nil
}

func names(files []routes.File) []string {
	var list []string
	for _, f := range files {
		list = append(list, f.Name)
	}
	return list
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
