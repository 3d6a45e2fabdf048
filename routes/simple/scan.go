package simple

import "strings"

// opensQuote tells whether the quote at i begins quoted text: it does where an argument or a word begins, so that the
// apostrophe of "it's" is text.
func (p *parser) opensQuote(i, start int) bool {
	if c := p.text[i]; c != '\'' && c != '"' {
		return false
	}
	return i == start || isBlank(p.text[i-1]) || strings.IndexByte("(,", p.text[i-1]) >= 0
}

// closesQuote finds the end of the quoted text that begins at i, i itself where it has none.
func (p *parser) closesQuote(i, end int) int {
	for j := i + 1; j < end; j++ {
		if p.text[j] == p.text[i] {
			return j
		}
		j = p.skip(j, end)
	}
	return i
}

// closingParen finds the ) for the ( at open; quotes and nested functions count.
func (p *parser) closingParen(open, end int) int {
	depth := 0
	for i := open; i < end; i++ {
		switch {
		case p.opensQuote(i, open):
			i = p.closesQuote(i, end)
		case p.text[i] == '(':
			depth++
		case p.text[i] == ')':
			if depth--; depth == 0 {
				return i
			}
		default:
			i = p.skip(i, end)
		}
	}
	return -1
}

// split cuts the arguments of a method at the commas that are not inside quotes or nested functions.
func (p *parser) split(s span) []span {
	if p.trim(s).empty() {
		return nil
	}
	var args []span
	from := s.start
	for i := s.start; i < s.end; i++ {
		switch {
		case p.opensQuote(i, from):
			i = p.closesQuote(i, s.end)
		case p.text[i] == ',':
			args = append(args, p.trim(span{from, i}))
			from = i + 1
		default:
			i = p.skip(i, s.end)
		}
	}
	return append(args, p.trim(span{from, s.end}))
}

// inner is an argument without the quotes around it.
func (p *parser) inner(s span) span {
	if s.end-s.start >= 2 {
		if q := p.text[s.start]; (q == '\'' || q == '"') && p.text[s.end-1] == q {
			return span{s.start + 1, s.end - 1}
		}
	}
	return s
}
