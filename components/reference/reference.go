// Package reference writes the options of a component into its README, from the options struct.
package reference

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// The lines of a README between which the options stand.
const (
	Begin = "<!-- options: generated -->"
	End   = "<!-- /options -->"
)

// Update answers a README with the component's options of today between the lines [Begin] and [End]. It fails where one
// of the lines is missing.
func Update(readme string, c components.Component) (string, error) {
	before, rest, begins := strings.Cut(readme, Begin+"\n")
	_, after, ends := strings.Cut(rest, End)
	if !begins || !ends {
		return "", fmt.Errorf("the README of %s lacks the lines %q and %q", c.Info().Scheme, Begin, End)
	}
	return before + Begin + "\n" + Options(c) + End + after, nil
}

// Options describes the options of a component as a Markdown table.
func Options(c components.Component) string {
	var b strings.Builder
	info := c.Info()
	fmt.Fprintf(&b, "URI: `%s`", info.Syntax)
	if len(info.Aliases) > 0 {
		fmt.Fprintf(&b, ", also with the schemes %s", quoted(info.Aliases, " and "))
	}
	b.WriteString("\n\n| option | type | default | what |\n|---|---|---|---|\n")
	for _, o := range c.Options() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", o.Name, kind(o), code(o.Default), escape(note(o)+o.Doc))
	}
	general := make([]string, 0, 4)
	for _, o := range components.GeneralOptions() {
		general = append(general, o.Name)
	}
	fmt.Fprintf(&b, "\nAn option for all endpoints is a property: `camel.component.%s.NAME`. Like every endpoint this one also takes\n%s.\n", info.Scheme, quoted(general, " and "))
	return b.String()
}

func kind(o components.OptionInfo) string {
	if len(o.Enum) > 0 {
		return quoted(o.Enum, " or ")
	}
	return o.Type
}

func note(o components.OptionInfo) string {
	var notes []string
	for _, n := range []struct {
		holds bool
		text  string
	}{{o.Path, "part of the path"}, {o.Required, "required"}, {o.Secret, "secret"}, {o.Component, "a property as a rule"}} {
		if n.holds {
			notes = append(notes, n.text)
		}
	}
	if len(notes) == 0 {
		return ""
	}
	return "*" + strings.Join(notes, ", ") + "* "
}

func quoted(words []string, last string) string {
	var b strings.Builder
	for i, w := range words {
		switch {
		case i == 0:
		case i == len(words)-1:
			b.WriteString(last)
		default:
			b.WriteString(", ")
		}
		b.WriteString(code(w))
	}
	return b.String()
}

func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + escape(text) + "`"
}

// escape keeps a bar from ending the cell.
func escape(text string) string { return strings.ReplaceAll(text, "|", `\|`) }
