package routes

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	yamlLine      = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)
	unknownAnchor = regexp.MustCompile(`unknown anchor '(.*)' referenced`)
	tabIndent     = regexp.MustCompile(`^[ -]*\t`)
	reserved      = regexp.MustCompile("(?:^|[:\\-,\\[{] *)([@`%&*!|>])")
)

// yamlError makes a diagnostic of what the YAML library says. It often knows the line only roughly, so the mistakes that
// people make most are looked for in the text.
func (s *source) yamlError(err error) Diagnostic {
	d := Diagnostic{Pos: Pos{File: s.name, Line: 1, Col: 1}, Msg: strings.TrimPrefix(err.Error(), "yaml: ")}
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		d.Msg = "bad YAML: " + m[2]
		if n, err := strconv.Atoi(m[1]); err == nil {
			d.Line = min(max(n, 1), len(s.lines))
		}
	}
	line := s.line(d.Line)
	d.Col = 1 + len(line) - len(strings.TrimLeft(line, " "))
	s.refine(&d)
	d.Source = s.line(d.Line)
	return d
}

// refine finds the place of a mistake, and what to write.
func (s *source) refine(d *Diagnostic) {
	at := func(line, offset int, hint string) {
		d.Line, d.Col, d.Hint = line, 1+utf8.RuneCountInString(s.line(line)[:offset]), hint
	}
	if i := s.find(tabIndent, d.Line-1); i > 0 && (strings.Contains(d.Msg, "tab") || strings.Contains(d.Msg, "cannot start any token")) {
		at(i, strings.IndexByte(s.line(i), '\t'), "indent with spaces; YAML allows no tabs there")
		return
	}
	switch m := unknownAnchor.FindStringSubmatch(d.Msg); {
	case m != nil:
		for i, line := range s.lines {
			if b := strings.Index(line, "*"+m[1]); b >= 0 {
				at(i+1, b, "define it before with &"+m[1]+", or put the text in quotes")
				return
			}
		}
	case strings.Contains(d.Msg, "cannot start any token"):
		if b := reserved.FindStringSubmatchIndex(s.line(d.Line)); b != nil {
			at(d.Line, b[2], "put the text in quotes")
		}
	case strings.Contains(d.Msg, "mapping values are not allowed"):
		d.Hint = "quote a value that holds \": \", and check the indentation"
	case strings.Contains(d.Msg, "unexpected end of stream"):
		d.Hint = "close the quote"
	case strings.Contains(d.Msg, "expected ',' or"):
		if line, offset, bracket := s.unclosed(); line > 0 {
			at(line, offset, "close it with "+map[byte]string{'{': "}", '[': "]"}[bracket]+"; quote texts that hold { } [ ]")
		}
	case strings.Contains(d.Msg, "did not find expected"):
		if line := s.crooked(d.Line); line > 0 {
			at(line, len(s.line(line))-len(strings.TrimLeft(s.line(line), " ")), "indent it like the entries above that it belongs to")
		} else {
			d.Hint = "check the indentation, and quote values that begin with { [ & * ! | > % @"
		}
	default:
		d.Hint = "check the indentation and the quotes"
	}
}

// find answers the first line from one on that matches, 0 where none does.
func (s *source) find(re *regexp.Regexp, from int) int {
	for i := max(from, 1); i <= len(s.lines); i++ {
		if re.MatchString(s.line(i)) {
			return i
		}
	}
	return 0
}

// unclosed finds the last { or [ that nothing closes. Comments and quoted texts do not count.
func (s *source) unclosed() (line, offset int, bracket byte) {
	type open struct {
		line, offset int
		bracket      byte
	}
	var stack []open
	quote := byte(0)
	for i, text := range s.lines {
		before := byte(' ')
		for j := range len(text) {
			c := text[j]
			switch {
			case quote != 0:
				if c == quote && (quote == '\'' || before != '\\') {
					quote = 0
				}
			case (c == '"' || c == '\'') && strings.IndexByte(" [{,:", before) >= 0:
				quote = c
			case c == '#' && before == ' ':
				text = "" // the rest is a comment
			case (c == '{' || c == '[') && strings.IndexByte(" [{,", before) >= 0:
				stack = append(stack, open{i + 1, j, c})
			case (c == '}' || c == ']') && len(stack) > 0:
				if last := stack[len(stack)-1]; last.bracket != c-2 { // in ASCII } stands two behind {, ] two behind [
					return last.line, last.offset, last.bracket
				}
				stack = stack[:len(stack)-1]
			}
			if text == "" {
				break
			}
			before = c
		}
	}
	if len(stack) == 0 {
		return 0, 0, 0
	}
	last := stack[len(stack)-1]
	return last.line, last.offset, last.bracket
}

// crooked finds the first line from one on whose indentation is that of no line that it could belong to.
func (s *source) crooked(from int) int {
	var levels []int
	for i, text := range s.lines {
		trimmed := strings.TrimLeft(text, " ")
		if trimmed == "" || trimmed[0] == '#' {
			continue
		}
		indent := len(text) - len(trimmed)
		for len(levels) > 0 && indent < levels[len(levels)-1] {
			levels = levels[:len(levels)-1]
		}
		if known := len(levels) > 0 && levels[len(levels)-1] == indent; !known {
			if i+1 > from && len(levels) > 0 && s.dedented(i, indent) {
				return i + 1
			}
			levels = append(levels, indent)
		}
		for strings.HasPrefix(trimmed, "- ") { // what stands behind the dash has a level of its own
			rest := strings.TrimLeft(trimmed[2:], " ")
			indent += len(trimmed) - len(rest)
			levels, trimmed = append(levels, indent), rest
		}
	}
	return 0
}

// dedented tells whether a line stands further left than the one above it.
func (s *source) dedented(i, indent int) bool {
	for i--; i >= 0; i-- {
		if above := strings.TrimLeft(s.lines[i], " "); above != "" && above[0] != '#' {
			return indent < len(s.lines[i])-len(above)
		}
	}
	return false
}
