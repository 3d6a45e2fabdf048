package all

import (
	"slices"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func TestComponents(t *testing.T) {
	byName := func(a, b components.Component) int { return strings.Compare(a.Info().Scheme, b.Info().Scheme) }
	if !slices.IsSortedFunc(Components, byName) {
		t.Error("the components are not in the order of their names")
	}
	taken := map[string]string{}
	for _, c := range Components {
		info := c.Info()
		for _, scheme := range append([]string{info.Scheme}, info.Aliases...) {
			if other, ok := taken[scheme]; ok {
				t.Errorf("%s: and %s both answer %s:", info.Scheme, other, scheme)
			}
			taken[scheme] = info.Scheme
		}
	}
}
