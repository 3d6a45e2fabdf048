package language

import (
	"regexp"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// tokenPair answers what stands between a token and its end, or with xml every element of the token's name. Text outside
// of them is left out.
func tokenPair(token string, o Options) (components.Expression, error) {
	source, err := sourceOf(o.Source)
	if err != nil {
		return nil, err
	}
	pattern := regexp.QuoteMeta(token) + "(.*?)(?:" + regexp.QuoteMeta(o.EndToken) + `|\z)`
	if o.XML {
		name := regexp.QuoteMeta(strings.Trim(token, "<>/"))
		pattern = `<(?:\w+:)?` + name + `(?:\s[^>]*)?/>|<(?:\w+:)?` + name + `(?:\s[^>]*)?>.*?</(?:\w+:)?` + name + `\s*>`
	}
	re, err := regexp.Compile("(?s)" + pattern)
	if err != nil {
		return nil, &components.SyntaxError{Msg: err.Error()}
	}
	var heir *regexp.Regexp // the tag whose namespaces the elements inherit
	wrapped := o.InheritNamespaceTagName == "*"
	if name := o.InheritNamespaceTagName; name != "" && !wrapped {
		heir = regexp.MustCompile(`<(?:\w+:)?` + regexp.QuoteMeta(name) + `(?:\s[^>]*)?>`)
	}
	return func(ex *components.Exchange) (any, error) {
		v, err := source(ex)
		if err != nil {
			return nil, err
		}
		if v == nil {
			return nil, nothingToTokenize()
		}
		text := components.Text(v)
		var namespaces []string
		if heir != nil {
			namespaces = namespace.FindAllString(heir.FindString(text), -1)
		}
		before, after := "", ""
		if root := rootTag.FindStringSubmatch(text); root != nil && wrapped {
			before, after = root[0], "</"+root[1]+">"
		}
		var pieces []string
		for _, m := range re.FindAllStringSubmatch(text, -1) {
			switch {
			case o.XML:
				pieces = append(pieces, before+declare(m[0], namespaces)+after)
			case o.IncludeTokens:
				pieces = append(pieces, m[0])
			default:
				pieces = append(pieces, m[1])
			}
		}
		return tokenGroups(pieces, "", o), nil
	}, nil
}

var (
	namespace = regexp.MustCompile(`\sxmlns(?::\w+)?=(?:"[^"]*"|'[^']*')`)
	rootTag   = regexp.MustCompile(`^\s*(?:<\?.*?\?>\s*|<!.*?>\s*)*<([^\s/>]+)[^>]*>`) // and what is before it
	startTag  = regexp.MustCompile(`^<[^>]*?/?>`)
)

// declare adds to an element the namespaces that it does not declare itself.
func declare(element string, namespaces []string) string {
	if len(namespaces) == 0 {
		return element
	}
	tag := startTag.FindString(element)
	end := len(strings.TrimSuffix(strings.TrimSuffix(tag, ">"), "/"))
	var missing strings.Builder
	for _, n := range namespaces {
		name, _, _ := strings.Cut(n, "=")
		if !strings.Contains(tag, name+"=") {
			missing.WriteString(n)
		}
	}
	return element[:end] + missing.String() + element[end:]
}
