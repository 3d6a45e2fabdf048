package components

import (
	"errors"
	"time"
)

// AggregationRepository keeps the groups of an aggregate where they outlive the process, and a group that is complete until it is
// confirmed: what was not is processed again. It is safe for concurrent use.
type AggregationRepository interface {
	// Get answers what was gathered under key so far, nil where there is nothing, and its version.
	Get(key string) (ex *Exchange, version int64, err error)
	// Add keeps ex under key in place of the version that it was made of, 0 for nothing. The error is an
	// [ErrAggregationConflict] where another process was faster.
	Add(key string, ex *Exchange, version int64) error
	// Remove takes the group out, and in the same moment keeps ex, which was made of it, until it is confirmed under its
	// id. Errors are as those of Add.
	Remove(key string, ex *Exchange, version int64) error
	// Confirm forgets a complete exchange.
	Confirm(id string) error
	// Keys are those of the groups.
	Keys() ([]string, error)
	// Scan answers the ids of the complete exchanges that nobody has confirmed.
	Scan() ([]string, error)
	// Recover answers such an exchange, nil where it is gone.
	Recover(id string) (*Exchange, error)
	// Recovery says how unconfirmed exchanges are to be dealt with.
	Recovery() AggregationRecovery
}

// AggregationRecovery is how often, and how many times, a complete exchange is processed that was not confirmed.
type AggregationRecovery struct {
	// Interval is the time between two looks; 0 is never.
	Interval time.Duration
	// MaximumRedeliveries is how often one exchange is processed again; 0 is without end.
	MaximumRedeliveries int
	// DeadLetterURI is where it goes then.
	DeadLetterURI string
}

// ErrAggregationConflict is in the chain of an error when a group was changed by another process meanwhile.
var ErrAggregationConflict = errors.New("the group was changed meanwhile")
