package kamelet

import (
	"errors"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{"kamelet:store", "kamelet:store/first"}})
}

func TestCall(t *testing.T) {
	ctx := &components.Context{}
	p := componenttest.Producer(t, ctx, Component, "kamelet:store-1")
	ex := components.NewExchange(t.Context(), "body")
	if err := p.Process(ex); components.Class(err) != NotAvailable {
		t.Errorf("a call of a kamelet that does not run: %v", err)
	}
	failure := errors.New("it fails")
	inline := componenttest.Endpoint(t, ctx, Component, "kamelet:store-1").(components.Inline)
	unbind, err := inline.Bind(func(*components.Exchange) error { return failure })
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Process(ex); err != failure {
		t.Errorf("got %v", err)
	}
	if _, err := inline.Bind(func(*components.Exchange) error { return nil }); err == nil {
		t.Error("two routes answer one link")
	}
	unbind()
}
