package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

// errHelp says that help was asked for.
var errHelp = errors.New("help")

// flags are the flags of one command. They are declared as with package flag; unlike there, flags may stand before and
// behind the files, and a mistake says what to write.
type flags struct{ *flag.FlagSet }

func newFlags(command string) flags {
	fs := flag.NewFlagSet(command, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	return flags{fs}
}

// parse reads the arguments and answers those that are no flags. "--" ends the flags.
func (f flags) parse(args []string) (files []string, err error) {
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		if arg == "--" {
			return append(files, args...), nil
		}
		if len(arg) < 2 || arg[0] != '-' {
			files = append(files, arg)
			continue
		}
		name, value, given := strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
		if name == "h" || name == "help" {
			return nil, errHelp
		}
		known := f.Lookup(name)
		if known == nil {
			return nil, f.unknown(name)
		}
		if !given && isSwitch(known) {
			value = "true"
		} else if !given {
			if len(args) == 0 {
				return nil, misuse(f.example(known), "flag --%s needs a value", name)
			}
			value, args = args[0], args[1:]
		}
		if err := known.Value.Set(value); err != nil {
			if isSwitch(known) {
				err = fmt.Errorf("%q is not true or false", value)
			}
			return nil, misuse(f.example(known), "flag --%s: %v", name, err)
		}
	}
	return files, nil
}

func isSwitch(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

func (f flags) unknown(name string) *problem {
	var names []string
	f.VisitAll(func(known *flag.Flag) { names = append(names, known.Name) })
	hint := fmt.Sprintf("dromedary help %s lists the flags", f.Name())
	if near := components.Nearest(name, names); near != "" {
		hint = fmt.Sprintf("did you mean --%s?", near)
	}
	return misuse(hint, "unknown flag --%s", name)
}

func (f flags) example(known *flag.Flag) string {
	value, usage := flag.UnquoteUsage(known)
	if value != "" {
		value = " " + value
	}
	return fmt.Sprintf("--%s%s: %s", known.Name, value, usage)
}

// count declares a flag for a whole number from 0.
func (f flags) count(p *int64, name, usage string) {
	f.Func(name, usage, func(text string) error {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < 0 {
			return fmt.Errorf("%q is not a whole number from 0", text)
		}
		*p = n
		return nil
	})
}

// port declares a flag for a TCP port; 0 lets the system choose.
func (f flags) port(p *string, name, usage string) {
	f.Func(name, usage, func(text string) error {
		n, err := strconv.ParseUint(text, 10, 64)
		if err != nil || n > math.MaxUint16 {
			return fmt.Errorf("%q is not a port from 0 to 65535", text)
		}
		*p = text
		return nil
	})
}

// list declares a flag that may be given several times.
func (f flags) list(p *[]string, name, usage string) {
	f.Func(name, usage, func(text string) error {
		*p = append(*p, text)
		return nil
	})
}

// stubs declares the flag for components that queues in memory stand in for.
func (f flags) stubs(p *routes.Stubs) {
	f.Func("stub", "have queues in memory stand in for the components `SCHEMES`, such as kafka,aws2-*, or all, or remote", func(text string) error {
		*p = append(*p, routes.ParseStubs(text)...)
		return nil
	})
}

// help prints the flags with their usage, one a line.
func (f flags) help(w io.Writer) {
	var names, usages []string
	width := 0
	f.VisitAll(func(known *flag.Flag) {
		value, usage := flag.UnquoteUsage(known)
		name := strings.TrimSpace("--" + known.Name + " " + value)
		names, usages = append(names, name), append(usages, usage)
		width = max(width, len(name))
	})
	if len(names) > 0 {
		fmt.Fprint(w, "\nFlags:\n")
	}
	for i := range names {
		fmt.Fprintf(w, "  %-*s  %s\n", width, names[i], usages[i])
	}
}
