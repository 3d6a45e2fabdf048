package runtime

import (
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

func TestStackOfAStepThatPanickedIsLogged(t *testing.T) {
	var out strings.Builder
	failure := &routes.StepError{RouteID: "r", StepID: "to1", Step: "to", Err: errors.New("panic: no"), Stack: []byte("cats.go:7")}
	logFailure(slog.New(slog.NewTextHandler(&out, nil)), "r", components.NewExchange(t.Context(), nil), failure)
	if !strings.Contains(out.String(), "stack=cats.go:7") {
		t.Errorf("got %s", out.String())
	}
}
