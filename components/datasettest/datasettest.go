// Package datasettest is the component that compares what it is sent with what another endpoint held at the start.
package datasettest

import (
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/received"
)

// Component answers dataset-test: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "dataset-test",
	Title:  "Compares what it is sent with what another endpoint held at the start.",
	Syntax: "dataset-test:name",
}, build)

// Options of dataset-test: URIs. Other parameters are those of the endpoint behind name.
type Options struct {
	Name          string        `camel:"name,path,required" doc:"URI of the endpoint that holds the expected messages, such as file:expected or seda:expected."`
	AnyOrder      bool          `camel:"anyOrder" default:"false" doc:"Whether messages may arrive in any order."`
	Timeout       time.Duration `camel:"timeout" default:"2000" doc:"Longest time to wait for each of the expected messages at the start. A number alone is milliseconds."`
	Split         bool          `camel:"split" default:"false" doc:"Whether each expected message is split into several."`
	Delimiter     string        `camel:"delimiter" default:"\\n|\\r" doc:"Regular expression for what stands between them."`
	ExpectedCount int           `camel:"expectedCount" default:"-1" doc:"Number of messages that a test expects; that of the expected messages in any case."`
	RetainFirst   int           `camel:"retainFirst" default:"-1" doc:"Number of messages that are kept from the first on. With -1 all are, unless retainLast is set."`
	RetainLast    int           `camel:"retainLast" default:"-1" doc:"Number of messages that are kept up to the last. With -1 all are, unless retainFirst is set."`
	Log           bool          `camel:"log" default:"false" doc:"Logs each message."`

	ReportGroup           int           `camel:"reportGroup" doc:"For tests in Java; not used here."`
	AssertPeriod          time.Duration `camel:"assertPeriod" doc:"For tests in Java; not used here."`
	ResultWaitTime        time.Duration `camel:"resultWaitTime" doc:"For tests in Java; not used here."`
	ResultMinimumWaitTime time.Duration `camel:"resultMinimumWaitTime" doc:"For tests in Java; not used here."`
	SleepForEmptyTest     time.Duration `camel:"sleepForEmptyTest" doc:"For tests in Java; not used here."`
	FailFast              bool          `camel:"failFast" default:"true" doc:"For tests in Java; not used here."`
	CopyOnExchange        bool          `camel:"copyOnExchange" default:"true" doc:"For tests in Java; not used here."`
	BrowseLimit           int           `camel:"browseLimit" default:"100" doc:"For tests in Java; not used here."`

	params []string // of the endpoint behind Name
}

// TakeParam keeps what is no option for the endpoint behind the name.
func (o *Options) TakeParam(p components.Param) {
	o.params = append(o.params, p.Name+"=RAW("+p.Value+")")
}

// kept is what the endpoints of one URI share.
type kept struct{ name string }

type endpoint struct {
	*Options
	*received.Box
	uri       string
	log       *slog.Logger
	delimiter *regexp.Regexp
	inner     components.Poller
	expected  *expected
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	e := &endpoint{Options: o, uri: uri, log: ctx.Log().With(slog.String("logger", uri))}
	var err error
	if e.delimiter, err = regexp.Compile(o.Delimiter); err != nil {
		return nil, components.OptionErrors{{Option: "delimiter", Offset: -1, Msg: fmt.Sprintf("%q is no regular expression", o.Delimiter), Hint: "leave it out for lines"}}
	}
	e.Box = components.Shared(ctx, kept{uri}, received.New)
	e.expected = components.Shared(ctx, expectedKey{uri}, func() *expected { return &expected{} })
	ctx.Record(uri, e.Box)
	if ctx.Endpoint == nil { // in tests
		return e, nil
	}
	made, err := ctx.Endpoint(e.behind())
	if err != nil {
		return nil, components.OptionErrors{{Option: "name", Offset: -1, Msg: err.Error(), Hint: "the path is the URI of an endpoint, such as file:expected"}}
	}
	inner, ok := made.(components.Poller)
	if !ok {
		return nil, components.OptionErrors{{Option: "name", Offset: -1, Msg: fmt.Sprintf("%s cannot be asked for messages", made.URI()), Hint: "name a file: or seda: endpoint"}}
	}
	e.inner = inner
	ctx.OnStart(e.load)
	return e, nil
}

// behind is the URI of the endpoint that holds the expected messages.
func (e *endpoint) behind() string {
	if len(e.params) == 0 {
		return e.Name
	}
	return e.Name + "?" + strings.Join(e.params, "&")
}

func (e *endpoint) URI() string { return e.uri }
