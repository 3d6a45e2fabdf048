package routes

import "github.com/dromedary-go/dromedary/components"

// removeHeaders takes out the headers whose names match a pattern, but for those that match excludePattern.
// See https://camel.apache.org/components/4.18.x/eips/removeHeaders-eip.html
type removeHeaders struct {
	common
	namePatterns
}

// namePatterns say which names are meant.
type namePatterns struct {
	Pattern        text `yaml:"pattern,required,shorthand"`
	ExcludePattern text `yaml:"excludePattern"`
}

// compile makes what tells whether a name is meant; nil where the patterns are wrong, which is then reported.
func (s *namePatterns) compile(c *compiler) func(name string) bool {
	remove := c.pattern(s.Pattern)
	except := func(string) bool { return false }
	if s.ExcludePattern.set() {
		except = c.pattern(s.ExcludePattern)
	}
	if remove == nil || except == nil {
		return nil
	}
	return func(name string) bool { return remove(name) && !except(name) }
}

func (s *removeHeaders) compile(c *compiler, _ *stepNode) Processor {
	meant := s.namePatterns.compile(c)
	if meant == nil {
		return nil
	}
	return func(ex *components.Exchange) error {
		var names []string
		for name := range ex.Headers.All() {
			if meant(name) {
				names = append(names, name)
			}
		}
		for _, name := range names {
			ex.Headers.Remove(name)
		}
		return nil
	}
}
