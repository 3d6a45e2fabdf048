package http

import (
	"testing"

	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"http:127.0.0.1:1/orders",
		"https://api.example.org/orders?q=cats&responseTimeout=10s&authUsername=u",
	}})
}
