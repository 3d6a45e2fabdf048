package cli

import (
	"errors"
	"fmt"
	"io"

	"github.com/dromedary-go/dromedary/runtime"
)

// The exit codes, which are those of Camel's own command line.
const (
	exitOK      = 0
	exitFailed  = 1
	exitUsage   = 2
	exitMissing = 66 // a file that was named is not there
)

// problem is what a user is told: what is wrong, what to do about it, and the exit code.
type problem struct {
	code      int
	msg, hint string
	excerpt   string // lines that show the place; they are safe to print
}

func (p *problem) Error() string { return p.msg }

// misuse is a wrong command line.
func misuse(hint, format string, args ...any) *problem {
	return &problem{code: exitUsage, msg: fmt.Sprintf(format, args...), hint: hint}
}

// missing is a file that is not there.
func missing(hint, format string, args ...any) *problem {
	return &problem{code: exitMissing, msg: fmt.Sprintf(format, args...), hint: hint}
}

// explain answers what an error says and, where it knows, what to do about it.
func explain(err error) (msg, hint string) {
	var p *problem
	var start *runtime.StartError
	switch {
	case errors.As(err, &p):
		return p.msg, p.hint
	case errors.As(err, &start):
		return err.Error(), start.Hint
	}
	return err.Error(), ""
}

// report prints what went wrong and answers the exit code.
func report(w io.Writer, s style, err error) int {
	msg, hint := explain(err)
	var p *problem
	known := errors.As(err, &p)
	fmt.Fprintf(w, "%serror:%s %s\n", s.red, s.reset, printable(msg))
	if known {
		io.WriteString(w, p.excerpt)
	}
	if hint != "" {
		fmt.Fprintf(w, "%shint:%s %s\n", s.cyan, s.reset, printable(hint))
	}
	if known {
		return p.code
	}
	return exitFailed
}
