package saga

import (
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

func TestExam(t *testing.T) {
	componenttest.Run(t, Component, componenttest.Spec{URIs: []string{"saga:complete", "saga:COMPENSATE"}})
}

func TestProcessEndsTheSagaOfTheHeader(t *testing.T) {
	ctx := &components.Context{}
	var ended []string
	components.SagasOf(ctx).End = func(id string, complete bool) (bool, error) {
		if id == "none" {
			return false, nil
		}
		ended = append(ended, id, map[bool]string{true: "complete", false: "compensate"}[complete])
		return true, nil
	}
	for _, row := range []struct {
		uri   string
		id    any
		class string
	}{
		{"saga:complete", "a", ""}, {"saga:compensate", "b", ""},
		{"saga:complete", "none", "java.lang.IllegalStateException"}, {"saga:complete", nil, "java.lang.IllegalStateException"},
	} {
		ex := components.NewExchange(t.Context(), nil)
		if row.id != nil {
			ex.Headers.Set(components.SagaHeader, row.id)
		}
		err := componenttest.Producer(t, ctx, Component, row.uri).Process(ex)
		if (err != nil) != (row.class != "") || err != nil && components.Class(err) != row.class {
			t.Errorf("%s of %v: %v", row.uri, row.id, err)
		}
	}
	if got := components.Text(len(ended)); got != "4" || ended[1] != "complete" || ended[3] != "compensate" {
		t.Errorf("ended are %v", ended)
	}
}
