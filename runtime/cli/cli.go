// Package cli is the command line: it reads flags and files, prints, and answers exit codes.
//
// Exit codes are Camel's: 0 done, 1 failed, 2 wrong usage, 66 a named file is missing. What a command answers goes to
// standard output, messages go to standard error as "error:" and "hint:" lines.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/dromedary-go/dromedary/components"
)

// Main runs the command line of a build with these components and answers the exit code. args are the words behind the
// program's name; beans are the classes of beans that this build brings along.
func Main(comps []components.Component, args []string, beans ...components.BeanType) int {
	p := &program{components: comps, beans: beans, stdout: os.Stdout, stderr: os.Stderr}
	return p.main(args)
}

// program is one call of the command line.
type program struct {
	components     []components.Component
	beans          []components.BeanType
	stdout, stderr io.Writer
}

// command is a word of the command line.
type command struct {
	name, short, usage string
	flags              flags
	run                func(p *program, files []string) error
}

// commands answers what there is beside help. They are made for each call: their flags hold what was given.
func (p *program) commands() []*command {
	all := []*command{runCommand(), testCommand(), validateCommand(), evalCommand(), schemaCommand(), versionCommand()}
	for _, c := range p.components {
		for _, word := range c.Commands() {
			all = append(all, componentCommand(word))
		}
	}
	return all
}

func (p *program) main(args []string) int {
	err := p.dispatch(args)
	if err == nil {
		return exitOK
	}
	if e := exitCode(0); errors.As(err, &e) {
		return int(e)
	}
	return report(p.stderr, styleOf(p.stderr), err)
}

// exitCode ends the program where everything is said already.
type exitCode int

func (e exitCode) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

func (p *program) dispatch(args []string) error {
	if len(args) == 0 {
		p.overview(p.stderr)
		return exitCode(exitUsage)
	}
	switch args[0] {
	case "help", "--help", "-help", "-h":
		return p.help(args[1:])
	case "--version", "-version", "-v":
		args = append([]string{"version"}, args[1:]...)
	}
	c, err := p.command(args[0])
	if err != nil {
		return err
	}
	files, err := c.parse(args[1:])
	if errors.Is(err, errHelp) {
		c.help(p.stdout)
		return nil
	}
	if err != nil {
		return err
	}
	return c.run(p, files)
}

// parse reads the flags. A command of a component reads its own.
func (c *command) parse(args []string) ([]string, error) {
	if c.flags.FlagSet != nil {
		return c.flags.parse(args)
	}
	if slices.ContainsFunc(args, func(a string) bool { return a == "--help" || a == "-help" || a == "-h" }) {
		return nil, errHelp
	}
	return args, nil
}

func (c *command) help(w io.Writer) {
	fmt.Fprintln(w, strings.TrimRight(c.usage, "\n"))
	if c.flags.FlagSet != nil {
		c.flags.help(w)
	}
}

// command finds a command by its name.
func (p *program) command(name string) (*command, error) {
	names := []string{"help"}
	for _, c := range p.commands() {
		if c.name == name {
			return c, nil
		}
		names = append(names, c.name)
	}
	hint := "dromedary help lists the commands"
	if near := components.Nearest(name, names); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	} else if strings.HasPrefix(name, "-") {
		hint = "flags stand behind the command: dromedary run " + name
	} else if _, err := os.Stat(name); err == nil {
		hint = "write: dromedary run " + name
	}
	return nil, misuse(hint, "unknown command %q", name)
}

func (p *program) help(args []string) error {
	if len(args) == 0 || args[0] == "help" {
		p.overview(p.stdout)
		return nil
	}
	c, err := p.command(args[0])
	if err != nil {
		return err
	}
	c.help(p.stdout)
	return nil
}

func (p *program) overview(w io.Writer) {
	fmt.Fprint(w, "Dromedary runs Apache Camel YAML routes.\n\nUsage: dromedary COMMAND [FILES] [FLAGS]\n\nCommands:\n")
	for _, c := range p.commands() {
		fmt.Fprintf(w, "  %-10s %s\n", c.name, c.short)
	}
	fmt.Fprintf(w, "  %-10s %s\n", "help", "explain a command: dromedary help run")
	fmt.Fprint(w, "\nTry: dromedary run --example twitter-cats\n")
}

// componentCommand makes a command of a word that a component brings along. Ctrl-C ends it.
func componentCommand(word components.Command) *command {
	return &command{
		name: word.Name, short: word.Short, usage: word.Usage,
		run: func(p *program, args []string) error {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			context.AfterFunc(ctx, stop) // the second Ctrl-C kills
			if code := word.Run(ctx, args, p.stdout, p.stderr); code != exitOK {
				return exitCode(code)
			}
			return nil
		},
	}
}
