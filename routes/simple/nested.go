package simple

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// content compiles what stands between braces. In a predicate, once a nested function has ended the rest is read as part of
// the predicate, as in Camel: operators and its words are refused there, and quotes are lost.
func (p *parser) content(s span) (components.Expression, error) {
	if !p.inPredicate {
		return p.function(s)
	}
	text, err := p.behindNested(s)
	if err != nil {
		return nil, err
	}
	if text != p.of(s) {
		return inside(p, argument{text, s.start}, (*parser).function)
	}
	return p.function(s)
}

// behindNested answers the text without the quotes behind the first nested function.
func (p *parser) behindNested(s span) (string, error) {
	i := s.start
	for i < s.end && opening(p.text[i:s.end]) == 0 {
		i++
	}
	if i == s.end {
		return p.of(s), nil
	}
	var b strings.Builder
	b.WriteString(p.text[s.start:i])
	for i < s.end {
		if stop := p.skip(i, s.end); stop > i {
			b.WriteString(p.text[i : stop+1])
			i = stop + 1
			continue
		}
		if c := p.text[i]; c == '\'' || c == '"' {
			stop := p.closesQuote(i, s.end)
			if stop == i {
				return "", p.openQuote(i)
			}
			if err := p.operatorFree(span{i + 1, stop}); err != nil {
				return "", err
			}
			b.WriteString(p.text[i+1 : stop])
			i = stop + 1
			continue
		}
		if word := p.predicateWord(span{i, s.end}); word != "" {
			return "", p.behind(i, word)
		}
		b.WriteByte(p.text[i])
		i++
	}
	return b.String(), nil
}

func (p *parser) behind(at int, word string) error {
	return p.wrong(at, "set a variable to it first, which a template may do, and compare that", "%s cannot stand behind a nested function in a predicate", word)
}

// operatorFree refuses operators behind a function in quoted text.
func (p *parser) operatorFree(s span) error {
	nested := false
	for i := s.start; i < s.end; i++ {
		if stop := p.skip(i, s.end); stop > i {
			i, nested = stop, true
		} else if word := p.predicateWord(span{i, s.end}); nested && word != "" {
			return p.behind(i, word)
		}
	}
	return nil
}

// predicateWord is what means something to a predicate at the beginning of s.
func (p *parser) predicateWord(s span) string {
	for _, word := range []string{"&&", "||", "true", "false", "null"} {
		if strings.HasPrefix(p.of(s), word) {
			return word
		}
	}
	if op, found := p.operatorAt(s); found && isBlank(p.text[s.start-1]) {
		return op.word
	}
	return ""
}
