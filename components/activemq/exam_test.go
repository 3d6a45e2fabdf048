package activemq

import (
	"testing"

	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"activemq:topic:cats", "activemq:cats?concurrentConsumers=3", "activemq:queue:cats?brokerURL=vm://other&timeToLive=5s",
	}})
}

func TestExamOverStomp(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{
		URIs: []string{"activemq:topic:cats", "activemq:cats"}, Properties: map[string]string{"camel.component.activemq.brokerURL": startFake(t, nil).url()},
	})
}
