package jsonvalidator

import (
	"context"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{
		"json-validator:order.json", "json-validator:ref:schema?headerName=doc&failOnNullHeader=false&contentCache=false",
	}})
}

// TestNothingIsFetched holds that a schema cannot make the process read files or web addresses.
func TestNothingIsFetched(t *testing.T) {
	for _, ref := range []string{"file:///etc/hostname", "http://127.0.0.1:1/schema", "other.json"} {
		ctx := &components.Context{Bean: func(string) any { return `{"$ref": "` + ref + `"}` }}
		ex := components.NewExchange(context.Background(), "{}")
		err := componenttest.Producer(t, ctx, Component, "json-validator:ref:it").Process(ex)
		if components.Class(err) != validationException || !strings.Contains(err.Error(), "is wrong") {
			t.Errorf("%s: %v", ref, err)
		}
	}
}
