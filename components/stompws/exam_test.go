package stompws

import (
	"testing"

	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{"stomp-ws:/topic/cats", "stomp-ws:/topic/cats?replay=0&contentType=text/plain"}})
}
