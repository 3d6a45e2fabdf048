package twitter

import (
	"testing"

	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"twitter-search:cat?baseUrl=demo:&initialDelay=0&delay=100ms",
		"twitter-search:cat OR kitten?baseUrl=demo:?rate=600/min,seed=7&initialDelay=0",
		"twitter-search:cat?baseUrl=http://127.0.0.1:1&bearerToken=abc&cursorStore=none&initialDelay=0",
	}})
}
