package javatext

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dlclark/regexp2"
)

// matchTime bounds how long a pattern that has to try things out may take on one text.
const matchTime = time.Second

// ErrTooLong is what matching fails with after a second.
var ErrTooLong = errors.New("the regular expression takes too long on this text")

// Pattern is a regular expression of Java's. Matching is linear in the text, unless the pattern looks around, refers back to
// a group or takes no step back: those are tried out, which may take long; it fails with [ErrTooLong] then.
type Pattern struct {
	linear *regexp.Regexp
	tried  *regexp2.Regexp // where linear is nil
}

// FullMatch compiles a regular expression that must match the whole of a text.
func FullMatch(pattern string) (*Pattern, error) {
	return compile(pattern, `\A(?:`, `)\z`)
}

// Regexp compiles a regular expression.
func Regexp(pattern string) (*Pattern, error) {
	return compile(pattern, "", "")
}

func compile(pattern, before, after string) (*Pattern, error) {
	translated, linear, err := translate(pattern)
	if err != nil {
		return nil, fmt.Errorf("bad regular expression %q: %w", pattern, err)
	}
	translated = before + translated + after
	if linear {
		re, err := regexp.Compile(translated)
		if err == nil {
			return &Pattern{linear: re}, nil
		}
		if _, why, ok := strings.Cut(err.Error(), "error parsing regexp: "); ok {
			return nil, fmt.Errorf("bad regular expression %q: %s", pattern, why)
		}
		return nil, fmt.Errorf("bad regular expression %q: %w", pattern, err)
	}
	re, err := regexp2.Compile(translated, regexp2.RE2)
	if err != nil {
		return nil, fmt.Errorf("bad regular expression %q: %s", pattern, strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	re.MatchTimeout = matchTime
	return &Pattern{tried: re}, nil
}

// Groups is the number of groups, without the whole match.
func (p *Pattern) Groups() int {
	if p.linear != nil {
		return p.linear.NumSubexp()
	}
	return len(p.tried.GetGroupNumbers()) - 1
}

// Match tells whether a match is anywhere in the text.
func (p *Pattern) Match(s string) (bool, error) {
	if p.linear != nil {
		return p.linear.MatchString(s), nil
	}
	ok, err := p.tried.MatchString(s)
	return ok, tooLong(err)
}

// Find answers the offsets of the first match and of its groups, in pairs: where each begins and ends, -1 where a group took
// no part. It is nil where there is no match.
func (p *Pattern) Find(s string) ([]int, error) {
	if p.linear != nil {
		return p.linear.FindStringSubmatchIndex(s), nil
	}
	all, err := p.FindAll(s, 1)
	if len(all) == 0 {
		return nil, err
	}
	return all[0], nil
}

// FindAll answers the first n matches as [Pattern.Find] does, all of them where n is negative.
func (p *Pattern) FindAll(s string, n int) ([][]int, error) {
	if p.linear != nil {
		return p.linear.FindAllStringSubmatchIndex(s, n), nil
	}
	var all [][]int
	offsets := runeOffsets(s)
	match, err := p.tried.FindStringMatch(s)
	for err == nil && match != nil && (n < 0 || len(all) < n) {
		var at []int
		for _, g := range match.Groups() {
			if len(g.Captures) == 0 {
				at = append(at, -1, -1)
			} else {
				at = append(at, offsets(g.Index), offsets(g.Index+g.Length))
			}
		}
		all = append(all, at)
		match, err = p.tried.FindNextMatch(match)
	}
	return all, tooLong(err)
}

// runeOffsets answers the offset of a byte for the number of a rune.
func runeOffsets(s string) func(rune int) int {
	if utf8.RuneCountInString(s) == len(s) {
		return func(rune int) int { return rune }
	}
	offsets := make([]int, 0, len(s)+1)
	for i := range s {
		offsets = append(offsets, i)
	}
	offsets = append(offsets, len(s))
	return func(rune int) int { return offsets[rune] }
}

func tooLong(err error) error {
	if err != nil {
		return ErrTooLong
	}
	return nil
}

// Expand adds a replacement in which $$ is a dollar, ${1} and ${name} are groups of a match that was found in s.
func (p *Pattern) Expand(dst []byte, replacement, s string, match []int) []byte {
	for {
		before, rest, found := strings.Cut(replacement, "$")
		dst = append(dst, before...)
		if !found {
			return dst
		}
		name, after, isGroup := strings.Cut(strings.TrimPrefix(rest, "{"), "}")
		switch {
		case strings.HasPrefix(rest, "$"):
			dst, replacement = append(dst, '$'), rest[1:]
		case !strings.HasPrefix(rest, "{") || !isGroup:
			dst, replacement = append(dst, '$'), rest
		default:
			n, err := strconv.Atoi(name)
			if err != nil {
				n = p.Group(name)
			}
			if i := 2 * n; i >= 0 && i+1 < len(match) && match[i] >= 0 {
				dst = append(dst, s[match[i]:match[i+1]]...)
			}
			replacement = after
		}
	}
}

// Group answers the number of the group of a name, -1 where there is none.
func (p *Pattern) Group(name string) int {
	if p.linear != nil {
		return p.linear.SubexpIndex(name)
	}
	return p.tried.GroupNumberFromName(name)
}
