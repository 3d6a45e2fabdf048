package simple

import (
	"fmt"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// historyFunctions tell how the exchange came here.
var historyFunctions = map[string]compiler{"messageHistory": messageHistory, "threadId": word(constant(int64(1)))} // there are no thread ids

const (
	historyRule = "---------------------------------------------------------------------------------------------------------------------------------------"
	historyLine = "%-40s %-30s %-50s %12s\n"
)

// messageHistory is Camel's table of the steps that the exchange came to, with the message unless the argument is false.
func messageHistory(p *parser, c call) (components.Expression, error) {
	detailed := !c.hasArgs || p.trim(c.inside).empty() || strings.EqualFold(p.of(p.trim(c.inside)), "true")
	return func(ex *components.Exchange) (any, error) {
		var b strings.Builder
		entries := ex.History.Entries()
		b.WriteString("\nMessage History")
		if entries == nil {
			b.WriteString(" (source location and message history is disabled)")
		}
		b.WriteString("\n" + historyRule + "\n")
		fmt.Fprintf(&b, historyLine, "Source", "ID", "Processor", "Elapsed (ms)")
		from := ""
		if ex.FromEndpoint != "" {
			from = "from[" + ex.FromEndpoint + "]"
		}
		fmt.Fprintf(&b, historyLine, "", ex.FromRoute+"/"+ex.FromRoute, from, fmt.Sprint(time.Since(ex.Created).Milliseconds()))
		for _, e := range entries {
			fmt.Fprintf(&b, historyLine, e.Source, e.RouteID+"/"+e.StepID, e.Step, fmt.Sprint(e.Elapsed.Milliseconds()))
		}
		if detailed {
			fmt.Fprintf(&b, "\nExchange\n%s\nExchange[\n\tId                  %s\n\tHeaders             %s\n\tBodyType            %s\n\tBody                %s\n]\n",
				historyRule, ex.ID(), components.Text(ex.Headers.Map()), class(components.JavaType(ex.Body)).simpleName(), components.Text(ex.Body))
		}
		return b.String(), nil
	}, nil
}
