// Package polling is the clock of sources that look again and again whether something has come, and Camel's options for it.
package polling

import (
	"context"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// Options are Camel's options of every polled source; the options struct of a component embeds them.
type Options struct {
	InitialDelay             time.Duration `camel:"initialDelay" default:"1s" doc:"Time before the first poll."`
	Delay                    time.Duration `camel:"delay" default:"500ms" doc:"Time between the end of a poll and the next. It must be above 0."`
	UseFixedDelay            bool          `camel:"useFixedDelay" default:"true" doc:"With false the time counts from the beginning of a poll to the beginning of the next."`
	RepeatCount              int64         `camel:"repeatCount" default:"0" doc:"Number of polls after which the route ends. With 0 or less it never does."`
	Greedy                   bool          `camel:"greedy" default:"false" doc:"Polls again at once after a poll that found something."`
	SendEmptyMessageWhenIdle bool          `camel:"sendEmptyMessageWhenIdle" default:"false" doc:"Sends an empty message through the route where a poll found nothing."`
	BackoffMultiplier        int           `camel:"backoffMultiplier" default:"0" doc:"Number of polls that are left out after several that found nothing or failed."`
	BackoffIdleThreshold     int           `camel:"backoffIdleThreshold" default:"0" doc:"Number of polls in a row that must find nothing before backoffMultiplier counts."`
	BackoffErrorThreshold    int           `camel:"backoffErrorThreshold" default:"0" doc:"Number of polls in a row that must fail before backoffMultiplier counts."`
	StartScheduler           bool          `camel:"startScheduler" default:"true" doc:"With false the route never polls."`
	TimeUnit                 string        `camel:"timeUnit" enum:"NANOSECONDS,MICROSECONDS,MILLISECONDS,SECONDS,MINUTES,HOURS,DAYS" default:"MILLISECONDS" doc:"Unit of initialDelay and delay where they are bare numbers."`
	RunLoggingLevel          string        `camel:"runLoggingLevel" enum:"TRACE,DEBUG,INFO,WARN,ERROR,OFF" default:"TRACE" doc:"Taken as in Camel. The beginning and the end of a poll are not logged."`
}

var units = map[string]time.Duration{
	"NANOSECONDS": time.Nanosecond, "MICROSECONDS": time.Microsecond, "MILLISECONDS": time.Millisecond,
	"SECONDS": time.Second, "MINUTES": time.Minute, "HOURS": time.Hour, "DAYS": 24 * time.Hour,
}

// Interval is the time between two polls.
func (o *Options) Interval() time.Duration { return o.inUnit(o.Delay, 500*time.Millisecond) }

// inUnit takes d, which was read as milliseconds, for a number of units. The default stays what it is.
func (o *Options) inUnit(d, usual time.Duration) time.Duration {
	if d == usual {
		return d
	}
	return d / time.Millisecond * units[o.TimeUnit]
}

// Check answers what is wrong with the options.
func (o *Options) Check() components.OptionErrors {
	var errs components.OptionErrors
	wrong := func(option, msg, hint string) {
		errs = append(errs, components.OptionError{Option: option, Offset: -1, Msg: msg, Hint: hint})
	}
	if o.Delay <= 0 {
		wrong("delay", "the delay between two polls must be above 0", "write delay=500 (milliseconds) or delay=5s")
	}
	if o.InitialDelay < 0 {
		wrong("initialDelay", "the initial delay must not be negative", "write initialDelay=0")
	}
	if o.BackoffMultiplier > 0 && o.BackoffIdleThreshold <= 0 && o.BackoffErrorThreshold <= 0 {
		wrong("backoffMultiplier", "backoffMultiplier needs backoffIdleThreshold or backoffErrorThreshold", "add backoffIdleThreshold=5")
	}
	return errs
}

// Run calls poll until ctx ends, which answers false, or until all polls of repeatCount are made. poll answers how many
// exchanges it made; trouble is told of its errors, and nil after a poll that went well.
func (o *Options) Run(ctx context.Context, trouble func(error), poll func() (int, error)) (ended bool) {
	if !o.StartScheduler {
		<-ctx.Done()
		return false
	}
	timer := time.NewTimer(o.inUnit(o.InitialDelay, time.Second))
	defer timer.Stop()
	idle, failed, skip := 0, 0, 0
	for count := int64(0); o.RepeatCount <= 0 || count < o.RepeatCount; {
		select {
		case <-timer.C:
		case <-ctx.Done():
			return false
		}
		begun := time.Now()
		if skip > 0 {
			skip--
		} else {
			for again := true; again && ctx.Err() == nil; {
				found, err := poll()
				count++
				trouble(err)
				idle, failed = o.streaks(idle, failed, found, err)
				again = o.Greedy && found > 0 && err == nil && (o.RepeatCount <= 0 || count < o.RepeatCount)
			}
			if o.BackoffMultiplier > 0 && (o.BackoffIdleThreshold > 0 && idle >= o.BackoffIdleThreshold || o.BackoffErrorThreshold > 0 && failed >= o.BackoffErrorThreshold) {
				skip = o.BackoffMultiplier
			}
		}
		pause := o.Interval()
		if !o.UseFixedDelay {
			pause = max(0, pause-time.Since(begun))
		}
		timer.Reset(pause)
	}
	return true
}

// streaks counts polls in a row that found nothing or failed.
func (o *Options) streaks(idle, failed, found int, err error) (int, int) {
	switch {
	case err != nil:
		return 0, failed + 1
	case found == 0:
		return idle + 1, 0
	}
	return 0, 0
}
