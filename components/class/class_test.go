package class

import (
	"context"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{"class:java.lang.String?method=length"}})
}

func TestProcess(t *testing.T) {
	ctx := &components.Context{Invoke: func(bean, class, method string) (func(*components.Exchange) error, error) {
		return func(ex *components.Exchange) error {
			ex.Body = bean + class + "." + method
			return nil
		}, nil
	}}
	ex := components.NewExchange(context.Background(), "before")
	if err := componenttest.Producer(t, ctx, Component, "class:a.B?method=c").Process(ex); err != nil || ex.Body != "a.B.c" {
		t.Errorf("got %v, %v", ex.Body, err)
	}
}
