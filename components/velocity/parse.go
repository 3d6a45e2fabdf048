package velocity

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/template"
)

// maxDepth bounds how deep blocks, expressions and macros nest.
const maxDepth = 100

// parser goes through a template's text.
type parser struct {
	text   string
	at     int
	depth  int
	macros map[string]*macro
}

type macro struct {
	params []string
	body   block
}

// parsed is a whole template.
type parsed struct {
	block
	macros map[string]*macro
}

func parse(text string) (template.Template, error) {
	t, err := parseText(text)
	if err != nil {
		return nil, err
	}
	return t, nil
}

func parseText(text string) (*parsed, error) {
	p := &parser{text: text, macros: map[string]*macro{}}
	b, end, err := p.block()
	if err == nil && end != "" {
		err = p.wrong("#%s without a beginning", end)
	}
	if err != nil {
		return nil, err
	}
	return &parsed{b, p.macros}, nil
}

func (p *parser) wrong(format string, args ...any) error {
	line := 1 + strings.Count(p.text[:min(p.at, len(p.text))], "\n")
	return components.NewException(parseErrorException, fmt.Sprintf(format, args...)+fmt.Sprintf(" at line %d", line))
}

func (p *parser) rest() string { return p.text[p.at:] }

// take goes behind a word that stands there.
func (p *parser) take(word string) bool {
	if strings.HasPrefix(p.rest(), word) {
		p.at += len(word)
		return true
	}
	return false
}

func (p *parser) blanks() {
	for p.at < len(p.text) && strings.IndexByte(" \t\r\n", p.text[p.at]) >= 0 {
		p.at++
	}
}

func letter(c byte) bool { return c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' }

func (p *parser) name() string {
	start := p.at
	for p.at < len(p.text) && (letter(p.text[p.at]) || p.at > start && p.text[p.at] >= '0' && p.text[p.at] <= '9') {
		p.at++
	}
	return p.text[start:p.at]
}

// block reads up to the #end, #else or #elseif of the block that is open; end is its name, "" at the end of the text.
func (p *parser) block() (b block, end string, err error) {
	if p.depth++; p.depth > maxDepth {
		return nil, "", p.wrong("blocks nest more than %d deep", maxDepth)
	}
	defer func() { p.depth-- }()
	start, begin := p.at, p.at
	flush := func(to int) {
		if to > start {
			b = append(b, text(p.text[start:to]))
		}
	}
	for p.at < len(p.text) {
		i := strings.IndexAny(p.rest(), "#$")
		if i < 0 {
			break
		}
		p.at += i
		at := p.at
		if n := backslashes(p.text[start:at]); n > 0 {
			if escaped, ok := p.escaped(n); ok {
				flush(at - n)
				b = append(b, escaped)
				start = p.at
				continue
			}
		}
		var piece node
		if p.text[at] == '$' {
			piece, err = p.reference()
		} else {
			var word string
			piece, word, err = p.directive()
			lead, first := p.lead(start, begin, at)
			if word != "" {
				flush(lead)
				return b, word, err
			}
			if _, plain := piece.(text); piece != nil && !plain {
				if at = lead; first {
					p.lineEnd()
				}
			}
		}
		if err != nil {
			return nil, "", err
		}
		if piece == nil {
			p.at = at + 1
			continue
		}
		flush(at)
		b = append(b, piece)
		start = p.at
	}
	p.at = len(p.text)
	flush(p.at)
	return b, "", nil
}

func backslashes(before string) int { return len(before) - len(strings.TrimRight(before, `\`)) }

// escaped reads what stands behind n backslashes: two are one, and one that is left over makes text of what follows.
func (p *parser) escaped(n int) (node, bool) {
	if n%2 == 0 && n < 2 {
		return nil, false
	}
	at := p.at
	var piece node
	var err error
	if p.text[at] == '$' {
		piece, err = p.reference()
	} else if word := directiveWord(p.rest()); word != "" {
		p.at += len(word)
		return text(strings.Repeat(`\`, n/2) + word), n%2 == 1
	}
	ref, ok := piece.(*reference)
	if err != nil || !ok {
		p.at = at
		return nil, false
	}
	return &escapedReference{ref, n}, true
}

func directiveWord(rest string) string {
	for _, word := range []string{"#if", "#elseif", "#else", "#end", "#foreach", "#set", "#macro", "#break", "#stop"} {
		if strings.HasPrefix(rest, word) {
			return word
		}
	}
	return ""
}

// lead answers where the text ends before a directive at a place: the blanks that lead up to it from the beginning of a line, which
// first tells, or of its block are no part of the text.
func (p *parser) lead(start, begin, at int) (end int, first bool) {
	for end = at; end > start && (p.text[end-1] == ' ' || p.text[end-1] == '\t'); end-- {
	}
	if end == begin || p.text[end-1] == '\n' {
		return end, true
	}
	return at, false
}

// lineEnd goes behind the line where nothing but blanks are left of it.
func (p *parser) lineEnd() {
	behind := strings.TrimLeft(p.rest(), " \t\r")
	if behind == "" {
		p.at = len(p.text)
	} else if behind[0] == '\n' {
		p.at = len(p.text) - len(behind) + 1
	}
}
