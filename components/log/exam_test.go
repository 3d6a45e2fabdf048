package log

import (
	"testing"

	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"log:cats",
		"log:cats?showAll=true&multiline=true",
		"log:cats?groupInterval=1ms&groupActiveOnly=false&groupDelay=0",
		"log:cats?groupSize=10",
		"log:cats?level=OFF",
	}})
}
