package timer

import (
	"testing"

	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"timer:tick?delay=0&period=1ms",
		"timer:fast?delay=-1&includeMetadata=true",
		"timer:late?delay=1h",
	}})
}
