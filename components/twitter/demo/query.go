package demo

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// match tells whether a post is meant by a query.
type match func(p *post) bool

// queryError is a mistake in a query; Position counts characters from 1, as the wire does.
type queryError struct {
	Position int
	Msg      string
}

func (e *queryError) Error() string { return fmt.Sprintf("%s (at position %d)", e.Msg, e.Position) }

const maxQuery = 512

// parseQuery reads a search query: words, "phrases", #hashtags, @mentions, from:, lang:, has: and is: operators, joined
// by spaces (and) and OR, which binds less tightly, with parentheses, and "-" before a single term.
func parseQuery(text string) (match, error) {
	if n := utf8.RuneCountInString(text); n == 0 || n > maxQuery {
		return nil, &queryError{1, fmt.Sprintf("the query has %d characters; 1 to %d are allowed", n, maxQuery)}
	}
	p := &queryParser{text: text}
	m := p.or()
	p.space()
	if p.err == nil && p.at < len(p.text) {
		p.fail("there is a ) without a (")
	}
	if p.err != nil {
		return nil, p.err
	}
	if !p.standalone {
		return nil, &queryError{1, "the query needs at least one word, phrase, #hashtag, @mention or from: besides operators such as has: and lang:"}
	}
	return m, nil
}

type queryParser struct {
	text       string
	at         int // byte
	standalone bool
	err        *queryError
}

func (p *queryParser) fail(format string, args ...any) match {
	if p.err == nil {
		p.err = &queryError{utf8.RuneCountInString(p.text[:p.at]) + 1, fmt.Sprintf(format, args...)}
	}
	p.at = len(p.text)
	return func(*post) bool { return false }
}

func (p *queryParser) space() {
	for p.at < len(p.text) {
		r, n := utf8.DecodeRuneInString(p.text[p.at:])
		if !unicode.IsSpace(r) {
			return
		}
		p.at += n
	}
}

func (p *queryParser) or() match {
	terms := []match{p.and()}
	for p.keyword("OR") {
		terms = append(terms, p.and())
	}
	return func(post *post) bool {
		for _, m := range terms {
			if m(post) {
				return true
			}
		}
		return false
	}
}

// keyword takes a word that stands alone.
func (p *queryParser) keyword(word string) bool {
	p.space()
	rest, ok := strings.CutPrefix(p.text[p.at:], word)
	if !ok {
		return false
	}
	if r, n := utf8.DecodeRuneInString(rest); n > 0 && !unicode.IsSpace(r) && r != '(' {
		return false
	}
	p.at += len(word)
	return true
}

func (p *queryParser) and() match {
	var terms []match
	for p.err == nil {
		start := p.at
		if p.space(); p.at == len(p.text) || p.text[p.at] == ')' {
			break
		}
		if p.keyword("OR") {
			p.at = start
			break
		}
		terms = append(terms, p.unary())
	}
	if len(terms) == 0 {
		return p.fail("a word is missing here")
	}
	return func(post *post) bool {
		for _, m := range terms {
			if !m(post) {
				return false
			}
		}
		return true
	}
}

func (p *queryParser) unary() match {
	if p.text[p.at] != '-' {
		return p.term(true)
	}
	p.at++
	switch {
	case p.at == len(p.text) || p.text[p.at] == ' ':
		return p.fail("a - stands before nothing")
	case p.text[p.at] == '(':
		return p.fail("a - negates one term, not a group; write it before each term")
	}
	m := p.term(false)
	return func(post *post) bool { return !m(post) }
}

func (p *queryParser) term(positive bool) match {
	switch p.text[p.at] {
	case '(':
		p.at++
		m := p.or()
		if p.space(); p.at == len(p.text) || p.text[p.at] != ')' {
			return p.fail("a ) is missing")
		}
		p.at++
		return m
	case '"':
		end := strings.IndexByte(p.text[p.at+1:], '"')
		if end <= 0 {
			return p.fail("a quote is not closed, or there is nothing in it")
		}
		phrase := p.text[p.at+1 : p.at+1+end]
		p.at += end + 2
		p.standalone = p.standalone || positive
		return word(phrase)
	}
	end := strings.IndexFunc(p.text[p.at:], func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`()"`, r) })
	if end < 0 {
		end = len(p.text) - p.at
	}
	token := p.text[p.at : p.at+end]
	m, standalone := p.operator(token)
	p.at = min(p.at+end, len(p.text))
	p.standalone = p.standalone || positive && standalone
	return m
}

// operator answers what a token matches, and whether it may stand alone.
func (p *queryParser) operator(token string) (m match, standalone bool) {
	name, value, isOperator := strings.Cut(token, ":")
	value = strings.ToLower(value)
	switch {
	case token == "":
		return p.fail("a word is missing here"), true
	case token == "and" || token == "AND" || token == "or":
		return p.fail(`"%s" is not an operator here; a space joins two terms, OR in capitals separates them, quotes make it a word`, token), true
	case strings.HasPrefix(token, "#") && len(token) > 1 || strings.HasPrefix(token, "@") && len(token) > 1:
		return word(token), true
	case strings.HasPrefix(token, "$"):
		return p.fail("cashtags such as %s are not known here", token), true
	case !isOperator:
		return word(token), true
	}
	switch strings.ToLower(name) {
	case "from":
		handle := strings.TrimPrefix(value, "@")
		return func(p *post) bool { return strings.EqualFold(p.author.handle, handle) }, true
	case "lang":
		if len(value) < 2 || len(value) > 3 {
			return p.fail("%q is not a language", value), false
		}
		return func(p *post) bool { return p.lang == value }, false
	case "has":
		if m := having[value]; m != nil {
			return m, false
		}
	case "is":
		if value == "retweet" || value == "repost" || value == "reply" || value == "quote" || value == "verified" {
			return func(*post) bool { return false }, false // there are none
		}
	}
	return p.fail("the operator %q is not known here", token), false
}

var having = map[string]match{
	"media":      func(p *post) bool { return len(p.media) > 0 },
	"images":     func(p *post) bool { return len(p.media) > 0 && p.media[0].kind == "photo" },
	"video_link": func(p *post) bool { return len(p.media) > 0 && p.media[0].kind != "photo" },
	"videos":     func(p *post) bool { return len(p.media) > 0 && p.media[0].kind != "photo" },
	"links":      func(p *post) bool { return p.link || len(p.media) > 0 },
	"hashtags":   func(p *post) bool { return strings.Contains(p.text, "#") },
	"mentions":   func(p *post) bool { return strings.Contains(p.text, "@") },
}

func word(text string) match {
	text = strings.ToLower(text)
	return func(p *post) bool { return hasWord(p.words, text) }
}

// hasWord tells whether text has word as a word of its own. Where a writing has no spaces between words, or for an
// emoji, any place will do. Both are in lower case.
func hasWord(text, word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	last, _ := utf8.DecodeLastRuneInString(word)
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 || word == "" {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:from+i])
		after, _ := utf8.DecodeRuneInString(text[from+i+len(word):])
		if !(spaced(first) && spaced(before)) && !(spaced(last) && spaced(after)) {
			return true
		}
		_, n := utf8.DecodeRuneInString(text[from+i:])
		from += i + n
	}
}

// spaced tells whether r belongs to a word that ends at a space.
func spaced(r rune) bool {
	return isTagRune(r) &&
		!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// isTagRune tells whether r may be part of a hashtag.
func isTagRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }
