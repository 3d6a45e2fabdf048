package seda

import (
	"testing"

	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"seda:cats",
		"seda:cats?concurrentConsumers=4",
		"seda:dogs?multipleConsumers=true&size=5",
	}})
}
