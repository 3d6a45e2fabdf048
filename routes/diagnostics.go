package routes

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Severity tells an error, which keeps the routes from running, from a warning and from a mere note.
type Severity uint8

// The severities.
const (
	Error Severity = iota
	Warning
	Note
)

func (s Severity) String() string { return [...]string{"error", "warning", "note"}[s] }

// Diagnostic is a mistake in a route file or in the configuration, found before anything runs.
type Diagnostic struct {
	Pos
	Severity Severity
	// Msg says what is wrong: lower case, no full stop.
	Msg string
	// Hint says what to write instead; it may be empty.
	Hint string
	// Need names what the line needs and this build does not have, where that is what is wrong: a kind and a name, such as
	// "component:kafka", "language:groovy", "dataformat:avro", "bean:com.example.Cat" or "step:saga".
	Need string
	// Source is the line of the file, for the excerpt; it may be empty.
	Source string
}

// Error is the diagnostic in one line: file:line:col: error: message (hint).
func (d Diagnostic) Error() string {
	text := d.Severity.String() + ": " + d.Msg
	if d.File != "" {
		text = d.Pos.String() + ": " + text
	}
	if d.Hint != "" {
		text += " (" + d.Hint + ")"
	}
	return text
}

// String is file:line:col, without what is not known.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Diagnostics are all mistakes found at once.
type Diagnostics []Diagnostic

// HasErrors tells whether one of them keeps the routes from running.
func (ds Diagnostics) HasErrors() bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity == Error })
}

func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// sort puts them in the order of the files (as given), lines and columns, and drops repetitions.
func (ds Diagnostics) sort(files []string) Diagnostics {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(slices.Index(files, a.File), slices.Index(files, b.File)), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return slices.CompactFunc(ds, func(a, b Diagnostic) bool { return a.Pos == b.Pos && a.Msg == b.Msg })
}

// Style colours parts of a diagnostic for a terminal; the zero value colours nothing.
type Style struct {
	Bold, Red, Yellow, Cyan, Reset string
}

// Write prints a diagnostic for people: the message, the source line with a caret below the place, the hint.
func (d Diagnostic) Write(w io.Writer, s Style) {
	colour := s.Red
	switch d.Severity {
	case Warning:
		colour = s.Yellow
	case Note:
		colour = s.Cyan
	}
	if d.File != "" {
		fmt.Fprintf(w, "%s%s:%s ", s.Bold, d.Pos, s.Reset)
	}
	fmt.Fprintf(w, "%s%s:%s %s%s%s\n", colour, d.Severity, s.Reset, s.Bold, d.Msg, s.Reset)
	if d.Source != "" && d.Line > 0 {
		number := fmt.Sprint(d.Line)
		source, col := excerpt(d.Source, d.Col)
		fmt.Fprintf(w, " %s | %s\n", number, source)
		if col > 0 {
			fmt.Fprintf(w, " %s | %s%s^%s\n", strings.Repeat(" ", len(number)), strings.Repeat(" ", col-1), colour, s.Reset)
		}
	}
	if d.Hint != "" {
		fmt.Fprintf(w, " %shint:%s %s\n", s.Cyan, s.Reset, d.Hint)
	}
}

// excerpt cuts a very long line to what stands around the column and makes it safe to print.
func excerpt(line string, col int) (string, int) {
	const width = 120
	runes := []rune(strings.TrimRight(line, "\r"))
	for i, r := range runes {
		if r < ' ' || r == 0x7f {
			runes[i] = ' '
		}
	}
	if len(runes) <= width {
		return string(runes), min(col, len(runes)+1)
	}
	start := max(0, min(col-width/2, len(runes)-width))
	cut := slices.Clone(runes[start : start+width])
	if start > 0 {
		cut[0] = '…'
	}
	if start+width < len(runes) {
		cut[width-1] = '…'
	}
	return string(cut), col - start
}

// StepError is a failure of one step while a route runs.
type StepError struct {
	RouteID string
	StepID  string
	// Step is the kind of step, such as "to".
	Step string
	Pos  Pos
	// Endpoint is the URI (as shown) that the step sent to, "" for other steps.
	Endpoint string
	Err      error
	// Stack is where a panic happened, nil for other failures.
	Stack []byte
	// Exhausted is true once an error handler has done what it could: those of outer steps and of callers leave it alone.
	Exhausted bool
}

func (e *StepError) Error() string {
	text := fmt.Sprintf("%s: route %s, step %s", e.Pos, e.RouteID, e.StepID)
	if e.Endpoint != "" {
		text += " (" + e.Endpoint + ")"
	}
	return text + ": " + e.Err.Error()
}

// Label is the step with the endpoint that it sends to, as message histories show it.
func (e *StepError) Label() string { return label(e.Step, e.Endpoint) }

func label(step, endpoint string) string {
	if endpoint == "" {
		return step
	}
	return step + "[" + endpoint + "]"
}

func (e *StepError) Unwrap() error { return e.Err }
