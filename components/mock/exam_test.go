package mock

import (
	"testing"

	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"mock:cats",
		"mock:cats?retainLast=3&log=true",
	}})
}
