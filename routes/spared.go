package routes

import (
	"fmt"

	"github.com/dromedary-go/dromedary/components"
)

// spared is the account of a split that overlooks failures up to a number or a share of what it worked on. It is what the
// property CamelSplitResult holds afterwards.
type spared struct {
	most  int     // failures that end it, 0: no bound
	ratio float64 // share of failures that ends it, 0: no bound

	processed, failures int
	aborted             bool
}

// note counts a part; a failure that is overlooked is no failure any more. It tells whether the split ends here.
func (s *spared) note(child *components.Exchange) (end bool) {
	s.processed++
	if child.Exception == nil {
		return false
	}
	s.failures++
	if s.most > 0 && s.failures >= s.most || s.ratio > 0 && float64(s.failures) >= s.ratio*float64(s.processed) {
		s.aborted = true
		return true
	}
	child.Properties.Set(exceptionCaught, components.AsException(child.Exception))
	child.Exception = nil
	return false
}

func (s *spared) String() string {
	return fmt.Sprintf("SplitResult[total=%d, processed=%d, success=%d, failures=%d, aborted=%t]", s.processed, s.processed, s.processed-s.failures, s.failures, s.aborted)
}
