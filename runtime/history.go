package runtime

import (
	"fmt"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
)

const historyLine = "%-40s %-30s %-50s %12s\n"

// historyTable is Camel's table of the steps that a failed exchange went through: all of them where the message history is
// on, else where it came from and which step failed.
func historyTable(ex *components.Exchange, step *routes.StepError) string {
	var b strings.Builder
	rule := strings.Repeat("-", 135) + "\n"
	entries := ex.History.Entries()
	b.WriteString("Message History")
	if entries == nil && step != nil {
		b.WriteString(" (complete message history is disabled: camel.main.messageHistory=true shows all steps)")
		entries = []components.HistoryEntry{{RouteID: step.RouteID, StepID: step.StepID, Step: step.Label(), Source: step.Pos.String()}}
	}
	b.WriteString("\n" + rule)
	fmt.Fprintf(&b, historyLine, "Source", "ID", "Processor", "Elapsed (ms)")
	if ex.FromRoute != "" {
		writeHistory(&b, components.HistoryEntry{RouteID: ex.FromRoute, StepID: ex.FromRoute, Step: "from[" + ex.FromEndpoint + "]", Elapsed: time.Since(ex.Created)})
	}
	for _, e := range entries {
		writeHistory(&b, e)
	}
	b.WriteString(strings.TrimSuffix(rule, "\n"))
	return b.String()
}

func writeHistory(b *strings.Builder, e components.HistoryEntry) {
	fmt.Fprintf(b, historyLine, last(e.Source, 40), last(e.RouteID+"/"+e.StepID, 30), first(e.Step, 50), fmt.Sprint(e.Elapsed.Milliseconds()))
}

// first and last cut a text to what a column holds.
func first(text string, width int) string {
	if r := []rune(text); len(r) > width {
		return string(r[:width-3]) + "..."
	}
	return text
}

func last(text string, width int) string {
	if r := []rune(text); len(r) > width {
		return "..." + string(r[len(r)-width+3:])
	}
	return text
}
