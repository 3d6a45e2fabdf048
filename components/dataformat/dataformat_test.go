package dataformat

import (
	"context"
	"errors"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{"dataformat:csv:marshal", "dataformat:csv:unmarshal?useMaps=true"}})
}

func TestProcess(t *testing.T) {
	ctx := &components.Context{DataFormat: func(name string, marshal bool, options map[string]string) (func(*components.Exchange) error, error) {
		if name == "none" {
			return nil, errors.New("no such format")
		}
		return func(ex *components.Exchange) error {
			ex.Body = components.Text([]any{name, marshal, options["useMaps"]})
			return nil
		}, nil
	}}
	ex := components.NewExchange(context.Background(), nil)
	if err := componenttest.Producer(t, ctx, Component, "dataformat:csv:unmarshal?use-maps=true").Process(ex); err != nil || ex.Body != "[csv, false, true]" {
		t.Errorf("got %v, %v", ex.Body, err)
	}
	for _, text := range []string{"dataformat:csv", "dataformat:csv:write", "dataformat:none:marshal"} {
		uri, _ := components.ParseURI(text)
		if _, err := Component.Endpoint(ctx, uri); err == nil {
			t.Errorf("%s is taken", text)
		}
	}
}
