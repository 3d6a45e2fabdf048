// Gen writes the options of every component into the README of its folder. With -check it only tells which are stale.
// It runs in components/all, by go generate.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/all"
	"github.com/dromedary-go/dromedary/components/reference"
)

func main() {
	check := flag.Bool("check", false, "write nothing, and fail where a README is stale")
	flag.Parse()
	if err := run("..", *check); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

// run brings the READMEs of the components below folder up to date.
func run(folder string, check bool) error {
	files, err := filepath.Glob(filepath.Join(folder, "*", "README.md"))
	if err != nil {
		return err
	}
	byScheme := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if scheme, _, ok := strings.Cut(strings.TrimPrefix(string(text), "# "), ":"); ok {
			byScheme[scheme] = file
		}
	}
	var errs []error
	for _, c := range all.Components {
		errs = append(errs, update(byScheme[c.Info().Scheme], c, check))
	}
	return errors.Join(errs...)
}

func update(file string, c components.Component, check bool) error {
	scheme := c.Info().Scheme
	if file == "" {
		return fmt.Errorf("no README.md begins with %q", "# "+scheme+": ")
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	fresh, err := reference.Update(string(text), c)
	if err != nil || fresh == string(text) {
		return err
	}
	if check {
		return fmt.Errorf("%s is stale: run go generate ./...", file)
	}
	return os.WriteFile(file, []byte(fresh), 0o644)
}
