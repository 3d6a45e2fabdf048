package stub

import (
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"stub:cats",
		"stub:smtp://example.org?password=s3cr3t&to=cats",
	}})
}

func TestSecretsOfOthersAreNotShown(t *testing.T) {
	e := componenttest.Endpoint(t, &components.Context{}, Component, "stub:smtp://example.org?password=s3cr3t&to=cats")
	if got := e.URI(); got != "stub://smtp://example.org?password=xxxxxx&to=cats" {
		t.Errorf("got %s", got)
	}
}
