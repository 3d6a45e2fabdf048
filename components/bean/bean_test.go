package bean

import (
	"context"
	"errors"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{"bean:it", "bean:it?method=length&scope=Prototype"}})
}

func TestProcess(t *testing.T) {
	ctx := &components.Context{Invoke: func(bean, class, method string) (func(*components.Exchange) error, error) {
		if bean == "none" {
			return nil, errors.New("no such bean")
		}
		return func(ex *components.Exchange) error {
			ex.Body = bean + class + method
			return nil
		}, nil
	}}
	ex := components.NewExchange(context.Background(), "before")
	if err := componenttest.Producer(t, ctx, Component, "bean:a?method=m").Process(ex); err != nil || ex.Body != "am" {
		t.Errorf("got %v, %v", ex.Body, err)
	}
	uri, _ := components.ParseURI("bean:none")
	if _, err := Component.Endpoint(ctx, uri); err == nil {
		t.Error("a bean that is not there is taken")
	}
}
