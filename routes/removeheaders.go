package routes

import "github.com/dromedary-go/dromedary/components"

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
