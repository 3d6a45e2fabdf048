package platformhttp

import (
	"testing"

	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"platform-http:/hello",
		"platform-http:/orders/{id}?httpMethodRestrict=GET,PUT&consumes=application/json",
		"platform-http:/files?matchOnUriPrefix=true",
	}})
}
