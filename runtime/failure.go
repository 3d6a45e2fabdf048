package runtime

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

// logFailure writes the one ERROR line of an exchange that failed, worded as by Camel's default error handler, with the
// place of the step that failed: over direct: that is the innermost one.
func logFailure(log *slog.Logger, routeID string, ex *components.Exchange, err error) {
	attrs := []slog.Attr{slog.String("route", routeID)}
	cause := err
	if step := failedStep(err); step != nil {
		cause = step.Err
		attrs[0] = slog.String("route", step.RouteID)
		attrs = append(attrs, slog.String("step", step.StepID))
		if step.Endpoint != "" {
			attrs = append(attrs, slog.String("endpoint", step.Endpoint))
		}
		if at := step.Pos.String(); at != "" {
			attrs = append(attrs, slog.String("at", at))
		}
		if step.RouteID != routeID {
			attrs = append(attrs, slog.String("from", routeID))
		}
	}
	attrs = append(attrs, slog.String("history", historyTable(ex, failedStep(err))))
	var p *panicError
	if errors.As(err, &p) {
		attrs = append(attrs, slog.String("stack", string(p.stack)))
	} else if step := failedStep(err); step != nil && step.Stack != nil {
		attrs = append(attrs, slog.String("stack", string(step.Stack)))
	}
	class, text := components.Class(cause), cause.Error()
	if text != class {
		class += ": " + text
	}
	log.LogAttrs(context.Background(), slog.LevelError, fmt.Sprintf(
		"Failed delivery for (MessageId: %[1]s on ExchangeId: %[1]s). Exhausted after delivery attempt: 1 caught: %[2]s", ex.ID(), class), attrs...)
}

// logPanic writes the one ERROR line of a panic outside of any exchange.
func logPanic(log *slog.Logger, where string, err error) {
	var p *panicError
	if errors.As(err, &p) {
		log.Error(where+": "+p.Error(), "stack", string(p.stack))
	}
}

// failedStep is the innermost step error in err's chain.
func failedStep(err error) *routes.StepError {
	var innermost *routes.StepError
	for {
		var step *routes.StepError
		if !errors.As(err, &step) {
			return innermost
		}
		innermost, err = step, step.Err
	}
}
