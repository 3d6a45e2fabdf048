package freemarker

import (
	"strings"
)

// token is a piece of a template: text, an interpolation ${...}, or a tag.
type token struct {
	kind byte   // 't' text, '$' interpolation, '<' begin of a directive, '/' its end, '@' use of a macro, 'm' end of such
	name string // of a directive or macro
	text string // the text, or what stands inside
	self bool   // the tag ends itself by />
}

// lex takes a template apart and drops the lines that hold nothing but tags.
func lex(text string) ([]token, error) {
	var all []token
	for at := 0; at < len(text); {
		i := nextTag(text[at:])
		if i < 0 {
			all = append(all, token{kind: 't', text: text[at:]})
			break
		}
		if i > 0 {
			all = append(all, token{kind: 't', text: text[at : at+i]})
			at += i
		}
		t, n, err := lexTag(text[at:])
		if err != nil {
			return nil, err
		}
		if t.kind != 0 {
			all = append(all, t)
		}
		at += n
	}
	return stripped(all), nil
}

func nextTag(s string) int {
	for i := 0; i < len(s)-1; i++ {
		switch rest := s[i:]; {
		case strings.HasPrefix(rest, "${"), strings.HasPrefix(rest, "#{"):
			return i
		case s[i] == '<':
			for _, begin := range []string{"<#", "</#", "<@", "</@"} {
				if strings.HasPrefix(rest, begin) {
					return i
				}
			}
		}
	}
	return -1
}

// lexTag reads the tag at the beginning and answers how long it is. A note is of no kind but takes its line along.
func lexTag(s string) (t token, length int, err error) {
	if strings.HasPrefix(s, "<#--") {
		end := strings.Index(s, "-->")
		if end < 0 {
			return t, 0, parseError("<#-- without -->")
		}
		return token{kind: '<', name: "--"}, end + 3, nil
	}
	if s[0] == '$' || s[0] == '#' {
		end, err := closing(s, 2, '}')
		if err != nil {
			return t, 0, err
		}
		return token{kind: '$', text: s[2:end]}, end + 1, nil
	}
	t.kind = '<'
	at := 2
	switch {
	case strings.HasPrefix(s, "</#"):
		t.kind, at = '/', 3
	case strings.HasPrefix(s, "</@"):
		t.kind, at = 'm', 3
	case strings.HasPrefix(s, "<@"):
		t.kind = '@'
	}
	end, err := closing(s, at, '>')
	if err != nil {
		return t, 0, err
	}
	inside := s[at:end]
	if strings.HasSuffix(inside, "/") {
		t.self, inside = true, inside[:len(inside)-1]
	}
	n := 0
	for n < len(inside) && (isLetter(inside[n]) || inside[n] >= '0' && inside[n] <= '9' || inside[n] == '.') {
		n++
	}
	t.name, t.text = inside[:n], inside[n:]
	if t.name == "noparse" && t.kind == '<' {
		stop := strings.Index(s[end:], "</#noparse>")
		if stop < 0 {
			return t, 0, parseError("<#noparse> without its end")
		}
		return token{kind: 't', text: s[end+1 : end+stop], name: "noparse"}, end + stop + len("</#noparse>"), nil
	}
	return t, end + 1, nil
}

// closing finds what ends a tag: not inside of texts and brackets.
func closing(s string, at int, end byte) (int, error) {
	depth := 0
	for i := at; i < len(s); i++ {
		switch c := s[i]; {
		case c == end && depth == 0:
			return i, nil
		case c == '"' || c == '\'':
			for i++; i < len(s) && s[i] != c; i++ {
				if s[i] == '\\' {
					i++
				}
			}
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		}
	}
	return 0, parseError("a tag or an interpolation has no end")
}

func isLetter(c byte) bool {
	return c == '_' || c == '$' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}

// stripped drops blanks and line breaks of lines that hold nothing but tags, and what <#t> and its like ask for.
func stripped(all []token) []token {
	var out []token
	for begin := 0; begin < len(all); {
		// a line: tokens from begin on, up to the line break within the text token at end
		end, tags, other := begin, 0, false
		var trim string
		for ; end < len(all); end++ {
			t := &all[end]
			if t.kind == 't' && t.name == "" {
				line, _, broken := strings.Cut(t.text, "\n")
				if broken || end == len(all)-1 {
					other = other || strings.TrimSpace(line) != ""
					break
				}
				other = other || strings.TrimSpace(t.text) != ""
				continue
			}
			switch {
			case t.kind == '$' || t.kind == 't':
				other = true
			case t.kind == '<' && (t.name == "t" || t.name == "lt" || t.name == "rt" || t.name == "nt"):
				trim += t.name
			}
			tags++
		}
		strip := tags > 0 && !other && trim == ""
		for i := begin; i <= end && i < len(all); i++ {
			t := all[i]
			if t.kind != 't' || t.name != "" {
				out = append(out, t)
				continue
			}
			line, rest, broken := t.text, "", false
			if i == end {
				if line, rest, broken = strings.Cut(t.text, "\n"); broken {
					line += "\n"
				}
			}
			switch {
			case i == 0 && trim == "": // what a template begins with stays as it is, in FreeMarker too
			case strip:
				line = ""
			case trim != "" && trim != "nt":
				line = trimmed(line, strings.Contains(trim, "l") || trim == "t", strings.Contains(trim, "r") || trim == "t", i == begin, i == end)
			}
			out = append(out, token{kind: 't', text: line})
			if broken && rest != "" {
				all[i].text = rest
				end = i - 1 // the rest of this token begins the next line
				break
			}
		}
		begin = end + 1
	}
	return out
}

// trimmed cuts the blanks off a line's piece: left where the line begins with it, right where it ends with it.
func trimmed(piece string, left, right, first, last bool) string {
	if left && first {
		piece = strings.TrimLeft(piece, " \t")
	}
	if right && last {
		piece = strings.TrimRight(piece, " \t\r\n")
	}
	return piece
}
