package simple

import (
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/javatext"
)

// The methods of text that take a regular expression.

func badPattern(err error) *components.Exception {
	return components.NewException(patternSyntax, err.Error())
}

func matchesText(s string, args []any) (any, *components.Exception) {
	re, err := javatext.FullMatch(components.Text(args[0]))
	if err != nil {
		return nil, badPattern(err)
	}
	ok, err := re.Match(s)
	if err != nil {
		return nil, components.NewException(runtimeException, err.Error())
	}
	return ok, nil
}

func splitText(s string, args []any) (any, *components.Exception) {
	limit := 0
	if len(args) == 2 {
		var failure *components.Exception
		if limit, failure = intArg(args[1]); failure != nil {
			return nil, failure
		}
	}
	pieces, err := splitPattern(s, components.Text(args[0]), limit)
	if err != nil {
		return nil, badPattern(err)
	}
	return pieces, nil
}

// splitPattern cuts text as Java's String.split does: limit 0 drops empty pieces at the end, a negative one keeps them, a
// positive one is the most pieces.
func splitPattern(s, pattern string, limit int) ([]any, error) {
	re, err := javatext.Regexp(pattern)
	if err != nil {
		return nil, err
	}
	all, err := re.FindAll(s, -1)
	if err != nil {
		return nil, err
	}
	pieces, from := []any{}, 0
	for _, at := range all {
		if at[1] == 0 || at[0] == at[1] && at[0] == len(s) { // nothing is cut off by an empty match at an end
			continue
		}
		if limit > 0 && len(pieces) == limit-1 {
			break
		}
		pieces, from = append(pieces, s[from:at[0]]), at[1]
	}
	if from == 0 && len(pieces) == 0 {
		return []any{s}, nil
	}
	pieces = append(pieces, s[from:])
	for limit == 0 && len(pieces) > 0 && pieces[len(pieces)-1] == "" {
		pieces = pieces[:len(pieces)-1]
	}
	return pieces, nil
}

// replaceMatches replaces the first n matches, all where n is negative. In the replacement $1 and ${name} are groups and a
// backslash takes the meaning of what follows away.
func replaceMatches(s string, args []any, n int) (any, *components.Exception) {
	re, err := javatext.Regexp(components.Text(args[0]))
	if err != nil {
		return nil, badPattern(err)
	}
	with := goReplacement(components.Text(args[1]), re.Groups())
	all, err := re.FindAll(s, n)
	if err != nil {
		return nil, components.NewException(runtimeException, err.Error())
	}
	var b []byte
	from := 0
	for _, match := range all {
		b = append(b, s[from:match[0]]...)
		b = re.Expand(b, with, s, match)
		from = match[1]
	}
	return string(append(b, s[from:]...)), nil
}

// goReplacement writes a Java replacement as Go has it. A group's number takes as many digits as there are groups for.
func goReplacement(java string, groups int) string {
	var b strings.Builder
	for i := 0; i < len(java); i++ {
		c := java[i]
		switch {
		case c == '\\' && i+1 < len(java):
			i++
			if java[i] == '$' {
				b.WriteByte('$')
			}
			b.WriteByte(java[i])
		case c == '$' && i+1 < len(java) && java[i+1] >= '0' && java[i+1] <= '9':
			number, end := int(java[i+1]-'0'), i+2
			for end < len(java) && java[end] >= '0' && java[end] <= '9' && number*10+int(java[end]-'0') <= groups {
				number, end = number*10+int(java[end]-'0'), end+1
			}
			b.WriteString("${" + java[i+1:end] + "}")
			i = end - 1
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
