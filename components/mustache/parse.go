package mustache

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/template"
)

// parser makes templates of texts.
type parser struct {
	start, end string
	partial    func(name string) (string, error)
}

// maxDepth bounds how deep sections and partials nest.
const maxDepth = 100

// node is a piece of a template.
type node struct {
	kind  byte // 't' text, 'v' value, '&' value as it is, '#' section, '^' inverted section
	text  string
	path  []string
	inner []node
}

type nodes []node

func wrong(format string, args ...any) error {
	return components.NewException(mustacheException, fmt.Sprintf(format, args...))
}

func (p *parser) parse(text string) (template.Template, error) { return p.whole(text, 0) }

func (p *parser) whole(text string, depth int) (nodes, error) {
	if depth > maxDepth {
		return nil, wrong("Maximum partial recursion limit reached: %d", maxDepth)
	}
	s := &scanner{parser: p, text: text, start: p.start, end: p.end, depth: depth}
	list, err := s.nodes("", true)
	return list, err
}

// scanner goes through one text. The tags that it looks for may change on the way.
type scanner struct {
	*parser
	text       string
	at         int
	start, end string
	depth      int // of partials
	nested     int // of sections
	lines      int // that were read
}

// section is how far the reading of a section has come, the whole text being one, too. Which line breaks around tags are written
// follows mustache.java: a section that goes over several lines takes along those that nothing but blanks stand beside.
type section struct {
	list    nodes
	text    strings.Builder
	first   bool // nothing stands before it on the line on which it began
	blank   bool // nothing but blanks since the line began, or the section
	swallow bool // the line's break is not written where the line is blank
}

func (s *section) flush() {
	if s.text.Len() > 0 {
		s.list = append(s.list, node{kind: 't', text: s.text.String()})
		s.text.Reset()
	}
}

// nodes reads up to the end of the section that is open.
func (s *scanner) nodes(open string, first bool) (list nodes, err error) {
	if s.nested++; s.nested > maxDepth {
		return nil, wrong("Sections nest more than %d deep", maxDepth)
	}
	defer func() { s.nested-- }()
	sec := &section{first: first, blank: true, swallow: open != ""}
	for s.at < len(s.text) {
		rest := s.text[s.at:]
		switch c := rest[0]; {
		case strings.HasPrefix(rest, s.start):
			if ended, err := s.apply(sec, open); ended || err != nil {
				return sec.list, err
			}
		case c == '\n' || strings.HasPrefix(rest, "\r\n"):
			n := strings.IndexByte(rest, '\n') + 1
			if !sec.swallow || !sec.blank {
				sec.text.WriteString(rest[:n])
			}
			s.at += n
			s.lines++
			sec.flush()
			sec.swallow, sec.blank, sec.first = false, true, true
		case c == '\r': // of no line break: mustache.java drops it
			s.at++
		default:
			sec.blank = sec.blank && (c == ' ' || c == '\t')
			sec.text.WriteByte(c)
			s.at++
		}
	}
	if open != "" {
		return nil, wrong("Failed to close %q tag", open)
	}
	sec.flush()
	return sec.list, nil
}

// apply reads a tag; ended is true for the one that ends the section.
func (s *scanner) apply(sec *section, open string) (ended bool, err error) {
	sigil, name, err := s.tag(s.at)
	if err != nil {
		return false, err
	}
	switch sigil {
	case '!', '=':
	case '#', '^':
		before, lines := sec.first, s.lines
		sec.first = sec.first && sec.blank
		inner, err := s.nodes(name, sec.first)
		if err != nil {
			return false, err
		}
		sec.first = before
		if lines = s.lines - lines; !sec.blank || lines == 0 {
			sec.flush()
		}
		sec.text.Reset()
		sec.list = append(sec.list, node{kind: sigil, path: path(name), inner: inner})
		sec.swallow = lines != 0
	case '/':
		if name != open {
			return false, wrong("Mismatched start/end tags: %s != %s", open, name)
		}
		if !sec.first || !sec.blank {
			sec.flush()
		}
		return true, nil
	case '>':
		sec.flush()
		text, err := s.partial(name)
		if err != nil {
			return false, components.NewException("com.github.mustachejava.MustacheNotFoundException", fmt.Sprintf("Template %s.mustache not found", name))
		}
		inner, err := s.whole(text, s.depth+1)
		if err != nil {
			return false, err
		}
		sec.list = append(sec.list, inner...)
	default:
		sec.flush()
		sec.list = append(sec.list, node{kind: sigil, path: path(name)})
	}
	sec.first = false
	return false, nil
}

// tag reads the tag at a place and goes behind it.
func (s *scanner) tag(at int) (sigil byte, name string, err error) {
	rest := s.text[at+len(s.start):]
	end := s.end
	if strings.HasPrefix(rest, "{") {
		end = "}" + s.end
	} else if strings.HasPrefix(rest, "=") {
		end = "=" + s.end
	}
	n := strings.Index(rest, end)
	if n < 0 {
		return 0, "", wrong("Improperly closed variable: %.40s", rest)
	}
	s.at = at + len(s.start) + n + len(end)
	inside := strings.TrimSpace(rest[:n])
	if inside == "" {
		return 0, "", wrong("Empty mustache")
	}
	name = strings.TrimSpace(inside[1:])
	switch inside[0] {
	case '#', '^', '/', '>', '!', '&':
		return inside[0], name, nil
	case '{':
		return '&', name, nil
	case '=':
		delimiters := strings.Fields(name)
		if len(delimiters) != 2 {
			return 0, "", wrong("Invalid delimiter string: %s", name)
		}
		s.start, s.end = delimiters[0], delimiters[1]
		return '=', "", nil
	}
	return 'v', inside, nil
}

func path(name string) []string {
	if name == "." {
		return nil
	}
	return strings.Split(name, ".")
}
