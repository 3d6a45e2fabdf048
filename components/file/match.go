package file

import (
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// matcher says which files and directories of a directory are read.
type matcher struct {
	include, exclude       *regexp.Regexp
	includeExt, excludeExt []string
	antInclude, antExclude []string
	antFold                bool
	filterFile, filterDir  components.Predicate
	doneToken              string // what doneFileName has for the file's name; "" where the done file has a fixed name
}

func (b *builder) matcher(e *endpoint) matcher {
	o := e.Options
	m := matcher{
		include: b.pattern("include", o.Include), exclude: b.pattern("exclude", o.Exclude),
		includeExt: words(strings.ToLower(o.IncludeExt)), excludeExt: words(strings.ToLower(o.ExcludeExt)),
		antInclude: words(o.AntInclude), antExclude: words(o.AntExclude), antFold: !o.AntCase,
		filterFile: b.predicate("filterFile", o.FilterFile), filterDir: b.predicate("filterDirectory", o.FilterDir),
	}
	rest := o.DoneFileName
	for _, token := range []string{"${file:name}", "${file:name.noext}"} {
		if strings.Contains(o.DoneFileName, token) {
			m.doneToken, rest = token, strings.Replace(o.DoneFileName, token, "", 1)
		}
	}
	if strings.Contains(rest, "${") {
		b.wrong("doneFileName", "doneFileName knows ${file:name} and ${file:name.noext} only", "write, for example, ${file:name}.done")
	}
	return m
}

func (b *builder) pattern(option, text string) *regexp.Regexp {
	if text == "" {
		return nil
	}
	re, err := regexp.Compile("(?i)^(?:" + text + ")$")
	if err != nil {
		b.wrong(option, "option "+option+" of file: "+err.Error(), `a regular expression for the whole name, such as .*\.txt`)
	}
	return re
}

func words(text string) []string {
	var items []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// directory tells whether a directory is looked into.
func (e *endpoint) matchesDirectory(f *found) (bool, error) {
	name := filepath.Base(f.path)
	if strings.HasPrefix(name, ".") && (!e.HiddenDirs || name == doneDirectory) || strings.HasSuffix(name, lockSuffix) {
		return false, nil
	}
	if e.match.filterDir == nil {
		return true, nil
	}
	return e.match.filterDir(e.question(f))
}

// matchesFile tells whether a file is one that the options ask for; beside is what else its directory holds.
func (e *endpoint) matchesFile(f *found, beside []fs.DirEntry) (bool, error) {
	name, m := filepath.Base(f.path), &e.match
	if strings.HasPrefix(name, ".") && !e.HiddenFiles || strings.HasSuffix(name, lockSuffix) {
		return false, nil
	}
	if !m.ant(f.relative) || !m.named(name) {
		return false, nil
	}
	if e.name != nil {
		wanted, err := evaluate(e.name, e.question(f))
		if err != nil || name != wanted {
			return false, err
		}
	}
	if m.filterFile != nil {
		if ok, err := m.filterFile(e.question(f)); err != nil || !ok {
			return false, err
		}
	}
	if e.DoneFileName == "" {
		return true, nil
	}
	if e.isDoneFile(name) {
		return false, nil
	}
	done := filepath.Base(e.doneFile(f.path))
	for _, other := range beside {
		if other.Name() == done {
			return true, nil
		}
	}
	return false, nil
}

func (m *matcher) named(name string) bool {
	if m.exclude != nil && m.exclude.MatchString(name) || hasExtension(name, m.excludeExt) {
		return false
	}
	return (m.include == nil || m.include.MatchString(name)) && (m.includeExt == nil || hasExtension(name, m.includeExt))
}

func hasExtension(name string, extensions []string) bool {
	name = strings.ToLower(name)
	for _, x := range extensions {
		if strings.HasSuffix(name, "."+x) {
			return true
		}
	}
	return false
}

// ant tells whether a path is read as far as the Ant patterns go.
func (m *matcher) ant(relative string) bool {
	any := func(patterns []string) bool {
		for _, p := range patterns {
			if antMatch(p, relative, m.antFold) {
				return true
			}
		}
		return false
	}
	return !any(m.antExclude) && (m.antInclude == nil || any(m.antInclude))
}

// antMatch matches a path against an Ant pattern: ? is a character, * some within a name, ** some directories.
func antMatch(pattern, name string, fold bool) bool {
	if fold {
		pattern, name = strings.ToLower(pattern), strings.ToLower(name)
	}
	return antNames(strings.Split(pattern, "/"), strings.Split(name, "/"))
}

func antNames(patterns, names []string) bool {
	for i, p := range patterns {
		if p == "**" {
			for skip := 0; skip <= len(names)-i; skip++ {
				if antNames(patterns[i+1:], names[i+skip:]) {
					return true
				}
			}
			return false
		}
		if i >= len(names) || !antName(p, names[i]) {
			return false
		}
	}
	return len(names) == len(patterns)
}

// antName matches one name; only * and ? are special.
func antName(pattern, name string) bool {
	ok, err := path.Match(strings.NewReplacer(`\`, `\\`, "[", `\[`).Replace(pattern), name)
	return ok && err == nil
}

// doneFile is the path of the file that says that path is complete.
func (e *endpoint) doneFile(path string) string {
	name := filepath.Base(path)
	if e.match.doneToken == "${file:name.noext}" {
		if i := strings.LastIndexByte(name, '.'); i >= 0 {
			name = name[:i]
		}
	}
	done := e.DoneFileName
	if e.match.doneToken != "" {
		done = strings.Replace(done, e.match.doneToken, name, 1)
	}
	return filepath.Join(filepath.Dir(path), done)
}

// isDoneFile tells whether a name is one of a done file.
func (e *endpoint) isDoneFile(name string) bool {
	if e.match.doneToken == "" {
		return name == e.DoneFileName
	}
	before, after, _ := strings.Cut(e.DoneFileName, e.match.doneToken)
	if before != "" {
		return strings.HasPrefix(name, before+after)
	}
	return strings.HasSuffix(name, after)
}
