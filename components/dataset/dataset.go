// Package dataset is the component that sends the messages of a data set, and checks that they arrive.
package dataset

import (
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/exchangelog"
)

// Component answers dataset: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "dataset",
	Title:  "Sends the messages of a data set, and checks that they arrive.",
	Syntax: "dataset:name",
}, build)

// Options of dataset: URIs.
type Options struct {
	Name         string        `camel:"name,path,required" doc:"Name of the bean that is the data set."`
	DataSetIndex string        `camel:"dataSetIndex" enum:"strict,lenient,off" default:"lenient" doc:"What becomes of the header CamelDataSetIndex. From the data set: off does not set it. To it: strict wants it and checks it, lenient checks it where it is there and else sets it, off leaves it alone."`
	InitialDelay time.Duration `camel:"initialDelay" default:"1000" doc:"Time before the first message that is not preloaded."`
	ProduceDelay time.Duration `camel:"produceDelay" default:"3" doc:"Time after each message that is sent."`
	PreloadSize  int64         `camel:"preloadSize" default:"0" doc:"Number of messages that are sent before initialDelay begins."`
	ConsumeDelay time.Duration `camel:"consumeDelay" default:"0" doc:"Time that each message takes to be received."`
	MinRate      int           `camel:"minRate" default:"0" doc:"Messages a second for as long as which a test of Camel's waits. Nothing waits here, whatever the value."`
	Log          bool          `camel:"log" default:"false" doc:"Logs each message that is received."`
	ReportGroup  int64         `camel:"reportGroup" doc:"Logs the throughput of what is received after each group of so many messages; the data set's reportCount unless set."`

	ExpectedCount         int           `camel:"expectedCount" default:"-1" doc:"Number of messages that a test expects; the size of the data set in any case."`
	RetainFirst           int           `camel:"retainFirst" default:"-1" doc:"Nothing is kept of what is received, whatever the value."`
	RetainLast            int           `camel:"retainLast" default:"-1" doc:"Nothing is kept of what is received, whatever the value."`
	AssertPeriod          time.Duration `camel:"assertPeriod" doc:"For tests in Java; not used here."`
	ResultWaitTime        time.Duration `camel:"resultWaitTime" doc:"For tests in Java; not used here."`
	ResultMinimumWaitTime time.Duration `camel:"resultMinimumWaitTime" doc:"For tests in Java; not used here."`
	SleepForEmptyTest     time.Duration `camel:"sleepForEmptyTest" doc:"For tests in Java; not used here."`
	FailFast              bool          `camel:"failFast" default:"true" doc:"For tests in Java; not used here."`
	CopyOnExchange        bool          `camel:"copyOnExchange" default:"true" doc:"For tests in Java; not used here."`
	BrowseLimit           int           `camel:"browseLimit" default:"100" doc:"For tests in Java; not used here."`
}

// TakeParam lets URIs have other parameters, as Camel's component does.
func (o *Options) TakeParam(components.Param) {}

const indexHeader = "CamelDataSetIndex"

type endpoint struct {
	*Options
	ctx      *components.Context
	uri      string
	set      *components.DataSet
	log      *slog.Logger
	received atomic.Int64
	rate     *exchangelog.Throughput // of what is received
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	e := &endpoint{Options: o, ctx: ctx, uri: uri, log: ctx.Log().With(slog.String("logger", uri))}
	if ctx.Bean == nil { // in tests
		e.set = &components.DataSet{Size: 1, Bodies: []any{""}}
	} else if set, ok := ctx.Bean(o.Name).(*components.DataSet); ok {
		e.set = set
	} else {
		return nil, components.OptionErrors{{
			Option: "name", Offset: -1, Msg: fmt.Sprintf("No bean could be found in the registry for: %s of type: org.apache.camel.component.dataset.DataSet", o.Name),
			Hint: "define it under beans:, with type: org.apache.camel.component.dataset.SimpleDataSet",
		}}
	}
	e.rate = exchangelog.NewThroughput(ctx.Now)
	return e, nil
}

func (e *endpoint) URI() string { return e.uri }
