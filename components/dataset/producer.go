package dataset

import (
	"fmt"
	"reflect"

	"github.com/dromedary-go/dromedary/components"
)

// Producer makes what compares messages with those of the data set. Closing it changes nothing.
func (e *endpoint) Producer() (components.Producer, error) { return e, nil }

func (e *endpoint) Close() error { return nil }

// Process compares one message with the one whose turn it is. What differs is a warning: the exchange goes on, as in Camel.
func (e *endpoint) Process(ex *components.Exchange) error {
	index := e.received.Add(1) - 1
	if problem := e.check(ex, index); problem != "" {
		e.log.Warn(fmt.Sprintf("Assertion error at index %d on %s: %s", index, e.uri, problem))
	}
	if e.Log {
		e.log.Info(fmt.Sprintf("dataset:%s received #%d", e.Name, index+1))
	}
	sleep(ex, e.ConsumeDelay)
	group := e.ReportGroup
	if group <= 0 {
		group = e.set.Group()
	}
	if line := e.rate.Add(group); line != "" {
		e.log.Info(line)
	}
	return nil
}

// check answers how a message differs from the one of the data set, "" where it does not.
func (e *endpoint) check(ex *components.Exchange, index int64) string {
	if e.DataSetIndex != "off" {
		v, ok := ex.Headers.Get(indexHeader)
		switch n, err := components.Int(v); {
		case !ok && e.DataSetIndex == "strict":
			return "No '" + indexHeader + "' header available"
		case !ok:
			ex.Headers.Set(indexHeader, index)
		case err != nil || n != index:
			return fmt.Sprintf("Header: %s does not match. Expected: %d but was: %s", indexHeader, index, components.Text(v))
		}
	}
	want, got := e.set.Body(index), ex.Body
	if want != nil {
		v, err := components.ConvertTo(got, components.JavaType(want))
		if err != nil {
			return "message body does not match: " + err.Error()
		}
		got = v
	}
	if !reflect.DeepEqual(want, got) {
		return fmt.Sprintf("message body does not match. Expected: %s but was: %s", components.Text(want), components.Text(got))
	}
	return ""
}
