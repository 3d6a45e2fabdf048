package routes

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// removeHeaders takes out the headers whose names match a pattern, but for those that match excludePattern.
// See https://camel.apache.org/components/4.18.x/eips/removeHeaders-eip.html
type removeHeaders struct {
	common
	Pattern        text `yaml:"pattern,required,shorthand"`
	ExcludePattern text `yaml:"excludePattern"`
}

func (s *removeHeaders) compile(c *compiler, _ *stepNode) Processor {
	remove := c.pattern(s.Pattern)
	except := func(string) bool { return false }
	if s.ExcludePattern.set() {
		except = c.pattern(s.ExcludePattern)
	}
	if remove == nil || except == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		var names []string
		for name := range ex.Headers.All() {
			if remove(name) && !except(name) {
				names = append(names, name)
			}
		}
		for _, name := range names {
			ex.Headers.Remove(name)
		}
		return nil
	}
}

// pattern compiles a name pattern: a name, a beginning with * behind it, or a regular expression that matches the whole
// name; all without regard to case. What is no regular expression is only compared.
func (c *compiler) pattern(t text) func(name string) bool {
	p := t.Value
	if prefix, ok := strings.CutSuffix(p, "*"); ok && regexp.QuoteMeta(prefix) == prefix {
		return func(name string) bool {
			return len(name) >= len(prefix) && strings.EqualFold(name[:len(prefix)], prefix)
		}
	}
	re, err := regexp.Compile("(?i)^(?:" + p + ")$")
	if err != nil {
		c.report(t.pos(), fmt.Sprintf("%q is neither a name, nor a beginning with *, nor a regular expression", p), "")
		return nil
	}
	return func(name string) bool { return strings.EqualFold(name, p) || re.MatchString(name) }
}
