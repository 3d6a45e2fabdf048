package http

import (
	"fmt"
	"strconv"
	"strings"
)

// statusRanges are the statuses that are no failure.
type statusRanges [][2]int

func parseStatusRanges(text string) (statusRanges, error) {
	var ranges statusRanges
	for part := range strings.SplitSeq(text, ",") {
		low, high, isRange := strings.Cut(strings.TrimSpace(part), "-")
		from, err := strconv.Atoi(low)
		to := from
		if err == nil && isRange {
			to, err = strconv.Atoi(high)
		}
		if err != nil || from > to {
			return nil, fmt.Errorf("%q is no range of statuses", part)
		}
		ranges = append(ranges, [2]int{from, to})
	}
	return ranges, nil
}

func (r statusRanges) has(status int) bool {
	for _, bounds := range r {
		if status >= bounds[0] && status <= bounds[1] {
			return true
		}
	}
	return false
}

// statusText is what the server says beside the status. Go's server has none for unusual statuses; Camel's says what kind it is.
func statusText(status int, line string) string {
	_, text, _ := strings.Cut(line, " ")
	if text != "status code "+strconv.Itoa(status) {
		return text
	}
	kinds := []string{"Informational", "Success", "Redirection", "Client Error", "Server Error"}
	if i := status/100 - 1; i >= 0 && i < len(kinds) {
		return fmt.Sprintf("%s (%d)", kinds[i], status)
	}
	return fmt.Sprintf("Unknown Status (%d)", status)
}
