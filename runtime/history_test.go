package runtime

import (
	"errors"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

func TestHistoryTable(t *testing.T) {
	ex := components.NewExchange(t.Context(), nil)
	ex.FromRoute, ex.FromEndpoint = "r", "timer://cats"
	failure := &routes.StepError{RouteID: "r", StepID: "to1", Step: "to", Endpoint: "file://out", Err: errors.New("no"), Pos: routes.Pos{File: "r.yaml", Line: 3, Col: 5}}
	got := historyTable(ex, failure)
	for _, want := range []string{"is disabled", "from[timer://cats]", "r.yaml:3:5", "r/to1", "to[file://out]"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	ex.History = &components.History{}
	ex.History.Begin(components.HistoryEntry{RouteID: "r", StepID: "log1", Step: "log"})()
	if got = historyTable(ex, failure); !strings.Contains(got, "r/log1") || strings.Contains(got, "disabled") {
		t.Errorf("got\n%s", got)
	}
}
