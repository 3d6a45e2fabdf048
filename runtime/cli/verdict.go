package cli

import (
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/routes"
)

// The verdicts on a route file.
const (
	runs    = "runs"    // as it is
	stub    = "stub"    // with --stub for the components that are not here
	jvm     = "jvm"     // not here: it needs Java, or something else that this build does not have
	invalid = "invalid" // nowhere: Camel refuses it too
)

var verdicts = []string{runs, stub, jvm, invalid}

// checked is what validate says of one file.
type checked struct {
	File        string       `json:"file"`
	Verdict     string       `json:"verdict"`
	Needs       []string     `json:"needs"`
	Diagnostics []diagnostic `json:"diagnostics"`

	found routes.Diagnostics
}

type diagnostic struct {
	Line     int    `json:"line"`
	Col      int    `json:"col"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

// judge makes the verdict of what was found in a file.
func judge(file string, found routes.Diagnostics) *checked {
	c := &checked{File: file, Verdict: runs, Needs: []string{}, Diagnostics: []diagnostic{}, found: found}
	for _, d := range found {
		at := diagnostic{d.Line, d.Col, d.Severity.String(), d.Msg, d.Hint}
		if d.File != file { // in a properties file
			at = diagnostic{0, 0, d.Severity.String(), strings.TrimPrefix(d.Pos.String()+": "+d.Msg, ": "), d.Hint}
		}
		c.Diagnostics = append(c.Diagnostics, at)
		if d.Severity != routes.Error {
			continue
		}
		if v := verdictOf(d); slices.Index(verdicts, v) > slices.Index(verdicts, c.Verdict) {
			c.Verdict = v
		}
		if d.Need != "" && !slices.Contains(c.Needs, d.Need) {
			c.Needs = append(c.Needs, d.Need)
		}
	}
	return c
}

func verdictOf(d routes.Diagnostic) string {
	switch kind, _, _ := strings.Cut(d.Need, ":"); kind {
	case "":
		return invalid
	case "component", "kamelet":
		return stub
	}
	return jvm
}

// remark is what a line says of a file behind its verdict.
func (c *checked) remark() string {
	errors := 0
	var schemes []string
	for _, d := range c.found {
		if d.Severity == routes.Error {
			errors++
		}
	}
	for _, need := range c.Needs {
		switch kind, name, _ := strings.Cut(need, ":"); {
		case kind == "component":
			schemes = append(schemes, name)
		case kind == "kamelet" && !slices.Contains(schemes, kind):
			schemes = append(schemes, kind)
		}
	}
	switch c.Verdict {
	case stub:
		return "--stub=" + strings.Join(schemes, ",")
	case jvm:
		return "needs " + strings.Join(c.Needs, ", ")
	case invalid:
		return plural(errors, "error")
	}
	return ""
}
