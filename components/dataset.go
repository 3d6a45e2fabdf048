package components

// DataSet is messages that are made one by one by their numbers: what the component dataset sends and what it expects.
type DataSet struct {
	// Size is the number of messages.
	Size int64
	// Bodies are taken in turn, again from the first where there are more messages. There is one at least.
	Bodies []any
	// Headers are those of each message; nil is none.
	Headers *Map
	// ReportCount is the number of messages after which the throughput is logged; 0 is a fifth of Size.
	ReportCount int64
}

// Body answers the body of a message, counted from 0.
func (d *DataSet) Body(index int64) any { return d.Bodies[index%int64(len(d.Bodies))] }

// Group answers the number of messages after which the throughput is logged.
func (d *DataSet) Group() int64 {
	if d.ReportCount > 0 {
		return d.ReportCount
	}
	if d.Size >= 5 {
		return d.Size / 5
	}
	return d.Size
}
