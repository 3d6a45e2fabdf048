package cli

import (
	"io"
	"os"

	"golang.org/x/term"

	"github.com/dromedary-go/dromedary/routes"
)

// style holds the escape sequences of a terminal; the zero value colours nothing.
type style struct {
	bold, dim, red, yellow, green, magenta, cyan, reset string
}

// styleOf answers colours for a terminal, unless NO_COLOR is set (https://no-color.org) or the terminal is a dumb one.
func styleOf(w io.Writer) style {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" || !term.IsTerminal(int(f.Fd())) {
		return style{}
	}
	return style{
		bold: "\x1b[1m", dim: "\x1b[2m", red: "\x1b[31m", green: "\x1b[32m", yellow: "\x1b[33m",
		magenta: "\x1b[35m", cyan: "\x1b[36m", reset: "\x1b[0m",
	}
}

// diagnostics is the part that diagnostics use.
func (s style) diagnostics() routes.Style {
	return routes.Style{Bold: s.bold, Red: s.red, Yellow: s.yellow, Cyan: s.cyan, Reset: s.reset}
}
