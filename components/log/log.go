// Package log is the component that writes exchanges to the log.
package log

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/internal/exchangelog"
)

// Component answers log: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "log",
	Title:  "Writes exchanges to the log.",
	Syntax: "log:loggerName",
}, build)

// Options of log: URIs.
type Options struct {
	LoggerName string `camel:"loggerName,path" doc:"Name of the logger, which stands in front of the text. It may only be empty where options follow, as in log:?level=WARN."`
	Level      string `camel:"level" enum:"TRACE,DEBUG,INFO,WARN,ERROR,OFF" default:"INFO" doc:"Level of the line. With OFF nothing is written."`
	Marker     string `camel:"marker" doc:"Word that is put beside the line, as its attribute marker."`

	GroupSize       int64         `camel:"groupSize" doc:"Writes a line of throughput for each group of so many exchanges, instead of the exchanges."`
	GroupInterval   time.Duration `camel:"groupInterval" doc:"Writes a line of throughput each interval, instead of the exchanges. A number alone is milliseconds."`
	GroupDelay      time.Duration `camel:"groupDelay" default:"1s" doc:"Time before the first line of groupInterval."`
	GroupActiveOnly bool          `camel:"groupActiveOnly" default:"true" doc:"Leaves out the line of groupInterval where no exchange came."`

	exchangelog.Format
}

type endpoint struct {
	*Options
	uri   string
	log   *slog.Logger
	level slog.Level
	now   func() time.Time
}

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	var errs components.OptionErrors
	_, query, hasOptions := strings.Cut(uri, "?")
	if o.LoggerName == "" && !hasOptions {
		errs = append(errs, components.OptionError{Option: "loggerName", Offset: -1, Msg: `component log needs option "loggerName"`, Hint: "the URI is log:loggerName"})
	}
	given, _ := url.ParseQuery(query)
	for _, o := range []struct {
		name  string
		value int64
	}{{"groupSize", o.GroupSize}, {"groupInterval", int64(o.GroupInterval)}, {"groupDelay", int64(o.GroupDelay)}} {
		if o.value < 0 || o.value == 0 && given.Has(o.name) && o.name != "groupDelay" {
			errs = append(errs, components.OptionError{Option: o.name, Offset: -1, Msg: fmt.Sprintf("option %q of log must be positive", o.name)})
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	logger := ctx.Log().With(slog.String("logger", o.LoggerName))
	if o.Marker != "" {
		logger = logger.With(slog.String("marker", o.Marker))
	}
	return &endpoint{Options: o, uri: uri, log: logger, level: components.LogLevels[o.Level], now: ctx.Now}, nil
}

func (e *endpoint) URI() string { return e.uri }

// Producer makes what writes the lines: of each exchange or of their throughput.
func (e *endpoint) Producer() (components.Producer, error) {
	switch {
	case e.Level == "OFF":
		return silent{}, nil
	case e.GroupSize > 0:
		return &throughput{endpoint: e, Throughput: exchangelog.NewThroughput(e.now), size: e.GroupSize}, nil
	case e.GroupInterval > 0:
		t := &throughput{endpoint: e, Throughput: exchangelog.NewThroughput(e.now), stop: make(chan struct{})}
		t.running.Go(t.report)
		return t, nil
	}
	return lines{e}, nil
}

func (e *endpoint) write(text string) { components.LogRouteLine(e.log, e.level, text) }

type silent struct{}

func (silent) Process(*components.Exchange) error { return nil }
func (silent) Close() error                       { return nil }

// lines writes each exchange.
type lines struct{ *endpoint }

func (l lines) Process(ex *components.Exchange) error {
	if l.log.Enabled(context.Background(), l.level) {
		l.write(l.Text(ex))
	}
	return nil
}

func (lines) Close() error { return nil }

// throughput writes how many exchanges came.
type throughput struct {
	*endpoint
	*exchangelog.Throughput
	size    int64
	stop    chan struct{} // nil unless the lines come by time
	once    sync.Once
	running sync.WaitGroup
}

func (t *throughput) Process(*components.Exchange) error {
	if line := t.Add(t.size); line != "" {
		t.write(line)
	}
	return nil
}

func (t *throughput) report() {
	timer := time.NewTimer(t.GroupDelay)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
			timer.Reset(t.GroupInterval)
		case <-t.stop:
			return
		}
		if line := t.Interval(t.GroupActiveOnly); line != "" {
			t.write(line)
		}
	}
}

func (t *throughput) Close() error {
	if t.stop != nil {
		t.once.Do(func() { close(t.stop) })
		t.running.Wait()
	}
	return nil
}
