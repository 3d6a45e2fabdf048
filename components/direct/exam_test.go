package direct

import (
	"testing"

	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"direct:cats",
		"direct:cats?block=false",
	}})
}
